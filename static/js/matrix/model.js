/**
 * The server's matrix as rows and columns that people know: networks, sites, pools and the Internet, each of which opens
 * into its subnets or prefixes. Draws nothing.
 *
 * @typedef {{owner: string, count: number, names: string[]}} Owner
 * @typedef {{kind: string, label: string, sends: boolean, receives: boolean, owners: Owner[]}} Group
 * @typedef {{groups: Group[], rows: string[], inside: Record<string, string>, asymmetric: [number, number][],
 *   legend: Record<string, string>, pairs: Record<string, number>}} Matrix
 * @typedef {{group: number, owner: string, count: number}} Part
 * @typedef {{key: string, label: string, owner: string, kind: string, parts: Part[], inner: Line[], parent: Line | null,
 *   start: string, target: string}} Line a row or a column; `start` is the element that a trace starts at, `target` what
 *   it leads to
 * @typedef {{letter: string, letters: string[], oneSided: boolean}} Cell
 */
import { addressAt, parsePrefix } from "../doc/prefix.js";

/** The worst first: what a cell shows in which several things are true. */
const WORST = "xo?ivewfap=";

/**
 * @param {Matrix} matrix
 * @param {"sends" | "receives"} role
 * @returns {Line[]}
 */
export function linesOf(matrix, role) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  matrix.groups.forEach((group, index) => {
    for (const owner of group[role] ? group.owners : []) {
      const line = lines.get(owner.owner) ?? lineOf(group, owner);
      lines.set(owner.owner, line);
      const part = { group: index, owner: owner.owner, count: owner.count };
      line.parts.push(part);
      if (group.kind === "subnet" || group.kind === "prefix")
        line.inner.push(...owner.names.map((name) => innerOf(line, name, part)));
      line.target ||= line.inner[0]?.target ?? "";
      line.start ||= line.inner[0]?.start ?? "";
    }
  });
  for (const line of lines.values()) if (line.inner.length < 2) line.inner = [];
  return [...lines.values()];
}

/**
 * @param {Group} group
 * @param {Owner} owner
 * @returns {Line}
 */
function lineOf(group, { owner, names }) {
  const subnet = group.kind === "subnet";
  const name = owner
    .split(", ")
    .map((path) => path.slice(path.lastIndexOf("/") + 1))
    .join(", ");
  return {
    key: owner,
    label: group.kind === "clients" ? `clients of ${name}` : name,
    owner,
    kind: group.kind,
    parts: [],
    inner: [],
    parent: null,
    start: subnet ? "" : (owner.split(", ")[0] ?? ""),
    target: group.kind === "internet" ? "Internet" : group.kind === "clients" ? hostOf(names[0] ?? "") : "",
  };
}

/**
 * @param {Line} parent
 * @param {string} name
 * @param {Part} part
 * @returns {Line}
 */
function innerOf(parent, name, part) {
  const subnet = parent.kind === "subnet";
  return {
    key: `${parent.key}/${name}`,
    label: name,
    owner: parent.owner,
    kind: parent.kind,
    parts: [part],
    inner: [],
    parent,
    start: subnet ? `virtualNetworks/${parent.owner}/subnets/${name}` : parent.start,
    target: subnet ? `${parent.owner}/${name}` : hostOf(name),
  };
}

/**
 * An address inside a prefix.
 * @param {string} text
 */
function hostOf(text) {
  const prefix = parsePrefix(text);
  return prefix ? addressAt(text, prefix.length < prefix.width - 4 ? 10 : 0) : text;
}

/**
 * Lines with those of the opened ones below them.
 * @param {Line[]} lines
 * @param {Set<string>} opened
 * @param {string} filter
 */
export function shownLines(lines, opened, filter) {
  const wanted = filter.toLowerCase();
  const fits = (/** @type {Line} */ line) => line.label.toLowerCase().includes(wanted);
  return lines
    .filter((line) => fits(line) || line.inner.some(fits))
    .flatMap((line) => [line, ...(opened.has(line.key) ? line.inner : [])]);
}

/**
 * @param {Matrix} matrix
 * @param {Set<string>} oneSided pairs of groups as "1,2"
 * @param {Line} row
 * @param {Line} column
 * @returns {Cell | null}
 */
export function cellOf(matrix, oneSided, row, column) {
  const letters = new Set();
  let asymmetric = false;
  for (const one of row.parts) {
    for (const other of column.parts) {
      const pair = `${one.group},${other.group}`;
      const together = one.owner === other.owner && column.kind === "subnet";
      if (together && one.group === other.group && one.count < 2) continue;
      const letter = together ? matrix.inside[pair] : matrix.rows[one.group]?.[other.group];
      if (!letter || letter === ".") continue;
      letters.add(letter);
      asymmetric ||= oneSided.has(pair);
    }
  }
  if (letters.size === 0 || (row.key === column.key && row.kind === "subnet" && row.parent)) return null;
  const sorted = [...letters].sort((one, other) => WORST.indexOf(one) - WORST.indexOf(other));
  return { letter: sorted[0], letters: sorted, oneSided: asymmetric };
}

/**
 * Where a trace starts and leads to that shows what a cell shows: of what is folded, the first pair of that kind.
 * @param {Matrix} matrix
 * @param {Line} row
 * @param {Line} column
 */
export function endsOf(matrix, row, column) {
  const none = /** @type {Set<string>} */ (new Set());
  const letter = cellOf(matrix, none, row, column)?.letter;
  const inside = (/** @type {Line} */ line) => (line.inner.length > 0 ? line.inner : [line]);
  for (const from of inside(row))
    for (const to of inside(column))
      if (letter && cellOf(matrix, none, from, to)?.letter === letter)
        return { start: from.start, target: to.target };
  return { start: row.start, target: column.target };
}
