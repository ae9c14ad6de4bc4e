/** Where two states of a design are shown side by side. */

/**
 * The revisions that are named; else what is open and its what-if; else, with nothing down, the last change.
 * @param {import("../app.js").App} app
 * @param {{from: number | null, to: number | null}} [revisions] null is now
 */
export function compareAddress(app, revisions) {
  const query = revisions ? new URLSearchParams() : app.query();
  const open = app.boot.revision;
  const { from, to } = revisions ?? { from: open, to: app.down.size > 0 ? open : null };
  if (from) query.set("from", String(from));
  if (to) query.set("to", String(to));
  const text = query.toString().replaceAll("%2F", "/");
  return `/d/${app.boot.token}/compare${text ? `?${text}` : ""}`;
}
