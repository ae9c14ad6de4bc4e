/**
 * The drawing itself: the only module that knows Cytoscape. Shows a document, reports gestures as document paths, and
 * never edits anything: moves and connections become commands elsewhere.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./paint.js").Drawing} Drawing
 * @typedef {{select: (paths: string[]) => void, move: (moves: [string, Point][]) => void, open: (path: string) => void,
 *   add: (at: Point) => void, menu: (path: string | null, x: number, y: number) => void, tap: (path: string) => boolean,
 *   hover: (path: string | null) => void, moved: () => void}} Gestures
 * `tap` answers whether the gesture is used up; coordinates of `menu` are those of the window
 */
import { layout, outermost } from "./boxes.js";
import { picture } from "./paint.js";
import { elementLevel, elements } from "./project.js";
import { centre, relativeBends, route } from "./route.js";
import { styleSheet } from "./style.js";

const GRID = 20;
const PADDING = 20;

export class View {
  /**
   * @param {HTMLElement} container
   * @param {Drawing} drawing
   * @param {{palette: string, editable: boolean, corners: Record<string, Point>}} options
   * @param {Gestures} gestures
   */
  constructor(container, drawing, options, gestures) {
    this.container = container;
    this.drawing = drawing;
    this.palette = options.palette;
    this.gestures = gestures;
    /** Places of boxes that the document does not place. @type {Map<string, Point>} */
    this.corners = new Map(Object.entries(options.corners));
    /** @type {Map<string, Box>} */
    this.boxes = new Map();
    /** @type {import("./project.js").Node[]} */
    this.nodes = [];
    /** @type {import("./project.js").Edge[]} */
    this.edges = [];
    /** @type {Map<string, string>} */
    this.owner = new Map();
    this.ignoreGrid = false;
    this.quiet = false;
    /** Halves of peerings that are drawn under the name of their twin. @type {Map<string, string>} */
    this.alias = new Map();
    this.panned = false;
    /** @type {Set<string> | undefined} */
    this.draggedBlocks = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.selecting = undefined;
    this.cy = cytoscape({
      container,
      style: styleSheet(drawing.theme, this.palette),
      layout: { name: "preset" },
      minZoom: 0.1,
      maxZoom: 3,
      boxSelectionEnabled: true,
      userPanningEnabled: matchMedia("(pointer: coarse)").matches,
      userZoomingEnabled: false,
      selectionType: "single",
      autoungrabify: !options.editable,
      pixelRatio: "auto",
    });
    this.listen();
  }

  /**
   * Shows the document; whatever did not change stays untouched.
   * @param {Topology} document
   */
  show(document) {
    const drawn = elements(document, elementLevel(document));
    [this.nodes, this.edges, this.owner] = [drawn.nodes, drawn.edges, outermost(drawn.nodes)];
    const positions = document.canvas?.positions ?? {};
    const cornerOf = (/** @type {string} */ id) => positions[id] ?? this.corners.get(id);
    this.boxes = layout(this.nodes, cornerOf, this.drawing.theme, this.freeSpot());
    for (const [id, box] of this.boxes)
      if (this.owner.get(id) === id && !positions[id]) this.corners.set(id, [box.x, box.y]);
    this.alias = twins(document, this.edges);
    this.cy.batch(() => this.sync());
  }

  sync() {
    const wanted = new Set([...this.nodes, ...this.edges].map((one) => one.id));
    this.cy
      .elements()
      .filter((one) => !wanted.has(one.id()))
      .remove();
    for (const node of this.nodes) {
      const box = /** @type {Box} */ (this.boxes.get(node.id));
      const data = {
        id: node.id,
        kind: node.kind,
        shape: this.drawing.theme.nodes[node.kind]?.shape,
        width: box.width,
        height: box.height,
        picture: picture(this.drawing, this.palette, node, box),
      };
      const [x, y] = centre(box);
      const known = this.cy.getElementById(node.id);
      if (known.empty()) this.cy.add({ group: "nodes", data, position: { x, y } });
      else known.data(data).position({ x, y });
    }
    this.syncEdges();
  }

  syncEdges() {
    const lines = route(this.edges, this.boxes, this.owner);
    for (const edge of this.edges) {
      const line = /** @type {import("./route.js").Line} */ (lines.get(edge.id));
      const bends = relativeBends(line);
      const end = (/** @type {string} */ id, /** @type {Point} */ point) => {
        const [x, y] = centre(/** @type {Box} */ (this.boxes.get(id)));
        return `${point[0] - x}px ${point[1] - y}px`;
      };
      const data = {
        id: edge.id,
        kind: edge.kind,
        label: edge.label,
        sourceEnd: end(edge.source, line.start),
        targetEnd: end(edge.target, line.end),
        distances: bends.map((bend) => bend.distance),
        weights: bends.map((bend) => bend.weight),
      };
      let known = this.cy.getElementById(edge.id);
      if (!known.empty() && (known.data("source") !== edge.source || known.data("target") !== edge.target)) {
        known.remove();
        known = this.cy.getElementById(edge.id);
      }
      if (known.empty())
        known = this.cy.add({ group: "edges", data: { ...data, source: edge.source, target: edge.target } });
      else known.data(data);
      for (const flag of ["source-gateway", "target-gateway", "one-sided", "disconnected"])
        known.toggleClass(flag, edge.flags.includes(flag));
    }
  }

