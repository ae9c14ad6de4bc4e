/**
 * Ways around boxes for lines that would run through them: along a level above or below what stands between, as far as
 * one is free. Knows boxes and points only.
 *
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("../doc/types.js").Point} Point
 */

const SAMPLES = 12;
const BESIDE = 18;
const CLEARANCE = 12;
const CORNER = 20;

/**
 * The bends of a free way between two sides that face each other, or null where the straight one is free or none is.
 * @param {Point} start
 * @param {Point} end
 * @param {Point[]} bends the bends of the straight way
 * @param {Box[]} boxes what the line should not run through
 * @returns {Point[] | null}
 */
export function detour(start, end, bends, boxes) {
  const near = boxes.filter((box) => within(box, start, end));
  if (near.length === 0 || !hits(start, end, bends, near)) return null;
  const out = Math.sign(end[0] - start[0]);
  const first = out > 0 ? Math.min(...near.map(left)) : Math.max(...near.map(right));
  const last = out > 0 ? Math.max(...near.map(right)) : Math.min(...near.map(left));
  const [leave, enter] = [first - out * BESIDE, last + out * BESIDE];
  const free = levels(near)
    .sort((one, other) => Math.abs(one - end[1]) - Math.abs(other - end[1]))
    .map((level) => lane(start, end, [leave, enter], level))
    .find((way) => !hits(start, end, way, boxes));
  return free ?? null;
}

/**
 * Up or down beside the first box, along the level, and up or down again; bends on both sides of a corner keep it tight.
 * @param {Point} start
 * @param {Point} end
 * @param {[number, number]} columns
 * @param {number} level
 * @returns {Point[]}
 */
function lane(start, end, [leave, enter], level) {
  const out = Math.sign(enter - leave) * CORNER;
  const corner = (/** @type {Point} */ [, y]) =>
    level + Math.sign(y - level) * Math.min(CORNER, Math.abs(y - level));
  return [
    [leave, start[1]],
    [leave, corner(start)],
    [leave + out, level],
    [enter - out, level],
    [enter, corner(end)],
    [enter, end[1]],
  ];
}

/** @param {Box} box */
const left = (box) => box.x;

/** @param {Box} box */
const right = (box) => box.x + box.width;

/** Just above and just below each box. @param {Box[]} boxes */
const levels = (boxes) => [
  ...new Set(boxes.flatMap((box) => [box.y - CLEARANCE, box.y + box.height + CLEARANCE])),
];

/**
 * Whether a box stands between the two columns that a line joins.
 * @param {Box} box
 * @param {Point} start
 * @param {Point} end
 */
function within(box, start, end) {
  const [from, to] = [Math.min(start[0], end[0]), Math.max(start[0], end[0])];
  const [low, high] = [Math.min(start[1], end[1]), Math.max(start[1], end[1])];
  return box.x >= from && right(box) <= to && box.y <= high && box.y + box.height >= low;
}

/**
 * Whether a line through these bends runs through a box. The line is a chain of quadratic pieces that meet half-way
 * between two bends, as Cytoscape draws it; none leaves the triangle of its three points.
 * @param {Point} start
 * @param {Point} end
 * @param {Point[]} bends
 * @param {Box[]} boxes
 */
export function hits(start, end, bends, boxes) {
  let from = start;
  for (let number = 0; number < bends.length; number += 1) {
    const bend = /** @type {Point} */ (bends[number]);
    const next = bends[number + 1];
    /** @type {Point} */
    const to = next ? [(bend[0] + next[0]) / 2, (bend[1] + next[1]) / 2] : end;
    const near = touched(boxes, from, bend, to);
    for (let step = 1; near.length > 0 && step <= SAMPLES; step += 1) {
      const [x, y] = quadratic(from, bend, to, step / SAMPLES);
      const inside = (/** @type {Box} */ box) =>
        x > box.x && x < right(box) && y > box.y && y < box.y + box.height;
      if (near.some(inside)) return true;
    }
    from = to;
  }
  return false;
}

/**
 * The boxes that meet the rectangle around three points.
 * @param {Box[]} boxes
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 */
function touched(boxes, a, b, c) {
  const [x1, x2] = [Math.min(a[0], b[0], c[0]), Math.max(a[0], b[0], c[0])];
  const [y1, y2] = [Math.min(a[1], b[1], c[1]), Math.max(a[1], b[1], c[1])];
  return boxes.filter((box) => box.x < x2 && right(box) > x1 && box.y < y2 && box.y + box.height > y1);
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {number} share
 * @returns {Point}
 */
function quadratic(a, b, c, share) {
  const rest = 1 - share;
  const along = (/** @type {0 | 1} */ axis) =>
    rest * rest * a[axis] + 2 * rest * share * b[axis] + share * share * c[axis];
  return [along(0), along(1)];
}
