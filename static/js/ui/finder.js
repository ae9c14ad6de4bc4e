/**
 * Find anything (Ctrl+K, Ctrl+F): things by name, prefix or address, and every verb of the editor.
 *
 * @typedef {{words: string, more: string, kind?: string, prefixes?: string[], run: () => void}} Hit
 */
import { find } from "../doc/paths.js";
import { contains, parseAll, parsePrefix } from "../doc/prefix.js";
import { openDialog } from "./dialog.js";
import { h, kindIcon } from "./dom.js";
import { twigs } from "./twigs.js";

const MOST = 40;

/**
 * @param {import("../app.js").App} app
 * @param {Hit[]} verbs
 * @param {{title?: string, things?: Hit[]}} [options] other things to choose from than those of the design
 */
export function openFinder(app, verbs, options = {}) {
  const things =
    options.things ??
    flatten(twigs(app.document)).map((twig) => ({
      words: twig.name,
      more: twig.more,
      kind: twig.kind,
      prefixes: prefixesOf(find(app.document, twig.path)),
      run: () => app.select([twig.path], { reveal: true }),
    }));
  const all = [...things, ...verbs];
  const input = h("input.field", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "finder-list",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": options.title ?? "Find or do",
    placeholder: options.title ?? "A name, a prefix, an address, or what to do",
  });
  const list = h("ul", { id: "finder-list", role: "listbox", "aria-label": "Results" });
  const dialog = openDialog("Find", [h("div.finder", {}, input, list)], { bare: true });
  /** @type {Hit[]} */
  let shown = [];
  let current = 0;
  const choose = (/** @type {Hit | undefined} */ hit) => {
    dialog.close();
    hit?.run();
  };
  const draw = () => {
    list.replaceChildren(
      ...shown.map((hit, index) =>
        h(
          "li",
          {
            role: "option",
            id: `hit-${index}`,
            "aria-selected": String(index === current),
            onclick: () => choose(hit),
          },
          kindIcon(hit.kind ?? "none"),
          h("span", {}, hit.words),
          h("span.more", {}, hit.more),
        ),
      ),
    );
    if (shown.length === 0) list.append(h("li.muted", {}, "Nothing is called that."));
    input.setAttribute("aria-activedescendant", shown.length > 0 ? `hit-${current}` : "");
    list.children[current]?.scrollIntoView({ block: "nearest" });
  };
  const search = () => {
    const wanted = input.value.trim();
    const ranked = all.map((hit) => ({ hit, rank: wanted === "" ? 1 : fit(hit, wanted) }));
    shown = ranked
      .filter(({ rank }) => rank > 0)
      .sort((one, other) => other.rank - one.rank)
      .slice(0, MOST)
      .map(({ hit }) => hit);
    current = 0;
    draw();
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      choose(shown[current]);
    }
    if (!step || shown.length === 0) return;
    event.preventDefault();
    current = (current + step + shown.length) % shown.length;
    draw();
  });
  search();
  input.focus();
}

/**
 * How well a hit fits, 0 when it does not: the narrowest prefix around an address first, then names that begin with the
 * words, then whatever holds them.
 * @param {Hit} hit
 * @param {string} wanted
 */
export function fit(hit, wanted) {
  const address = /^[\d.:a-f/]{3,}$/i.test(wanted) ? parsePrefix(wanted) : null;
  const around = address
    ? parseAll(hit.prefixes ?? []).filter((prefix) => contains(prefix, address) || contains(address, prefix))
    : [];
  if (around.length > 0) return 10 + Math.max(...around.map((prefix) => prefix.length));
  const [name, more] = [hit.words.toLowerCase(), hit.more.toLowerCase()];
  const words = wanted.toLowerCase().split(/\s+/);
  if (name.startsWith(words[0] ?? "")) return words.every((word) => name.includes(word)) ? 3 : 0;
  return words.every((word) => name.includes(word) || more.includes(word)) ? 1 : 0;
}

/**
 * Every prefix and address that a thing itself has.
 * @param {import("../doc/types.js").Item | null} item
 */
function prefixesOf(item) {
  return [
    ...(item?.addressPrefixes ?? item?.addressSpace ?? []),
    ...(item?.privateIpAddresses ?? []),
    item?.addressPrefix,
    item?.privateIpAddress,
  ].filter((one) => typeof one === "string");
}

/**
 * @param {import("./twigs.js").Twig[]} twigs_
 * @returns {import("./twigs.js").Twig[]}
 */
function flatten(twigs_) {
  return twigs_.flatMap((twig) => [twig, ...flatten(twig.children)]);
}
