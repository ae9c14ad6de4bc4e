/**
 * Route maps of a hub: maps and rules that come and go, and a rule as people say it: if a route is like this and like that,
 * then do this and then that. Decides what the document says; what a map does to a route is the server's.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {"matchCriteria" | "actions"} Clauses
 * @typedef {{kind: string, values: string[]}} Clause a condition or an action: `kind` is CONDITION-FIELD or TYPE-FIELD, such
 * as "Contains-routePrefix" and "Add-asPath", or ANY or "Drop"
 */
import { Refused } from "./commands.js";
import { membersOf } from "./hub-members.js";
import { isValidName, nextName } from "./names.js";
import { append, fieldOf, find, join, update, withField } from "./paths.js";

export const ANY = "any";
const DROP = "Drop";
const FIELDS = ["routePrefix", "asPath", "community"];
const SIDES = ["routingConfiguration.inboundRouteMap", "routingConfiguration.outboundRouteMap"];

/**
 * What an empty condition or action is meant to be about.
 * @param {Item} holder
 */
const meant = (holder) => FIELDS.find((field) => field in holder);

/** @param {Item} holder */
const filled = (holder) => FIELDS.filter((field) => holder[field]?.length > 0);

/**
 * The conditions of a rule, all of which must hold; null in place of one that looks at several things at once.
 * @param {Item} rule
 * @returns {(Clause | null)[]}
 */
export function conditionsOf(rule) {
  return (rule.matchCriteria ?? []).map((/** @type {Item} */ one) => {
    const [field = meant(one) ?? "routePrefix", ...more] = filled(one);
    if (more.length > 0) return null;
    const any = one.routePrefix?.includes("*") || (one.matchCondition === "Unknown" && !one[field]?.length);
    return any
      ? { kind: ANY, values: [] }
      : { kind: `${one.matchCondition}-${field}`, values: one[field] ?? [] };
  });
}

/**
 * What a rule does, in order; null in place of an action that puts in several things at once.
 * @param {Item} rule
 * @returns {(Clause | null)[]}
 */
export function actionsOf(rule) {
  return (rule.actions ?? []).map((/** @type {Item} */ one) => {
    const [parameter = {}, ...moreParameters] = one.parameters ?? [];
    const [field = meant(parameter) ?? "asPath", ...more] = filled(parameter);
    if (moreParameters.length + more.length > 0) return null;
    return one.type === DROP
      ? { kind: DROP, values: [] }
      : { kind: `${one.type}-${field}`, values: parameter[field] ?? [] };
  });
}

/**
 * @param {Clauses} list
 * @param {Clause} clause
 * @returns {Item}
 */
function written(list, { kind, values }) {
  const [word = "", field = ""] = kind.split("-");
  if (list === "matchCriteria")
    return kind === ANY
      ? { matchCondition: "Contains", routePrefix: ["*"] }
      : { matchCondition: word, [field]: values };
  return field ? { type: word, parameters: [{ [field]: values }] } : { type: word };
}

/** @param {{name: string}[] | undefined} list */
const names = (list) => (list ?? []).map((one) => one.name);

/**
 * @param {Topology} document
 * @param {string} hub
 * @returns {Outcome}
 */
export function addMap(document, hub) {
  const name = nextName("rm", names(find(document, hub)?.routeMaps));
  return { document: append(document, hub, "routeMaps", { name, rules: [] }) };
}

/**
 * A new rule drops nothing until it is told what.
 * @param {Topology} document
 * @param {string} map path of the map
 * @returns {Outcome}
 */
export function addRule(document, map) {
  const name = nextName("rule", names(find(document, map)?.rules));
  const rule = {
    name,
    matchCriteria: [written("matchCriteria", { kind: "Contains-routePrefix", values: [] })],
    actions: [written("actions", { kind: DROP, values: [] })],
    nextStepIfMatched: "Terminate",
  };
  return { document: append(document, map, "rules", rule) };
}

/**
 * Puts a condition or an action in its place, behind the last one where that place is free; null takes it out.
 * @param {Topology} document
 * @param {string} rule path of the rule
 * @param {Clauses} list
 * @param {number} index
 * @param {Clause | null} clause
 * @returns {Outcome}
 */
export function setClause(document, rule, list, index, clause) {
  return {
    document: update(document, rule, (item) => ({
      ...item,
      [list]: (item[list] ?? []).toSpliced(index, 1, ...(clause ? [written(list, clause)] : [])),
    })),
  };
}

/**
 * Moves a rule before the one in front of it: the first that ends the map decides.
 * @param {Topology} document
 * @param {string} map
 * @param {string} name
 * @returns {Outcome}
 */
export function moveUp(document, map, name) {
  return {
    document: update(document, map, (item) => {
      const at = names(item.rules).indexOf(name);
      if (at < 1) return item;
      const [rule, before] = [item.rules[at], item.rules[at - 1]];
      return { ...item, rules: item.rules.toSpliced(at - 1, 2, rule, before) };
    }),
  };
}

/**
 * Rewrites the name of a map at the connections of its hub; undefined takes it off them.
 * @param {Topology} document
 * @param {string} hub
 * @param {string} before
 * @param {string | undefined} after
 */
function renamed(document, hub, before, after) {
  return membersOf(document, hub).reduce(
    (result, { path }) =>
      update(result, path, (item) =>
        SIDES.reduce(
          (copy, side) => (fieldOf(copy, side) === before ? withField(copy, side, after) : copy),
          item,
        ),
      ),
    document,
  );
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} name
 * @returns {Outcome}
 */
export function removeMap(document, hub, name) {
  const free = renamed(document, hub, name, undefined);
  return { document: update(free, join(hub, "routeMaps", name), () => null) };
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} before
 * @param {string} after
 * @returns {Outcome}
 */
export function renameMap(document, hub, before, after) {
  if (!isValidName(after))
    throw new Refused("A name has 1 to 80 letters, digits, dots, underscores or hyphens.");
  if (names(find(document, hub)?.routeMaps).includes(after)) throw new Refused(`${after} is taken already.`);
  const there = update(document, join(hub, "routeMaps", before), (item) => ({ ...item, name: after }));
  return { document: renamed(there, hub, before, after) };
}
