/**
 * Verbs about several things at once: copy, cut, paste, duplicate, align, spread, nudge, join to a hub.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 * @typedef {import("../../doc/types.js").Point} Point
 */
import { GRID } from "../../canvas/drag.js";
import { align, distribute } from "../../doc/align.js";
import { hubAmong, joinAll, spokesOf } from "../../doc/hub.js";
import { duplicate } from "../../doc/paste.js";
import { nameOf } from "../../doc/paths.js";
import { copySelection, cutSelection, pasteFromClipboard } from "../clipboard.js";
import { selectedThings } from "../selected.js";
import { toast } from "../toast.js";

/** @type {[import("../../doc/align.js").Edge, string][]} */
const EDGES = [
  ["left", "Align left edges"],
  ["centre", "Align centres"],
  ["right", "Align right edges"],
  ["top", "Align top edges"],
  ["middle", "Align middles"],
  ["bottom", "Align bottom edges"],
];

/** @type {[string, Point][]} */
const ARROWS = [
  ["Left", [-1, 0]],
  ["Right", [1, 0]],
  ["Up", [0, -1]],
  ["Down", [0, 1]],
];

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function selectionVerbs(app, view) {
  return {
    copy: { words: "Copy", keys: ["Ctrl+C"], native: true, run: () => void copySelection(app) },
    cut: { words: "Cut", keys: ["Ctrl+X"], native: true, edits: true, run: () => void cutSelection(app) },
    paste: {
      words: "Paste",
      keys: ["Ctrl+V"],
      native: true,
      edits: true,
      run: () => void pasteFromClipboard(app, view),
    },
    duplicate: {
      words: "Duplicate",
      keys: ["Ctrl+D", "Ctrl+Enter"],
      edits: true,
      run: () => cloneSelection(app, app.selection, [2 * GRID, 2 * GRID]),
    },
    ...Object.fromEntries(EDGES.map(([edge, words]) => [`align-${edge}`, alignVerb(app, view, edge, words)])),
    "spread-across": {
      words: "Space evenly across",
      edits: true,
      run: () => arrangeSelection(app, view, 3, "Space evenly", (boxes) => distribute(boxes, "across")),
    },
    "spread-down": {
      words: "Space evenly down",
      edits: true,
      run: () => arrangeSelection(app, view, 3, "Space evenly", (boxes) => distribute(boxes, "down")),
    },
    "join-hub": {
      words: "Join networks to the hub",
      edits: true,
      run: () => joinToHub(app),
    },
    ...Object.fromEntries(ARROWS.flatMap(([name, by]) => nudgeVerbs(app, view, name, by))),
  };
}

/**
 * @param {App} app
 * @param {View} view
 * @param {import("../../doc/align.js").Edge} edge
 * @param {string} words
 * @returns {Verb}
 */
function alignVerb(app, view, edge, words) {
  return {
    words,
    edits: true,
    run: () => arrangeSelection(app, view, 2, words, (boxes) => align(boxes, edge)),
  };
}

/**
 * @param {App} app
 * @param {View} view
 * @param {number} least how many boxes that needs
 * @param {string} label
 * @param {(boxes: [string, import("../../canvas/boxes.js").Box][]) => [string, Point][]} order
 */
function arrangeSelection(app, view, least, label, order) {
  const boxes = view.blocks(app.selection);
  if (boxes.length < least) toast(`Select at least ${least === 2 ? "two" : "three"} boxes first.`);
  else app.place(order(boxes), label);
}

/**
 * @param {App} app
 * @param {View} view
 * @param {string} name
 * @param {Point} by
 * @returns {[string, Verb][]}
 */
function nudgeVerbs(app, view, name, [dx, dy]) {
  const words = name.toLowerCase();
  const nudge = (/** @type {number} */ step) => {
    const moves = view
      .blocks(app.selection)
      .map(([id, box]) => /** @type {[string, Point]} */ ([id, [box.x + dx * step, box.y + dy * step]]));
    if (moves.length > 0) app.place(moves, "Nudge", `nudge ${app.selection.join(" ")}`);
  };
  return [
    [`nudge-${words}`, { words: `Nudge ${words}`, keys: [`Arrow${name}`], edits: true, run: () => nudge(1) }],
    [
      `nudge-${words}-grid`,
      {
        words: `Nudge ${words} by the grid`,
        keys: [`Shift+Arrow${name}`],
        edits: true,
        run: () => nudge(GRID),
      },
    ],
  ];
}

/**
 * @param {App} app
 * @param {string[]} ids
 * @param {Point} offset
 */
export function cloneSelection(app, ids, offset) {
  const paths = selectedThings(app, ids);
  if (paths.length === 0) return;
  const corners = Object.fromEntries(app.view?.shownCorners() ?? []);
  /** @type {string[]} */
  let pasted = [];
  app.edit(
    "Duplicate",
    (document) => {
      const outcome = duplicate(document, paths, { offset, corners });
      pasted = outcome.pasted;
      return { document: outcome.document };
    },
    { quiet: true },
  );
  app.select(pasted, { reveal: true });
}

/**
 * The chosen networks to the hub among them; a hub alone takes every network.
 * @param {App} app
 */
function joinToHub(app) {
  const networks = (app.document.virtualNetworks ?? []).map(
    (/** @type {any} */ network) => `virtualNetworks/${network.name}`,
  );
  const chosen = selectedThings(app);
  const hub = hubAmong(app.document, chosen.length > 0 ? chosen : networks);
  if (hub === null) {
    toast("Select a hub, or a hub and its spokes, first.");
    return;
  }
  const spokes = spokesOf(app.document, hub, chosen.length > 1 ? chosen : networks);
  const done = app.edit(
    `Join ${spokes.length} to ${nameOf(hub)}`,
    (document) => ({ ...joinAll(document, app.catalogue.connectable, hub, spokes), select: null }),
    { quiet: true },
  );
  if (done)
    toast(`${spokes.length} ${spokes.length === 1 ? "network" : "networks"} joined to ${nameOf(hub)}`, {
      action: "Undo",
      onAction: () => app.store.undo(),
    });
}