  listen() {
    const { cy, gestures } = this;
    let before = this.selected();
    cy.on("tapstart", () => {
      before = this.selected();
    });
    cy.on("tap", "node, edge", (event) => {
      if (!gestures.tap(event.target.id())) return;
      setTimeout(() => {
        clearTimeout(this.selecting);
        this.select(before);
      }, 0);
    });
    cy.on("select unselect", () => {
      if (this.quiet) return;
      clearTimeout(this.selecting);
      this.selecting = setTimeout(() => gestures.select(this.selected()), 0);
    });
    cy.on("dbltap", (event) => {
      if (event.target === cy) gestures.add([event.position.x, event.position.y]);
      else gestures.open(event.target.id());
    });
    cy.on("cxttap", (event) => {
      const original = /** @type {MouseEvent} */ (event.originalEvent);
      if (!this.panned)
        gestures.menu(event.target === cy ? null : event.target.id(), original.clientX, original.clientY);
    });
    cy.on("mouseover", "node, edge", (event) => {
      event.target.addClass("hover");
      gestures.hover(event.target.id());
    });
    cy.on("mouseout", "node, edge", (event) => {
      event.target.removeClass("hover");
      gestures.hover(null);
    });
    cy.on("drag", "node", (event) => this.follow(event.target));
    cy.on("dragfree", "node", () => this.drop());
    cy.on("viewport", () => gestures.moved());
  }

  /**
   * The whole outermost box goes with the node under the pointer.
   * @param {any} dragged
   */
  follow(dragged) {
    const block = /** @type {string} */ (this.owner.get(dragged.id()));
    const box = /** @type {Box} */ (this.boxes.get(dragged.id()));
    const [dx, dy] = [dragged.position("x") - centre(box)[0], dragged.position("y") - centre(box)[1]];
    if (dx === 0 && dy === 0) return;
    const frame = this.nodes
      .filter((node) => node.kind === "virtual-wan" && node.id === dragged.id())
      .map((node) => node.id)[0];
    this.cy.batch(() => {
      for (const node of this.nodes) {
        if (this.owner.get(node.id) !== block && !(frame && this.nodeIn(node, frame))) continue;
        const at = /** @type {Box} */ (this.boxes.get(node.id));
        this.boxes.set(node.id, { ...at, x: at.x + dx, y: at.y + dy });
        const [x, y] = centre(/** @type {Box} */ (this.boxes.get(node.id)));
        if (node.id !== dragged.id()) this.cy.getElementById(node.id).position({ x, y });
      }
      this.syncEdges();
    });
    this.draggedBlocks = (this.draggedBlocks ?? new Set()).add(frame ?? block);
    this.gestures.moved();
  }

  /**
   * @param {import("./project.js").Node} node
   * @param {string} frame
   */
  nodeIn(node, frame) {
    const block = this.nodes.find((one) => one.id === this.owner.get(node.id));
    return node.id === frame || block?.parent === frame;
  }

  /** Ends a drag: corners snap to the grid unless Alt is held. */
  drop() {
    if (!this.draggedBlocks) return;
    const blocks = [...this.draggedBlocks].flatMap((id) =>
      id.startsWith("virtualWans/")
        ? this.nodes.filter((node) => node.parent === id).map((node) => node.id)
        : [id],
    );
    this.draggedBlocks = undefined;
    const snap = (/** @type {number} */ value) => (this.ignoreGrid ? value : Math.round(value / GRID) * GRID);
    this.gestures.move(
      blocks.map((id) => {
        const box = /** @type {Box} */ (this.boxes.get(id));
        return [id, [snap(box.x), snap(box.y)]];
      }),
    );
  }

  /** Corners of every outermost box as they are shown, for a document that is about to keep places. @returns {[string, Point][]} */
  shownCorners() {
    return this.nodes
      .filter((node) => this.owner.get(node.id) === node.id && node.kind !== "virtual-wan")
      .map((node) => {
        const box = /** @type {Box} */ (this.boxes.get(node.id));
        return [node.id, [box.x, box.y]];
      });
  }

