/**
 * How far boxes and lines reach, and what place and zoom show an area as a whole. Knows neither Cytoscape nor the screen.
 *
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./route.js").Line} Line
 * @typedef {{x1: number, y1: number, x2: number, y2: number}} Area
 */

/**
 * @param {Iterable<Box>} boxes
 * @param {Iterable<Line>} [lines]
 * @returns {Area | null} null when there is nothing
 */
export function areaOf(boxes, lines = []) {
  const area = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  const reach = (/** @type {number} */ x, /** @type {number} */ y) => {
    area.x1 = Math.min(area.x1, x);
    area.y1 = Math.min(area.y1, y);
    area.x2 = Math.max(area.x2, x);
    area.y2 = Math.max(area.y2, y);
  };
  for (const { x, y, width, height } of boxes) {
    reach(x, y);
    reach(x + width, y + height);
  }
  for (const { start, end, bends } of lines) for (const [x, y] of [start, end, ...bends]) reach(x, y);
  return area.x1 === Infinity ? null : area;
}

/**
 * The zoom at which an area fills a frame, and where its origin then stands so that it is in the middle.
 * @param {Area} area
 * @param {{width: number, height: number}} frame
 * @param {{padding: number, least: number, most: number}} limits
 */
export function fitted({ x1, y1, x2, y2 }, { width, height }, { padding, least, most }) {
  const fill = Math.min((width - 2 * padding) / (x2 - x1), (height - 2 * padding) / (y2 - y1));
  const zoom = Math.min(Math.max(fill, least), most);
  return { zoom, pan: { x: (width - zoom * (x1 + x2)) / 2, y: (height - zoom * (y1 + y2)) / 2 } };
}
