/**
 * Marks on the drawing where something was found: a sign with a number at the corner of a box or on a line. A click shows
 * the findings of that thing. For people with a keyboard the drawer of findings leads to the same places.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./view.js").View} View
 */
import { subjectOf } from "../doc/kinds.js";
import { nameOf } from "../doc/paths.js";
import { byId, h, icon } from "../ui/dom.js";

/** A line's label stands in its middle; the mark stands above it, however large the drawing is shown. */
const ABOVE_LABEL = 12;
const HALF_A_LABEL = 12;
/** How small a mark becomes on a large design that is seen as a whole. */
const SMALLEST = 0.35;

/**
 * @param {App} app
 * @param {View} view
 * @param {HTMLElement} stage
 * @param {(paths: string[]) => void} open
 */
export function startBadges(app, view, stage, open) {
  const layer = h("div.badges", { "aria-hidden": "true" });
  stage.append(layer);
  /** @type {{id: string, badge: HTMLElement}[]} */
  let shown = [];
  let waiting = false;
  const settle = () => {
    waiting = false;
    const scale = Math.min(1, Math.max(SMALLEST, view.cy.zoom() * 1.6)).toFixed(2);
    for (const { id, badge } of shown) {
      const spot = cornerOf(view, id);
      badge.hidden = spot === null;
      if (spot)
        badge.style.transform = `translate(${Math.round(spot.x)}px, ${Math.round(spot.y)}px) scale(${scale})`;
    }
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(settle);
  };
  const draw = () => {
    const found = places(app, view);
    shown = [...found].map(([id, { paths, refused }]) => ({
      id,
      badge: h(
        refused ? "button.badge.refused" : "button.badge",
        {
          type: "button",
          tabindex: -1,
          title: `${paths.length === 1 ? "1 finding" : `${paths.length} findings`}: ${nameOf(paths[0] ?? "")}`,
          onclick: () => open(paths),
        },
        icon("warning"),
        paths.length > 1 && h("span", {}, String(paths.length)),
      ),
    }));
    layer.replaceChildren(...shown.map(({ badge }) => badge));
    settle();
  };
  document.addEventListener("findings:loaded", draw);
  document.addEventListener("document:changed", draw);
  view.cy.on("pan zoom resize position bounds", soon);
}

/**
 * The graver findings by the element that they are shown at: a path for each finding, and whether Azure refuses one.
 * @param {App} app
 * @param {View} view
 */
function places(app, view) {
  /** @type {Map<string, {paths: string[], refused: boolean}>} */
  const found = new Map();
  const marked = /** @type {NodeListOf<HTMLElement>} */ (
    byId("findings").querySelectorAll("[data-marked] .finding")
  );
  for (const { dataset, classList } of marked) {
    const path = dataset.path ?? "";
    const subject = subjectOf(app.document, path);
    if (subject === null) continue;
    const id = view.alias.get(subject) ?? subject;
    const here = found.get(id) ?? { paths: [], refused: false };
    found.set(id, {
      paths: [...here.paths, path],
      refused: here.refused || classList.contains("g-refused"),
    });
  }
  return found;
}

/**
 * @param {View} view
 * @param {string} id
 * @returns {{x: number, y: number} | null}
 */
function cornerOf(view, id) {
  const one = view.cy.getElementById(id);
  if (one.empty()) return null;
  if (one.isEdge()) {
    const { x, y } = one.renderedMidpoint();
    return { x, y: y - ABOVE_LABEL - HALF_A_LABEL * view.cy.zoom() };
  }
  const box = view.renderedBox(id);
  return box ? { x: box.x + box.width - 4, y: box.y + 2 } : null;
}
