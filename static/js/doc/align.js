/**
 * Lining boxes up and spacing them evenly. Knows boxes and nothing of designs.
 *
 * @typedef {import("./types.js").Point} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {"left" | "centre" | "right" | "top" | "middle" | "bottom"} Edge
 */

/** How far along a box each edge lies: of its width for the first three, of its height for the rest. */
const SHARE = { left: 0, centre: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 };
const ACROSS = new Set(["left", "centre", "right"]);

/**
 * Corners at which all boxes share that edge: the outermost one, or the middle of them all.
 * @param {[string, Box][]} boxes
 * @param {Edge} edge
 * @returns {[string, Point][]}
 */
export function align(boxes, edge) {
  const across = ACROSS.has(edge);
  const share = SHARE[edge];
  const [from, size] = across
    ? /** @type {const} */ (["x", "width"])
    : /** @type {const} */ (["y", "height"]);
  const low = Math.min(...boxes.map(([, box]) => box[from]));
  const high = Math.max(...boxes.map(([, box]) => box[from] + box[size]));
  const line = low + (high - low) * share;
  return boxes.map(([id, box]) => {
    const value = line - box[size] * share;
    return [id, across ? [value, box.y] : [box.x, value]];
  });
}

/**
 * Corners at which the gaps between neighbours are equal; the first and the last stay.
 * @param {[string, Box][]} boxes
 * @param {"across" | "down"} direction
 * @returns {[string, Point][]}
 */
export function distribute(boxes, direction) {
  const across = direction === "across";
  const [from, size] = across
    ? /** @type {const} */ (["x", "width"])
    : /** @type {const} */ (["y", "height"]);
  const sorted = [...boxes].sort(([, one], [, other]) => one[from] - other[from]);
  const [first, last] = [sorted[0]?.[1], sorted[sorted.length - 1]?.[1]];
  if (!first || !last || sorted.length < 3) return boxes.map(([id, box]) => [id, [box.x, box.y]]);
  const filled = sorted.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[from] + last[size] - first[from] - filled) / (sorted.length - 1);
  let at = first[from];
  return sorted.map(([id, box]) => {
    const value = at;
    at += box[size] + gap;
    return [id, across ? [value, box.y] : [box.x, value]];
  });
}
