/** How changes of behaviour look everywhere: a sign, a number and a word; a sentence with places to go to. */
import { subjectOf } from "../doc/kinds.js";
import { h } from "../ui/dom.js";

const CHANGES = /** @type {Record<string, {sign: string, words: string, tone: string}>} */ ({
  lost: { sign: "−", words: "lost", tone: "bad" },
  asymmetric: { sign: "⇄", words: "one-sided", tone: "bad" },
  moved: { sign: "→", words: "moved", tone: "warn" },
  lastWay: { sign: "↓", words: "on the last way", tone: "warn" },
  gained: { sign: "+", words: "gained", tone: "good" },
  restored: { sign: "↑", words: "with a second way", tone: "good" },
});
const MOST_LINES = 10;

/**
 * A number of flows as people read it; of a line that stands for both directions, what each has.
 * @param {number} count
 * @param {boolean} [bothWays]
 */
export function flowWords(count, bothWays = false) {
  return `${count.toLocaleString("en")} ${count === 1 ? "flow" : "flows"}${bothWays ? " each way" : ""}`;
}

/** @param {Record<string, number>} counts */
export function changeTags(counts) {
  return Object.entries(CHANGES)
    .filter(([change]) => (counts[change] ?? 0) > 0)
    .map(([change, { sign, words, tone }]) =>
      h(
        `span.change.${tone}`,
        {},
        h("b", { "aria-hidden": "true" }, sign),
        ` ${flowWords(counts[change] ?? 0)} ${words}`,
      ),
    );
}

/** @param {string} change */
export function changeTag(change) {
  const { sign, words, tone } = CHANGES[change] ?? { sign: "·", words: change, tone: "warn" };
  return h(`span.change.${tone}`, {}, h("b", { "aria-hidden": "true" }, sign), ` ${words}`);
}

/**
 * The differences, the worst first, as many as a person reads; the rest on request.
 * @param {import("../app.js").App} app
 * @param {any[]} lines
 * @param {number} [most]
 */
export function lineList(app, lines, most = MOST_LINES) {
  const entry = (/** @type {any} */ line) => {
    const place = [...line.from.places, ...line.to.places].find(
      (path) => subjectOf(app.document, path) === path,
    );
    const go = { type: "button", onclick: () => app.select([place], { reveal: true }) };
    return h(
      "li",
      {},
      changeTag(line.change),
      place ? h("button.link-plain", go, line.sentence) : h("span", {}, line.sentence),
      h("span.muted.small", {}, flowWords(line.pairs, line.bothWays)),
    );
  };
  const list = h("ul.changes", {}, ...lines.slice(0, most).map(entry));
  if (lines.length > most) {
    const rest = () => last.replaceWith(...lines.slice(most).map(entry));
    const last = h(
      "li",
      {},
      h("button.link", { type: "button", onclick: rest }, `${lines.length - most} more`),
    );
    list.append(last);
  }
  return list;
}
