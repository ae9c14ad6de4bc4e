/**
 * The designs that this browser has seen, so that their links are found again. Kept here and nowhere else.
 *
 * @typedef {{link: string, name: string, access: string, at: string}} Own
 */

const KEY = "routecanvas.designs";
const MOST = 100;

/** @returns {Own[]} */
export function ownDesigns() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept)
      ? kept.filter((one) => typeof one?.link === "string" && /^\/d\/[\w-]+$/.test(one.link))
      : [];
  } catch {
    return [];
  }
}

/** @param {Own[]} designs */
function keep(designs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(designs.slice(0, MOST)));
  } catch {
    // Private windows may refuse; the link in the address bar still works.
  }
}

/** @param {{link: string, name: string, access: string}} design */
export function remember(design) {
  keep([
    { ...design, at: new Date().toISOString() },
    ...ownDesigns().filter((one) => one.link !== design.link),
  ]);
}

/** @param {string} link */
export function forget(link) {
  keep(ownDesigns().filter((one) => one.link !== link));
}
