/**
 * Find anything (Ctrl+K, Ctrl+F): things by name, prefix or address, and every verb of the editor.
 *
 * @typedef {{words: string, more: string, kind?: string, run: () => void}} Hit
 */
import { contains, parsePrefix } from "../doc/prefix.js";
import { openDialog } from "./dialog.js";
import { h, kindIcon } from "./dom.js";
import { twigs } from "./outline.js";

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
    shown = all.filter((hit) => matches(hit, input.value.trim())).slice(0, MOST);
    current = 0;
    draw();
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") choose(shown[current]);
    if (!step || shown.length === 0) return;
    event.preventDefault();
    current = (current + step + shown.length) % shown.length;
    draw();
  });
  search();
  input.focus();
}

/**
 * By name, or by an address that lies in the thing's prefix.
 * @param {Hit} hit
 * @param {string} wanted
 */
function matches(hit, wanted) {
  if (`${hit.words} ${hit.more}`.toLowerCase().includes(wanted.toLowerCase())) return true;
  const address = /^[\d.:a-f/]{3,}$/i.test(wanted) ? parsePrefix(wanted) : null;
  const prefix = parsePrefix(hit.more.split(" ")[0] ?? "");
  return address !== null && prefix !== null && hit.more !== "" && contains(prefix, address);
}

/**
 * @param {import("./outline.js").Twig[]} twigs_
 * @returns {import("./outline.js").Twig[]}
 */
function flatten(twigs_) {
  return twigs_.flatMap((twig) => [twig, ...flatten(twig.children)]);
}
