/**
 * Route maps of a hub: maps and rules that come and go, and a rule in the one form that people write it in: if a route is like
 * this, then do that. Decides what the document says; what a map does to a route is the server's.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {{test: string, values: string[], deed: string, puts: string[], stop: boolean}} Plain
 * `test` is FIELD-CONDITION, `deed` is TYPE or TYPE-FIELD, such as "routePrefix-Contains" and "Add-asPath"
 */
import { Refused } from "./commands.js";
import { membersOf } from "./hub-members.js";
import { isValidName, nextName } from "./names.js";
import { append, fieldOf, find, join, update, withField } from "./paths.js";

export const ANY = "any";
const SIDES = ["routingConfiguration.inboundRouteMap", "routingConfiguration.outboundRouteMap"];

/**
 * The rule in its plain form; null for one with several conditions or deeds, or with communities.
 * @param {Item} rule
 * @returns {Plain | null}
 */
export function plain(rule) {
  const [criterion, ...moreCriteria] = rule.matchCriteria ?? [];
  const [action, ...moreActions] = rule.actions ?? [];
  const [parameter = {}, ...moreParameters] = action?.parameters ?? [];
  const extra = [...moreCriteria, ...moreActions, ...moreParameters];
  if (!action || extra.length > 0 || criterion?.community || parameter.community) return null;
  const field = criterion?.asPath ? "asPath" : "routePrefix";
  const values = /** @type {string[]} */ (criterion?.[field] ?? []);
  const any = !criterion || values.includes("*");
  const put = parameter.asPath || ["Add", "Remove"].includes(action.type) ? "asPath" : "routePrefix";
  return {
    test: any ? ANY : `${field}-${criterion.matchCondition}`,
    values: any ? [] : values,
    deed: action.type === "Drop" ? "Drop" : `${action.type}-${put}`,
    puts: parameter[put] ?? [],
    stop: rule.nextStepIfMatched === "Terminate",
  };
}

/**
 * @param {string} name
 * @param {Plain} wanted
 * @returns {Item}
 */
function written(name, { test, values, deed, puts, stop }) {
  const [field = "", matchCondition] = test.split("-");
  const [type, put = ""] = deed.split("-");
  return {
    name,
    matchCriteria:
      test === ANY
        ? [{ matchCondition: "Contains", routePrefix: ["*"] }]
        : [{ matchCondition, [field]: values }],
    actions: [put ? { type, parameters: [{ [put]: puts }] } : { type }],
    nextStepIfMatched: stop ? "Terminate" : "Continue",
  };
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
  const rule = written(name, {
    test: "routePrefix-Contains",
    values: [],
    deed: "Drop",
    puts: [],
    stop: true,
  });
  return { document: append(document, map, "rules", rule) };
}

/**
 * @param {Topology} document
 * @param {string} rule path of the rule
 * @param {Partial<Plain>} fields
 * @returns {Outcome}
 */
export function changeRule(document, rule, fields) {
  return {
    document: update(document, rule, (item) => {
      const now = plain(item);
      return now ? written(item.name, { ...now, ...fields }) : item;
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
