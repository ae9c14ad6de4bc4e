/**
 * A drawing to look at: pan, zoom, switch kinds of lines off and on. Shares the canvas with the editor and nothing else;
 * asks the server nothing but how to draw, and can be given another state of the design.
 *
 * @typedef {import("../app.js").Catalogue} Catalogue
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./options.js").Options} Options
 * @typedef {{document: Topology, corners: Record<string, Point>}} Source
 */
import { drawn } from "../canvas/overlay.js";
import { drawGrid, startPanning } from "../canvas/pan.js";
import { View } from "../canvas/view.js";
import { byId, h } from "../ui/dom.js";
import { palette } from "../ui/theme-switch.js";
import { loadVendor } from "../vendor.js";

/**
 * @param {Source & {assets: string}} source
 * @param {Options} options
 * @returns {Promise<(fresh: Source) => void>} shows another state of the design, with the part that is looked at kept
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
  const fit = () => {
    view.cy.resize();
    view.cy.fit(view.cy.elements(), options.border);
    if (options.zoom !== null || view.cy.zoom() > 1) view.cy.zoom(options.zoom ?? 1);
    view.cy.center();
    fitted = seen();
  };
  const seen = () => JSON.stringify([view.cy.zoom(), view.cy.pan()]);
  let fitted = "";
  const layers = new Layers(view, catalogue, options);
  const show = (/** @type {Source} */ { document, corners }) => {
    const untouched = seen() === fitted;
    view.corners = new Map(Object.entries(corners));
    view.show(document);
    view.mark("lit", drawn(view, options.highlight));
    view.mark("down", drawn(view, options.down));
    layers.show();
    if (untouched) fit();
  };
  show(source);
  fit();
  if (options.nav) startPanning(view, stage);
  else view.cy.userPanningEnabled(false).boxSelectionEnabled(false);
  showZoom(view, options, fit);
  document.addEventListener("theme:changed", () => view.setPalette(palette()));
  addEventListener("resize", fit);
  document.body.dataset.ready = "true";
  return show;
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

/** The legend, whose entries switch their kind of line off and on. */
class Layers {
  /**
   * @param {View} view
   * @param {Catalogue} catalogue
   * @param {Options} options
   */
  constructor(view, catalogue, options) {
    this.view = view;
    this.catalogue = catalogue;
    this.options = options;
    /** What somebody switched. @type {Map<string, boolean>} */
    this.switched = new Map();
  }

  /** @param {string} kind */
  isOn(kind) {
    const { layers } = this.options;
    return this.switched.get(kind) ?? (layers.length === 0 || layers.includes(kind));
  }

  /** The kinds of line that are drawn now. */
  show() {
    const kinds = [...new Set(this.view.edges.map((edge) => edge.kind))];
    for (const kind of kinds)
      this.view.cy.edges(`[kind = "${kind}"]`).style("display", this.isOn(kind) ? "element" : "none");
    byId("viewer-layers").replaceChildren(...kinds.map((kind) => this.entry(kind)));
    byId("viewer-layers").hidden = !this.options.toolbar.layers || kinds.length === 0;
  }

  /** @param {string} kind */
  entry(kind) {
    const { words, dash } = /** @type {{words: string, dash: string}} */ (this.catalogue.theme.edges[kind]);
    const flip = () => {
      this.switched.set(kind, !this.isOn(kind));
      this.show();
      /** @type {HTMLElement | null} */ (document.querySelector(`.layer.m-${kind}`))?.focus();
    };
    return h(
      `button.layer.m-${kind}`,
      {
        type: "button",
        "aria-pressed": String(this.isOn(kind)),
        title: `Show or hide: ${words}`,
        onclick: flip,
      },
      h(dash ? "u.dashed" : "u"),
      words,
    );
  }
}
