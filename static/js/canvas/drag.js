/**
 * Dragging boxes: the whole outermost box goes with the node under the pointer, and so does whatever else is selected.
 * One step per frame of the screen. With Ctrl the drag leaves the originals and asks for copies; Alt ignores the grid.
 *
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./view.js").View} View
 */
import { centre } from "./route.js";

export const GRID = 20;

/** @param {View} view */
export function startDragging(view) {
  const { cy } = view;
  /** @type {Set<any>} */
  const dragged = new Set();
  /** @type {Map<string, Point>} */
  let started = new Map();
  let cloning = false;
  let frame = 0;
  const step = () => {
    frame = 0;
    follow(view, dragged, started);
  };
  cy.on("grab", "node", (event) => {
    cloning = Boolean(event.originalEvent?.ctrlKey || event.originalEvent?.metaKey);
    cy.boxSelectionEnabled(!cloning);
  });
  cy.on("free", "node", () => cy.boxSelectionEnabled(true));
  cy.on("drag", "node", (event) => {
    dragged.add(event.target);
    frame ||= requestAnimationFrame(step);
  });
  cy.on("dragfree", "node", () => {
    if (dragged.size === 0) return;
    cancelAnimationFrame(frame);
    step();
    const moves = blocksOf(view, started).map(([id, from]) => snapped(view, id, from));
    dragged.clear();
    view.sheet.drawEdges();
    const clone = cloning && moves.length > 0;
    if (clone) settle(view, started);
    started = new Map();
    const [first] = moves;
    if (clone && first)
      view.gestures.clone(
        moves.map(({ id }) => id),
        [first.to[0] - first.from[0], first.to[1] - first.from[1]],
      );
    else view.gestures.move(moves.map(({ id, to }) => [id, to]));
  });
}

/**
 * @param {View} view
 * @param {Set<any>} dragged
 * @param {Map<string, Point>} started where each moved block was before
 */
function follow(view, dragged, started) {
  /** @type {Map<string, Point>} */
  const shifts = new Map();
  for (const node of dragged) {
    const block = view.frames.has(node.id()) ? node.id() : /** @type {string} */ (view.owner.get(node.id()));
    const box = view.boxes.get(node.id());
    if (!box || shifts.has(block)) continue;
    const [x, y] = centre(box);
    shifts.set(block, [node.position("x") - x, node.position("y") - y]);
  }
  for (const [block, [dx, dy]] of shifts) {
    if (dx === 0 && dy === 0) shifts.delete(block);
    const box = view.boxes.get(block);
    if (box && !started.has(block)) started.set(block, [box.x, box.y]);
  }
  if (shifts.size > 0) shift(view, shifts);
  view.gestures.moved();
}

/**
 * @param {View} view
 * @param {Map<string, Point>} shifts of outermost boxes and frames
 */
function shift(view, shifts) {
  const held = new Map(
    [...shifts].flatMap(([id, by]) => (view.frames.get(id) ?? []).map((one) => [one, by])),
  );
  view.cy.batch(() => {
    for (const node of view.nodes) {
      const block = /** @type {string} */ (view.owner.get(node.id));
      const by = shifts.get(block) ?? shifts.get(node.id) ?? held.get(block);
      if (!by) continue;
      const box = /** @type {Box} */ (view.boxes.get(node.id));
      const next = { ...box, x: box.x + by[0], y: box.y + by[1] };
      view.boxes.set(node.id, next);
      const [x, y] = centre(next);
      view.cy.getElementById(node.id).position({ x, y });
    }
    view.placeFrames();
    view.sheet.drawFrames();
    view.sheet.drawEdges(true);
  });
}

/**
 * The boxes that a drag has moved, with where they came from; a frame stands for what it holds.
 * @param {View} view
 * @param {Map<string, Point>} started
 * @returns {[string, Point][]}
 */
function blocksOf(view, started) {
  /** @type {Map<string, Point>} */
  const blocks = new Map();
  for (const [id, from] of started) {
    const at = /** @type {Box} */ (view.boxes.get(id));
    for (const held of view.frames.get(id) ?? [id]) {
      const box = view.boxes.get(held);
      if (box) blocks.set(held, [box.x - at.x + from[0], box.y - at.y + from[1]]);
    }
  }
  return [...blocks];
}

/**
 * @param {View} view
 * @param {string} id
 * @param {Point} from
 */
function snapped(view, id, from) {
  const box = /** @type {Box} */ (view.boxes.get(id));
  const snap = (/** @type {number} */ value) =>
    view.ignoreGrid ? Math.round(value) : Math.round(value / GRID) * GRID;
  return { id, from, to: /** @type {Point} */ ([snap(box.x), snap(box.y)]) };
}

/**
 * Puts the originals back where the drag began.
 * @param {View} view
 * @param {Map<string, Point>} started
 */
function settle(view, started) {
  const back = [...started].map(([id, [x, y]]) => {
    const box = /** @type {Box} */ (view.boxes.get(id));
    return /** @type {[string, Point]} */ ([id, [x - box.x, y - box.y]]);
  });
  shift(view, new Map(back));
}
