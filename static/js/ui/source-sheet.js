/**
 * A text field for JSON: numbers and colours for the lines that are seen, marks on some, and going to one. Draws behind
 * the browser's own field, whose undo, selection and find stay as they are. Knows no design.
 */
import { h } from "./dom.js";

const LINE = 18;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

export class SourceSheet {
  /**
   * @param {HTMLTextAreaElement} area
   * @param {HTMLElement} numbers
   * @param {HTMLElement} colours
   */
  constructor(area, numbers, colours) {
    this.area = area;
    this.numbers = numbers;
    this.colours = colours;
    /** @type {Set<number>} */
    this.bad = new Set();
    this.current = 0;
    area.addEventListener("scroll", () => this.paint());
    new ResizeObserver(() => this.paint()).observe(area);
  }

  /** @param {string} text */
  write(text) {
    const { scrollTop, scrollLeft, selectionStart } = this.area;
    this.area.value = text;
    this.area.setSelectionRange(selectionStart, selectionStart);
    this.area.scrollTo(scrollLeft, scrollTop);
    this.paint();
  }

  /** @param {number[]} lines */
  mark(lines) {
    this.bad = new Set(lines);
    this.paint();
  }

  caretLine() {
    return this.area.value.slice(0, this.area.selectionStart).split("\n").length;
  }

  /**
   * @param {number} line
   * @param {boolean} focus
   */
  goTo(line, focus) {
    const lines = this.area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    this.current = focus ? 0 : line;
    if (focus) {
      this.area.focus();
      this.area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    }
    this.area.scrollTo(0, Math.max(0, (line - 1) * LINE - this.area.clientHeight / 3));
    this.paint();
  }

  /** A line break that keeps the depth of the line. */
  newLine() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    const row = before.slice(before.lastIndexOf("\n") + 1);
    const deeper = /[{[]\s*$/.test(row) ? "  " : "";
    document.execCommand("insertText", false, `\n${/^\s*/.exec(row)?.[0] ?? ""}${deeper}`);
  }

  /** Only the lines that are seen. */
  paint() {
    const { scrollTop, scrollLeft, clientHeight } = this.area;
    const first = Math.floor(scrollTop / LINE);
    const seen = this.area.value.split("\n").slice(first, first + Math.ceil(clientHeight / LINE) + 1);
    const kind = (/** @type {number} */ line) =>
      this.bad.has(line) ? "div.bad" : line === this.current ? "div.current" : "div";
    this.numbers.replaceChildren(
      ...seen.map((_, index) => h(kind(first + index + 1), {}, `${first + index + 1}`)),
    );
    this.colours.replaceChildren(
      ...seen.map((text, index) => h(kind(first + index + 1), {}, ...coloured(text))),
    );
    const shift = first * LINE - scrollTop;
    this.numbers.style.transform = `translateY(${shift}px)`;
    this.colours.style.transform = `translate(${-scrollLeft}px, ${shift}px)`;
  }
}

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function coloured(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(at, match.index));
    const [whole, quoted, colon] = match;
    if (colon !== undefined) parts.push(h("span.key", {}, quoted), colon);
    else parts.push(h(quoted === undefined ? "span.fixed" : "span.text", {}, whole));
    at = match.index + whole.length;
  }
  return [...parts, text.slice(at) || "\u200b"];
}
