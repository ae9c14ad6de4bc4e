/**
 * Everything that can be done by a button, a key, the menu or the finder: one table, so that all four agree.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 * @typedef {{words: string, keys?: string[], run: () => void, edits?: boolean}} Verb `edits`: only for those with the edit link
 */
import { addAt } from "../canvas/drop.js";
import { openReality } from "../compare/reality.js";
import { duplicate, rename } from "../doc/commands.js";
import { kindOf, subjectOf } from "../doc/kinds.js";
import { gestureVerdict } from "../doc/legality.js";
import { find, listOf, nameOf } from "../doc/paths.js";
import { call, Problem } from "../sync/api.js";
import { openDialog } from "./dialog.js";
import { byId, h } from "./dom.js";
import { closeDrawer, drawerShows, openDrawer } from "./drawer.js";
import { openExport } from "./export.js";
import { openFinder } from "./finder.js";
import { openHelp } from "./help.js";
import { removeThings } from "./properties.js";
import { openShare } from "./share.js";
import { turnTheme } from "./theme-switch.js";
import { toast } from "./toast.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function makeVerbs(app, view) {
  const finderHits = () =>
    Object.values(verbs)
      .filter((verb) => app.editable || !verb.edits)
      .map((verb) => ({ words: verb.words, more: verb.keys?.[0] ?? "", run: verb.run }));
  const subjects = () => [
    ...new Set(app.selection.map((id) => subjectOf(app.document, id)).filter((path) => path !== null)),
  ];
  /** @type {Record<string, Verb>} */
  const verbs = {
    undo: { words: "Undo", keys: ["Ctrl+Z"], edits: true, run: () => app.store.undo() },
    redo: { words: "Redo", keys: ["Ctrl+Y", "Ctrl+Shift+Z"], edits: true, run: () => app.store.redo() },
    "add-network": {
      words: "Add a virtual network",
      edits: true,
      run: () => addAt(app, view, "virtual-network", null, null),
    },
    duplicate: {
      words: "Duplicate",
      keys: ["Ctrl+D"],
      edits: true,
      run: () => duplicateSelection(app, view),
    },
    connect: {
      words: "Connect to …",
      keys: ["C"],
      edits: true,
      run: () => app.subject && connectDialog(app, app.subject),
    },
    rename: {
      words: "Rename",
      keys: ["F2"],
      edits: true,
      run: () => app.subject && renameDialog(app, app.subject),
    },
    remove: {
      words: "Remove",
      keys: ["Delete", "Backspace"],
      edits: true,
      run: () => removeThings(app, subjects()),
    },
    find: {
      words: "Find or do anything",
      keys: ["Ctrl+K", "Ctrl+F", "Ctrl+/"],
      run: () => openFinder(app, finderHits()),
    },
    "mode-design": { words: "Design mode", run: () => app.setWhatif(false) },
    "mode-whatif": { words: "What-if mode", keys: ["W"], run: () => app.setWhatif(!app.whatif) },
    "whatif-clear": { words: "All back: nothing is down", run: () => app.setDown([]) },
    fit: { words: "Zoom to fit", keys: ["Shift+1", "Ctrl+Shift+H"], run: () => view.fit() },
    "fit-selection": {
      words: "Zoom to the selection",
      keys: ["Shift+2"],
      run: () => view.fit(app.selection),
    },
    "zoom-in": { words: "Zoom in", keys: ["Ctrl++", "Ctrl+="], run: () => view.zoomBy(1.25) },
    "zoom-out": { words: "Zoom out", keys: ["Ctrl+-"], run: () => view.zoomBy(0.8) },
    "zoom-reset": { words: "Zoom to 100 %", keys: ["Ctrl+0"], run: () => view.zoomBy(1 / view.cy.zoom()) },
    arrange: { words: "Arrange again", edits: true, run: () => arrange(app, view) },
    "select-all": {
      words: "Select everything",
      keys: ["Ctrl+A"],
      run: () => app.select(view.nodes.map((node) => node.id)),
    },
    "select-none": { words: "Select nothing", keys: ["Ctrl+Shift+A", "Escape"], run: () => app.select([]) },
    grid: { words: "Grid on or off", keys: ["Ctrl+'", "Ctrl+Shift+G"], run: () => toggleGrid() },
    findings: {
      words: "Findings",
      run: () => (drawerShows("findings") ? closeDrawer() : openDrawer("findings")),
    },
    share: { words: "Share …", edits: true, run: () => openShare(app) },
    fork: { words: "Make a copy", run: () => fork(app) },
    export: { words: "Export …", keys: ["Ctrl+Shift+S"], run: () => openExport(app) },
    reality: { words: "Hold against Azure …", run: () => openReality(app) },
    save: { words: "Keep a version …", keys: ["Ctrl+S"], edits: true, run: () => nameRevision(app) },
    theme: { words: "Theme", keys: ["Alt+Shift+D"], run: turnTheme },
    help: { words: "Keys", keys: ["?"], run: () => openHelp(verbs, app.editable) },
    filter: { words: "Filter the palette", keys: ["/"], run: () => byId("palette-filter").focus() },
    properties: {
      words: "Properties",
      keys: ["Ctrl+M"],
      run: () => document.getElementById("tab-properties")?.click(),
    },
    outline: { words: "Outline", keys: ["Ctrl+Shift+O"], run: () => focusOutline() },
    "toggle-left": { words: "Palette", run: () => togglePart("left") },
    "toggle-side": { words: "Panel", run: () => togglePart("side") },
  };
  return verbs;
}

