/**
 * How large each box is with what stands inside it, and where the outermost ones go: twin of `app/diagram/boxes.py`.
 * Places by hand are corners of outermost boxes; new boxes take the nearest free place. Knows neither colours nor Cytoscape.
 *
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {"grid" | "text" | "smallText" | "icon" | "containerRadius" | "boxRadius" | "containerPad" | "inset" | "containerHeader" | "subnetHeader"
 *   | "subnetBadgeLine" | "gap" | "tile" | "row" | "site" | "pill" | "containerMinWidth" | "containerMaxWidth" | "containerStep" | "siteMinWidth" | "edgeWidth"} SizeName
 * @typedef {{sizes: Record<SizeName, number>, nodes: Record<string, {shape: string, meaning: string, words: string}>}} Tokens
 */
import { textWidth } from "./measure.js";

const SUBNETS_IN_A_COLUMN = 8;
export const FRAME_PAD = 20;
export const FRAME_HEADER = 40;

export class Interior {
  /**
   * @param {Node[]} nodes
   * @param {Tokens} tokens
   */
  constructor(nodes, tokens) {
    this.tokens = tokens;
    this.sizes = tokens.sizes;
    /** @type {Map<string, Node[]>} */
    this.children = new Map();
    /** @type {Map<string, number>} */
    this.widths = new Map();
    for (const node of nodes) {
      if (node.parent !== null)
        this.children.set(node.parent, [...(this.children.get(node.parent) ?? []), node]);
    }
  }

  /**
   * The node at the origin and all that it holds.
   * @param {Node} node
   * @returns {Map<string, Box>}
   */
  place(node) {
    const placed = new Map();
    this.placeAt(node, 0, 0, this.width(node), placed);
    return placed;
  }

  /**
   * The node at the origin, without what it holds.
   * @param {Node} node
   * @returns {Box}
   */
  box(node) {
    return /** @type {Box} */ (this.place(node).get(node.id));
  }

  /** @param {Node} node */
  shape(node) {
    return this.tokens.nodes[node.kind]?.shape ?? "row";
  }

  /**
   * @param {Node} node
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {Map<string, Box>} placed
   * @returns {number} the height
   */
  placeAt(node, x, y, width, placed) {
    placed.set(node.id, { x, y, width, height: 0 });
    const shape = this.shape(node);
    const children = this.children.get(node.id) ?? [];
    let height = shape === "frame" ? FRAME_HEADER + FRAME_PAD : this.sizes[/** @type {SizeName} */ (shape)];
    if (shape === "container" || shape === "subnet") {
      height =
        children.length === 0
          ? this.header(node) + (shape === "container" ? this.sizes.gap : 0)
          : this.placeChildren(node, children, { x, y, width }, placed);
    }
    placed.set(node.id, { x, y, width, height });
    return height;
  }

  /**
   * @param {Node} node
   * @param {Node[]} children
   * @param {{x: number, y: number, width: number}} at
   * @param {Map<string, Box>} placed
   */
  placeChildren(node, children, at, placed) {
    const { inset, gap } = this.sizes;
    const columns = this.columns(node);
    const columnWidth = (at.width - 2 * inset - (columns - 1) * gap) / columns;
    let lowest = 0;
    for (let column = 0; column < columns; column += 1) {
      let below = at.y + this.header(node);
      for (const child of children.filter((_, index) => index % columns === column)) {
        below +=
          this.placeAt(child, at.x + inset + column * (columnWidth + gap), below, columnWidth, placed) + gap;
      }
      lowest = Math.max(lowest, below - gap);
    }
    return lowest + inset - at.y;
  }

  /** @param {Node} node */
  columns(node) {
    return Math.max(1, Math.ceil((this.children.get(node.id)?.length ?? 0) / SUBNETS_IN_A_COLUMN));
  }

  /** @param {Node} node */
  header(node) {
    if (this.shape(node) === "container") return this.sizes.containerHeader;
    return this.sizes.subnetHeader + (node.badges.length > 0 ? this.sizes.subnetBadgeLine : 0);
  }

  /**
   * What the texts of a node and its children ask for, within the theme's limits.
   * @param {Node} node
   * @returns {number}
   */
  width(node) {
    const known = this.widths.get(node.id);
    if (known !== undefined) return known;
    const { grid, containerMinWidth, containerMaxWidth, containerStep, siteMinWidth } = this.sizes;
    const shape = this.shape(node);
    const step = shape === "container" ? containerStep : grid;
    let width = Math.ceil(this.wanted(node) / step) * step;
    if (shape === "container" || shape === "frame")
      width = Math.min(Math.max(width, containerMinWidth), containerMaxWidth * this.columns(node));
    if (shape === "site" || shape === "pill")
      width = Math.min(Math.max(width, siteMinWidth), containerMaxWidth);
    this.widths.set(node.id, width);
    return width;
  }

