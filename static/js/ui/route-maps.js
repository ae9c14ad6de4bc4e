/**
 * The route maps of a hub, below its tables: a card for each map with its rules, each "if a route is like this, then do that".
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 */
import { find, join, update } from "../doc/paths.js";
import { ANY, addMap, addRule, changeRule, plain, removeMap, renameMap } from "../doc/route-maps.js";
import { h, icon } from "./dom.js";

const TESTS = /** @type {[string, string][]} */ ([
  [ANY, "any route"],
  ["routePrefix-Contains", "prefix is within"],
  ["routePrefix-Equals", "prefix is"],
  ["routePrefix-NotContains", "prefix is not within"],
  ["routePrefix-NotEquals", "prefix is not"],
  ["asPath-Contains", "AS path contains"],
  ["asPath-Equals", "AS path is"],
  ["asPath-NotContains", "AS path lacks"],
  ["asPath-NotEquals", "AS path is not"],
]);
const DEEDS = /** @type {[string, string][]} */ ([
  ["Drop", "drop it"],
  ["Add-asPath", "prepend AS path"],
  ["Replace-asPath", "replace AS path"],
  ["Remove-asPath", "take from AS path"],
  ["Replace-routePrefix", "summarise as"],
]);

/**
 * @param {App} app
 * @param {string} hub
 * @returns {(HTMLElement | false)[]}
 */
export function routeMaps(app, hub) {
  const maps = /** @type {Item[]} */ (find(app.document, hub)?.routeMaps ?? []);
  if (maps.length === 0 && !app.editable) return [];
  const insert = () => app.edit("Add route map", (document) => addMap(document, hub), { quiet: true });
  return [
    h(
      "div.route-maps-head",
      {},
      h("h3", {}, "Route maps"),
      h(
        "p.muted",
        {},
        "Rules that drop, lengthen or summarise routes on their way into the hub or out of it. A connection names its maps in its properties.",
      ),
    ),
    ...maps.map((map) => card(app, hub, map)),
    app.editable &&
      h("div", {}, h("button.btn.small", { type: "button", onclick: insert }, icon("plus"), "Route map")),
  ];
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} map
 */
function card(app, hub, map) {
  const path = join(hub, "routeMaps", map.name);
  const name = h("input.field", {
    value: map.name,
    disabled: !app.editable,
    "aria-label": `Name of route map ${map.name}`,
    "data-field": `${path}-name`,
    spellcheck: "false",
    maxlength: 80,
    onchange: () =>
      app.edit("Rename route map", (document) => renameMap(document, hub, map.name, name.value.trim()), {
        quiet: true,
      }),
  });
  const gone = () =>
    app.edit("Remove route map", (document) => removeMap(document, hub, map.name), { quiet: true });
  const insert = () => app.edit("Add rule", (document) => addRule(document, path), { quiet: true });
  return h(
    "section.hub-table",
    { "aria-label": `Route map ${map.name}` },
    h("div.row", {}, name, h("span.grow"), app.editable && remover(`Remove route map ${map.name}`, gone)),
    ...(map.rules ?? []).map((/** @type {Item} */ rule) => line(app, join(path, "rules", rule.name), rule)),
    app.editable &&
      h("div", {}, h("button.btn.small", { type: "button", onclick: insert }, icon("plus"), "Rule")),
  );
}

/**
 * @param {string} words
 * @param {() => unknown} onclick
 */
const remover = (words, onclick) =>
  h("button.btn.quiet.square.small", { type: "button", "aria-label": words, onclick }, icon("trash"));

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} rule
 */
function line(app, path, rule) {
  const shown = plain(rule);
  const gone = () =>
    app.edit("Remove rule", (document) => ({ document: update(document, path, () => null) }), {
      quiet: true,
    });
  const bin = app.editable && remover(`Remove ${rule.name}`, gone);
  if (!shown)
    return h(
      "div.map-rule",
      {},
      h("b", {}, rule.name),
      h("span.muted", {}, "Has several conditions or actions: edit it in the design's file."),
      bin,
    );
  const change = (/** @type {Partial<import("../doc/route-maps.js").Plain>} */ fields) =>
    app.edit("Change rule", (document) => changeRule(document, path, fields), { quiet: true });
  const parts = wiring(app, path, rule.name);
  return h(
    "div.map-rule",
    { role: "group", "aria-label": `Rule ${rule.name}` },
    h("span", {}, "If"),
    parts.choice("Condition", TESTS, shown.test, (test) => change({ test })),
    shown.test === ANY ? h("span") : parts.words("Values", shown.values, (values) => change({ values })),
    bin || h("span"),
    h("span", {}, "then"),
    parts.choice("Action", DEEDS, shown.deed, (deed) => change({ deed, puts: [] })),
    shown.deed === "Drop"
      ? h("span")
      : parts.words("What it puts in", shown.puts, (puts) => change({ puts })),
    h("span"),
    shown.deed !== "Drop" && parts.stop(shown.stop, (stop) => change({ stop })),
  );
}

/**
 * The fields of a rule, named after it.
 * @param {App} app
 * @param {string} path
 * @param {string} rule
 */
function wiring(app, path, rule) {
  const common = (/** @type {string} */ words) => ({
    disabled: !app.editable,
    "aria-label": `${words} of ${rule}`,
    "data-field": `${path}-${words}`,
  });
  return {
    /** @type {(words: string, options: [string, string][], value: string, commit: (value: string) => unknown) => HTMLElement} */
    choice: (words, options, value, commit) => {
      const select = h(
        "select.field",
        { ...common(words), onchange: () => commit(select.value) },
        ...options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
      );
      return select;
    },
    /** @type {(words: string, values: string[], commit: (values: string[]) => unknown) => HTMLElement} */
    words: (words, values, commit) => {
      const input = h("input.field.mono", {
        ...common(words),
        value: values.join(" "),
        spellcheck: "false",
        onchange: () => commit(input.value.split(/[\s,]+/).filter(Boolean)),
      });
      return input;
    },
    /** @type {(value: boolean, commit: (value: boolean) => unknown) => HTMLElement} */
    stop: (value, commit) => {
      const box = h("input", {
        ...common("Stop there"),
        type: "checkbox",
        checked: value,
        onchange: () => commit(box.checked),
      });
      return h("label.stop", {}, box, "and look at no further rule");
    },
  };
}
