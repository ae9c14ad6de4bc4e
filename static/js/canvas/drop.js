/**
 * Dragging from the palette: a ghost under the pointer, the box that would take the thing lit up, and the drop itself.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./view.js").View} View
 */
import { add } from "../doc/create.js";
import { addFrame } from "../doc/drawing.js";
import { PALETTE } from "../doc/kinds.js";
import { byId, h, kindIcon } from "../ui/dom.js";
import { toast } from "../ui/toast.js";
import { placeNew } from "./room.js";

const FREE = ["virtual-network", "site", "circuit", "virtual-wan", "virtual-hub", "route-table", "note"];

/**
 * @param {App} app
 * @param {View} view
 * @param {HTMLElement} stage
 */
export function startDropping(app, view, stage) {
  byId("palette").addEventListener("dragstart", (/** @type {DragEvent} */ event) => event.preventDefault());
  byId("palette").addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    const item = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest(".palette-item")
    );
    if (!item || item.hasAttribute("disabled") || event.button !== 0) return;
    const kind = item.dataset.kind ?? "";
    const start = [event.clientX, event.clientY];
    /** @type {HTMLElement | null} */
    let ghost = null;
    const move = (/** @type {PointerEvent} */ next) => {
      if (!ghost && Math.hypot(next.clientX - (start[0] ?? 0), next.clientY - (start[1] ?? 0)) < 6) return;
      const shown = ghost ?? makeGhost(kind);
      ghost = shown;
      shown.style.left = `${next.clientX + 8}px`;
      shown.style.top = `${next.clientY + 8}px`;
      const inside = within(stage, next);
      const target = inside ? view.nodeAt(next.clientX, next.clientY) : null;
      view.mark("drop", target && !isFree(kind, target) ? [target] : []);
      shown.classList.toggle("no", !inside);
    };
    const end = (/** @type {Event} */ last) => {
      if (last instanceof KeyboardEvent && last.key !== "Escape") return;
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", end, true);
      view.mark("drop", []);
      if (!ghost) return;
      ghost.remove();
      swallowClick(item);
      if (last instanceof PointerEvent && last.type === "pointerup" && within(stage, last))
        dropAt(app, view, kind, last);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    addEventListener("keydown", end, true);
  });
}

/** @param {HTMLElement} item */
function swallowClick(item) {
  const stop = (/** @type {Event} */ event) => event.stopImmediatePropagation();
  item.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => item.removeEventListener("click", stop, { capture: true }), 0);
}

/** @param {string} kind */
function makeGhost(kind) {
  const ghost = h(
    "div.ghost",
    {},
    kindIcon(kind),
    PALETTE.find((entry) => entry.kind === kind)?.words ?? kind,
  );
  document.body.append(ghost);
  return ghost;
}

/**
 * @param {HTMLElement} stage
 * @param {PointerEvent} event
 */
function within(stage, event) {
  const frame = stage.getBoundingClientRect();
  return (
    event.clientX > frame.left &&
    event.clientX < frame.right &&
    event.clientY > frame.top &&
    event.clientY < frame.bottom
  );
}

/**
 * Whether the thing stands on its own there; a circuit dropped on a site and a table dropped on a subnet belong to them.
 * @param {string} kind
 * @param {string} target
 */
function isFree(kind, target) {
  if (kind === "circuit") return !target.startsWith("sites/");
  if (kind === "route-table") return !target.includes("/subnets/");
  if (kind === "virtual-hub") return !target.startsWith("virtualWans/");
  return FREE.includes(kind);
}

/**
 * @param {App} app
 * @param {View} view
 * @param {string} kind
 * @param {PointerEvent} event
 */
function dropAt(app, view, kind, event) {
  const [x, y] = view.placeAt(event.clientX, event.clientY);
  addAt(app, view, kind, view.nodeAt(event.clientX, event.clientY), [x, y]);
}

/**
 * Adds a thing; one that stands on its own is kept where it was dropped, if there is room.
 * @param {App} app
 * @param {View} view
 * @param {string} kind
 * @param {string | null} into
 * @param {import("../doc/types.js").Point | null} at
 */
export function addAt(app, view, kind, into, at) {
  if (kind === "frame") {
    frameBoxes(app, view, at === null ? app.selection : [into ?? ""]);
    return;
  }
  const words = PALETTE.find((entry) => entry.kind === kind)?.words ?? kind;
  app.edit(`Add ${words.toLowerCase()}`, (document) =>
    placeNew(view, document, add(document, kind, into), at),
  );
}

/**
 * A frame around these boxes.
 * @param {App} app
 * @param {View} view
 * @param {string[]} ids
 */
export function frameBoxes(app, view, ids) {
  const members = view
    .blocks(ids)
    .map(([id]) => id)
    .filter((id) => !id.startsWith("notes/"));
  if (members.length === 0) toast("Select the boxes that the frame shall hold first.");
  else app.edit("Add a frame", (document) => addFrame(document, members));
}
