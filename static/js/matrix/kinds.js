/** How each kind of way is told: a sign that needs no colour, the colour of its meaning, and words. */

/** @typedef {{sign: string, colour: string, words: string}} Kind */

/** @type {Record<string, Kind>} by the server's letter */
export const KINDS = {
  "=": { sign: "=", colour: "neutral", words: "inside" },
  p: { sign: "P", colour: "peering", words: "peering" },
  e: { sign: "E", colour: "expressroute", words: "ExpressRoute" },
  v: { sign: "V", colour: "vpn", words: "VPN" },
  a: { sign: "A", colour: "appliance", words: "appliance" },
  f: { sign: "F", colour: "appliance", words: "firewall" },
  w: { sign: "W", colour: "accent", words: "Virtual WAN" },
  i: { sign: "I", colour: "internet", words: "Internet" },
  x: { sign: "×", colour: "dropped", words: "dropped" },
  o: { sign: "↻", colour: "dropped", words: "loop" },
  "?": { sign: "?", colour: "warning", words: "not known" },
};

/**
 * @param {import("./model.js").Cell | null} cell
 * @param {string} row
 * @param {string} column
 */
export function cellWords(cell, row, column) {
  if (cell === null) return `${row} → ${column}: nothing to reach`;
  const ways = cell.letters.map((letter) => KINDS[letter]?.words ?? letter).join(", ");
  const mixed = cell.letters.length > 1 ? `mixed, ${ways}` : ways;
  return `${row} → ${column}: ${mixed}${cell.oneSided ? "; a stateful device sees one direction only" : ""}`;
}
