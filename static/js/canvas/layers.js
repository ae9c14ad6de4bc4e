/**
 * What of a drawing can be hidden and shown again: kinds of lines, what stands inside networks, premises, notes and frames,
 * regions. Decides what is left of a drawing when some of it is hidden; must not know the screen.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("./project.js").Edge} Edge
 * @typedef {{nodes: Node[], edges: Edge[]}} Drawn
 * @typedef {{key: string, words: string, group: "Lines" | "Boxes" | "Regions"}} Layer
 */
import { regionsOf } from "../doc/drawing.js";
import { elementLevel, elements } from "./project.js";

const HOSTS = ["vm", "private-endpoint"];
const PREMISES = ["site", "circuit", "local-network-gateway", "p2s-pool"];

/** Layers of boxes, and whether a document has some. @type {[string, string, (document: Topology) => boolean][]} */
const BOXES = [
  [
    "subnets",
    "Subnets",
    (document) => listed(document, "virtualNetworks").some((one) => one.subnets?.length),
  ],
  [
    "hosts",
    "Machines and endpoints",
    (document) =>
      listed(document, "virtualMachines").length + listed(document, "privateEndpoints").length > 0,
  ],
  [
    "premises",
    "On-premises",
    (document) => listed(document, "sites").length + listed(document, "expressRouteCircuits").length > 0,
  ],
  ["notes", "Notes", (document) => (document.canvas?.notes ?? []).length > 0],
  ["frames", "Frames", (document) => (document.canvas?.frames ?? []).length > 0],
];

/**
 * @param {Topology} document
 * @param {string} list
 * @returns {import("../doc/types.js").Item[]}
 */
const listed = (document, list) => document[list] ?? [];

/**
 * The layers that a document has.
 * @param {Topology} document
 * @param {Record<string, {words: string}>} lines the words of each kind of line
 * @returns {Layer[]}
 */
export function layersOf(document, lines) {
  const kinds = new Set(elements(document, elementLevel(document)).edges.map((edge) => edge.kind));
  const places = [...new Set(regionsOf(document).values())].sort();
  return [
    ...[...kinds].map((kind) => layer(`line:${kind}`, lines[kind]?.words ?? kind, "Lines")),
    ...BOXES.filter(([, , present]) => present(document)).map(([key, words]) => layer(key, words, "Boxes")),
    ...(places.length > 1 ? places.map((place) => layer(`region:${place}`, place, "Regions")) : []),
  ];
}

/**
 * @param {string} key
 * @param {string} words
 * @param {Layer["group"]} group
 * @returns {Layer}
 */
const layer = (key, words, group) => ({ key, words, group });

/**
 * The boxes and lines that are left, and the boxes that are not.
 * @param {Topology} document
 * @param {Set<string>} hidden
 * @returns {Drawn & {unseen: Node[]}}
 */
export function seen(document, hidden) {
  const all = elements(document, hidden.has("subnets") ? "vnet" : elementLevel(document));
  if (hidden.size === 0) return { ...all, unseen: [] };
  const regions = regionsOf(document);
  /** @type {Set<string>} */
  const gone = new Set();
  for (const node of all.nodes) {
    const away =
      (node.parent !== null && gone.has(node.parent)) ||
      (hidden.has("hosts") && HOSTS.includes(node.kind)) ||
      (hidden.has("premises") && PREMISES.includes(node.kind)) ||
      hidden.has(`region:${regions.get(node.id)}`);
    if (away) gone.add(node.id);
  }
  for (const wan of all.nodes.filter((node) => node.kind === "virtual-wan")) {
    const hubs = all.nodes.filter((node) => node.parent === wan.id);
    if (hubs.length > 0 && hubs.every((hub) => gone.has(hub.id))) gone.add(wan.id);
  }
  return {
    nodes: all.nodes.filter((node) => !gone.has(node.id)),
    edges: all.edges.filter(
      ({ kind, source, target }) => !hidden.has(`line:${kind}`) && !gone.has(source) && !gone.has(target),
    ),
    unseen: all.nodes.filter((node) => gone.has(node.id)),
  };
}

/**
 * The hidden layers that keep an element from being drawn; a thing inside a box stands for itself by that box.
 * @param {Topology} document
 * @param {Set<string>} hidden
 * @param {string} id of a box or a line
 * @returns {string[]}
 */
export function layersWith(document, hidden, id) {
  const annotation = /^(notes|frames)\//.exec(id)?.[1];
  if (annotation) return hidden.has(annotation) ? [annotation] : [];
  const drawn = (/** @type {Set<string>} */ without) => {
    const { nodes, edges } = seen(document, without);
    return [...nodes, ...edges].some((one) => one.id === id);
  };
  if (drawn(hidden) || !drawn(new Set())) return [];
  return [...hidden].filter((key) => !drawn(new Set([key])));
}
