/**
 * The matrix on a canvas: only what is in sight is drawn, so that its size does not matter. Headings stay in sight; the
 * pointer and the arrow keys move a cursor over cells and headings. Decides nothing about what cells mean.
 *
 * @typedef {import("./model.js").Line} Line
 * @typedef {import("./model.js").Cell} Cell
 * @typedef {{row: number, column: number}} Spot -1 is the heading
 * @typedef {{cell: (row: Line, column: Line) => Cell | null, told: (row: Line | null, column: Line | null) => void,
 *   chosen: (row: Line, column: Line) => void, turned: (axis: "row" | "column", line: Line) => void}} Hooks
 */
import { h } from "../ui/dom.js";
import { KINDS } from "./kinds.js";

const CELL = 24;
const INDENT = 26;
const ROOM = 12;
/** The least and most that headings take. */
const LEFT = /** @type {const} */ ([128, 232]);
const TOP = /** @type {const} */ ([72, 168]);
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
});

export class Grid {
  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    /** @type {Line[]} */
    this.rows = [];
    /** @type {Line[]} */
    this.columns = [];
    /** @type {Set<string>} */
    this.opened = new Set();
    this.left = Number(LEFT[0]);
    this.top = Number(TOP[0]);
    /** @type {Spot} */
    this.spot = { row: 0, column: 0 };
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.sheet = h("div.matrix-sheet", {}, this.canvas);
    this.element = h(
      "div.matrix-grid",
      {
        tabindex: 0,
        role: "application",
        "aria-roledescription": "matrix",
        "aria-label": "From each row to each column. Arrow keys move, Enter opens the trace or a heading.",
        onscroll: () => this.draw(),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
        onpointermove: (/** @type {PointerEvent} */ event) => this.move(this.spotAt(event)),
        onclick: (/** @type {MouseEvent} */ event) => this.choose(this.spotAt(event)),
        onfocus: () => this.move(this.spot),
      },
      this.sheet,
    );
    new ResizeObserver(() => this.draw()).observe(this.element);
    document.addEventListener("theme:changed", () => this.draw());
  }

  /**
   * @param {Line[]} rows
   * @param {Line[]} columns
   * @param {Set<string>} opened
   */
  show(rows, columns, opened) {
    [this.rows, this.columns, this.opened] = [rows, columns, opened];
    this.left = this.room(rows, LEFT);
    this.top = this.room(columns, TOP);
    this.sheet.style.width = `${this.left + columns.length * CELL + 1}px`;
    this.sheet.style.height = `${this.top + rows.length * CELL + 1}px`;
    this.spot = {
      row: Math.min(this.spot.row, rows.length - 1),
      column: Math.min(this.spot.column, columns.length - 1),
    };
    this.draw();
  }

  /**
   * What the longest heading takes.
   * @param {Line[]} lines
   * @param {readonly [number, number]} bounds
   */
  room(lines, [least, most]) {
    const pen = this.canvas.getContext("2d");
    pen.font = `550 12px ${getComputedStyle(this.element).fontFamily}`;
    const widest = Math.max(0, ...lines.map((line) => pen.measureText(line.label).width));
    return Math.round(Math.min(most, Math.max(least, widest + INDENT + ROOM)));
  }

  /**
   * @param {MouseEvent} event
   * @returns {Spot}
   */
  spotAt(event) {
    const { left, top } = this.element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { scrollLeft, scrollTop } = this.element;
    return {
      row: y < this.top ? -1 : Math.floor((y - this.top + scrollTop) / CELL),
      column: x < this.left ? -1 : Math.floor((x - this.left + scrollLeft) / CELL),
    };
  }

  /** @param {Spot} spot */
  move(spot) {
    if (spot.row >= this.rows.length || spot.column >= this.columns.length) return;
    this.spot = spot;
    this.hooks.told(this.rows[spot.row] ?? null, this.columns[spot.column] ?? null);
    const line = spot.row < 0 ? this.columns[spot.column] : spot.column < 0 ? this.rows[spot.row] : null;
    const free = spot.row >= 0 && spot.column >= 0;
    this.element.style.cursor = free || (line && line.inner.length > 0) ? "pointer" : "default";
    this.draw();
  }

  /** @param {Spot} spot */
  choose(spot) {
    const row = this.rows[spot.row];
    const column = this.columns[spot.column];
    if (row && column) this.hooks.chosen(row, column);
    else if (row && spot.column < 0) this.turn("row", row);
    else if (column && spot.row < 0) this.turn("column", column);
  }

  /**
   * @param {"row" | "column"} axis
   * @param {Line} line
   */
  turn(axis, line) {
    const whole = line.parent ?? line;
    if (whole.inner.length > 0) this.hooks.turned(axis, whole);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      return this.choose(this.spot);
    }
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const within = (/** @type {number} */ value, /** @type {number} */ size) =>
      Math.max(-1, Math.min(size - 1, value));
    this.move({
      row: within(this.spot.row + step[0], this.rows.length),
      column: within(this.spot.column + step[1], this.columns.length),
    });
    this.follow();
  }

  /** Scrolls so that the cursor is in sight. */
  follow() {
    const { element, spot } = this;
    const [x, y] = [Math.max(0, spot.column) * CELL, Math.max(0, spot.row) * CELL];
    const [width, height] = [element.clientWidth - this.left, element.clientHeight - this.top];
    const left = Math.min(x, Math.max(element.scrollLeft, x + CELL - width));
    element.scrollTo(left, Math.min(y, Math.max(element.scrollTop, y + CELL - height)));
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0) return;
    const scale = devicePixelRatio;
    const { canvas } = this;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
      [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    new Picture(this, pen, width, height).draw();
  }
}

