/**
 * Dragging boxes: the whole outermost box goes with the node under the pointer, and so does whatever else is selected, all
 * by the same way. Boxes go by the grid and line up with their neighbours; Alt ignores both, Escape puts them back, and
 * with Ctrl the drag leaves the originals and asks for copies. One step per frame of the screen.
 *
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./view.js").View} View
 */
import { GuideSheet, guidesOf, pull } from "./guides.js";
import { centre } from "./route.js";

export const GRID = 20;

/** How near in pixels a neighbour's edge has to be to attract. */
const REACH = 6;

/** @param {View} view */
export function startDragging(view) {
  const { cy } = view;
  const sheet = new GuideSheet(view);
  /** @type {Drag | null} */
  let drag = null;
  let cloning = false;
  let frame = 0;
  const step = () => {
    frame = 0;
    drag?.step();
  };
  cy.on("grabon", "node", (event) => {
    cloning = Boolean(event.originalEvent?.ctrlKey || event.originalEvent?.metaKey);
    cy.boxSelectionEnabled(!cloning);
  });
  cy.on("free", "node", () => cy.boxSelectionEnabled(true));
  cy.on("drag", "node", (event) => {
    drag ??= new Drag(view, sheet, event.target);
    drag.take(event.target.id());
    frame ||= requestAnimationFrame(step);
  });
  cy.on("dragfree", "node", () => {
    if (!drag) return;
    cancelAnimationFrame(frame);
    step();
    const ended = drag;
    drag = null;
    ended.end(cloning);
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !drag) return;
      event.stopPropagation();
      drag.cancel();
    },
    { capture: true },
  );
}

class Drag {
  /**
   * @param {View} view
   * @param {GuideSheet} sheet
   * @param {any} lead the node that tells how far the pointer went
   */
  constructor(view, sheet, lead) {
    this.view = view;
    this.sheet = sheet;
    this.lead = lead;
    /** Boxes that move and where they came from. @type {Map<string, Point>} */
    this.started = new Map();
    /** The pointer's way. @type {Point} */
    this.pointed = [0, 0];
    /** The way of the boxes. @type {Point} */
    this.gone = [0, 0];
    this.cancelled = false;
    /** @type {Box[]} */
    this.neighbours = [];
  }

  /** @param {string} id of a dragged node: Cytoscape draws it above what it holds, which its ground must not cover */
  take(id) {
    this.view.cy.getElementById(id).addClass("dragged");
    for (const [block, box] of this.view.blocks([id])) {
      if (this.started.has(block)) continue;
      this.started.set(block, [box.x, box.y]);
      this.neighbours = [];
    }
  }

  step() {
    const { view, lead } = this;
    const [x, y] = centre(/** @type {Box} */ (view.boxes.get(lead.id())));
    this.pointed = [this.pointed[0] + lead.position("x") - x, this.pointed[1] + lead.position("y") - y];
    this.go(this.cancelled ? [0, 0] : this.aim());
    this.sheet.show(this.cancelled || view.ignoreGrid ? [] : guidesOf(this.whole(this.gone), this.others()));
    view.gestures.moved();
  }

  /** Where the boxes go when the pointer is here: to a neighbour's line, else to the grid. @returns {Point} */
  aim() {
    const { view, pointed } = this;
    if (view.ignoreGrid) return [Math.round(pointed[0]), Math.round(pointed[1])];
    const pulls = pull(this.whole(pointed), this.others(), REACH / view.cy.zoom());
    const [first = [0, 0]] = this.started.values();
    const along = (/** @type {0 | 1} */ axis) => {
      const by = pulls[axis];
      return by === null
        ? Math.round((first[axis] + pointed[axis]) / GRID) * GRID - first[axis]
        : Math.round(first[axis] + pointed[axis] + by) - first[axis];
    };
    return [along(0), along(1)];
  }

  /** The boxes that stay and are in sight. */
  others() {
    if (this.neighbours.length > 0) return this.neighbours;
    const { x1, y1, x2, y2 } = this.view.cy.extent();
    this.neighbours = this.view
      .shownCorners()
      .filter(([id]) => !this.started.has(id))
      .map(([id]) => /** @type {Box} */ (this.view.boxes.get(id)))
      .filter((box) => box.x < x2 && box.x + box.width > x1 && box.y < y2 && box.y + box.height > y1);
    return this.neighbours;
  }

  /**
   * What reaches around all that moves.
   * @param {Point} way
   * @returns {Box}
   */
  whole([dx, dy]) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [id, [x, y]] of this.started) {
      const { width, height } = /** @type {Box} */ (this.view.boxes.get(id));
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
    }
    return { x: left + dx, y: top + dy, width: right - left, height: bottom - top };
  }

  /** @param {Point} way */
  go(way) {
    shift(this.view, this.started, [way[0] - this.gone[0], way[1] - this.gone[1]]);
    this.gone = way;
  }

  /** Puts the boxes back where the drag began; the pointer may go on. */
  cancel() {
    this.cancelled = true;
    this.step();
  }

  /** @param {boolean} cloning */
  end(cloning) {
    const { view, gone, started } = this;
    this.sheet.show([]);
    view.mark("dragged", []);
    if (cloning) this.go([0, 0]);
    view.sheet.drawEdges();
    if (gone[0] === 0 && gone[1] === 0) return;
    if (cloning) view.gestures.clone([...started.keys()], gone);
    else view.gestures.move([...started].map(([id, [x, y]]) => [id, [x + gone[0], y + gone[1]]]));
  }
}

/**
 * Moves outermost boxes with all that they hold; frames follow. Also sets back what Cytoscape has moved alone.
 * @param {View} view
 * @param {Map<string, Point>} blocks
 * @param {Point} by
 */
function shift(view, blocks, [dx, dy]) {
  view.cy.batch(() => {
    for (const node of view.nodes) {
      if (!blocks.has(/** @type {string} */ (view.owner.get(node.id)))) continue;
      const box = /** @type {Box} */ (view.boxes.get(node.id));
      const next = { ...box, x: box.x + dx, y: box.y + dy };
      view.boxes.set(node.id, next);
      const [x, y] = centre(next);
      view.cy.getElementById(node.id).position({ x, y });
    }
    view.placeFrames();
    view.sheet.drawFrames();
    view.sheet.drawEdges(true);
  });
}
