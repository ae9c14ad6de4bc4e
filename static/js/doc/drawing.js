/**
 * The drawn part of a document: notes, frames, closed networks, and how places follow what they belong to.
 * Never changes a route; must not know Cytoscape.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { nextName } from "./names.js";
import { append, join, withField } from "./paths.js";

/** What a frame may stand for, in words. */
export const FRAME_KINDS = /** @type {[string, string][]} */ ([
  ["region", "Region"],
  ["subscription", "Subscription"],
  ["landingZone", "Landing zone"],
  ["group", "Group"],
]);

/**
 * Places, frames and closed networks under the paths that things have now; null drops them.
 * @param {Topology} document
 * @param {(path: string) => string | null} follow
 * @returns {Topology}
 */
export function followCanvas(document, follow) {
  const { canvas } = document;
  if (!canvas) return document;
  const paths = (/** @type {string[]} */ list) => list.map(follow).filter((path) => path !== null);
  const changed = { ...canvas };
  if (canvas.positions)
    changed.positions = Object.fromEntries(
      Object.entries(canvas.positions).flatMap(([path, point]) => {
        const target = follow(path);
        return target === null ? [] : [[target, point]];
      }),
    );
  if (canvas.collapsed) changed.collapsed = paths(canvas.collapsed);
  if (canvas.frames)
    changed.frames = canvas.frames
      .map((/** @type {Item} */ frame) => ({ ...frame, members: paths(frame.members ?? []) }))
      .filter((/** @type {Item} */ frame) => frame.members.length > 0);
  return { ...document, canvas: changed };
}

/**
 * @param {Topology} document
 * @returns {Outcome}
 */
export function addNote(document) {
  const name = nextName("note", namesIn(document, "notes"));
  return { document: append(document, "", "notes", { name, text: "New note" }), select: join("notes", name) };
}

/**
 * @param {Topology} document
 * @param {string[]} members outermost boxes
 * @returns {Outcome}
 */
export function addFrame(document, members) {
  const name = nextName("frame", namesIn(document, "frames"));
  const frame = { name, kind: "region", label: "Region", members };
  return { document: append(document, "", "frames", frame), select: join("frames", name) };
}

/**
 * @param {Topology} document
 * @param {string} list
 */
const namesIn = (document, list) =>
  (document.canvas?.[list] ?? []).map((/** @type {Item} */ item) => item.name);

/**
 * @param {Topology} document
 * @param {string[]} paths
 * @param {boolean} closed
 * @returns {Outcome}
 */
export function setClosed(document, paths, closed) {
  const rest = (document.canvas?.collapsed ?? []).filter((/** @type {string} */ one) => !paths.includes(one));
  const collapsed = closed ? [...rest, ...paths] : rest;
  return { document: withField(document, "canvas.collapsed", collapsed.length > 0 ? collapsed : undefined) };
}
