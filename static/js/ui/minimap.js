/**
 * The minimap: all boxes in small with the part that is seen, shown as soon as something lies outside. Dragging in it pans.
 *
 * @typedef {import("../canvas/view.js").View} View
 */
import { areaOf } from "../canvas/area.js";
import { byId } from "./dom.js";

const PAD = 6;

/** @param {View} view */
export function startMinimap(view) {
  const map = byId("minimap");
  const pen = /** @type {CanvasRenderingContext2D} */ (map.getContext("2d"));
  let waiting = false;
  const draw = () => {
    waiting = false;
    const area = areaOf(view.boxes.values());
    const seen = view.cy.extent();
    const inside =
      !area || (area.x1 >= seen.x1 && area.y1 >= seen.y1 && area.x2 <= seen.x2 && area.y2 <= seen.y2);
    map.hidden = inside || map.dataset.off === "true";
    if (!map.hidden && area) paint(map, pen, view, area);
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(draw);
  };
  view.cy.on("viewport resize add remove position", soon);
  for (const event of ["selection:changed", "theme:changed", "minimap:changed"])
    document.addEventListener(event, soon);
  const pan = (/** @type {PointerEvent} */ event) => {
    const area = areaOf(view.boxes.values());
    if (!area || event.buttons !== 1) return;
    const { scale, left, top } = frameOf(map, area);
    const { x1, y1, x2, y2 } = view.cy.extent();
    const [x, y] = [(event.offsetX - left) / scale + area.x1, (event.offsetY - top) / scale + area.y1];
    const zoom = view.cy.zoom();
    view.panBy(((x1 + x2) / 2 - x) * zoom, ((y1 + y2) / 2 - y) * zoom);
  };
  map.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    map.setPointerCapture(event.pointerId);
    pan(event);
  });
  map.addEventListener("pointermove", pan);
}

/** Shows or hides it for good. */
export function toggleMinimap() {
  const map = byId("minimap");
  map.dataset.off = String(map.dataset.off !== "true");
  document.dispatchEvent(new CustomEvent("minimap:changed"));
}

/**
 * How the area lies in the map.
 * @param {HTMLCanvasElement} map
 * @param {import("../canvas/area.js").Area} area
 */
function frameOf(map, area) {
  const [width, height] = [area.x2 - area.x1, area.y2 - area.y1];
  const scale = Math.min((map.clientWidth - 2 * PAD) / width, (map.clientHeight - 2 * PAD) / height);
  return {
    scale,
    left: (map.clientWidth - width * scale) / 2,
    top: (map.clientHeight - height * scale) / 2,
  };
}

/**
 * @param {HTMLCanvasElement} map
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {import("../canvas/area.js").Area} area
 */
function paint(map, pen, view, area) {
  const density = devicePixelRatio || 1;
  map.width = map.clientWidth * density;
  map.height = map.clientHeight * density;
  pen.setTransform(density, 0, 0, density, 0, 0);
  const { scale, left, top } = frameOf(map, area);
  const colours = view.drawing.theme.palettes[view.palette] ?? {};
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    (x - area.x1) * scale + left,
    (y - area.y1) * scale + top,
  ];
  const selected = new Set(view.selected().map((id) => view.owner.get(id) ?? id));
  for (const node of view.nodes) {
    if (view.owner.get(node.id) !== node.id || view.frames.has(node.id)) continue;
    const box = view.boxes.get(node.id);
    if (!box) continue;
    const [x = 0, y = 0] = at(box.x, box.y);
    pen.fillStyle = (selected.has(node.id) ? colours.accent : colours.containerLine) ?? "";
    pen.fillRect(x, y, Math.max(2, box.width * scale), Math.max(2, box.height * scale));
  }
  const seen = view.cy.extent();
  const [x = 0, y = 0] = at(seen.x1, seen.y1);
  pen.strokeStyle = colours.accent ?? "";
  pen.lineWidth = 1.5;
  pen.strokeRect(x, y, (seen.x2 - seen.x1) * scale, (seen.y2 - seen.y1) * scale);
}
