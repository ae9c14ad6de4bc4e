/**
 * Connecting by dragging: a handle beside the box under the pointer, a rubber line, and at the other end what would
 * happen or why nothing can. Which pairs are allowed is the server's table.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./view.js").View} View
 */
import { subjectOf } from "../doc/kinds.js";
import { gestureVerdict } from "../doc/legality.js";
import { nameOf } from "../doc/paths.js";
import { h, icon } from "../ui/dom.js";

const NS = "http://www.w3.org/2000/svg";

export class Handle {
  /**
   * @param {App} app
   * @param {View} view
   * @param {HTMLElement} stage
   */
  constructor(app, view, stage) {
    this.app = app;
    this.view = view;
    this.stage = stage;
    /** @type {string | null} */
    this.over = null;
    this.dragging = false;
    this.button = h(
      "button.handle",
      { type: "button", hidden: true, tabindex: -1, "aria-hidden": "true", title: "Drag to connect" },
      icon("plus"),
    );
    this.tip = h("div.connect-tip", { hidden: true, role: "status" });
    this.rubber = document.createElementNS(NS, "svg");
    this.rubber.setAttribute("class", "rubber");
    this.line = document.createElementNS(NS, "path");
    this.rubber.append(this.line);
    this.rubber.setAttribute("hidden", "");
    stage.append(this.rubber, this.button, this.tip);
    this.button.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.start(event));
  }

  /** @param {string | null} id */
  hover(id) {
    if (this.dragging || !this.app.editable || this.app.whatif) return;
    if (id !== null && this.view.boxes.has(id)) this.over = id;
    this.place();
  }

  /** Puts the handle at the right edge of the box under the pointer, or of the selected one. */
  place() {
    if (this.dragging) return;
    const id = this.app.editable && !this.app.whatif ? this.over : null;
    const box = id === null ? null : this.view.renderedBox(id);
    const kind = this.view.nodes.find((node) => node.id === id)?.kind;
    this.button.hidden = !box || kind === "vm" || kind === "private-endpoint" || kind === "p2s-pool";
    if (!box) return;
    this.button.style.left = `${box.x + box.width}px`;
    this.button.style.top = `${box.y + Math.min(box.height / 2, 24)}px`;
  }

  /** The pointer is over nothing: the handle goes, unless the pointer went onto it. @param {PointerEvent} event */
  leave(event) {
    if (this.dragging || this.over === null) return;
    const box = this.view.renderedBox(this.over);
    const frame = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    const near =
      box && x > box.x - 16 && x < box.x + box.width + 24 && y > box.y - 16 && y < box.y + box.height + 16;
    if (near) return;
    this.over = null;
    this.button.hidden = true;
  }

  /** @param {PointerEvent} event */
  start(event) {
    if (event.button !== 0 || this.over === null) return;
    event.preventDefault();
    this.button.setPointerCapture(event.pointerId);
    const from = this.over;
    this.dragging = true;
    this.stage.classList.add("connecting");
    this.rubber.removeAttribute("hidden");
    const move = (/** @type {PointerEvent} */ next) => this.drag(from, next);
    const end = (/** @type {PointerEvent | KeyboardEvent} */ last) => {
      if (last instanceof KeyboardEvent && last.key !== "Escape") return;
      this.button.removeEventListener("pointermove", move);
      this.button.removeEventListener("pointerup", end);
      removeEventListener("keydown", end, true);
      const verdict = this.verdict;
      this.stop();
      if (last instanceof PointerEvent && verdict) this.finish(verdict);
      else if (last instanceof KeyboardEvent) last.stopPropagation();
    };
    this.button.addEventListener("pointermove", move);
    this.button.addEventListener("pointerup", end);
    addEventListener("keydown", end, true);
  }

  /**
   * @param {string} from
   * @param {PointerEvent} event
   */
  drag(from, event) {
    const frame = this.stage.getBoundingClientRect();
    const box = this.view.renderedBox(from);
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    if (box) {
      const [x0, y0] = [box.x + box.width, box.y + Math.min(box.height / 2, 24)];
      const reach = Math.max(24, Math.abs(x - x0) / 2);
      this.line.setAttribute("d", `M${x0} ${y0}C${x0 + reach} ${y0} ${x - reach} ${y} ${x} ${y}`);
    }
    const to = this.view.nodeAt(event.clientX, event.clientY);
    this.verdict = to === null || to === from ? null : this.judge(from, to);
    this.rubber.classList.toggle("no", !this.verdict?.allowed);
    this.view.mark("drop", this.verdict?.allowed && to ? [to] : []);
    this.tip.hidden = !this.verdict;
    if (!this.verdict || !to) return;
    this.tip.textContent = this.verdict.allowed
      ? `${this.verdict.verb}: ${nameOf(this.verdict.source)} – ${nameOf(this.verdict.target)}`
      : this.verdict.refusal;
    this.tip.style.left = `${Math.min(x + 16, frame.width - 290)}px`;
    this.tip.style.top = `${Math.min(y + 12, frame.height - 70)}px`;
  }

  /**
   * @param {string} from
   * @param {string} to
   */
  judge(from, to) {
    const { document, catalogue } = this.app;
    const [one, other] = [subjectOf(document, from), subjectOf(document, to)];
    return one && other && one !== other ? gestureVerdict(catalogue.connectable, document, one, other) : null;
  }

  /** @param {import("../doc/legality.js").Verdict} verdict */
  finish(verdict) {
    this.app.connect(verdict);
  }

  stop() {
    this.dragging = false;
    this.verdict = null;
    this.stage.classList.remove("connecting");
    this.rubber.setAttribute("hidden", "");
    this.tip.hidden = true;
    this.view.mark("drop", []);
    this.place();
  }
}
