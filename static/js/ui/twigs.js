/**
 * What the rows of the outline are: everything in the order of the drawing, then what has no box. Draws nothing.
 *
 * @typedef {{path: string, name: string, kind: string, more: string, children: Twig[]}} Twig
 */
import { elements } from "../canvas/project.js";

const LISTS = [
  "connections",
  "hubVirtualNetworkConnections",
  "siteLinks",
  "routeTables",
  "localNetworkGateways",
  "connectedGroups",
  "notes",
  "frames",
];

/** Icons of what is no box of the drawing; the rest are lines. @type {Record<string, string>} */
const ICONS = {
  routeTables: "route-table",
  localNetworkGateways: "local-network-gateway",
  notes: "note",
  frames: "frame",
};

/**
 * Everything in the order of the drawing, then what has no box: connections, route tables and the like.
 * @param {import("../doc/types.js").Topology} document
 * @returns {Twig[]}
 */
export function twigs(document) {
  const { nodes } = elements({ ...document, canvas: undefined }, "subnet");
  const byPath = new Map(
    nodes.map((node) => [
      node.id,
      /** @type {Twig} */ ({
        path: node.id,
        name: node.label,
        kind: node.kind,
        more: node.sublabel,
        children: [],
      }),
    ]),
  );
  const roots = [];
  for (const node of nodes) {
    const twig = /** @type {Twig} */ (byPath.get(node.id));
    const parent = node.parent && byPath.get(node.parent);
    if (parent) parent.children.push(twig);
    else roots.push(twig);
  }
  for (const network of document.virtualNetworks ?? []) {
    const path = `virtualNetworks/${network.name}`;
    byPath.get(path)?.children.push(
      ...(network.peerings ?? []).map((/** @type {any} */ peering) => ({
        path: `${path}/peerings/${peering.name}`,
        name: peering.name,
        kind: "peering",
        more: "",
        children: [],
      })),
    );
  }
  const rest = LISTS.flatMap((list) =>
    (document[list] ?? document.canvas?.[list] ?? [])
      .filter((/** @type {any} */ item) => !byPath.has(`${list}/${item.name}`))
      .map((/** @type {any} */ item) => ({
        path: `${list}/${item.name}`,
        name: item.name,
        kind: ICONS[list] ?? "peering",
        more: "",
        children: [],
      })),
  );
  return [...roots, ...rest];
}

/**
 * The paths from one row to another, the one that was reached last.
 * @param {string[]} paths
 * @param {string} from
 * @param {string} to
 */
export function range(paths, from, to) {
  const [first, last] = [paths.indexOf(from), paths.indexOf(to)];
  return first <= last ? paths.slice(first, last + 1) : paths.slice(last, first + 1).reverse();
}

/**
 * The row itself if it is still there, else the first one after it that is, else the last one before.
 * @param {string[]} before
 * @param {string[]} now
 * @param {string} path
 * @returns {string}
 */
export function neighbour(before, now, path) {
  const index = before.indexOf(path);
  if (index < 0 || now.includes(path)) return path;
  const left = new Set(now);
  return (
    before.slice(index).find((other) => left.has(other)) ??
    before.slice(0, index).findLast((other) => left.has(other)) ??
    ""
  );
}
