/**
 * Brings Cytoscape's elements in line with the boxes and lines of the view. What did not change since it was drawn last is
 * not touched: restyling an element is what costs time.
 *
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("./project.js").Edge} Edge
 * @typedef {import("./route.js").Line} Line
 * @typedef {import("./view.js").View} View
 */
import { Pictures } from "./pictures.js";
import { centre, relativeBends, route } from "./route.js";

const FLAGS = ["source-gateway", "target-gateway", "one-sided", "disconnected"];

/** So many lines can still be led around boxes in every frame of a drag. */
const MANY = 60;

export class Sheet {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    /** Elements as they were drawn last. @type {Map<string, string>} */
    this.drawn = new Map();
    /** Elements that are about to be added, all at once. @type {import("cytoscape").ElementDefinition[]} */
    this.fresh = [];
    /** @type {Map<string, Line>} */
    this.lines = new Map();
    this.pictures = new Pictures(view);
  }

  draw() {
    const { cy, nodes, edges, boxes } = this.view;
    const wanted = new Set([...nodes, ...edges].map((one) => one.id));
    for (const id of this.drawn.keys()) {
      if (wanted.has(id)) continue;
      this.drawn.delete(id);
      const gone = cy.getElementById(id);
      for (const edge of gone.isNode?.() ? gone.connectedEdges() : []) this.drawn.delete(edge.id());
      gone.remove();
    }
    for (const node of nodes) this.drawNode(node, /** @type {Box} */ (boxes.get(node.id)));
    this.drawEdges();
  }

  /**
   * @param {Node} node
   * @param {Box} box
   */
  drawNode(node, box) {
    const { cy, drawing, palette } = this.view;
    const [x, y] = centre(box);
    const known = cy.getElementById(node.id);
    const looks = JSON.stringify([node, box.width, box.height, palette]);
    if (!known.empty()) known.position({ x, y });
    if (!known.empty() && this.drawn.get(node.id) === looks) return;
    this.drawn.set(node.id, looks);
    const data = {
      id: node.id,
      kind: node.kind,
      shape: drawing.theme.nodes[node.kind]?.shape,
      width: box.width,
      height: box.height,
    };
    if (known.empty()) this.fresh.push({ group: "nodes", data, position: { x, y } });
    else known.data(data);
    this.pictures.ask(node.id);
  }

  /** Frames follow what they hold. */
  drawFrames() {
    const { nodes, boxes, frames } = this.view;
    for (const node of nodes)
      if (frames.has(node.id)) this.drawNode(node, /** @type {Box} */ (boxes.get(node.id)));
  }

  /** @param {boolean} [moving] while boxes move, many lines go straight across others: the way around them is drawn at the end */
  drawEdges(moving = false) {
    const { edges, boxes, owner } = this.view;
    this.lines = route(edges, boxes, owner, !moving || edges.length <= MANY);
    for (const edge of edges) this.drawEdge(edge, /** @type {Line} */ (this.lines.get(edge.id)));
    this.view.cy.add(this.fresh);
    this.fresh = [];
  }

  /**
   * @param {Edge} edge
   * @param {Line} line
   */
  drawEdge(edge, line) {
    const { cy, boxes } = this.view;
    const [from, to] = [edge.source, edge.target].map((id) => centre(/** @type {Box} */ (boxes.get(id))));
    const looks = JSON.stringify([edge, line, from, to]);
    if (!from || !to || this.drawn.get(edge.id) === looks) return;
    this.drawn.set(edge.id, looks);
    const bends = relativeBends(line);
    const data = {
      id: edge.id,
      kind: edge.kind,
      label: edge.label,
      sourceEnd: `${line.start[0] - from[0]}px ${line.start[1] - from[1]}px`,
      targetEnd: `${line.end[0] - to[0]}px ${line.end[1] - to[1]}px`,
      distances: bends.map((bend) => bend.distance),
      weights: bends.map((bend) => bend.weight),
    };
    const known = cy.getElementById(edge.id);
    if (known.data("source") === edge.source && known.data("target") === edge.target) {
      known.data(data);
      for (const flag of FLAGS) known.toggleClass(flag, edge.flags.includes(flag));
      return;
    }
    known.remove();
    const classes = FLAGS.filter((flag) => edge.flags.includes(flag));
    this.fresh.push({ group: "edges", data: { ...data, source: edge.source, target: edge.target }, classes });
  }
}
