/**
 * The inside of each box as a small picture: icon, name, prefix and badges, drawn as `app/diagram/shapes.py` draws them.
 * Decides looks only; places and states (selected, failed) are somebody else's.
 *
 * @typedef {import("./project.js").Node} Node
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./boxes.js").Tokens & {fonts: {sans: string, mono: string}, palettes: Record<string, Record<string, string>>,
 *   edges: Record<string, {meaning: string, words: string, dash: string}>, meanings: Record<string, string>}} Theme
 * @typedef {{theme: Theme, icons: Record<string, Record<string, string>>}} Drawing
 */
import { LINE, noteLines } from "./annotations.js";
import { secondLine } from "./boxes.js";
import { fitted, textWidth } from "./measure.js";

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @typedef {{size?: number, colour?: string, weight?: number, anchor?: string, mono?: boolean, within?: number}} TextStyle */

class Pen {
  /**
   * @param {Drawing} drawing
   * @param {string} palette
   */
  constructor(drawing, palette) {
    this.theme = drawing.theme;
    this.icons = drawing.icons[palette] ?? {};
    this.colours = drawing.theme.palettes[palette] ?? {};
    /** @type {string[]} */
    this.parts = [];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {string} words
   * @param {TextStyle} [style]
   */
  text(x, y, words, style = {}) {
    const {
      size = this.theme.sizes.text,
      colour = "text",
      weight = 400,
      anchor = "start",
      mono = false,
      within,
    } = style;
    const shown =
      within === undefined ? words : fitted(words, Math.max(0, within), size, { bold: weight > 500, mono });
    const family = (mono ? this.theme.fonts.mono : this.theme.fonts.sans).replaceAll('"', "'");
    this.parts.push(
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" ` +
        `fill="${this.colours[colour]}" font-family="${family}">${escaped(shown)}</text>`,
    );
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {string} kind
   */
  icon(x, y, kind) {
    this.parts.push(`<g transform="translate(${x} ${y})">${this.icons[kind] ?? ""}</g>`);
  }
}

/** @type {Record<string, (pen: Pen, node: Node, box: Box) => void>} */
const PAINTERS = { container, subnet, frame, tile, row, site, pill, note };

/**
 * @param {Drawing} drawing
 * @param {string} palette "light" or "dark"
 * @param {Node} node
 * @param {Box} box
 * @returns {string} an address that Cytoscape can draw
 */
export function picture(drawing, palette, node, box) {
  const pen = new Pen(drawing, palette);
  const shape = drawing.theme.nodes[node.kind]?.shape ?? "row";
  PAINTERS[shape]?.(pen, node, box);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}" ` +
    `viewBox="0 0 ${box.width} ${box.height}">${pen.parts.join("")}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function container(pen, node, box) {
  const { containerPad: pad, icon, gap, smallText: small } = pen.theme.sizes;
  const [left, right] = [pad + icon + gap, box.width - pad];
  const after = left + textWidth(node.sublabel, small, { mono: true }) + gap;
  pen.icon(pad, 17, node.kind);
  pen.text(left, 23, node.label, { weight: 650, within: right - left });
  pen.text(left, 40, node.sublabel, { size: small, colour: "muted", mono: true });
  pen.text(after, 40, node.badges.join(" · "), { size: small, colour: "muted", within: right - after });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function frame(pen, node, box) {
  const { containerPad: pad, icon, gap, smallText: small } = pen.theme.sizes;
  const [left, right] = [pad + icon + gap, box.width - pad];
  const words = secondLine(node);
  pen.icon(pad, 11, node.kind);
  pen.text(left, 24, node.label, { weight: 650, within: right - left - textWidth(words, small) - gap });
  pen.text(right, 24, words, { size: small, colour: "muted", anchor: "end" });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function subnet(pen, node, box) {
  const { containerPad: pad, gap, smallText: small } = pen.theme.sizes;
  const right = box.width - pad;
  const room = right - pad - textWidth(node.sublabel, small, { mono: true }) - gap;
  pen.text(pad, 22, node.label, { within: room });
  pen.text(right, 22, node.sublabel, { size: small, colour: "muted", anchor: "end", mono: true });
  pen.text(pad, 39, node.badges.join(" · "), { size: small, colour: "muted", within: right - pad });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 */
function note(pen, node) {
  noteLines(node.label).forEach((line, index) => {
    pen.text(12, 23 + index * LINE, line);
  });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function tile(pen, node, box) {
  const { containerPad: pad, icon, gap, smallText: small } = pen.theme.sizes;
  const left = pad + icon + gap;
  const room = box.width - gap - left;
  pen.icon(pad, (box.height - icon) / 2, node.kind);
  pen.text(left, 20, node.label, { colour: pen.theme.nodes[node.kind]?.meaning, weight: 650, within: room });
  pen.text(left, 37, secondLine(node), { size: small, colour: "muted", within: room });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function row(pen, node, box) {
  const { icon, gap, smallText: small } = pen.theme.sizes;
  const [left, right] = [6 + icon + gap, box.width - gap];
  pen.icon(6, (box.height - icon) / 2, node.kind);
  const room = right - left - textWidth(node.sublabel, small, { mono: true }) - gap;
  pen.text(left, 18, node.label, { within: room });
  pen.text(right, 18, node.sublabel, { size: small, colour: "muted", anchor: "end", mono: true });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function site(pen, node, box) {
  const { containerPad: pad, icon, gap, smallText: small } = pen.theme.sizes;
  const name = pad + icon + gap;
  pen.icon(pad, 12, node.kind);
  pen.text(name, 26, node.label, { weight: 650, within: box.width - pad - name });
  pen.text(pad, 49, secondLine(node), {
    size: small,
    colour: "muted",
    mono: true,
    within: box.width - 2 * pad,
  });
}

/**
 * @param {Pen} pen
 * @param {Node} node
 * @param {Box} box
 */
function pill(pen, node, box) {
  const { icon, gap, text: size, smallText: small } = pen.theme.sizes;
  const left = 6 + icon + gap;
  pen.icon(6, (box.height - icon) / 2, node.kind);
  pen.text(left, 18, node.label, { colour: pen.theme.nodes[node.kind]?.meaning, weight: 650 });
  pen.text(left + textWidth(node.label, size, { bold: true }) + gap, 18, node.sublabel, {
    size: small,
    colour: "muted",
  });
}
