/**
 * How somebody looks at a design: what is hidden, and whether the canvas is locked. Kept in this browser, never in the
 * design, so that nobody else sees less because of it.
 *
 * @typedef {{hidden: string[], locked: boolean}} Look
 */

const KEY = "routecanvas.look";

/**
 * @param {string} token of the design's link
 * @returns {Look}
 */
export function lookAt(token) {
  try {
    const { hidden, locked } = JSON.parse(localStorage.getItem(`${KEY}.${token}`) ?? "{}");
    return { hidden: Array.isArray(hidden) ? hidden.map(String) : [], locked: locked === true };
  } catch {
    return { hidden: [], locked: false };
  }
}

/**
 * @param {string} token
 * @param {Partial<Look>} change
 */
export function keepLook(token, change) {
  const look = { ...lookAt(token), ...change };
  try {
    if (look.hidden.length === 0 && !look.locked) localStorage.removeItem(`${KEY}.${token}`);
    else localStorage.setItem(`${KEY}.${token}`, JSON.stringify(look));
  } catch {
    // Private windows may refuse; it then holds until the page is left.
  }
}
