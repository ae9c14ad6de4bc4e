/**
 * The route maps of a hub, below its tables: a card for each map with its rules, each "if a route is like this and like that,
 * then do this and then that".
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/route-maps.js").Clauses} Clauses
 * @typedef {import("../doc/route-maps.js").Clause} Clause
 * @typedef {{list: Clauses, words: string, next: string, says: string, options: [string, string][], first: Clause}} Part
 */
import { setProperty } from "../doc/commands.js";
import { find, join, update } from "../doc/paths.js";
import {
  ANY,
  actionsOf,
  addMap,
  addRule,
  conditionsOf,
  moveUp,
  removeMap,
  renameMap,
  setClause,
} from "../doc/route-maps.js";
import { h, icon } from "./dom.js";

/** @type {Part} */
const CONDITIONS = {
  list: "matchCriteria",
  words: "If",
  next: "and",
  says: "Condition",
  options: [
    [ANY, "any route"],
    ["Contains-routePrefix", "prefix is within"],
    ["Equals-routePrefix", "prefix is"],
    ["NotContains-routePrefix", "prefix is not within"],
    ["NotEquals-routePrefix", "prefix is not"],
    ["Contains-asPath", "AS path contains"],
    ["Equals-asPath", "AS path is"],
    ["NotContains-asPath", "AS path lacks"],
    ["NotEquals-asPath", "AS path is not"],
    ["Contains-community", "community is among"],
    ["NotContains-community", "community is not among"],
  ],
  first: { kind: "Contains-asPath", values: [] },
};
/** @type {Part} */
const ACTIONS = {
  list: "actions",
  words: "then",
  next: "and",
  says: "Action",
  options: [
    ["Drop", "drop it"],
    ["Add-asPath", "prepend AS path"],
    ["Replace-asPath", "replace AS path"],
    ["Remove-asPath", "take from AS path"],
    ["Replace-routePrefix", "summarise as"],
    ["Add-community", "add community"],
    ["Remove-community", "remove community"],
  ],
  first: { kind: "Add-asPath", values: [] },
};
const VALUES = /** @type {Record<string, string>} */ ({
  routePrefix: "10.0.0.0/8 …",
  asPath: "65010 …",
  community: "65010:100 …",
});

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
    ...(map.rules ?? []).map((/** @type {Item} */ rule, /** @type {number} */ at) =>
      line(app, path, rule, at),
    ),
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
 * @param {string} map
 * @param {Item} rule
 * @param {number} at its place among the rules
 */
function line(app, map, rule, at) {
  const path = join(map, "rules", rule.name);
  const gone = () =>
    app.edit("Remove rule", (document) => ({ document: update(document, path, () => null) }), {
      quiet: true,
    });
  const up = () => app.edit("Move rule", (document) => moveUp(document, map, rule.name), { quiet: true });
  const acts = actionsOf(rule);
  const drops = acts.length === 0 || acts.some((one) => one?.kind === "Drop");
  const hidden = JSON.stringify(rule).includes('"community"');
  return h(
    "div.map-rule",
    { role: "group", "aria-label": `Rule ${rule.name}` },
    h(
      "div.map-rule-head",
      {},
      h("b", {}, rule.name),
      h("span.grow"),
      app.editable &&
        at > 0 &&
        h(
          "button.btn.quiet.small",
          {
            type: "button",
            title: "Before the rule above it",
            "aria-label": `Move ${rule.name} up`,
            onclick: up,
          },
          "↑",
        ),
      app.editable && remover(`Remove ${rule.name}`, gone),
    ),
    ...part(app, path, rule, CONDITIONS, conditionsOf(rule)),
    ...part(app, path, rule, ACTIONS, acts),
    !drops && stop(app, path, rule),
    hidden && h("p.map-rule-note", {}, "Communities are kept here; routes are worked out without them."),
  );
}

/**
 * The conditions of a rule, or its actions.
 * @param {App} app
 * @param {string} path
 * @param {Item} rule
 * @param {Part} part
 * @param {(Clause | null)[]} clauses
 */
function part(app, path, rule, { list, words, next, says, options, first }, clauses) {
  const edit = (/** @type {number} */ index, /** @type {Clause | null} */ clause) =>
    app.edit("Change rule", (document) => setClause(document, path, list, index, clause), { quiet: true });
  const lines = clauses.flatMap((clause, index) => {
    const number = index === 0 ? "" : ` ${index + 1}`;
    const common = (/** @type {string} */ what) => ({
      disabled: !app.editable,
      "aria-label": `${what}${number} of ${rule.name}`,
      "data-field": `${path}-${list}-${index}-${what}`,
    });
    const bin =
      app.editable && clauses.length > 1
        ? remover(`Remove ${says.toLowerCase()}${number || " 1"} of ${rule.name}`, () => edit(index, null))
        : h("span");
    const word = h("span", {}, index === 0 ? words : next);
    if (clause === null)
      return [word, h("span.map-rule-more", {}, "Several things at once: edit it in the source (J)."), bin];
    return [word, ...fields(clause, options, common, says, (changed) => edit(index, changed)), bin];
  });
  const empty = clauses.length === 0 && [
    h("span", {}, words),
    h("span.map-rule-more", {}, list === "matchCriteria" ? "any route" : "nothing: it passes as it is"),
    h("span"),
  ];
  const more = () => edit(clauses.length, first);
  return [
    ...(empty || lines),
    app.editable &&
      h(
        "button.btn.quiet.small.map-rule-add",
        { type: "button", "aria-label": `Add ${says.toLowerCase()} to ${rule.name}`, onclick: more },
        icon("plus"),
        says,
      ),
  ];
}

/**
 * What a clause is about, and its values.
 * @param {Clause} clause
 * @param {[string, string][]} options
 * @param {(what: string) => Record<string, unknown>} common
 * @param {string} says
 * @param {(clause: Clause) => unknown} commit
 */
function fields(clause, options, common, says, commit) {
  const field = clause.kind.split("-")[1];
  const known = options.some(([kind]) => kind === clause.kind);
  const select = h(
    "select.field",
    {
      ...common(says),
      onchange: () => {
        const same = select.value.split("-")[1] === field;
        commit({ kind: select.value, values: same ? clause.values : [] });
      },
    },
    ...(known ? options : [...options, [clause.kind, clause.kind.replace("-", " ")]]).map(([kind, text]) =>
      h("option", { value: kind, selected: kind === clause.kind }, text),
    ),
  );
  if (!field) return [select, h("span")];
  const input = h("input.field.mono", {
    ...common(`${says} values`),
    value: clause.values.join(" "),
    placeholder: VALUES[field] ?? "",
    spellcheck: "false",
    onchange: () => commit({ kind: clause.kind, values: input.value.split(/[\s,]+/).filter(Boolean) }),
  });
  return [select, input];
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} rule
 */
function stop(app, path, rule) {
  const box = h("input", {
    type: "checkbox",
    disabled: !app.editable,
    checked: rule.nextStepIfMatched === "Terminate",
    "aria-label": `Stop there of ${rule.name}`,
    "data-field": `${path}-stop`,
    onchange: () =>
      app.edit(
        "Change rule",
        (document) =>
          setProperty(document, path, "nextStepIfMatched", box.checked ? "Terminate" : "Continue"),
        { quiet: true },
      ),
  });
  return h("label.stop", {}, box, "and look at no further rule");
}
