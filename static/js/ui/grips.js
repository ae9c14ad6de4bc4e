/**
 * The lines between the columns: dragged or moved by arrow keys they change a column's width, a double click gives it back
 * its own. Remembered by this browser.
 */
import { byId } from "./dom.js";

const KEY = "routecanvas.widths";
const STEP = 16;

/** @type {{grip: string, column: string, sign: 1 | -1, least: number, most: () => number}[]} */
const GRIPS = [
  { grip: "left-grip", column: "left", sign: 1, least: 176, most: () => Math.min(480, innerWidth * 0.4) },
  { grip: "side-grip", column: "side", sign: -1, least: 360, most: () => innerWidth * 0.6 },
];

export function startGrips() {
  const widths = remembered();
  for (const { grip, column, sign, least, most } of GRIPS) {
    const line = byId(grip);
    const set = (/** @type {number | null} */ wanted) => {
      const width = wanted === null ? null : Math.round(Math.min(Math.max(wanted, least), most()));
      if (width === null) document.body.style.removeProperty(`--${column}-width`);
      else document.body.style.setProperty(`--${column}-width`, `${width}px`);
      widths[column] = width;
      tell();
    };
    const now = () => byId(column).getBoundingClientRect().width;
    const tell = () => {
      line.setAttribute("aria-valuemin", String(least));
      line.setAttribute("aria-valuemax", String(Math.round(most())));
      line.setAttribute("aria-valuenow", String(Math.round(now())));
    };
    const done = () => {
      remember(widths);
      dispatchEvent(new Event("resize"));
    };
    line.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      line.setPointerCapture(event.pointerId);
      const [from, width] = [event.clientX, now()];
      const move = (/** @type {PointerEvent} */ next) => set(width + sign * (next.clientX - from));
      line.addEventListener("pointermove", move);
      line.addEventListener(
        "lostpointercapture",
        () => {
          line.removeEventListener("pointermove", move);
          done();
        },
        { once: true },
      );
    });
    line.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      set(now() + sign * by);
      done();
    });
    line.addEventListener("dblclick", () => {
      set(null);
      done();
    });
    if (widths[column]) set(widths[column]);
    else tell();
    addEventListener("resize", tell);
  }
}

/** @returns {Record<string, number | null>} */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Record<string, number | null>} widths */
function remember(widths) {
  try {
    localStorage.setItem(KEY, JSON.stringify(widths));
  } catch {
    // Private windows may refuse; the width then lasts as long as the page.
  }
}
