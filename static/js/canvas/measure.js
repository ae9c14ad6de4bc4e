/**
 * How wide a text is without asking a font: the twin of `app/diagram/measure.py`, so that boxes are as wide in both pictures.
 */

/** @type {[number, string][]} */
const CLASSES = [
  [0.32, "ijlI|!.,:;' "],
  [0.4, "frt()[]-/\\·"],
  [0.53, "csz_"],
  [0.64, "0123456789"],
  [0.62, "abdeghknopquvxy"],
  [0.7, "ABEFKLPSTVXYZCDGHJNRUO"],
  [0.98, "mwMWQ@%&"],
];
const WIDTHS = new Map(
  CLASSES.flatMap(([width, characters]) => [...characters].map((character) => [character, width])),
);
const MONO = 0.605;
const BOLD = 1.13;

/** @typedef {{bold?: boolean, mono?: boolean}} Face */

/**
 * @param {string} text
 * @param {number} size
 * @param {Face} [face]
 */
export function textWidth(text, size, face = {}) {
  let width = 0;
  for (const character of text) {
    const narrow = character < "\u1100";
    width += face.mono ? (narrow ? MONO : 1) : (WIDTHS.get(character) ?? (narrow ? 0.7 : 1));
  }
  return width * size * (face.bold && !face.mono ? BOLD : 1);
}

/**
 * The text, cut with an ellipsis where it would not fit.
 * @param {string} text
 * @param {number} width
 * @param {number} size
 * @param {Face} [face]
 */
export function fitted(text, width, size, face = {}) {
  if (textWidth(text, size, face) <= width) return text;
  let cut = text;
  while (cut && textWidth(`${cut}…`, size, face) > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}
