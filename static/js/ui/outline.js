/**
 * The outline: the whole design as a tree, for the keyboard and for screen readers what the canvas is for the mouse.
 * Arrow keys walk, Enter selects, with Shift a range and with Ctrl one more; C connects, F2 renames, Delete removes what is
 * selected; in what-if mode X fails and brings back.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./twigs.js").Twig} Twig
 * @typedef {{connect: (paths: string[]) => void, rename: (path: string) => void, remove: (paths: string[]) => void,
 *   menu: (path: string, at: {x: number, y: number}) => void}} OutlineVerbs
 */
import { subjectOf, wordsOf } from "../doc/kinds.js";
import { find, listOf } from "../doc/paths.js";
import { failByClick, toggleFailure } from "../whatif/failing.js";
import { canFail, failedOf } from "../whatif/parts.js";
import { byId, h, icon, kindIcon } from "./dom.js";
import { selectedThings } from "./selected.js";
import { neighbour, range, twigs } from "./twigs.js";

export class Outline {
  /**
   * @param {App} app
   * @param {OutlineVerbs} verbs
   */
  constructor(app, verbs) {
    this.app = app;
    this.verbs = verbs;
    this.tree = byId("outline");
    /** @type {Set<string>} */
    this.closed = new Set();
    this.current = "";
    this.selected = "";
    /** The rows that are shown and what they show. @type {Map<string, {row: HTMLElement, shows: string}>} */
    this.made = new Map();
    /** Where a range of rows starts. */
    this.anchor = "";
    /** Whether the selection changes from here, so that the focus stays where it was put. */
    this.choosing = false;
    for (const event of ["document:changed", "selection:changed", "whatif:changed", "left:shown"])
      document.addEventListener(event, () => this.draw());
    this.tree.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.tree.addEventListener("click", (/** @type {MouseEvent} */ event) => this.click(event));
    this.tree.addEventListener("contextmenu", (/** @type {MouseEvent} */ event) => this.menu(event));
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
    const selected = this.app.selection.at(-1) ?? "";
    if (!this.choosing && selected !== this.selected) {
      this.current = selected || this.current;
      this.anchor = selected;
    }
    this.selected = selected;
    const before = [...this.made.keys()];
    this.made = new Map(all.flatMap((twig) => this.rows(twig, 1)));
    const items = [...this.made.values()].map(({ row }) => row);
    this.put(items);
    const paths = [...this.made.keys()];
    const here = items[paths.indexOf(neighbour(before, paths, this.current))] ?? items[0];
    if (here) here.tabIndex = 0;
    if (focused) here?.focus();
    if (!focused && selected) here?.scrollIntoView({ block: "nearest" });
  }

  /**
   * Shows these rows; those that stay are only told whether they are selected.
   * @param {HTMLElement[]} rows
   */
  put(rows) {
    const wanted = new Set(rows);
    for (const row of this.items()) if (!wanted.has(row)) row.remove();
    let next = this.tree.firstElementChild;
    for (const row of rows) {
      if (row === next) next = row.nextElementSibling;
      else this.tree.insertBefore(row, next);
    }
    const selected = new Set(this.app.selection);
    for (const row of rows) {
      const state = String(selected.has(row.dataset.path ?? ""));
      if (row.getAttribute("aria-selected") !== state) row.setAttribute("aria-selected", state);
      if (row.tabIndex !== -1) row.tabIndex = -1;
    }
  }

  /**
   * One row for the twig and for all that can be seen below it. The rows are siblings: their depth is `aria-level`.
   * A row that shows the same as before is the one from before.
   * @param {Twig} twig
   * @param {number} level
   * @returns {[string, {row: HTMLElement, shows: string}][]}
   */
  rows(twig, level) {
    const { app } = this;
    const has = twig.children.length > 0;
    const open = has && !this.closed.has(twig.path);
    const subject = subjectOf(app.document, twig.path) ?? twig.path;
    const state = {
      open: has ? open : null,
      level,
      words: wordsOf(listOf(subject), find(app.document, twig.path) ?? undefined),
      failing: app.whatif && subject === twig.path && canFail(twig.path),
      down: failedOf(app.down, twig.path).length > 0,
    };
    const shows = JSON.stringify([twig.name, twig.kind, twig.more, state]);
    const known = this.made.get(twig.path);
    const row = known?.shows === shows ? known.row : makeRow(twig, state);
    const below = open ? twig.children.flatMap((child) => this.rows(child, level + 1)) : [];
    return [[twig.path, { row, shows }], ...below];
  }

  /** From top to bottom. @returns {HTMLElement[]} */
  items() {
    return /** @type {HTMLElement[]} */ ([...this.tree.children]);
  }

