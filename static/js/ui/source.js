/**
 * The design as JSON beside the canvas, both ways: what is drawn appears in the text, and a text that the server finds
 * right becomes one edit that undo takes back. What both sides changed meanwhile stays of both.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {{path: string, code: string, message: string, hint: string}} Problem
 */
import { subjectOf } from "../doc/kinds.js";
import { apply, diff } from "../doc/patch.js";
import { lineOf, linesOf, pathAt, sourceOf } from "../doc/source-map.js";
import { call, Problem as Refusal } from "../sync/api.js";
import { byId, h } from "./dom.js";
import { SourceSheet } from "./source-sheet.js";

const IDLE = 300;
const SYNTAX = /line (\d+), column/;
const MOVES = /^(Arrow|Page|Home|End)/;
const SHOWN = 50;

export class Source {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.sheet = new SourceSheet(byId("source-text"), byId("source-lines"), byId("source-colours"));
    /** What the text was written from. */
    this.base = app.document;
    this.written = "";
    /** The document in a text that is right and not applied. @type {Topology | null} */
    this.valid = null;
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const lock = () => {
      this.area.readOnly = !app.editable;
    };
    document.addEventListener("lock:changed", lock);
    lock();
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.area.addEventListener("click", () => this.follow());
    this.area.addEventListener(
      "keyup",
      (/** @type {KeyboardEvent} */ event) => MOVES.test(event.key) && this.follow(),
    );
    byId("source-apply").addEventListener("click", () => this.apply());
    byId("source-discard").addEventListener("click", () => this.write());
    byId("source-close").addEventListener("click", () => this.toggle());
    document.addEventListener("source:toggle", () => this.toggle());
    document.addEventListener("document:changed", () => this.drawn());
    document.addEventListener("selection:changed", () => this.reveal());
  }

  /** @returns {HTMLTextAreaElement} */
  get area() {
    return this.sheet.area;
  }

  get open() {
    return !byId("source").hidden;
  }

  get dirty() {
    return this.area.value !== this.written;
  }

  toggle() {
    byId("source").hidden = this.open;
    document.body.classList.toggle("with-source", this.open);
    if (!this.open) return;
    if (!this.dirty) this.write();
    this.reveal();
    this.area.focus({ preventScroll: true });
  }

  /** Takes the text from the drawing. */
  write() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.base = this.app.document;
    this.written = sourceOf(this.base);
    this.valid = null;
    this.sheet.write(this.written);
    this.tell("In step", "ok");
    this.list([]);
  }

  drawn() {
    if (!this.open || this.app.document === this.base) return;
    if (!this.dirty) this.write();
  }

  typed() {
    this.sheet.paint();
    clearTimeout(this.timer);
    this.valid = null;
    byId("source-apply").disabled = true;
    if (!this.dirty) return this.write();
    byId("source-discard").disabled = false;
    this.tell("Checking …", "busy");
    this.timer = setTimeout(() => this.check(), IDLE);
  }

  async check() {
    this.asked += 1;
    const turn = this.asked;
    const text = this.area.value;
    try {
      const answer = await call("POST", "validate", { content: text });
      if (turn === this.asked) this.right(answer.document);
    } catch (error) {
      if (turn === this.asked) this.wrong(error);
    }
  }

  /** @param {Topology} found */
  right(found) {
    const steps = diff(this.base, found).length;
    this.valid = found;
    this.list([]);
    byId("source-apply").disabled = steps === 0;
    this.tell(steps === 0 ? "Says the same" : `Right: ${counted(steps, "change")} to apply`, "ok");
  }

  /** @param {unknown} error */
  wrong(error) {
    const refusal = error instanceof Refusal ? error : new Refusal(0, {});
    const problems = /** @type {Problem[]} */ (refusal.body.problems ?? []);
    if (problems.length === 0) return this.tell(refusal.message, "bad");
    this.tell(counted(problems.length, "problem"), "bad");
    return this.list(problems);
  }

  /** @param {Problem[]} problems */
  list(problems) {
    const lines = problems.length > 0 ? linesOf(this.area.value) : new Map();
    const placed = problems
      .map((problem) => ({ problem, line: this.lineOfProblem(lines, problem) }))
      .sort((one, other) => one.line - other.line);
    this.sheet.mark(placed.map(({ line }) => line));
    byId("source-problems").replaceChildren(
      ...placed
        .slice(0, SHOWN)
        .map(({ problem, line }) =>
          h(
            "li",
            {},
            h("button.link", { type: "button", onclick: () => this.sheet.goTo(line, true) }, `Line ${line}`),
            h("span", {}, h("b", {}, problem.message), " ", problem.hint),
            h("code.muted", {}, [problem.path, problem.code].filter(Boolean).join(" · ")),
          ),
        ),
    );
    byId("source-problems").hidden = problems.length === 0;
  }

  /**
   * @param {Map<string, number>} lines
   * @param {Problem} problem
   */
  lineOfProblem(lines, problem) {
    const said = SYNTAX.exec(problem.message);
    return said ? Number(said[1]) : (lineOf(lines, problem.path) ?? 1);
  }

  /** One edit; what was drawn since the text was written stays. */
  apply() {
    const { valid, base } = this;
    if (!valid) return;
    const steps = diff(base, valid);
    if (this.app.edit("Edit the source", (now) => ({ document: apply(now, steps) }), { quiet: true }))
      this.write();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.apply();
    else if (event.key === "Escape" && !this.dirty) this.toggle();
    else if (event.key === "Enter" && !event.shiftKey && this.app.editable) this.sheet.newLine();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What the caret stands in is selected on the canvas. */
  follow() {
    if (this.dirty) return;
    const path = pathAt(linesOf(this.written), this.sheet.caretLine());
    const subject = subjectOf(this.app.document, path);
    if (subject) this.app.select([subject], { reveal: true });
  }

  /** What is selected on the canvas is shown in the text. */
  reveal() {
    if (!this.open || document.activeElement === this.area) return;
    const line = this.app.subject && lineOf(linesOf(this.area.value), this.app.subject);
    if (line) this.sheet.goTo(line, false);
  }

  /**
   * @param {string} words
   * @param {"ok" | "bad" | "busy"} state
   */
  tell(words, state) {
    byId("source-state").textContent = words;
    byId("source-state").dataset.state = state;
    if (!this.dirty) {
      byId("source-apply").disabled = true;
      byId("source-discard").disabled = true;
    }
  }
}

/**
 * @param {number} count
 * @param {string} word
 */
const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
