/**
 * Keeps a drawing that is seen as a whole in sight when the stage becomes smaller or larger, as with the drawer. A drawing
 * that somebody has moved or zoomed since stays where it is.
 *
 * @typedef {import("./view.js").View} View
 */

import { FLOATS } from "./view.js";

/** @param {View} view */
export function keepInSight(view) {
  let [width, height] = [view.container.clientWidth, view.container.clientHeight];
  let ours = "";
  view.cy.on("resize", () => {
    const whole = ours === standing(view) || isWhole(view, width, height);
    [width, height] = [view.container.clientWidth, view.container.clientHeight];
    if (!whole || width === 0 || height === 0) return;
    if (ours === "" && isWhole(view, width, height - FLOATS)) return;
    view.fit();
    ours = standing(view);
  });
}

/** @param {View} view */
function standing(view) {
  const { x, y } = view.cy.pan();
  return `${x} ${y} ${view.cy.zoom()}`;
}

/**
 * @param {View} view
 * @param {number} width
 * @param {number} height
 */
function isWhole(view, width, height) {
  return [...view.boxes.keys()].every((id) => {
    const box = view.renderedBox(id);
    return !box || (box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
  });
}
