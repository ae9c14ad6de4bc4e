/**
 * Notes and frames of the canvas as boxes: how large a note is, and how far a frame reaches around what it holds.
 * Twin of `app/diagram/annotations.py`.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/types.js").Point} Point
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./project.js").Node} Node
 */
import { FRAME_KINDS } from "../doc/drawing.js";
import { textWidth } from "./measure.js";

const NOTE_WIDTH = 220;
const NOTE_PAD = 12;
export const LINE = 17;
const TEXT = 12;
const FRAME_PAD = 16;
const FRAME_HEADER = 36;

/** @param {Topology} document @returns {Node[]} */
export function annotations(document) {
  const frames = (document.canvas?.frames ?? []).map((/** @type {Item} */ frame) => {
    const words = FRAME_KINDS.find(([kind]) => kind === (frame.kind ?? "group"))?.[1] ?? "";
    const label = frame.label ?? frame.name;
    return box(`frames/${frame.name}`, "frame", label, label === words ? "" : words);
  });
  const notes = (document.canvas?.notes ?? []).map((/** @type {Item} */ note) =>
    box(`notes/${note.name}`, "note", note.text || note.name, ""),
  );
  return [...frames, ...notes];
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {string} label
 * @param {string} sublabel
 * @returns {Node}
 */
const box = (id, kind, label, sublabel) => ({ id, kind, parent: null, label, sublabel, badges: [] });

/**
 * The text in lines that fit a note.
 * @param {string} text
 */
export function noteLines(text) {
  const room = NOTE_WIDTH - 2 * NOTE_PAD;
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(" ")) {
      const last = lines[lines.length - 1] ?? "";
      const longer = last ? `${last} ${word}` : word;
      if (last === "" || textWidth(longer, TEXT) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  });
}

/**
 * @param {string} text
 * @param {Point} corner
 * @returns {Box}
 */
export const noteBox = (text, [x, y]) => ({
  x,
  y,
  width: NOTE_WIDTH,
  height: noteLines(text).length * LINE + 2 * NOTE_PAD - 4,
});

/**
 * The boxes of all frames whose members are drawn; a frame around another one keeps clear of it.
 * @param {Map<string, string[]>} frames
 * @param {Map<string, Box>} boxes
 * @returns {Map<string, Box>}
 */
export function frameBoxes(frames, boxes) {
  const sets = [...frames].map(([id, members]) => ({ id, members, set: new Set(members) }));
  return new Map(
    sets.flatMap(({ id, members, set }) => {
      const held = members.map((member) => boxes.get(member)).filter((one) => one !== undefined);
      if (held.length === 0) return [];
      const within = sets.filter(
        (other) =>
          other.id !== id &&
          other.members.length > 0 &&
          other.members.every((member) => set.has(member)) &&
          (other.set.size < set.size || other.id > id),
      ).length;
      return [[id, around(held, within)]];
    }),
  );
}

/**
 * @param {Box[]} held
 * @param {number} within how many frames stand inside this one
 * @returns {Box}
 */
function around(held, within) {
  const x = Math.min(...held.map((one) => one.x)) - FRAME_PAD * (1 + within);
  const y = Math.min(...held.map((one) => one.y)) - FRAME_HEADER * (1 + within);
  const right = Math.max(...held.map((one) => one.x + one.width)) + FRAME_PAD * (1 + within);
  const bottom = Math.max(...held.map((one) => one.y + one.height)) + FRAME_PAD * (1 + within);
  return { x, y, width: right - x, height: bottom - y };
}
