/**
 * Arithmetic on IPv4 and IPv6 prefixes: parse, print, contain, overlap, find the next free one.
 * Knows nothing of designs or of Azure.
 *
 * @typedef {{bits: bigint, length: number, width: 32 | 128}} Prefix
 */

/**
 * @param {string} text
 * @returns {bigint | null}
 */
function parseIPv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let bits = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

/**
 * @param {string} text
 * @returns {bigint | null}
 */
function parseIPv6(text) {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = halves.length === 2 ? [...head, ...Array(missing).fill("0"), ...tail] : head;
  let bits = 0n;
  for (const group of groups) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null;
    bits = (bits << 16n) | BigInt(`0x${group}`);
  }
  return bits;
}

/**
 * An address or a prefix; an address counts as a prefix of full length, host bits are cut off.
 * @param {string} text
 * @returns {Prefix | null}
 */
export function parsePrefix(text) {
  const [address = "", tail, ...rest] = text.trim().split("/");
  if (rest.length > 0) return null;
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 128 ? parseIPv6(address) : parseIPv4(address);
  if (bits === null || (tail !== undefined && !/^\d{1,3}$/.test(tail))) return null;
  const length = tail === undefined ? width : Number(tail);
  if (length > width) return null;
  const hostBits = BigInt(width - length);
  return { bits: (bits >> hostBits) << hostBits, length, width };
}

/**
 * @param {bigint} bits
 * @param {32 | 128} width
 */
export function formatAddress(bits, width) {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(":");
  return `${groups.slice(0, run.start).join(":")}::${groups.slice(run.start + run.length).join(":")}`;
}

/** @param {string[]} groups */
function longestZeroRun(groups) {
  let best = { start: 0, length: 0 };
  let current = { start: 0, length: 0 };
  groups.forEach((group, index) => {
    current =
      group === "0"
        ? { start: current.length ? current.start : index, length: current.length + 1 }
        : { start: 0, length: 0 };
    if (current.length > best.length) best = current;
  });
  return best;
}

/** @param {Prefix} prefix */
export function formatPrefix(prefix) {
  return `${formatAddress(prefix.bits, prefix.width)}/${prefix.length}`;
}

/**
 * @param {Prefix} outer
 * @param {Prefix} inner
 */
export function contains(outer, inner) {
  if (outer.width !== inner.width || outer.length > inner.length) return false;
  const shift = BigInt(outer.width - outer.length);
  return outer.bits >> shift === inner.bits >> shift;
}

/**
 * @param {Prefix} one
 * @param {Prefix} other
 */
export function overlaps(one, other) {
  return contains(one, other) || contains(other, one);
}

/**
 * The first prefix of that length inside the pool that touches none of the used ones.
 * @param {Prefix} pool
 * @param {Prefix[]} used
 * @param {number} length
 * @returns {Prefix | null}
 */
export function nextFree(pool, used, length) {
  if (length < pool.length || length > pool.width) return null;
  const step = 1n << BigInt(pool.width - length);
  const end = pool.bits + (1n << BigInt(pool.width - pool.length));
  let bits = pool.bits;
  while (bits < end) {
    const candidate = { bits, length, width: pool.width };
    const clash = used.find((other) => overlaps(candidate, other));
    if (!clash) return candidate;
    const clashEnd = clash.bits + (1n << BigInt(clash.width - clash.length));
    bits = clashEnd > bits + step ? clashEnd : bits + step;
  }
  return null;
}

/**
 * The n-th address of a prefix as text.
 * @param {string} prefix
 * @param {number} index
 */
export function addressAt(prefix, index) {
  const parsed = parsePrefix(prefix);
  return parsed === null ? "" : formatAddress(parsed.bits + BigInt(index), parsed.width);
}

/**
 * The texts that parse, parsed; the rest is left out.
 * @param {Iterable<string>} texts
 */
export function parseAll(texts) {
  return [...texts].map(parsePrefix).filter((prefix) => prefix !== null);
}

/**
 * Which of the prefixes is the longest that covers the target; -1 when none does.
 * @param {string[]} prefixes
 * @param {string} target
 */
export function longestMatch(prefixes, target) {
  const wanted = parsePrefix(target);
  let best = -1;
  let bestLength = -1;
  if (wanted === null) return best;
  prefixes.forEach((text, index) => {
    const prefix = parsePrefix(text);
    if (prefix && prefix.length > bestLength && contains(prefix, wanted)) {
      best = index;
      bestLength = prefix.length;
    }
  });
  return best;
}
