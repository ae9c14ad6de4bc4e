/**
 * Verbs that change what is seen, never the design: zoom, selection, what-if mode, the parts of the page.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { byId } from "../dom.js";
import { closeDrawer, drawerShows, openDrawer } from "../drawer.js";
import { openLayers, showAll } from "../layers.js";
import { toggleMinimap } from "../minimap.js";
import { focusOutline, focusPanel, nextRegion } from "../regions.js";
import { openTour } from "../tour.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function viewVerbs(app, view) {
  return {
    "mode-design": { words: "Design mode", run: () => app.setWhatif(false) },
    "mode-whatif": { words: "What-if mode", keys: ["W"], run: () => app.setWhatif(!app.whatif) },
    "whatif-clear": { words: "All back: nothing is down", run: () => app.setDown([]) },
    fit: { words: "Zoom to fit", keys: ["Shift+1", "Ctrl+Shift+H"], run: () => view.fit() },
    "fit-selection": {
      words: "Zoom to the selection",
      keys: ["Shift+2"],
      run: () => view.fit(app.selection),
    },
    "zoom-in": { words: "Zoom in", keys: ["Ctrl++", "Ctrl+=", "Ctrl+Shift++"], run: () => view.zoomBy(1.25) },
    "zoom-out": { words: "Zoom out", keys: ["Ctrl+-"], run: () => view.zoomBy(0.8) },
    "zoom-reset": {
      words: "Zoom to 100 %",
      keys: ["Ctrl+0", "Home"],
      run: () => view.zoomBy(1 / view.cy.zoom()),
    },
    "select-all": {
      words: "Select everything",
      keys: ["Ctrl+A"],
      run: () => app.select(view.outer(view.nodes.map((node) => node.id))),
    },
    "select-boxes": {
      words: "Select boxes only",
      keys: ["Ctrl+Shift+I"],
      run: () => app.select(view.outer(view.nodes.map((node) => node.id))),
    },
    "select-lines": {
      words: "Select lines only",
      keys: ["Ctrl+Shift+E"],
      run: () => app.select(view.edges.map((edge) => edge.id)),
    },
    "select-none": { words: "Select nothing", keys: ["Ctrl+Shift+A", "Escape"], run: () => app.select([]) },
    layers: { words: "Show and hide …", keys: ["Ctrl+Shift+L"], run: () => openLayers(app, view) },
    "show-all": { words: "Show everything", run: () => showAll(app, view) },
    ...(app.mayEdit && {
      lock: {
        words: "Lock or unlock the canvas",
        keys: ["Alt+R", "Ctrl+L"],
        run: () => app.setLocked(!app.locked),
      },
    }),
    grid: { words: "Grid on or off", keys: ["Ctrl+'", "Ctrl+Shift+G"], run: () => toggleGrid() },
    findings: {
      words: "Findings",
      run: () => (drawerShows("findings") ? closeDrawer() : openDrawer("findings")),
    },
    filter: { words: "Filter the palette", keys: ["/"], run: focusFilter },
    properties: {
      words: "Properties",
      keys: ["Ctrl+M"],
      run: () => document.getElementById("tab-properties")?.click(),
    },
    outline: { words: "Outline", keys: ["Ctrl+Shift+O"], run: focusOutline },
    panel: { words: "Go to the panel", run: focusPanel },
    "next-region": { words: "Next part of the page", keys: ["F6"], run: nextRegion },
    minimap: { words: "Minimap on or off", keys: ["M"], run: toggleMinimap },
    tour: { words: "First steps", run: openTour },
    "toggle-left": { words: "Palette", run: () => togglePart("left") },
    "toggle-side": { words: "Panel", run: () => togglePart("side") },
  };
}

function toggleGrid() {
  const stage = byId("stage");
  stage.dataset.grid = stage.dataset.grid === "on" ? "off" : "on";
}

/** @param {string} part */
function togglePart(part) {
  document.body.dataset[part] = document.body.dataset[part] === "open" ? "" : "open";
}

function focusFilter() {
  document.body.dataset.left = "open";
  byId("tab-palette").click();
  byId("palette-filter").focus();
}
