/**
 * Lines that leave and enter on the same side: how far out each one bows, so that none runs through a box between its ends
 * or along another. Knows boxes and numbers only.
 *
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {{id: string, side: "left" | "right", top: number, bottom: number, ends: Box[]}} Bow
 */

const OUT = 32;
const APART = 12;

/**
 * @param {Bow[]} bows
 * @param {Box[]} walls
 * @returns {Map<string, number>} where each of them runs up and down
 */
export function levels(bows, walls) {
  /** @type {{side: string, top: number, bottom: number, level: number}[]} */
  const placed = [];
  const short = [...bows].sort((one, other) => one.bottom - one.top - (other.bottom - other.top));
  return new Map(
    short.map(({ id, side, top, bottom, ends }) => {
      const out = side === "right" ? 1 : -1;
      const rim = (/** @type {Box} */ box) => (out > 0 ? box.x + box.width : -box.x);
      const passed = walls.filter((box) => box.y < bottom && box.y + box.height > top && stacked(box, ends));
      let level = Math.max(...[...ends, ...passed].map(rim)) + OUT;
      for (const other of placed)
        if (other.side === side && other.top <= bottom && top <= other.bottom)
          level = Math.max(level, other.level + APART);
      placed.push({ side, top, bottom, level });
      return [id, level * out];
    }),
  );
}

/**
 * Whether a box stands in the column of these.
 * @param {Box} box
 * @param {Box[]} ends
 */
const stacked = (box, ends) => ends.some((end) => box.x < end.x + end.width && end.x < box.x + box.width);

/**
 * Whether another box stands on the way straight up or down between two.
 * @param {Box} source
 * @param {Box} target
 * @param {Box[]} walls
 */
export function blocked(source, target, walls) {
  const middles = [source.x + source.width / 2, target.x + target.width / 2];
  const [left, right] = [Math.min(...middles), Math.max(...middles)];
  const top = Math.min(source.y + source.height, target.y + target.height);
  const bottom = Math.max(source.y, target.y);
  return walls.some(
    (box) =>
      box !== source &&
      box !== target &&
      box.x <= right &&
      box.x + box.width >= left &&
      box.y < bottom &&
      box.y + box.height > top,
  );
}
