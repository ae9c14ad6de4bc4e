/**
 * Networks that are drawn closed: what is inside goes, and its lines end at the network. Twin of `app/diagram/folding.py`.
 *
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("./project.js").Edge} Edge
 */

/**
 * @param {Node[]} nodes parents before their children
 * @param {Edge[]} edges
 * @param {string[]} closed
 * @returns {{nodes: Node[], edges: Edge[]}}
 */
export function fold(nodes, edges, closed) {
  if (closed.length === 0) return { nodes, edges };
  const shut = new Set(closed);
  /** @type {Map<string, string>} */
  const inside = new Map();
  /** @type {Map<string, number>} */
  const hidden = new Map();
  for (const { id, parent } of nodes) {
    const holder =
      parent === null ? undefined : (inside.get(parent) ?? (shut.has(parent) ? parent : undefined));
    if (holder === undefined) continue;
    inside.set(id, holder);
    hidden.set(holder, (hidden.get(holder) ?? 0) + 1);
  }
  const at = (/** @type {string} */ id) => inside.get(id) ?? id;
  return {
    nodes: nodes
      .filter((node) => !inside.has(node.id))
      .map((node) =>
        hidden.has(node.id) ? { ...node, badges: [...node.badges, `${hidden.get(node.id)} inside`] } : node,
      ),
    edges: edges
      .map((edge) => ({ ...edge, source: at(edge.source), target: at(edge.target) }))
      .filter((edge) => edge.source !== edge.target),
  };
}
