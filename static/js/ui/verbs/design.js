/**
 * Verbs about the design as a whole: share, copy, export, keep a version.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { compareAddress } from "../../compare/address.js";
import { openReality } from "../../compare/reality.js";
import { call, Problem } from "../../sync/api.js";
import { copyAsPicture, openExport } from "../export.js";
import { chooseFiles } from "../import.js";
import { openRevisions } from "../revisions.js";
import { openShare } from "../share.js";
import { turnTheme } from "../theme-switch.js";
import { toast } from "../toast.js";
import { arrangeVerbs } from "./arrange.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function designVerbs(app, view) {
  return {
    ...arrangeVerbs(app, view),
    share: { words: "Share …", edits: true, run: () => openShare(app) },
    fork: { words: "Make a copy", run: () => fork(app) },
    export: { words: "Export …", keys: ["Ctrl+Shift+S"], run: () => openExport(app) },
    "copy-picture": {
      words: "Copy as a picture",
      keys: ["Ctrl+Alt+X", "Alt+Shift+C"],
      run: () => void copyAsPicture(app),
    },
    open: { words: "Open files …", keys: ["Ctrl+O"], run: () => chooseFiles(app) },
    compare: { words: "Compare side by side", run: () => location.assign(compareAddress(app)) },
    reality: { words: "Hold against Azure …", run: () => openReality(app) },
    versions: { words: "Versions …", keys: ["Ctrl+S"], run: () => openRevisions(app) },
    source: { words: "Source", keys: ["J"], run: () => app.emit("source:toggle") },
    theme: { words: "Theme", keys: ["Alt+Shift+D"], run: turnTheme },
  };
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
