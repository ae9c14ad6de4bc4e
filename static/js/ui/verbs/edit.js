/**
 * Verbs that change the design: add, duplicate, connect, rename, remove, undo.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { addAt } from "../../canvas/drop.js";
import { Joined, Refused, rename } from "../../doc/commands.js";
import { connectAll } from "../../doc/hub.js";
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
      run: () => app.subject && connectDialog(app, selectedThings(app)),
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
 * What these things may all be connected to, by the server's table.
 * @param {App} app
 * @param {string[]} from
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
    .filter((path) => !from.includes(path));
  const things = paths
    .map((path) => ({
      path,
      verdicts: from.map((one) => gestureVerdict(app.catalogue.connectable, app.document, one, path)),
    }))
    .filter(({ path, verdicts }) => verdicts.every((verdict) => verdict.allowed) && joins(app, from, path))
    .map(({ path, verdicts }) => ({
      words: nameOf(path),
      more: [...new Set(verdicts.map((verdict) => verdict.verb))].join(", "),
      kind: kindOf(listOf(path), find(app.document, path) ?? {}),
      run: () => connectTo(app, from, path),
    }));
  const words = from.length === 1 ? nameOf(from[0] ?? "") : `${from.length} things`;
  if (things.length === 0) toast(`There is nothing yet that ${words} could be connected to.`);
  else openFinder(app, [], { title: `Connect ${words} to …`, things });
}

/**
 * Whether this would join any of them to it, or would tell what is missing: what is joined already is not offered.
 * @param {App} app
 * @param {string[]} from
 * @param {string} to
 */
function joins(app, from, to) {
  try {
    connectAll(app.document, app.catalogue.connectable, from, to);
    return true;
  } catch (error) {
    if (error instanceof Refused) return !(error instanceof Joined);
    throw error;
  }
}

/**
 * @param {App} app
 * @param {string[]} from
 * @param {string} to
 */
function connectTo(app, from, to) {
  const table = app.catalogue.connectable;
  const [one] = from;
  if (one !== undefined && from.length === 1) {
    app.connect(gestureVerdict(table, app.document, one, to));
    return;
  }
  let told = "";
  const done = app.edit(
    `Connect ${from.length} to ${nameOf(to)}`,
    (document) => {
      const { outcome, refusals } = connectAll(document, table, from, to);
      told = [`${from.length - refusals.length} of ${from.length} connected to ${nameOf(to)}.`, refusals[0]]
        .filter(Boolean)
        .join(" ");
      return outcome;
    },
    { quiet: true },
  );
  if (done) toast(told, { action: "Undo", onAction: () => app.store.undo() });
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
