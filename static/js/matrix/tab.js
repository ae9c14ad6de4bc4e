/**
 * The drawer's matrix: everything to everything by kind of way, with a legend that counts, a filter, the table as CSV, and
 * the trace behind each cell.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./model.js").Line} Line
 */
import { subjectOf } from "../doc/kinds.js";
import { byId, h } from "../ui/dom.js";
import { drawerShows, registerDrawerTab } from "../ui/drawer.js";
import { toast } from "../ui/toast.js";
import { addressOf, ask, stopped, wordsOfError } from "../whatif/ask.js";
import { flowWords } from "../whatif/words.js";
import { Grid } from "./grid.js";
import { cellWords, KINDS } from "./kinds.js";
import { cellOf, endsOf, linesOf, shownLines } from "./model.js";

/** @param {App} app */
export function startMatrix(app) {
  const tab = new MatrixTab(app);
  registerDrawerTab("matrix", "Matrix", (panel) => tab.load(panel));
  for (const event of ["topology:saved", "whatif:changed"])
    document.addEventListener(event, () => drawerShows("matrix") && tab.load(byId("drawer-matrix")));
}

class MatrixTab {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {import("./model.js").Matrix | null} */
    this.matrix = null;
    /** @type {Set<string>} */
    this.oneSided = new Set();
    /** @type {Set<string>} opened headings as "row KEY" or "column KEY" */
    this.opened = new Set();
    this.wanted = new AbortController();
    this.grid = new Grid({
      cell: (row, column) => this.cell(row, column),
      told: (row, column) => this.tell(row, column),
      chosen: (row, column) => this.trace(row, column),
      turned: (axis, line) => this.turn(`${axis} ${line.key}`),
    });
    this.status = h("output.matrix-status.small", { "aria-live": "polite" });
    this.legend = h("div.matrix-legend", { role: "group", "aria-label": "Flows by kind of way" });
    this.filter = h("input.field", {
      type: "search",
      placeholder: "Names with …",
      "aria-label": "Only rows and columns with this in their name",
      oninput: () => this.show(),
    });
    this.csv = h("a.btn.small", { download: "matrix.csv" }, "CSV");
    this.larger = h(
      "button.btn.small",
      { type: "button", "aria-pressed": "false", onclick: () => this.grow() },
      "Larger",
    );
    this.frame = h(
      "div.matrix",
      {},
      h("div.matrix-tools", {}, this.filter, this.legend, this.csv, this.larger),
      this.grid.element,
      this.status,
    );
  }

  /** @param {HTMLElement} panel */
  async load(panel) {
    this.wanted.abort();
    this.wanted = new AbortController();
    const { signal } = this.wanted;
    this.csv.href = addressOf(this.app, "matrix", { form: "csv" });
    if (this.matrix === null)
      panel.replaceChildren(h("p.blank", { role: "status" }, "Working out every way …"));
    this.frame.setAttribute("aria-busy", "true");
    try {
      this.matrix = await ask(this.app, "matrix", {}, signal);
    } catch (error) {
      if (!stopped(error)) panel.replaceChildren(h("p.blank", { role: "alert" }, wordsOfError(error)));
      return;
    }
    this.oneSided = new Set(this.matrix?.asymmetric.map(String));
    this.rows = linesOf(/** @type {import("./model.js").Matrix} */ (this.matrix), "sends");
    this.columns = linesOf(/** @type {import("./model.js").Matrix} */ (this.matrix), "receives");
    this.frame.removeAttribute("aria-busy");
    if (this.rows.length === 0) {
      const words = "Nothing sends here yet: add a subnet to a network, or a site.";
      panel.replaceChildren(h("p.blank", {}, words));
      return;
    }
    if (this.frame.parentElement !== panel) panel.replaceChildren(this.frame);
    this.tellCounts();
    this.show();
  }

  show() {
    const filter = this.filter.value.trim();
    const opened = (/** @type {string} */ axis) =>
      new Set(
        [...this.opened].filter((key) => key.startsWith(axis)).map((key) => key.slice(axis.length + 1)),
      );
    const rows = shownLines(this.rows ?? [], opened("row"), filter);
    const columns = shownLines(this.columns ?? [], opened("column"), filter);
    const none = rows.length === 0 || columns.length === 0;
    const whole = {
      rows: rows.length ? rows : (this.rows ?? []),
      columns: columns.length ? columns : this.columns,
    };
    this.grid.show(none ? whole.rows : rows, none ? (whole.columns ?? []) : columns, this.opened);
    this.status.textContent = none
      ? "No row or no column has this in its name; everything is shown there."
      : "A cell opens its trace, a heading with ▸ what it holds; arrow keys and Enter too.";
  }

  /** @param {string} key */
  turn(key) {
    if (!this.opened.delete(key)) this.opened.add(key);
    this.show();
  }

  /**
   * @param {Line} row
   * @param {Line} column
   */
  cell(row, column) {
    return this.matrix && cellOf(this.matrix, this.oneSided, row, column);
  }

  /**
   * @param {Line | null} row
   * @param {Line | null} column
   */
  tell(row, column) {
    const name = (/** @type {Line | null} */ line) =>
      (line?.parent ? `${line.parent.label}/` : "") + (line?.label ?? "");
    this.status.textContent =
      row && column ? cellWords(this.cell(row, column), name(row), name(column)) : name(row ?? column);
  }

  tellCounts() {
    const { legend = {}, pairs = {} } = this.matrix ?? {};
    const present = Object.entries(legend).filter(([, kind]) => (pairs[kind] ?? 0) > 0);
    this.legend.replaceChildren(
      ...present.map(([letter, kind]) => {
        const { sign, colour, words } = KINDS[letter] ?? { sign: letter, colour: "neutral", words: kind };
        return h(
          "span",
          { title: `${words}: ${flowWords(pairs[kind] ?? 0)}` },
          h(`b.matrix-sign.is-${colour}`, {}, sign),
          words,
        );
      }),
      ...this.marks(),
    );
  }

  /** The marks within cells, where any can be. */
  marks() {
    const mixed = [...(this.rows ?? []), ...(this.columns ?? [])].some((line) => line.parts.length > 1);
    const mark = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {string} */ title) =>
      h("span", { title }, h("b.matrix-sign", {}, sign), words);
    return [
      mixed && mark("◥", "mixed", "Not all flows of the cell go the same kind of way: open its headings"),
      this.oneSided.size > 0 && mark("_", "one-sided", "A stateful device sees one direction only"),
    ].filter(Boolean);
  }

  grow() {
    const large = this.larger.getAttribute("aria-pressed") !== "true";
    this.larger.setAttribute("aria-pressed", String(large));
    byId("drawer").classList.toggle("tall", large);
  }

  /**
   * @param {Line} row
   * @param {Line} column
   */
  trace(row, column) {
    if (this.matrix === null || this.cell(row, column) === null) return;
    const ends = endsOf(this.matrix, row, column);
    const start = subjectOf(this.app.document, ends.start);
    if (!start || !ends.target) {
      toast("Traces start at subnets, sites and client pools.");
      return;
    }
    this.app.tab = "trace";
    this.app.select([start], { reveal: true });
    this.app.emit("trace:wanted", ends.target);
  }
}
