/**
 * Where in the text of a document things stand: the line of every path, also while the text is not quite JSON. And the
 * text itself, with short lists on one line. Knows no kind of thing and no screen.
 *
 * @typedef {{line: number, name: string | null, list: boolean, children: [string, Node][]}} Node
 */

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;
const SCALAR = String.raw`(?:"(?:[^"\\\n]|\\.)*"|[^\s"{}[\],]+)`;
const SHORT_LIST = new RegExp(String.raw`\[\n\s*(${SCALAR}(?:,\n\s*${SCALAR})*)\n\s*\]`, "g");
const WIDTH = 100;

/**
 * @param {unknown} document
 * @returns {string}
 */
export function sourceOf(document) {
  return JSON.stringify(document, null, 2).replaceAll(SHORT_LIST, (whole, inner) => {
    const flat = `[${inner.replaceAll(/,\n\s*/g, ", ")}]`;
    return flat.length > WIDTH ? whole : flat;
  });
}

/** @param {string} step */
const escaped = (step) => step.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * The line (from 1) of every path of the text.
 * @param {string} text
 * @returns {Map<string, number>}
 */
export function linesOf(text) {
  /** @type {Map<string, number>} */
  const lines = new Map();
  collect(treeOf(text), [], lines);
  return lines;
}

/**
 * @param {Node} node
 * @param {string[]} path
 * @param {Map<string, number>} lines
 */
function collect(node, path, lines) {
  node.children.forEach(([key, child], index) => {
    const step = node.list ? (child.name ?? String(index)) : key;
    const here = [...path, escaped(step)];
    lines.set(here.join("/"), child.line);
    collect(child, here, lines);
  });
}

/**
 * @param {string} text
 * @returns {Node}
 */
function treeOf(text) {
  /** @type {Node} */
  const root = { line: 1, name: null, list: true, children: [] };
  const stack = [root];
  /** @type {{key: string, line: number} | null} */
  let property = null;
  let line = 1;
  let at = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    while (at < index) if (text[at++] === "\n") line += 1;
    const top = /** @type {Node} */ (stack[stack.length - 1]);
    if (token === "}" || token === "]") {
      if (stack.length > 1) stack.pop();
      property = null;
    } else if (token === ",") property = null;
    else if (token !== ":") {
      if (!top.list && property === null && token.startsWith('"')) {
        property = { key: plain(token), line };
        continue;
      }
      /** @type {Node} */
      const node = { line: property?.line ?? line, name: null, list: token === "[", children: [] };
      top.children.push([property?.key ?? "", node]);
      if (property?.key === "name" && token.startsWith('"')) top.name = plain(token);
      if (token === "{" || token === "[") {
        stack.push(node);
        property = null;
      }
    }
  }
  return root.children[0]?.[1] ?? root;
}

/** @param {string} token */
function plain(token) {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.replaceAll('"', "");
  }
}

/**
 * The line of a path, or of the nearest thing around it.
 * @param {Map<string, number>} lines
 * @param {string} path
 * @returns {number | null}
 */
export function lineOf(lines, path) {
  const steps = path.split("/");
  for (let length = steps.length; length > 0; length -= 1) {
    const line = lines.get(steps.slice(0, length).join("/"));
    if (line !== undefined) return line;
  }
  return null;
}

/**
 * The path that a line belongs to.
 * @param {Map<string, number>} lines
 * @param {number} line
 */
export function pathAt(lines, line) {
  let found = "";
  for (const [path, at] of lines) {
    if (at > line) break;
    found = path;
  }
  return found;
}
