/**
 * Verbs about the drawing: close and open networks, notes, frames. They never change a route.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { addAt, frameBoxes } from "../../canvas/drop.js";
import { remove } from "../../doc/commands.js";
import { frameRegions, regionsOf, setClosed } from "../../doc/drawing.js";
import { toast } from "../toast.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function drawingVerbs(app, view) {
  return {
    collapse: {
      words: "Collapse networks",
      keys: ["Ctrl+Home"],
      edits: true,
      run: () => turn(app, view, true),
    },
    expand: { words: "Expand networks", keys: ["Ctrl+End"], edits: true, run: () => turn(app, view, false) },
    note: { words: "Add a note", keys: ["T"], edits: true, run: () => addAt(app, view, "note", null, null) },
    frame: {
      words: "Frame the selection",
      keys: ["Ctrl+G", "F"],
      edits: true,
      run: () => frameBoxes(app, view, app.selection),
    },
    "frame-regions": {
      words: "Frame each region",
      edits: true,
      run: () => {
        if (regionsOf(app.document).size === 0) toast("No network or hub names its region.");
        else
          app.edit("Frame each region", (document) => ({ document: frameRegions(document) }), {
            quiet: true,
          });
      },
    },
    unframe: {
      words: "Take the frame away",
      keys: ["Ctrl+Shift+U"],
      edits: true,
      run: () => {
        const frames = app.selection.filter((id) => id.startsWith("frames/"));
        if (frames.length === 0) toast("Select a frame first.");
        else app.edit("Take the frame away", (document) => remove(document, frames));
      },
    },
  };
}

/**
 * The selected networks and hubs, or all of them when nothing is selected.
 * @param {App} app
 * @param {View} view
 * @param {boolean} closed
 */
function turn(app, view, closed) {
  const ids = app.selection.length > 0 ? app.selection : view.nodes.map((node) => node.id);
  const paths = view
    .blocks(ids)
    .map(([id]) => id)
    .filter((id) => /^virtual(Networks|Hubs)\//.test(id));
  if (paths.length === 0) toast("Select a network first.");
  else
    app.edit(closed ? "Collapse" : "Expand", (document) => setClosed(document, paths, closed), {
      quiet: true,
    });
}
