/**
 * The drawer below the drawing: one tab each for findings, failures, intents and the matrix. Knows nothing of what they
 * show; who registers a tab fills its panel when it comes into sight.
 *
 * @typedef {{id: string, tab: HTMLElement, count: HTMLElement, panel: HTMLElement, load: (panel: HTMLElement) => void}} Tab
 */
import { byId, h, icon } from "./dom.js";

const ORDER = ["findings", "failures", "intents", "matrix"];
/** @type {Tab[]} */
const tabs = [];
let shown = "";

/**
 * Adds a tab. Its panel is the element `drawer-ID`, made here unless the page has it; `load` is called each time that the
 * tab comes into sight.
 * @param {string} id one of findings, failures, intents, matrix
 * @param {string} label
 * @param {(panel: HTMLElement) => void} load
 */
export function registerDrawerTab(id, label, load) {
  const count = h("span.count", { hidden: true });
  const tab = h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `drawer-tab-${id}`,
      "aria-controls": `drawer-${id}`,
      onclick: () => (drawerShows(id) ? closeDrawer() : openDrawer(id)),
      onkeydown: (/** @type {KeyboardEvent} */ event) => step(event, id),
    },
    label,
    count,
  );
  const panel = byId(`drawer-${id}`) ?? h("div", { id: `drawer-${id}` });
  panel.classList.add("drawer-body");
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => leave(event, tab));
  tabs.push({ id, tab, count, panel, load });
  tabs.sort((one, other) => ORDER.indexOf(one.id) - ORDER.indexOf(other.id));
  byId("drawer-tabs").replaceChildren(...tabs.map((each) => each.tab));
  byId("drawer").append(panel);
  draw();
}

/** The button at the end of the tabs folds the drawer. */
export function startDrawer() {
  byId("drawer-fold").append(icon("chevron"));
  byId("drawer-fold").addEventListener("click", () =>
    byId("drawer").dataset.open === "true" ? closeDrawer() : openDrawer(shown || ORDER[0] || ""),
  );
}

/** @param {string} id */
export function openDrawer(id) {
  shown = id;
  byId("drawer").dataset.open = "true";
  draw();
  const tab = tabs.find((each) => each.id === id);
  tab?.load(tab.panel);
}

export function closeDrawer() {
  byId("drawer").dataset.open = "false";
  draw();
}

/** @param {string} id */
export function drawerShows(id) {
  return shown === id && byId("drawer").dataset.open === "true";
}

/**
 * What stands beside a tab's words.
 * @param {string} id
 * @param {string} text empty for nothing
 * @param {"" | "bad" | "good"} [tone]
 */
export function setDrawerCount(id, text, tone = "") {
  const tab = tabs.find((each) => each.id === id);
  if (!tab) return;
  tab.count.hidden = text === "";
  tab.count.textContent = text;
  tab.count.className = `count ${tone}`.trim();
}

function draw() {
  const open = byId("drawer").dataset.open === "true";
  const current = tabs.some((each) => each.id === shown) ? shown : tabs[0]?.id;
  for (const { id, tab, panel } of tabs) {
    tab.setAttribute("aria-selected", String(open && id === current));
    tab.tabIndex = id === current ? 0 : -1;
    panel.hidden = !open || id !== current;
  }
  const fold = byId("drawer-fold");
  fold.setAttribute("aria-expanded", String(open));
  fold.setAttribute("aria-label", open ? "Close the drawer" : "Open the drawer");
  document.dispatchEvent(new CustomEvent("drawer:changed"));
}

/**
 * Escape goes back from a panel to its tab and folds it; a field that has text is cleared first.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} tab
 */
function leave(event, tab) {
  const field = event.target instanceof HTMLInputElement ? event.target : null;
  if (event.key !== "Escape" || event.defaultPrevented || field?.value) return;
  event.stopPropagation();
  tab.focus();
  closeDrawer();
}

/**
 * @param {KeyboardEvent} event
 * @param {string} id
 */
function step(event, id) {
  const at = tabs.findIndex((each) => each.id === id);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = tabs[(to + tabs.length) % tabs.length];
  if (!next) return;
  openDrawer(next.id);
  next.tab.focus();
}
