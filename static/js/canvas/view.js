/**
 * The drawing itself: the only module that knows Cytoscape. Shows a document, reports gestures as document paths, and
 * never edits anything: moves and connections become commands elsewhere.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./paint.js").Drawing} Drawing
 * @typedef {{select: (paths: string[]) => void, move: (moves: [string, Point][]) => void,
 *   clone: (ids: string[], offset: Point) => void, open: (path: string) => void,
 *   add: (at: Point) => void, menu: (path: string | null, x: number, y: number) => void, tap: (path: string) => boolean,
 *   hover: (path: string | null) => void, moved: () => void}} Gestures
 * `tap` answers whether the gesture is used up; coordinates of `menu` are those of the window
 */
import { annotations, frameBoxes, noteBox } from "./annotations.js";
import { areaOf, fitted } from "./area.js";
import { layout, outermost, wanBox } from "./boxes.js";
import { startDragging } from "./drag.js";
import { twins } from "./edges.js";
import { seen } from "./layers.js";
import { Sheet } from "./sheet.js";
import { styleSheet } from "./style.js";

const PADDING = 20;

/** Zoom and legend float over so much of the lower end of the stage. */
export const FLOATS = 56;
/** Whether the person wants nothing to move by itself. */
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class View {
  /**
   * @param {HTMLElement} container
   * @param {Drawing} drawing
   * @param {{palette: string, editable: boolean, corners: Record<string, Point>, hidden?: string[]}} options hidden: layers
   * @param {Gestures} gestures
   */
  constructor(container, drawing, options, gestures) {
    this.container = container;
    this.drawing = drawing;
    this.palette = options.palette;
    this.gestures = gestures;
    /** Places of boxes that the document does not place. @type {Map<string, Point>} */
    this.corners = new Map(Object.entries(options.corners));
    /** Layers that are not shown. */
    this.hidden = new Set(options.hidden ?? []);
    /** Where boxes of hidden layers stand. @type {[string, Point][]} */
    this.away = [];
    /** @type {Map<string, Box>} */
    this.boxes = new Map();
    /** @type {import("./project.js").Node[]} */
    this.nodes = [];
    /** @type {import("./project.js").Edge[]} */
    this.edges = [];
    /** @type {Map<string, string>} */
    this.owner = new Map();
    /** @type {Map<string, string | null>} */
    this.parents = new Map();
    this.ignoreGrid = false;
    this.quiet = false;
    /** Halves of peerings that are drawn under the name of their twin. @type {Map<string, string>} */
    this.alias = new Map();
    this.panned = false;
    this.boxed = false;
    /** What stands in each frame. @type {Map<string, string[]>} */
    this.frames = new Map();
    /** Whether a change of the selection is about to be told. */
    this.selecting = false;
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
    this.sheet = new Sheet(this);
    this.listen();
  }

  /**
   * Shows the document; whatever did not change stays untouched.
   * @param {Topology} document
   */
  show(document) {
    const drawn = seen(document, this.hidden);
    [this.nodes, this.edges, this.owner] = [drawn.nodes, drawn.edges, outermost(drawn.nodes)];
    const positions = document.canvas?.positions ?? {};
    const cornerOf = (/** @type {string} */ id) => positions[id] ?? this.corners.get(id);
    this.boxes = layout(this.nodes, cornerOf, this.drawing.theme, this.freeSpot());
    this.away = drawn.unseen.flatMap(({ id, kind }) => {
      const corner = kind === "virtual-wan" ? undefined : cornerOf(id);
      return corner ? [[id, corner]] : [];
    });
    for (const [id, box] of this.boxes)
      if (this.owner.get(id) === id && !positions[id]) this.corners.set(id, [box.x, box.y]);
    this.annotate(document);
    this.parents = new Map(this.nodes.map((node) => [node.id, node.parent]));
    this.alias = twins(document, this.edges);
    this.cy.batch(() => this.sheet.draw());
  }

  /**
   * Adds the notes and frames of the document to what is drawn.
   * @param {Topology} document
   */
  annotate(document) {
    const members = new Map(
      (document.canvas?.frames ?? []).map((/** @type {any} */ frame) => [
        `frames/${frame.name}`,
        frame.members,
      ]),
    );
    const wans = this.nodes.filter((node) => node.kind === "virtual-wan").map((node) => node.id);
    const hubs = (/** @type {string} */ id) =>
      this.nodes.filter((node) => node.parent === id).map((node) => node.id);
    this.frames = new Map([
      ...wans
        .map((id) => /** @type {[string, string[]]} */ ([id, hubs(id)]))
        .filter(([, held]) => held.length > 0),
      ...members,
    ]);
    const added = annotations(document).filter((node) => !this.hidden.has(`${node.kind}s`));
    for (const note of added.filter((node) => node.kind === "note"))
      this.boxes.set(note.id, noteBox(note.label, document.canvas?.positions?.[note.id] ?? this.freeSpot()));
    this.placeFrames();
    const drawn = added.filter((node) => this.boxes.has(node.id));
    this.nodes = [...this.nodes, ...drawn];
    for (const node of drawn) this.owner.set(node.id, node.id);
  }

  /** Frames and Virtual WANs reach around what they hold. */
  placeFrames() {
    const drawn = new Map([...this.frames].filter(([id]) => id.startsWith("frames/")));
    for (const [id, held] of this.frames)
      if (!drawn.has(id))
        this.boxes.set(id, wanBox(held.map((hub) => /** @type {Box} */ (this.boxes.get(hub)))));
    for (const [id, box] of frameBoxes(drawn, this.boxes)) this.boxes.set(id, box);
  }

  listen() {
    const { cy, gestures } = this;
    let before = this.selected();
    cy.on("tapstart", () => {
      before = this.selected();
    });
    cy.on("tap", "node, edge", (event) => {
      if (gestures.tap(event.target.id())) queueMicrotask(() => this.select(before));
    });
    cy.on("select unselect", () => {
      if (this.quiet || this.selecting) return;
      this.selecting = true;
      queueMicrotask(() => {
        const chosen = this.boxed ? this.outer(this.selected()) : this.selected();
        this.boxed = this.selecting = false;
        gestures.select(chosen);
      });
    });
    /** The last two things tapped: two quick taps on different ones are no double-click. @type {any[]} */
    let taps = [];
    cy.on("tap", (event) => {
      taps = [taps[taps.length - 1], event.target];
    });
    cy.on("dbltap", (event) => {
      if (taps[0] !== taps[1]) return;
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
    cy.on("boxend", () => {
      this.boxed = true;
    });
    startDragging(this);
    cy.on("viewport", () => gestures.moved());
  }

  /** Corners of every outermost box as they are shown, for a document that is about to keep places. @returns {[string, Point][]} */
  shownCorners() {
    return this.nodes
      .filter((node) => this.owner.get(node.id) === node.id && !this.frames.has(node.id))
      .map((node) => {
        const box = /** @type {Box} */ (this.boxes.get(node.id));
        return [node.id, [box.x, box.y]];
      });
  }

  /** The same with the boxes of hidden layers. @returns {[string, Point][]} */
  allCorners() {
    return [...this.shownCorners(), ...this.away];
  }

  /** A place beside what is drawn, for things added without a pointer. @returns {Point} */
  freeSpot() {
    const all = [...this.boxes.values()];
    if (all.length === 0) return [0, 0];
    return [Math.max(...all.map((box) => box.x + box.width)) + 80, Math.min(...all.map((box) => box.y))];
  }

  /**
   * What a rubber band means: the boxes inside none of the others, lines only when there are no boxes.
   * @param {string[]} ids
   */
  outer(ids) {
    const chosen = new Set(ids);
    const boxes = this.nodes.filter((node) => chosen.has(node.id));
    if (boxes.length === 0) return ids;
    const inside = (/** @type {import("./project.js").Node} */ node) => {
      for (let at = node.parent; at !== null; at = this.parents.get(at) ?? null)
        if (chosen.has(at)) return true;
      return false;
    };
    return boxes.filter((node) => !inside(node)).map((node) => node.id);
  }

  /**
   * The outermost boxes of these elements, with where they are shown.
   * @param {string[]} ids
   * @returns {[string, Box][]}
   */
  blocks(ids) {
    const owners = ids.flatMap((id) => this.frames.get(id) ?? this.owner.get(id) ?? []);
    return [...new Set(owners)].map((id) => [id, /** @type {Box} */ (this.boxes.get(id))]);
  }

  /** @returns {string[]} */
  selected() {
    return this.cy.$(":selected").map((one) => one.id());
  }

  /**
   * The element that stands for a path: the line of both halves of a peering, the closed network of a subnet.
   * @param {string} path
   */
  shownFor(path) {
    const id = this.alias.get(path) ?? path;
    const owner = path.split("/").slice(0, 2).join("/");
    return this.cy.getElementById(id).empty() && this.boxes.has(owner) ? owner : id;
  }

  /** @param {string[]} ids */
  select(ids) {
    const wanted = new Set(ids.map((id) => this.shownFor(id)));
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
    this.cy.batch(() => this.sheet.draw());
    this.cy.style(styleSheet(this.drawing.theme, palette));
  }

  /** @param {string[]} [ids] */
  fit(ids) {
    const { boxes, cy } = this;
    const { lines } = this.sheet;
    const listed = (/** @type {Map<string, any>} */ all) =>
      ids?.length ? ids.flatMap((id) => all.get(id) ?? []) : all.values();
    const area = areaOf(listed(boxes), listed(lines));
    if (!area) return;
    const [width, height] = [cy.width(), cy.height()];
    const within = (/** @type {number} */ low) =>
      fitted(area, { width, height: low }, { padding: PADDING, least: cy.minZoom(), most: 1 });
    const { zoom, pan } = within(height);
    const clear = pan.y + zoom * area.y2 <= height - FLOATS;
    cy.viewport(clear ? { zoom, pan } : within(height - FLOATS + PADDING));
  }

  /**
   * Brings an element into sight without zooming, when it is not.
   * @param {string} id
   */
  reveal(id) {
    const one = this.cy.getElementById(id);
    if (one.empty()) return;
    const [box, seen] = [one.boundingBox(), this.cy.extent()];
    const short = (
      /** @type {number} */ low,
      /** @type {number} */ high,
      /** @type {number} */ from,
      /** @type {number} */ to,
    ) => (low < from ? from - low + PADDING : high > to ? to - high - PADDING : 0);
    const [dx, dy] = [short(box.x1, box.x2, seen.x1, seen.x2), short(box.y1, box.y2, seen.y1, seen.y2)];
    const zoom = this.cy.zoom();
    const panBy = { x: dx * zoom, y: dy * zoom };
    if (dx === 0 && dy === 0) return;
    if (calm.matches) this.cy.panBy(panBy);
    else this.cy.animate({ panBy, duration: 160 });
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