/** One drawing of what is in sight. */
class Picture {
  /**
   * @param {Grid} grid
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  constructor(grid, pen, width, height) {
    this.grid = grid;
    this.pen = pen;
    this.width = width;
    this.height = height;
    this.left = grid.left;
    this.top = grid.top;
    this.style = getComputedStyle(grid.element);
    /** @type {Map<string, string>} */
    this.colours = new Map();
  }

  /** @param {string} name */
  colour(name) {
    const known = this.colours.get(name);
    if (known) return known;
    const value = this.style.getPropertyValue(`--${name}`);
    this.colours.set(name, value);
    return value;
  }

  draw() {
    const { pen, width, height } = this;
    const { rows, columns, element } = this.grid;
    pen.fillStyle = this.colour("surface");
    pen.fillRect(0, 0, width, height);
    pen.textBaseline = "middle";
    const first = (/** @type {number} */ scroll) => Math.floor(scroll / CELL);
    const [top, left] = [first(element.scrollTop), first(element.scrollLeft)];
    const bottom = Math.min(rows.length, top + Math.ceil((height - this.top) / CELL) + 1);
    const right = Math.min(columns.length, left + Math.ceil((width - this.left) / CELL) + 1);
    this.clip(this.left, this.top, width, height, () => {
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) this.cell(row, column);
      this.cursor();
    });
    this.clip(0, this.top, this.left, height, () => {
      for (let row = top; row < bottom; row++) this.rowHeading(row);
    });
    this.clip(this.left, 0, width, this.top, () => {
      for (let column = left; column < right; column++) this.columnHeading(column);
    });
    this.corner();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} right
   * @param {number} bottom
   * @param {() => void} draw
   */
  clip(x, y, right, bottom, draw) {
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(x, y, right - x, bottom - y);
    this.pen.clip();
    draw();
    this.pen.restore();
  }

  /** @param {number} column */
  x(column) {
    return this.left + column * CELL - this.grid.element.scrollLeft;
  }

  /** @param {number} row */
  y(row) {
    return this.top + row * CELL - this.grid.element.scrollTop;
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  cell(row, column) {
    const { pen } = this;
    const { rows, columns, hooks } = this.grid;
    const found = hooks.cell(/** @type {Line} */ (rows[row]), /** @type {Line} */ (columns[column]));
    const [x, y] = [this.x(column), this.y(row)];
    if (found === null) {
      pen.fillStyle = this.colour("background");
      pen.fillRect(x, y, CELL - 1, CELL - 1);
      return;
    }
    const kind = KINDS[found.letter];
    const second = found.letters[1] && KINDS[found.letters[1]];
    pen.fillStyle = this.colour(`${kind?.colour}-soft`);
    pen.fillRect(x, y, CELL - 1, CELL - 1);
    if (second) this.cornerOf(x, y, second.colour);
    pen.fillStyle = this.colour(kind?.colour ?? "neutral");
    pen.textAlign = "center";
    pen.font = `600 12px ${this.style.fontFamily}`;
    pen.fillText(kind?.sign ?? found.letter, x + (CELL - 1) / 2, y + CELL / 2);
    if (found.oneSided) pen.fillRect(x + 4, y + CELL - 5, CELL - 9, 2);
  }

  /**
   * The corner that shows that not all of a cell is alike.
   * @param {number} x
   * @param {number} y
   * @param {string} colour
   */
  cornerOf(x, y, colour) {
    this.pen.fillStyle = this.colour(colour);
    this.pen.beginPath();
    this.pen.moveTo(x + CELL - 9, y);
    this.pen.lineTo(x + CELL - 1, y);
    this.pen.lineTo(x + CELL - 1, y + 8);
    this.pen.fill();
  }

  cursor() {
    const { row, column } = this.grid.spot;
    this.pen.strokeStyle = this.colour("accent");
    this.pen.lineWidth = 2;
    if (row >= 0 && column >= 0) this.pen.strokeRect(this.x(column), this.y(row), CELL - 1, CELL - 1);
  }

  /** @param {number} row */
  rowHeading(row) {
    const { pen, grid } = this;
    const line = /** @type {Line} */ (grid.rows[row]);
    const y = this.y(row);
    const on = grid.spot.row === row;
    pen.fillStyle = this.colour(on ? "accent-soft" : "surface");
    pen.fillRect(0, y, this.left, CELL);
    this.heading(line, on, 8, y + CELL / 2, this.left - 16, grid.opened.has(`row ${line.key}`));
  }

  /** @param {number} column */
  columnHeading(column) {
    const { pen, grid } = this;
    const line = /** @type {Line} */ (grid.columns[column]);
    const on = grid.spot.column === column;
    pen.save();
    pen.translate(this.x(column), this.top);
    pen.rotate(-Math.PI / 2);
    pen.fillStyle = this.colour(on ? "accent-soft" : "surface");
    pen.fillRect(0, 0, this.top, CELL);
    this.heading(line, on, 6, CELL / 2, this.top - 12, grid.opened.has(`column ${line.key}`));
    pen.restore();
  }

  /**
   * @param {Line} line
   * @param {boolean} on
   * @param {number} x
   * @param {number} y
   * @param {number} room
   * @param {boolean} opened
   */
  heading(line, on, x, y, room, opened) {
    const { pen } = this;
    pen.textAlign = "left";
    pen.fillStyle = this.colour(on ? "accent" : line.parent ? "muted" : "text");
    pen.font = `${line.parent ? 400 : 550} 12px ${this.style.fontFamily}`;
    if (line.inner.length > 0) pen.fillText(opened ? "▾" : "▸", x, y);
    const indent = line.parent ? INDENT : 14;
    pen.fillText(this.fitted(line.label, room - indent), x + indent, y);
  }

  /**
   * @param {string} text
   * @param {number} room
   */
  fitted(text, room) {
    if (this.pen.measureText(text).width <= room) return text;
    let half = Math.floor(text.length / 2);
    const cut = () => `${text.slice(0, half)}…${text.slice(-half)}`;
    while (half > 1 && this.pen.measureText(cut()).width > room) half--;
    return cut();
  }

  corner() {
    const { pen } = this;
    pen.fillStyle = this.colour("surface");
    pen.fillRect(0, 0, this.left, this.top);
    pen.fillStyle = this.colour("muted");
    pen.font = `11px ${this.style.fontFamily}`;
    pen.textAlign = "left";
    pen.fillText("from ↓", 22, this.top - 14);
    pen.textAlign = "right";
    pen.fillText("to →", this.left - 10, this.top - 14);
    pen.strokeStyle = this.colour("line");
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(0, this.top - 0.5);
    pen.lineTo(this.width, this.top - 0.5);
    pen.moveTo(this.left - 0.5, 0);
    pen.lineTo(this.left - 0.5, this.height);
    pen.stroke();
  }
}
