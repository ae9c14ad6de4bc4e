/**
 * Verbs about the design as a whole: arrange, share, copy, export, keep a version.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { compareAddress } from "../../compare/address.js";
import { openReality } from "../../compare/reality.js";
import { call, Problem } from "../../sync/api.js";
import { openExport } from "../export.js";
import { chooseFiles } from "../import.js";
import { openRevisions } from "../revisions.js";
import { openShare } from "../share.js";
import { turnTheme } from "../theme-switch.js";
import { toast } from "../toast.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function designVerbs(app, view) {
  return {
    arrange: { words: "Arrange again", edits: true, run: () => arrange(app, view, []) },
    "arrange-rest": {
      words: "Arrange the rest around the selection",
      edits: true,
      run: () =>
        arrange(
          app,
          view,
          view.blocks(app.selection).map(([id]) => id),
        ),
    },
    share: { words: "Share …", edits: true, run: () => openShare(app) },
    fork: { words: "Make a copy", run: () => fork(app) },
    export: { words: "Export …", keys: ["Ctrl+Shift+S"], run: () => openExport(app) },
    open: { words: "Open files …", keys: ["Ctrl+O"], run: () => chooseFiles(app) },
    compare: { words: "Compare side by side", run: () => location.assign(compareAddress(app)) },
    reality: { words: "Hold against Azure …", run: () => openReality(app) },
    versions: { words: "Versions …", keys: ["Ctrl+S"], run: () => openRevisions(app) },
    source: { words: "Source", keys: ["J"], run: () => app.emit("source:toggle") },
    theme: { words: "Theme", keys: ["Alt+Shift+D"], run: turnTheme },
  };
}

/**
 * @param {App} app
 * @param {View} view
 * @param {string[]} keep boxes that stay where they are; notes always do
 */
async function arrange(app, view, keep) {
  const shown = Object.fromEntries(view.shownCorners());
  const fixed = [...keep, ...Object.keys(shown).filter((id) => id.startsWith("notes/"))];
  const positions = Object.fromEntries(fixed.map((id) => [id, shown[id]]));
  const canvas = { ...app.document.canvas, positions };
  const response = await fetch("/arrange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ document: { ...app.document, canvas }, keep: fixed }),
  });
  if (!response.ok) return toast("The server could not arrange the design.", { bad: true });
  view.corners = new Map(Object.entries(await response.json()));
  app.edit(
    "Arrange",
    (document) => ({ document: { ...document, canvas: { ...document.canvas, positions } } }),
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