  /**
   * @param {Node} node
   * @returns {number}
   */
  wanted(node) {
    const own = this.textWanted(node);
    const children = this.children.get(node.id) ?? [];
    if (children.length === 0) return own;
    const columns = this.columns(node);
    const widest = Math.max(...children.map((child) => this.width(child)));
    return Math.max(own, widest * columns + this.sizes.gap * (columns - 1) + 2 * this.sizes.inset);
  }

  /** @param {Node} node */
  textWanted(node) {
    const { containerPad: pad, gap, icon, text: size, smallText: small } = this.sizes;
    const shape = this.shape(node);
    const label = textWidth(node.label, size, { bold: shape !== "subnet" && shape !== "row" });
    const address = textWidth(node.sublabel, small, { mono: true });
    const badges = textWidth(node.badges.join(" · "), small);
    const second = secondLine(node);
    if (shape === "pill")
      return pad + icon + gap + label + (second ? gap + textWidth(second, small) : 0) + pad;
    if (shape === "site")
      return pad * 2 + Math.max(icon + gap + label, textWidth(second, small, { mono: true }));
    if (shape === "tile") return pad * 2 + icon + gap + Math.max(label, textWidth(second, small));
    if (shape === "container")
      return pad * 2 + icon + gap + Math.max(label, address + (badges ? gap + badges : 0));
    const symbol = shape === "subnet" ? 0 : icon + gap;
    return Math.max(pad * 2 + symbol + label + gap * 2 + address, pad * 2 + badges);
  }
}

/**
 * The words under or beside the name of a box without header.
 * @param {Node} node
 */
export function secondLine(node) {
  return [node.sublabel, ...node.badges].filter(Boolean).join(" · ");
}

/**
 * For each node the box that is moved as a whole: a network, a hub, a site; frames belong to nobody.
 * @param {Node[]} nodes
 * @returns {Map<string, string>}
 */
export function outermost(nodes) {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  const owner = new Map();
  for (const node of nodes) {
    const nested = node.parent !== null && kinds.get(node.parent) !== "virtual-wan";
    owner.set(node.id, nested ? (owner.get(node.parent) ?? node.id) : node.id);
  }
  return owner;
}

/**
 * @param {Node[]} nodes
 * @param {(id: string) => Point | undefined} cornerOf hand-made or computed place of an outermost box
 * @param {Tokens} tokens
 * @param {Point} [start] where boxes without a place begin
 * @returns {Map<string, Box>}
 */
export function layout(nodes, cornerOf, tokens, start = [0, 0]) {
  const interior = new Interior(nodes, tokens);
  const owner = outermost(nodes);
  const frames = nodes.filter((node) => node.kind === "virtual-wan" && interior.children.has(node.id));
  const blocks = nodes.filter((node) => owner.get(node.id) === node.id && !frames.includes(node));
  const placed = new Map();
  /** @type {Box[]} */
  const taken = [];
  const set = (/** @type {Node} */ node, /** @type {Point} */ [x, y]) => {
    for (const [id, box] of interior.place(node)) placed.set(id, { ...box, x: box.x + x, y: box.y + y });
    taken.push(placed.get(node.id));
  };
  const waiting = blocks.filter((node) => {
    const corner = cornerOf(node.id);
    if (corner) set(node, corner);
    return !corner;
  });
  for (const node of waiting) set(node, freePlace(interior.box(node), taken, start));
  for (const node of frames)
    placed.set(node.id, wanBox((interior.children.get(node.id) ?? []).map((hub) => placed.get(hub.id))));
  return placed;
}

/**
 * Below whatever is in the way, starting from the wished place.
 * @param {Box} box
 * @param {Box[]} taken
 * @param {Point} start
 * @returns {Point}
 */
export function freePlace(box, taken, [x, y]) {
  const margin = 40;
  const at = { ...box, x, y };
  for (let blocked = true; blocked; ) {
    const blocking = taken.filter(
      (other) =>
        at.x < other.x + other.width + margin &&
        other.x < at.x + at.width + margin &&
        at.y < other.y + other.height + margin &&
        other.y < at.y + at.height + margin,
    );
    blocked = blocking.length > 0;
    if (blocked) at.y = Math.max(...blocking.map((other) => other.y + other.height)) + margin;
  }
  return [at.x, at.y];
}

/**
 * A Virtual WAN reaches around its hubs.
 * @param {Box[]} hubs
 * @returns {Box}
 */
export function wanBox(hubs) {
  const x = Math.min(...hubs.map((box) => box.x));
  const y = Math.min(...hubs.map((box) => box.y));
  const right = Math.max(...hubs.map((box) => box.x + box.width));
  const bottom = Math.max(...hubs.map((box) => box.y + box.height));
  return {
    x: x - FRAME_PAD,
    y: y - FRAME_HEADER,
    width: right - x + 2 * FRAME_PAD,
    height: bottom - y + FRAME_HEADER + FRAME_PAD,
  };
}
