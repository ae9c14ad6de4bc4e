/**
 * The drawn part of a document: notes, frames, closed networks, and how places follow what they belong to.
 * Never changes a route; must not know Cytoscape.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Point} Point
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
  if (canvas.arranged) changed.arranged = paths(canvas.arranged);
  if (canvas.collapsed) changed.collapsed = paths(canvas.collapsed);
  if (canvas.frames)
    changed.frames = canvas.frames
      .map((/** @type {Item} */ frame) => ({ ...frame, members: paths(frame.members ?? []) }))
      .filter((/** @type {Item} */ frame) => frame.members.length > 0);
  return { ...document, canvas: changed };
}

/**
 * Keeps places, in whole units.
 * @param {Topology} document
 * @param {Map<string, Point>} places
 * @param {(path: string) => boolean} arranged which of the arranged boxes still are
 * @param {string[]} [more] others that are
 * @returns {Topology}
 */
export function keepPlaces(document, places, arranged, more = []) {
  const { canvas } = document;
  const rounded = [...places].map(([path, [x, y]]) => [path, [Math.round(x), Math.round(y)]]);
  const listed = [...(canvas?.arranged ?? []).filter(arranged), ...more];
  const positions = { ...canvas?.positions, ...Object.fromEntries(rounded) };
  const kept = { ...document, canvas: { ...canvas, positions } };
  return withField(kept, "canvas.arranged", listed.length > 0 ? listed : undefined);
}

/**
 * Places that the layout chose: kept, and given up when somebody asks it again.
 * @param {Topology} document
 * @param {Iterable<[string, Point]>} corners
 * @returns {Topology}
 */
export function settle(document, corners) {
  const places = new Map(corners);
  return keepPlaces(document, places, (path) => !places.has(path), [...places.keys()]);
}

/**
 * The boxes whose place somebody chose.
 * @param {Topology} document
 * @returns {string[]}
 */
export function placedByHand(document) {
  const arranged = new Set(document.canvas?.arranged ?? []);
  return Object.keys(document.canvas?.positions ?? {}).filter((path) => !arranged.has(path));
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
 * The region of each network and hub that names one.
 * @param {Topology} document
 * @returns {Map<string, string>}
 */
export function regionsOf(document) {
  return new Map(
    ["virtualNetworks", "virtualHubs"].flatMap((list) =>
      /** @type {Item[]} */ (document[list] ?? [])
        .filter((item) => item.location)
        .map((item) => /** @type {[string, string]} */ ([join(list, item.name), item.location])),
    ),
  );
}

/**
 * A frame around the networks and hubs of each region; one that carries its name is brought up to date.
 * @param {Topology} document
 * @returns {Topology}
 */
export function frameRegions(document) {
  const regions = [...regionsOf(document)];
  const members = (/** @type {string} */ region) =>
    regions.filter(([, each]) => each === region).map(([path]) => path);
  let result = document;
  for (const label of new Set(regions.map(([, region]) => region))) {
    const frames = /** @type {Item[]} */ (result.canvas?.frames ?? []);
    const known = frames.find((frame) => frame.kind === "region" && frame.label === label);
    const name = known?.name ?? nextName("frame", namesIn(result, "frames"));
    const rest = frames.filter((frame) => frame.name !== name);
    const frame = { name, kind: "region", label, members: members(label) };
    result = withField(result, "canvas.frames", [...rest, frame]);
  }
  return result;
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
