/**
 * Draws the design as soon as its page is there, and then lets the rest of the editor come.
 *
 * @typedef {import("./app.js").Boot} Boot
 * @typedef {import("./app.js").Catalogue} Catalogue
 */
import { App } from "./app.js";
import { drawGrid, startPanning } from "./canvas/pan.js";
import { View } from "./canvas/view.js";
import { lookAt } from "./sync/look.js";
import { byId } from "./ui/dom.js";
import { palette } from "./ui/theme-switch.js";
import { loadVendor } from "./vendor.js";

async function start() {
  const boot = /** @type {Boot} */ (JSON.parse(byId("boot").textContent));
  const catalogue = /** @type {Catalogue} */ (await (await fetch("/drawing.json")).json());
  await loadVendor(
    catalogue.libraries.filter((library) => library.globalName === "cytoscape"),
    boot.assets,
  );
  const app = new App(boot, catalogue);
  const view = draw(app, byId("stage"));
  await shown();
  document.head.append(byId("editor-modules").content);
  const { startEditor } = await import("./editor.js");
  await startEditor(app, view);
}

/**
 * The drawing, which until the editor stands can be looked at and pointed at.
 * @param {App} app
 * @param {HTMLElement} stage
 */
function draw(app, stage) {
  const later = () => {};
  const view = new View(
    byId("canvas"),
    app.catalogue,
    {
      palette: palette(),
      editable: false,
      corners: app.boot.corners,
      hidden: lookAt(app.boot.token).hidden,
    },
    {
      select: (ids) => app.select(ids),
      move: later,
      clone: later,
      open: later,
      add: later,
      menu: later,
      tap: () => false,
      hover: later,
      moved: () => {
        drawGrid(view, stage);
        byId("zoom-level").textContent = `${Math.round(view.cy.zoom() * 100)} %`;
      },
    },
  );
  app.view = view;
  startPanning(view, stage);
  view.show(app.document);
  view.fit();
  view.select(app.selection);
  byId("empty-canvas").hidden = view.nodes.length > 0;
  return view;
}

/** Waits until the browser has shown what was drawn. A page in the background is not shown, and does not wait. */
const shown = () =>
  new Promise((resolve) => {
    if (document.hidden) resolve(null);
    else requestAnimationFrame(() => setTimeout(resolve));
  });

start();
