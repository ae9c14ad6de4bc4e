/**
 * Finds room for new boxes: where they are wanted when that is free, else the nearest place in line with a neighbour, so
 * that what is added in a row stands in rows.
 *
 * @typedef {import("../doc/types.js").Outcome} Outcome
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("./view.js").View} View
 */
import { move } from "../doc/commands.js";
import { settle } from "../doc/drawing.js";
import { annotations, noteBox } from "./annotations.js";
import { FRAME_HEADER, FRAME_PAD, Interior, outermost } from "./boxes.js";
import { elementLevel, elements } from "./project.js";

const MARGIN = 40;
const GRID = 20;

/** A step down counts for more than one across: rows fill first. */
const DOWN = 1.6;

/**
 * The corner for a box of that size.
 * @param {{width: number, height: number}} size
 * @param {Box[]} taken
 * @param {Point} wanted its corner, if that is free
 * @returns {Point}
 */
export function room(size, taken, wanted) {
  const { width, height } = size;
  const free = (/** @type {Point} */ [x, y]) =>
    taken.every(
      (other) =>
        x >= other.x + other.width + MARGIN ||
        other.x >= x + width + MARGIN ||
        y >= other.y + other.height + MARGIN ||
        other.y >= y + height + MARGIN,
    );
  const far = (/** @type {Point} */ [x, y]) => Math.hypot(x - wanted[0], (y - wanted[1]) * DOWN);
  const beside = taken.flatMap((other) => {
    const [right, below] = [other.x + other.width + MARGIN, other.y + other.height + MARGIN];
    const [left, above] = [other.x - width - MARGIN, other.y - height - MARGIN];
    return /** @type {Point[]} */ ([
      [right, other.y],
      [other.x, below],
      [left, other.y],
      [other.x, above],
    ]);
  });
  return [wanted, ...beside.sort((one, other) => far(one) - far(other))].find(free) ?? wanted;
}

/**
 * Gives the boxes that an edit brings their places, and keeps those of all others.
 * @param {View} view
 * @param {Topology} before
 * @param {Outcome} outcome
 * @param {Point | null} at where the pointer let go
 * @returns {Outcome}
 */
export function placeNew(view, before, outcome, at) {
  const { document, select = null } = outcome;
  const known = new Set(boxesOf(before).map((node) => node.id));
  const added = boxesOf(document).filter((node) => !known.has(node.id));
  if (added.length === 0) return outcome;
  const interior = new Interior(boxesOf(document, true), view.drawing.theme);
  const placed = document.canvas?.positions ?? {};
  let result = settle(
    document,
    view.allCorners().filter(([id]) => known.has(id) && !(id in placed)),
  );
  const standing = [...view.boxes].filter(([id]) => view.owner.get(id) === id);
  for (const node of added) {
    const size = node.kind === "note" ? noteBox(node.label, [0, 0]) : interior.box(node);
    const taken = standing.filter(([id]) => id !== node.parent).map(([, box]) => box);
    const pointed = at !== null && (node.id === select || added.length === 1);
    const wanted = pointed
      ? snapped([at[0] - 40, at[1] - 20])
      : home(view, node, size, partner(view, document, node));
    const [x, y] = room(size, taken, wanted);
    result = pointed ? move(result, [[node.id, [x, y]]]).document : settle(result, [[node.id, [x, y]]]);
    standing.push([node.id, { ...size, x, y }]);
  }
  return { document: result, select };
}

/**
 * Outermost boxes of a document, without Virtual WANs that hold hubs; all boxes if asked.
 * @param {Topology} document
 * @param {boolean} [all]
 * @returns {Node[]}
 */
function boxesOf(document, all = false) {
  const { nodes } = elements(document, elementLevel(document));
  if (all) return nodes;
  const owner = outermost(nodes);
  const parents = new Set(nodes.map((node) => node.parent));
  const notes = annotations(document).filter((node) => node.kind === "note");
  return [
    ...nodes.filter(({ id, kind }) => owner.get(id) === id && !(kind === "virtual-wan" && parents.has(id))),
    ...notes,
  ];
}

/**
 * The box that a new one is joined to from the start.
 * @param {View} view
 * @param {Topology} document
 * @param {Node} node
 */
function partner(view, document, { id }) {
  const ends = elements(document, elementLevel(document)).edges.map(({ source, target }) => [source, target]);
  const other = ends.find((pair) => pair.includes(id))?.find((end) => end !== id);
  return view.boxes.get(view.owner.get(other ?? "") ?? "");
}

/**
 * Where a box belongs that nobody pointed a place for: a hub with its Virtual WAN, what is joined to a box below that, all
 * else where somebody is looking.
 * @param {View} view
 * @param {Node} node
 * @param {{width: number, height: number}} size
 * @param {Box} [joined]
 * @returns {Point}
 */
function home(view, node, { width, height }, joined) {
  const wan = node.parent === null ? undefined : view.boxes.get(node.parent);
  if (wan) {
    const hubs = view.frames.get(/** @type {string} */ (node.parent)) ?? [];
    const below = hubs.length > 0 ? wan.height - FRAME_PAD + MARGIN : FRAME_HEADER;
    return [wan.x + FRAME_PAD, wan.y + below];
  }
  if (joined) return [joined.x, joined.y + joined.height + MARGIN];
  const { x1, y1, x2, y2 } = view.cy.extent();
  return snapped([(x1 + x2 - width) / 2, (y1 + y2 - height) / 2]);
}

/**
 * @param {Point} point
 * @returns {Point}
 */
const snapped = ([x, y]) => [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];