/**
 * @param {App} app
 * @param {View} view
 */
function duplicateSelection(app, view) {
  const path = app.subject;
  if (!path) return;
  const box = view.boxes.get(path);
  const spot =
    box && view.owner.get(path) === path
      ? /** @type {const} */ ([box.x + 40, box.y + box.height + 40])
      : undefined;
  app.edit("Duplicate", (document) => duplicate(document, path, spot && [spot[0], spot[1]]));
}

/**
 * What this thing may be connected to, by the server's table.
 * @param {App} app
 * @param {string} from
 */
export function connectDialog(app, from) {
  const all = [
    "virtualNetworks",
    "virtualNetworkGateways",
    "expressRouteCircuits",
    "sites",
    "localNetworkGateways",
    "routeServers",
    "networkVirtualAppliances",
    "azureFirewalls",
    "virtualHubs",
    "virtualWans",
    "routeTables",
    "connectedGroups",
  ];
  const paths = all
    .flatMap((list) => (app.document[list] ?? []).map((/** @type {any} */ item) => `${list}/${item.name}`))
    .filter((path) => path !== from);
  const things = paths
    .map((path) => ({ path, verdict: gestureVerdict(app.catalogue.connectable, app.document, from, path) }))
    .filter(({ verdict }) => verdict.allowed)
    .map(({ path, verdict }) => ({
      words: nameOf(path),
      more: verdict.verb,
      kind: kindOf(listOf(path), find(app.document, path) ?? {}),
      run: () => void app.connect(verdict),
    }));
  if (things.length === 0) toast(`There is nothing yet that ${nameOf(from)} could be connected to.`);
  else openFinder(app, [], { title: `Connect ${nameOf(from)} to …`, things });
}

/**
 * @param {App} app
 * @param {string} path
 */
export function renameDialog(app, path) {
  const input = h("input.field", {
    value: nameOf(path),
    "aria-label": "New name",
    maxlength: 80,
    spellcheck: "false",
  });
  const done = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (app.edit("Rename", (document) => rename(document, path, input.value.trim()))) dialog.close();
  };
  const form = h("form.row", { onsubmit: done }, input, h("button.btn.primary", {}, "Rename"));
  const dialog = openDialog(`Rename ${nameOf(path)}`, [form]);
  input.select();
}

/**
 * @param {App} app
 * @param {View} view
 */
async function arrange(app, view) {
  const response = await fetch("/arrange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ document: app.document }),
  });
  if (!response.ok) return toast("The server could not arrange the design.", { bad: true });
  const corners = Object.entries(await response.json());
  view.corners = new Map(corners);
  app.edit(
    "Arrange",
    (document) => {
      const { positions: _, ...canvas } = document.canvas ?? {};
      return { document: { ...document, canvas } };
    },
    { quiet: true },
  );
  view.show(app.document);
  view.fit();
  return undefined;
}

/** @param {App} app */
async function fork(app) {
  try {
    const answer = await call(
      "POST",
      `designs/${app.boot.token}/fork`,
      app.boot.revision ? { revision: app.boot.revision } : {},
    );
    location.assign(answer.links.edit);
  } catch (error) {
    toast(error instanceof Problem ? error.message : String(error), { bad: true });
  }
}

/** @param {App} app */
function nameRevision(app) {
  const input = h("input.field", {
    "aria-label": "Name of the version",
    placeholder: "Such as: before the second hub",
    maxlength: 200,
  });
  const keep = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    try {
      await call("POST", `designs/${app.boot.token}/revisions`, { label: input.value.trim() });
      dialog.close();
      toast("Version kept");
    } catch (error) {
      toast(error instanceof Problem ? error.message : String(error), { bad: true });
    }
  };
  const dialog = openDialog("Keep this version", [
    h("p.muted", {}, "Everything is saved as you draw. A kept version stays as it is now."),
    h("form.row", { onsubmit: keep }, input, h("button.btn.primary", {}, "Keep")),
  ]);
  input.focus();
}

function toggleGrid() {
  const stage = byId("stage");
  stage.dataset.grid = stage.dataset.grid === "on" ? "off" : "on";
}

/** @param {string} part */
function togglePart(part) {
  document.body.dataset[part] = document.body.dataset[part] === "open" ? "" : "open";
}

function focusOutline() {
  byId("tab-outline").click();
  /** @type {HTMLElement | null} */ (document.querySelector('#outline li[tabindex="0"]'))?.focus();
}