  /** A place beside what is drawn, for things added without a pointer. @returns {Point} */
  freeSpot() {
    const all = [...this.boxes.values()];
    if (all.length === 0) return [0, 0];
    return [Math.max(...all.map((box) => box.x + box.width)) + 80, Math.min(...all.map((box) => box.y))];
  }

  /** @returns {string[]} */
  selected() {
    return this.cy.$(":selected").map((one) => one.id());
  }

  /** @param {string[]} ids */
  select(ids) {
    const wanted = new Set(ids.map((id) => this.alias.get(id) ?? id));
    this.quiet = true;
    this.cy.batch(() => {
      this.cy
        .$(":selected")
        .filter((one) => !wanted.has(one.id()))
        .unselect();
      for (const id of wanted) this.cy.getElementById(id).select();
    });
    this.quiet = false;
  }

  /**
   * Sets a class on exactly these elements.
   * @param {string} name
   * @param {Iterable<string>} ids
   */
  mark(name, ids) {
    const wanted = new Set(ids);
    this.cy.batch(() => {
      this.cy
        .$(`.${name}`)
        .filter((one) => !wanted.has(one.id()))
        .removeClass(name);
      for (const id of wanted) this.cy.getElementById(id).addClass(name);
    });
  }

  /** @param {string} palette */
  setPalette(palette) {
    this.palette = palette;
    this.cy.batch(() => this.sync());
    this.cy.style(styleSheet(this.drawing.theme, palette));
  }

  /** @param {string[]} [ids] */
  fit(ids) {
    const what = ids?.length
      ? this.cy.elements().filter((one) => ids.includes(one.id()))
      : this.cy.elements();
    if (what.empty()) return;
    this.cy.fit(what, PADDING);
    if (this.cy.zoom() > 1) {
      this.cy.zoom(1);
      this.cy.center(what);
    }
  }

  /**
   * Brings an element into sight without zooming, when it is not.
   * @param {string} id
   */
  reveal(id) {
    const one = this.cy.getElementById(id);
    if (one.empty()) return;
    const [box, extent] = [one.boundingBox(), this.cy.extent()];
    if (box.x1 < extent.x1 || box.x2 > extent.x2 || box.y1 < extent.y1 || box.y2 > extent.y2)
      this.cy.animate({ center: { eles: one }, duration: 160 });
  }

  /**
   * @param {number} factor
   * @param {{x: number, y: number}} [around] in pixels of the container
   */
  zoomBy(factor, around = { x: this.container.clientWidth / 2, y: this.container.clientHeight / 2 }) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: around });
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  panBy(x, y) {
    this.cy.panBy({ x, y });
  }

  /**
   * The drawing's place under a point of the window.
   * @param {number} clientX
   * @param {number} clientY
   * @returns {Point}
   */
  placeAt(clientX, clientY) {
    const frame = this.container.getBoundingClientRect();
    const { x, y } = this.cy.pan();
    const zoom = this.cy.zoom();
    return [(clientX - frame.left - x) / zoom, (clientY - frame.top - y) / zoom];
  }

  /**
   * The innermost box under a point of the window.
   * @param {number} clientX
   * @param {number} clientY
   */
  nodeAt(clientX, clientY) {
    const [x, y] = this.placeAt(clientX, clientY);
    const hits = this.nodes.filter((node) => {
      const box = /** @type {Box} */ (this.boxes.get(node.id));
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    });
    const area = (/** @type {string} */ id) => {
      const box = /** @type {Box} */ (this.boxes.get(id));
      return box.width * box.height;
    };
    return hits.sort((one, other) => area(one.id) - area(other.id))[0]?.id ?? null;
  }

  /**
   * The box of an element in pixels of the container.
   * @param {string} id
   * @returns {Box | null}
   */
  renderedBox(id) {
    const box = this.boxes.get(id);
    if (!box) return null;
    const { x, y } = this.cy.pan();
    const zoom = this.cy.zoom();
    return { x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom };
  }
}

/**
 * For each half of a peering that is drawn under its twin's name, the line that stands for both.
 * @param {Topology} document
 * @param {import("./project.js").Edge[]} edges
 * @returns {Map<string, string>}
 */
function twins(document, edges) {
  const lines = edges.filter((edge) => edge.kind === "peering");
  const byEnds = new Map(lines.map((edge) => [`${edge.target} ${edge.source}`, edge.id]));
  const alias = new Map();
  for (const network of document.virtualNetworks ?? []) {
    const path = `virtualNetworks/${network.name}`;
    for (const peering of network.peerings ?? []) {
      const line = byEnds.get(`${path} virtualNetworks/${peering.remoteVirtualNetwork}`);
      if (line) alias.set(`${path}/peerings/${peering.name}`, line);
    }
  }
  return alias;
}
