/** Where two states of a design are shown side by side: now and its what-if, or the revisions that are named. */

/**
 * @param {import("../app.js").App} app
 * @param {{from?: number | null, to?: number | null}} [revisions] null or absent: now; none and nothing failed: the last change
 */
export function compareAddress(app, { from = app.boot.revision, to = null } = {}) {
  const query = app.query();
  if (from) query.set("from", String(from));
  if (to) query.set("to", String(to));
  const text = query.toString().replaceAll("%2F", "/");
  return `/d/${app.boot.token}/compare${text ? `?${text}` : ""}`;
}
