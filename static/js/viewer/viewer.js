/**
 * A drawing to look at: pan, zoom, switch kinds of lines off and on. Shares the canvas with the editor and nothing else;
 * asks the server nothing but how to draw.
 *
 * @typedef {import("../app.js").Catalogue} Catalogue
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./options.js").Options} Options
 */
import { drawn } from "../canvas/overlay.js";
import { drawGrid, startPanning } from "../canvas/pan.js";
import { View } from "../canvas/view.js";
import { byId, h } from "../ui/dom.js";
import { palette } from "../ui/theme-switch.js";
import { loadVendor } from "../vendor.js";

/**
 * @param {{document: Topology, corners: Record<string, Point>, assets: string}} source
 * @param {Options} options
 */
export async function showDrawing(source, options) {
  if (options.theme) document.documentElement.dataset.theme = options.theme;
  const catalogue = /** @type {Catalogue} */ (await (await fetch("/drawing.json")).json());
  const needed = catalogue.libraries.filter((library) => library.globalName === "cytoscape");
  await loadVendor(needed, source.assets);
  const stage = byId("stage");
  stage.dataset.grid = options.grid ? "on" : "off";
  const nothing = () => {};
  const view = new View(
    byId("canvas"),
    catalogue,
    { palette: palette(), editable: false, corners: source.corners },
    {
      select: nothing,
      move: nothing,
      open: nothing,
      add: nothing,
      menu: nothing,
      clone: nothing,
      tap: () => false,
      hover: nothing,
      moved: () => {
        drawGrid(view, stage);
        byId("zoom-level").textContent = `${Math.round(view.cy.zoom() * 100)} %`;
      },
    },
  );
  view.show(source.document);
  const fit = () => {
    view.cy.resize();
    view.cy.fit(view.cy.elements(), options.border);
    if (options.zoom !== null || view.cy.zoom() > 1) view.cy.zoom(options.zoom ?? 1);
    view.cy.center();
  };
  fit();
  if (options.nav) startPanning(view, stage);
  else view.cy.userPanningEnabled(false).boxSelectionEnabled(false);
  view.mark("lit", drawn(view, options.highlight));
  view.mark("down", drawn(view, options.down));
  showZoom(view, options, fit);
  showLayers(view, catalogue, options);
  document.addEventListener("theme:changed", () => view.setPalette(palette()));
  addEventListener("resize", fit);
  document.body.dataset.ready = "true";
}

/**
 * @param {View} view
 * @param {Options} options
 * @param {() => void} fit
 */
function showZoom(view, options, fit) {
  byId("viewer-zoom").hidden = !options.toolbar.zoom;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    const step = /** @type {HTMLElement} */ (button).dataset.zoom ?? "";
    button.addEventListener("click", () => (step === "fit" ? fit() : view.zoomBy(Number(step))));
  }
}

/**
 * The legend, whose entries switch their kind of line off and on.
 * @param {View} view
 * @param {Catalogue} catalogue
 * @param {Options} options
 */
function showLayers(view, catalogue, options) {
  const kinds = [...new Set(view.edges.map((edge) => edge.kind))];
  const show = (/** @type {string} */ kind, /** @type {boolean} */ on) =>
    view.cy.edges(`[kind = "${kind}"]`).style("display", on ? "element" : "none");
  const buttons = kinds.map((kind) => {
    const { words, dash } = /** @type {{words: string, dash: string}} */ (catalogue.theme.edges[kind]);
    const on = options.layers.length === 0 || options.layers.includes(kind);
    show(kind, on);
    const button = h(
      `button.layer.m-${kind}`,
      {
        type: "button",
        "aria-pressed": String(on),
        title: `Show or hide: ${words}`,
        onclick: () => {
          const next = button.getAttribute("aria-pressed") !== "true";
          button.setAttribute("aria-pressed", String(next));
          show(kind, next);
        },
      },
      h(dash ? "u.dashed" : "u"),
      words,
    );
    return button;
  });
  byId("viewer-layers").replaceChildren(...buttons);
  byId("viewer-layers").hidden = !options.toolbar.layers || buttons.length === 0;
}