  /** @param {MouseEvent} event */
  menu(event) {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("li"));
    if (!item) return;
    event.preventDefault();
    const { left, bottom } = item.getBoundingClientRect();
    const byMouse = event.button === 2;
    this.verbs.menu(
      item.dataset.path ?? "",
      byMouse ? { x: event.clientX, y: event.clientY } : { x: left + 24, y: bottom },
    );
  }

  /** @param {MouseEvent} event */
  click(event) {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("li"));
    if (!item) return;
    const path = item.dataset.path ?? "";
    if (/** @type {Element} */ (event.target).closest(".fail")) toggleFailure(this.app, path);
    else if (/** @type {Element} */ (event.target).closest(".fold") && item.hasAttribute("aria-expanded"))
      this.toggle(item);
    else if (event.shiftKey) this.selectTo(path);
    else if (event.ctrlKey || event.metaKey) this.selectAlso(path);
    else this.selectOnly(path);
  }

  /** @param {string} path */
  selectOnly(path) {
    this.anchor = path;
    this.choose(path, [path]);
  }

  /**
   * One more, or one less.
   * @param {string} path
   */
  selectAlso(path) {
    this.anchor = path;
    const others = this.app.selection.filter((id) => id !== path);
    this.choose(path, this.app.selection.includes(path) ? others : [...others, path]);
  }

  /**
   * All rows from where the range starts.
   * @param {string | undefined} path
   */
  selectTo(path) {
    if (path === undefined) return;
    const paths = this.items().map((item) => item.dataset.path ?? "");
    if (!paths.includes(this.anchor)) this.anchor = path;
    this.choose(path, range(paths, this.anchor, path));
  }

  /**
   * @param {string} here the row that the focus is on
   * @param {string[]} paths
   */
  choose(here, paths) {
    this.choosing = true;
    this.current = here;
    this.app.select(paths, { reveal: paths.length === 1 });
    this.choosing = false;
  }

  /**
   * What a verb means at this row: everything selected if the row is, else this row alone.
   * @param {string} path
   */
  meant(path) {
    return this.app.selection.includes(path) ? selectedThings(this.app) : [path];
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
    if (!item || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const path = item.dataset.path ?? "";
    if (ctrl && /^[cdx]$/.test(event.key) && !this.app.selection.includes(path)) this.selectOnly(path);
    const run = ctrl ? this.ctrlKeys(path)[event.key] : this.keys(item, path, event.shiftKey)[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  }

  /**
   * @param {HTMLElement} item
   * @param {string} path
   * @param {boolean} shift
   * @returns {Record<string, () => void>}
   */
  keys(item, path, shift) {
    const items = this.items();
    const has = item.hasAttribute("aria-expanded");
    const open = item.getAttribute("aria-expanded") === "true";
    const next = items[items.indexOf(item) + 1];
    const go = (/** @type {HTMLElement | undefined} */ to) =>
      shift ? this.extend(path, to?.dataset.path) : this.focus(to);
    return {
      ArrowDown: () => go(next),
      ArrowUp: () => go(items[items.indexOf(item) - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () => (has && !open ? this.toggle(item, true) : this.focus(has ? next : undefined)),
      ArrowLeft: () => (open ? this.toggle(item, false) : this.focus(this.parentOf(item))),
      Enter: () => this.selectOnly(path),
      " ": () => (shift ? this.selectTo(path) : this.selectOnly(path)),
      c: () => this.verbs.connect(this.meant(path)),
      x: () => failByClick(this.app, path),
      F2: () => this.verbs.rename(path),
      Delete: () => this.verbs.remove(this.meant(path)),
      Backspace: () => this.verbs.remove(this.meant(path)),
    };
  }

  /**
   * Ctrl with an arrow walks without touching what is selected.
   * @param {string} path
   * @returns {Record<string, () => void>}
   */
  ctrlKeys(path) {
    const items = this.items();
    const index = items.findIndex((item) => item.dataset.path === path);
    return {
      ArrowDown: () => this.focus(items[index + 1]),
      ArrowUp: () => this.focus(items[index - 1]),
      " ": () => this.selectAlso(path),
    };
  }

  /**
   * A range that grows by a key starts at the row from which it grew.
   * @param {string} from
   * @param {string | undefined} to
   */
  extend(from, to) {
    if (!this.app.selection.includes(from)) this.anchor = from;
    this.selectTo(to);
  }

  /** @param {HTMLElement | null | undefined} item */
  focus(item) {
    if (!item) return;
    for (const other of this.items()) other.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
  }
}

/**
 * @param {Twig} twig
 * @param {{open: boolean | null, level: number, words: string, failing: boolean, down: boolean}} state
 * @returns {HTMLElement}
 */
function makeRow(twig, { open, level, words, failing, down }) {
  const fold = open === null ? h("span") : icon("chevron");
  fold.classList.add("fold");
  return h(
    down ? "li.twig.down" : "li.twig",
    {
      role: "treeitem",
      tabindex: -1,
      title: twig.more ? `${twig.name} · ${twig.more}` : twig.name,
      "data-path": twig.path,
      "aria-label": `${twig.name}, ${words}${twig.more ? `, ${twig.more}` : ""}${down ? ", down" : ""}`,
      "aria-level": level,
      "aria-expanded": open === null ? null : String(open),
    },
    fold,
    kindIcon(twig.kind),
    h("span.name", {}, twig.name),
    failing && h("span.fail", { title: down ? "Up again (X)" : "Fail it (X)" }, down ? "Up" : "Fail"),
  );
}
