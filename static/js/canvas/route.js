/**
 * How lines run between boxes: which sides they leave and enter, spread along each side, and the points that bend them.
 * Follows `app/diagram/curves.py` in the choice of sides; must not know colours or Cytoscape.
 *
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./project.js").Edge} Edge
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {"left" | "right" | "top" | "bottom"} Side
 * @typedef {{start: Point, end: Point, bends: Point[]}} Line
 * @typedef {{edge: Edge, from: Side, to: Side}} Plan
 */
import { blocked, levels } from "./bows.js";
import { detour } from "./detour.js";

/** @type {Record<Side, Point>} */
const OUTWARD = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };
const FRAMES = /^(virtualWans|frames)\//;
const GAP = 8;
const PORT_STEP = 20;

/**
 * @param {Edge[]} edges
 * @param {Map<string, Box>} boxes
 * @param {Map<string, string>} owner outermost box of each node
 * @param {boolean} [detours] off: lines may cross boxes, which is quicker
 * @returns {Map<string, Line>}
 */
export function route(edges, boxes, owner, detours = true) {
  const blocks = detours ? [...new Set(owner.values())].filter((id) => !FRAMES.test(id)) : [];
  const walls = blocks.map((id) => at(boxes, id)).filter((box) => box !== undefined);
  const plans = edges.map((edge) => plan(edge, boxes, owner, walls));
  const ports = spread(plans, boxes);
  const drawn = plans.map((one) => ({
    ...one,
    id: one.edge.id,
    start: at(ports, `${one.edge.id} source`),
    end: at(ports, `${one.edge.id} target`),
    ends: [one.edge.source, one.edge.target].map((id) => at(boxes, owner.get(id) ?? id)),
  }));
  const bows = levels(drawn.flatMap(bowOf), walls);
  return new Map(
    drawn.map(({ id, start, end, ends, ...one }) => {
      const level = bows.get(id);
      const way = level === undefined ? bends(one, start, end, ends, walls) : around(level, start, end);
      return [id, { start, end, bends: way }];
    }),
  );
}

/**
 * @param {Plan & {id: string, start: Point, end: Point, ends: Box[]}} line
 * @returns {import("./bows.js").Bow[]}
 */
function bowOf({ id, from, to, start, end, ends }) {
  if (from !== to || from === "top" || from === "bottom") return [];
  return [{ id, side: from, top: Math.min(start[1], end[1]), bottom: Math.max(start[1], end[1]), ends }];
}

/**
 * @template T
 * @param {Map<string, T>} map
 * @param {string} key
 * @returns {T}
 */
const at = (map, key) => /** @type {T} */ (map.get(key));

/**
 * @param {Edge} edge
 * @param {Map<string, Box>} boxes
 * @param {Map<string, string>} owner
 * @param {Box[]} walls
 * @returns {Plan}
 */
function plan(edge, boxes, owner, walls) {
  const [sourceOwner, targetOwner] = [
    owner.get(edge.source) ?? edge.source,
    owner.get(edge.target) ?? edge.target,
  ];
  const [source, target] = [at(boxes, sourceOwner), at(boxes, targetOwner)];
  if (target.x - (source.x + source.width) >= GAP) return { edge, from: "right", to: "left" };
  if (source.x - (target.x + target.width) >= GAP) return { edge, from: "left", to: "right" };
  const nested = edge.source !== sourceOwner || edge.target !== targetOwner;
  if (!nested && sourceOwner !== targetOwner && !blocked(source, target, walls)) {
    return source.y < target.y ? { edge, from: "bottom", to: "top" } : { edge, from: "top", to: "bottom" };
  }
  const side = ["vpn", "site-link", "global-reach"].includes(edge.kind) ? "left" : "right";
  return { edge, from: side, to: side };
}

/**
 * The ends of all lines, spread along each side in the order of their other ends.
 * @param {Plan[]} plans
 * @param {Map<string, Box>} boxes
 * @returns {Map<string, Point>}
 */
function spread(plans, boxes) {
  /** @type {Map<string, {box: Box, side: Side, ends: {towards: Point, key: string}[]}>} */
  const sides = new Map();
  const note = (
    /** @type {string} */ id,
    /** @type {Side} */ side,
    /** @type {string} */ other,
    /** @type {string} */ key,
  ) => {
    const group = sides.get(`${id} ${side}`) ?? { box: at(boxes, id), side, ends: [] };
    group.ends.push({ towards: centre(at(boxes, other)), key });
    sides.set(`${id} ${side}`, group);
  };
  for (const { edge, from, to } of plans) {
    note(edge.source, from, edge.target, `${edge.id} source`);
    note(edge.target, to, edge.source, `${edge.id} target`);
  }
  const ports = new Map();
  for (const { box, side, ends } of sides.values()) {
    const along = side === "left" || side === "right" ? 1 : 0;
    const step = Math.min(PORT_STEP, ((along ? box.height : box.width) - 16) / ends.length);
    ends
      .sort((one, other) => one.towards[along] - other.towards[along])
      .forEach(({ key }, index) => {
        ports.set(key, onSide(box, side, (index - (ends.length - 1) / 2) * step));
      });
  }
  return ports;
}

/** @param {Box} box @returns {Point} */
export const centre = (box) => [box.x + box.width / 2, box.y + box.height / 2];

/**
 * @param {Box} box
 * @param {Side} side
 * @param {number} offset
 * @returns {Point}
 */
function onSide(box, side, offset) {
  const [x, y] = centre(box);
  if (side === "left") return [box.x, y + offset];
  if (side === "right") return [box.x + box.width, y + offset];
  return side === "top" ? [x + offset, box.y] : [x + offset, box.y + box.height];
}

/**
 * @param {Plan} one
 * @param {Point} start
 * @param {Point} end
 * @returns {Point[]}
 */
function smooth(one, start, end) {
  const [dx, dy] = [Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1])];
  const reach =
    one.from === "left" || one.from === "right" ? Math.max(24, dx * 0.42) : Math.max(24, dy * 0.42);
  const bend = (/** @type {Point} */ point, /** @type {Side} */ side) =>
    /** @type {Point} */ ([point[0] + OUTWARD[side][0] * reach, point[1] + OUTWARD[side][1] * reach]);
  return [bend(start, one.from), bend(end, one.to)];
}

/**
 * @param {Plan} one
 * @param {Point} start
 * @param {Point} end
 * @param {Box[]} ends
 * @param {Box[]} walls boxes that it goes around, as far as they are none of its ends
 */
function bends(one, start, end, ends, walls) {
  const straight = smooth(one, start, end);
  if (one.from === "top" || one.from === "bottom") return straight;
  const others = walls.filter((box) => !ends.includes(box));
  return detour(start, end, straight, others) ?? straight;
}

/**
 * A bow beside both boxes.
 * @param {number} level
 * @param {Point} start
 * @param {Point} end
 * @returns {Point[]}
 */
const around = (level, start, end) => [
  [level, start[1]],
  [level, end[1]],
];

/**
 * A point relative to the line from start to end, as Cytoscape wants its control points.
 * @param {Line} line
 */
export function relativeBends({ start, end, bends }) {
  const [vx, vy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(vx, vy) || 1;
  return bends.map(([x, y]) => {
    const [px, py] = [x - start[0], y - start[1]];
    return { weight: (px * vx + py * vy) / (length * length), distance: (py * vx - px * vy) / length };
  });
}
