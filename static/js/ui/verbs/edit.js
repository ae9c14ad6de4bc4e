/**
 * Verbs that change the design: add, duplicate, connect, rename, remove, undo.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { addAt } from "../../canvas/drop.js";
import { rename } from "../../doc/commands.js";
import { kindOf } from "../../doc/kinds.js";
import { gestureVerdict } from "../../doc/legality.js";
import { find, listOf, nameOf } from "../../doc/paths.js";
import { openDialog } from "../dialog.js";
import { h } from "../dom.js";
import { openFinder } from "../finder.js";
import { removeThings } from "../properties.js";
import { selectedThings } from "../selected.js";
import { toast } from "../toast.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function editVerbs(app, view) {
  return {
    undo: { words: "Undo", keys: ["Ctrl+Z"], edits: true, run: () => app.store.undo() },
    redo: { words: "Redo", keys: ["Ctrl+Y", "Ctrl+Shift+Z"], edits: true, run: () => app.store.redo() },
    "add-network": {
      words: "Add a virtual network",
      edits: true,
      run: () => addAt(app, view, "virtual-network", null, null),
    },
    connect: {
      words: "Connect to …",
      keys: ["C"],
      edits: true,
      run: () => app.subject && connectDialog(app, app.subject),
    },
    rename: {
      words: "Rename",
      keys: ["F2", "Enter"],
      edits: true,
      run: () => app.subject && renameDialog(app, app.subject),
    },
    remove: {
      words: "Remove",
      keys: ["Delete", "Backspace", "Ctrl+Delete"],
      edits: true,
      run: () => removeThings(app, selectedThings(app)),
    },
  };
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
