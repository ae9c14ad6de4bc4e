/**
 * The outline: the whole design as a tree, for the keyboard and for screen readers what the canvas is for the mouse.
 * Arrow keys walk, Enter selects, C connects, F2 renames, Delete removes; in what-if mode X fails and brings back.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{path: string, name: string, kind: string, more: string, children: Twig[]}} Twig
 */
import { elements } from "../canvas/project.js";
import { subjectOf, wordsOf } from "../doc/kinds.js";
import { find, listOf } from "../doc/paths.js";
import { failByClick, toggleFailure } from "../whatif/failing.js";
import { canFail, failedOf } from "../whatif/parts.js";
import { byId, h, icon, kindIcon } from "./dom.js";

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

export class Outline {
  /**
   * @param {App} app
   * @param {{connect: (path: string) => void, rename: (path: string) => void, remove: (paths: string[]) => void}} verbs
   */
  constructor(app, verbs) {
    this.app = app;
    this.verbs = verbs;
    this.tree = byId("outline");
    /** @type {Set<string>} */
    this.closed = new Set();
    this.current = "";
    this.selected = "";
    for (const event of ["document:changed", "selection:changed", "whatif:changed", "left:shown"])
      document.addEventListener(event, () => this.draw());
    this.tree.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.tree.addEventListener("click", (/** @type {MouseEvent} */ event) => this.click(event));
    this.tree.addEventListener("focusin", (/** @type {FocusEvent} */ event) => {
      this.current = /** @type {HTMLElement} */ (event.target).dataset.path ?? this.current;
    });
    this.draw();
  }

  draw() {
    if (byId("left-outline").hidden) return;
    const focused = this.tree.contains(document.activeElement);
    const all = twigs(this.app.document);
    byId("outline-empty").hidden = all.length > 0;
    const selected = this.app.selection[0] ?? "";
    if (!focused || selected !== this.selected) this.current = selected || this.current;
    this.selected = selected;
    this.tree.replaceChildren(...all.flatMap((twig) => this.rows(twig, selected, 1)));
    const items = this.items();
    const here = items.find((item) => item.dataset.path === this.current) ?? items[0];
    if (here) here.tabIndex = 0;
    if (focused) here?.focus();
    if (!focused && selected) here?.scrollIntoView({ block: "nearest" });
  }

  /**
   * One row for the twig and for all that can be seen below it. The rows are siblings: their depth is `aria-level`.
   * @param {Twig} twig
   * @param {string} selected
   * @param {number} level
   * @returns {HTMLElement[]}
   */
  rows(twig, selected, level) {
    const open = !this.closed.has(twig.path);
    const has = twig.children.length > 0;
    const fold = has ? icon("chevron") : h("span");
    fold.classList.add("fold");
    const subject = subjectOf(this.app.document, twig.path) ?? twig.path;
    const list = listOf(subject);
    const words = wordsOf(list, find(this.app.document, twig.path) ?? undefined);
    const failing = this.app.whatif && subject === twig.path && canFail(twig.path);
    const down = failedOf(this.app.down, twig.path).length > 0;
    const row = h(
      down ? "li.twig.down" : "li.twig",
      {
        role: "treeitem",
        tabindex: -1,
        title: twig.more || null,
        "data-path": twig.path,
        "aria-label": `${twig.name}, ${words}${twig.more ? `, ${twig.more}` : ""}${down ? ", down" : ""}`,
        "aria-level": level,
        "aria-selected": String(twig.path === selected),
        "aria-expanded": has ? String(open) : null,
      },
      fold,
      kindIcon(twig.kind),
      h("span.name", {}, twig.name),
      failing && h("span.fail", { title: down ? "Up again (X)" : "Fail it (X)" }, down ? "Up" : "Fail"),
    );
    return [row, ...(open ? twig.children.flatMap((child) => this.rows(child, selected, level + 1)) : [])];
  }

  /** From top to bottom. @returns {HTMLElement[]} */
  items() {
    return /** @type {HTMLElement[]} */ ([...this.tree.children]);
  }

  /** @param {MouseEvent} event */
  click(event) {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("li"));
    if (!item) return;
    if (/** @type {Element} */ (event.target).closest(".fail"))
      toggleFailure(this.app, item.dataset.path ?? "");
    else if (/** @type {Element} */ (event.target).closest(".fold") && item.hasAttribute("aria-expanded"))
      this.toggle(item);
    else this.app.select([item.dataset.path ?? ""], { reveal: true });
  }

  /**
   * @param {HTMLElement} item
   * @param {boolean} [open]
   */
  toggle(item, open = item.getAttribute("aria-expanded") === "false") {
    const path = item.dataset.path ?? "";
    if (open) this.closed.delete(path);
    else this.closed.add(path);
    this.draw();
  }

  /**
   * The row that this one stands below.
   * @param {HTMLElement} item
   */
  parentOf(item) {
    const items = this.items();
    const level = Number(item.getAttribute("aria-level"));
    return items
      .slice(0, items.indexOf(item))
      .findLast((other) => Number(other.getAttribute("aria-level")) < level);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const item = /** @type {HTMLElement | null} */ (document.activeElement?.closest("li"));
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const path = item.dataset.path ?? "";
    const items = this.items();
    const index = items.indexOf(item);
    const has = item.hasAttribute("aria-expanded");
    const open = item.getAttribute("aria-expanded") === "true";
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.focus(items[index + 1]),
      ArrowUp: () => this.focus(items[index - 1]),
      Home: () => this.focus(items[0]),
      End: () => this.focus(items[items.length - 1]),
      ArrowRight: () =>
        has && !open ? this.toggle(item, true) : this.focus(has ? items[index + 1] : undefined),
      ArrowLeft: () => (open ? this.toggle(item, false) : this.focus(this.parentOf(item))),
      Enter: () => this.app.select([path], { reveal: true }),
      " ": () => this.app.select([path], { reveal: true }),
      c: () => this.verbs.connect(path),
      x: () => failByClick(this.app, path),
      F2: () => this.verbs.rename(path),
      Delete: () => this.verbs.remove([path]),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  }

  /** @param {HTMLElement | null | undefined} item */
  focus(item) {
    if (!item) return;
    for (const other of this.items()) other.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
  }
}
