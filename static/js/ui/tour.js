/** Four steps for those who start their first design. Never in the way: it can be left at once and does not come again. */
import { byId, h } from "./dom.js";

const SEEN = "routecanvas.tour";

/** @type {{target: string, title: string, words: string}[]} */
const STEPS = [
  {
    target: "left-palette",
    title: "Add",
    words: "Drag a network, a gateway or a site onto the canvas. Names and prefixes are filled in.",
  },
  {
    target: "stage",
    title: "Connect",
    words: "Point at a box and drag its round handle to another one. Only what Azure allows is offered.",
  },
  {
    target: "side",
    title: "Read the routes",
    words: "Select a subnet: its effective routes stand here. Click a row to see why it won.",
  },
  {
    target: "whatif-mode",
    title: "Let something fail",
    words: "Switch to What-if and click a line, a gateway or a circuit to see what changes.",
  },
];

/**
 * Shows the tour to who has not seen it and has nothing drawn yet: over a design that is there it would only be in the way.
 * @param {boolean} empty
 */
export function startTour(empty) {
  if (!empty) return;
  try {
    if (localStorage.getItem(SEEN) !== null) return;
  } catch {
    return;
  }
  openTour();
}

export function openTour() {
  document.querySelector(".tour")?.remove();
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  let at = 0;
  const title = h("h2");
  const words = h("p");
  const count = h("span.muted.small.grow");
  const next = h("button.btn.primary.small", { type: "button", onclick: () => show(at + 1) });
  const card = h(
    "section.tour",
    { role: "dialog", "aria-label": "First steps" },
    title,
    words,
    h(
      "div.row",
      {},
      count,
      h("button.btn.quiet.small", { type: "button", onclick: () => end() }, "Skip"),
      next,
    ),
  );
  const end = () => {
    mark(null);
    card.remove();
    removeEventListener("keydown", leave, true);
    focused?.focus();
    try {
      localStorage.setItem(SEEN, "done");
    } catch {
      return;
    }
  };
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  };
  const show = (/** @type {number} */ index) => {
    const step = STEPS[index];
    if (!step) return end();
    at = index;
    title.textContent = step.title;
    words.textContent = step.words;
    count.textContent = `${index + 1} of ${STEPS.length}`;
    next.textContent = index + 1 < STEPS.length ? "Next" : "Done";
    const target = byId(step.target);
    mark(target);
    beside(card, target);
    return undefined;
  };
  document.body.append(card);
  addEventListener("keydown", leave, true);
  show(0);
  next.focus();
}

/** @param {HTMLElement | null} target */
function mark(target) {
  document.querySelector(".tour-target")?.classList.remove("tour-target");
  target?.classList.add("tour-target");
}

/**
 * Next to the target, within the window.
 * @param {HTMLElement} card
 * @param {HTMLElement | null} target
 */
function beside(card, target) {
  const box = target?.getBoundingClientRect() ?? new DOMRect(0, 0, 0, 0);
  const { width, height } = card.getBoundingClientRect();
  const right = box.right + 16 + width < innerWidth;
  const left = right ? box.right + 16 : box.left - width - 16 > 0 ? box.left - width - 16 : box.left + 24;
  const top = box.height < 60 ? box.bottom + 12 : box.top + 48;
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  card.style.top = `${Math.max(56, Math.min(top, innerHeight - height - 8))}px`;
}
