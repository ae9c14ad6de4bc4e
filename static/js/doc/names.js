/**
 * Names for new things after Microsoft's abbreviations (vnet-spoke-001, ergw-hub-001): never a blank to fill in.
 * Knows no lists but those that it is handed.
 */

/**
 * The first `stem-NNN` that is not taken.
 * @param {string} stem
 * @param {Iterable<string>} taken
 */
export function nextName(stem, taken) {
  const names = new Set(taken);
  for (let number = 1; ; number += 1) {
    const name = `${stem}-${String(number).padStart(3, "0")}`;
    if (!names.has(name)) return name;
  }
}

/**
 * The name itself when free, else numbered.
 * @param {string} name
 * @param {Iterable<string>} taken
 */
export function freeName(name, taken) {
  const names = new Set(taken);
  if (!names.has(name)) return name;
  return nextName(name.replace(/-\d{3}$/, ""), names);
}

/**
 * A name for something that serves one other thing: that thing's number will do, where the stem ends in it.
 * @param {string} stem
 * @param {Iterable<string>} taken
 */
export const numberedName = (stem, taken) =>
  /-\d{3}$/.test(stem) ? freeName(stem, taken) : nextName(stem, taken);

/**
 * What a name says once its abbreviation and number are gone, "vnet-hub-001" → "hub"; all of it when nothing else is left.
 * @param {string} name
 */
export function stemOf(name) {
  const stem = name.replace(/^(vnet|snet|site|erc|vhub|vwan|ergw|vgw|lgw)-/, "").replace(/-\d{3}$/, "");
  return /^\d*$/.test(stem) ? name : stem;
}

/** @param {string} name */
export const isValidName = (name) => /^[A-Za-z0-9._-]{1,80}$/.test(name);
