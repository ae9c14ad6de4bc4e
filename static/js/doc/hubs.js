/**
 * Edits of a Virtual WAN hub's routing: its tables and their static routes, what a connection is associated with and
 * propagates to, routing intent. Decides what the document says; which routes follow from it is the server's.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {"none" | "private" | "internet" | "both"} Intent
 */
import { Refused } from "./commands.js";
import { add } from "./create.js";
import { isValidName, nextName } from "./names.js";
import { append, find, join, nameOf, update, withField } from "./paths.js";
import { ASSOCIATED, DEFAULT_TABLE, LABELS, NAMES, NO_TABLE, rewriteTables } from "./table-names.js";

const ADDITIONAL = "private_traffic";

/**
 * The hub's tables; the default one is there even where the document does not mention it.
 * @param {Item} hub
 * @returns {Item[]}
 */
export function tablesOf(hub) {
  const tables = /** @type {Item[]} */ (hub.routeTables ?? []);
  return tables.some((table) => table.name === DEFAULT_TABLE)
    ? tables
    : [{ name: DEFAULT_TABLE, labels: ["default"] }, ...tables];
}

/**
 * Writes the default table down where the document was silent about it.
 * @param {Topology} document
 * @param {string} hub
 * @returns {Topology}
 */
function written(document, hub) {
  return update(document, hub, (item) => ({ ...item, routeTables: tablesOf(item) }));
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @returns {Outcome}
 */
export function addTable(document, hub) {
  const ready = written(document, hub);
  const name = nextName(
    "rt",
    tablesOf(find(ready, hub) ?? {}).map((table) => table.name),
  );
  return { document: append(ready, hub, "routeTables", { name, labels: [], routes: [] }) };
}

/**
 * Whether the name, used by something in `hub`, means that table.
 * @param {string} name
 * @param {string} hub
 * @param {string} table
 */
const means = (name, hub, table) => name === `${hub}/${table}`;

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} table
 * @returns {Outcome}
 */
export function removeTable(document, hub, table) {
  const gone = update(document, join(hub, "routeTables", table), () => null);
  return { document: rewriteTables(gone, (full) => (means(full, nameOf(hub), table) ? null : full)) };
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} table
 * @param {string} name
 * @returns {Outcome}
 */
export function renameTable(document, hub, table, name) {
  if (!isValidName(name))
    throw new Refused("A name has 1 to 80 letters, digits, dots, underscores or hyphens.");
  if (tablesOf(find(document, hub) ?? {}).some((one) => one.name === name) || name === NO_TABLE)
    throw new Refused(`${name} is taken already.`);
  const renamed = update(document, join(hub, "routeTables", table), (item) => ({ ...item, name }));
  const owner = nameOf(hub);
  return {
    document: rewriteTables(renamed, (full) => (means(full, owner, table) ? `${owner}/${name}` : full)),
  };
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} table
 * @param {string[]} labels
 * @returns {Outcome}
 */
export function setLabels(document, hub, table, labels) {
  return {
    document: update(written(document, hub), join(hub, "routeTables", table), (item) => ({
      ...item,
      labels,
    })),
  };
}

/**
 * What a static route of a hub table may point to.
 * @param {Topology} document
 * @param {string} hub
 * @returns {string[]}
 */
export function hopsOf(document, hub) {
  return ["azureFirewalls", "hubVirtualNetworkConnections"].flatMap((list) =>
    (document[list] ?? [])
      .filter((/** @type {Item} */ one) => one.virtualHub === nameOf(hub))
      .map((/** @type {Item} */ one) => one.name),
  );
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} table
 * @returns {Outcome}
 */
export function addStatic(document, hub, table) {
  const [nextHop] = hopsOf(document, hub);
  if (!nextHop)
    throw new Refused("A static route leads to a connected network or to a firewall: add one first.");
  const ready = written(document, hub);
  const path = join(hub, "routeTables", table);
  const taken = (find(ready, path)?.routes ?? []).map((/** @type {Item} */ one) => one.name);
  const route = { name: nextName("static", taken), destinations: [], nextHop };
  return { document: append(ready, path, "routes", route) };
}

/**
 * What a connection is associated with and propagates to, with Azure's defaults where the document is silent.
 * @param {Item} item
 */
export function routingOf(item) {
  const routing = item.routingConfiguration ?? {};
  const propagated = routing.propagatedRouteTables;
  return {
    associated: /** @type {string} */ (routing.associatedRouteTable ?? DEFAULT_TABLE),
    names: /** @type {string[]} */ (propagated?.names ?? []),
    labels: /** @type {string[]} */ (propagated ? (propagated.labels ?? []) : ["default"]),
  };
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {string} table
 * @returns {Outcome}
 */
export function associate(document, path, table) {
  return { document: update(document, path, (item) => withField(item, ASSOCIATED, table)) };
}

/**
 * Says to which tables and labels a connection propagates. Both are written: an absent list means none.
 * @param {Topology} document
 * @param {string} path
 * @param {{names?: string[], labels?: string[]}} wanted
 * @returns {Outcome}
 */
export function propagate(document, path, wanted) {
  return {
    document: update(document, path, (item) => {
      const now = routingOf(item);
      const named = withField(item, NAMES, wanted.names ?? now.names);
      return withField(named, LABELS, wanted.labels ?? now.labels);
    }),
  };
}

/** @param {Item} hub @returns {Intent} */
export function intentOf(hub) {
  const { privateTraffic, internetTraffic } = hub.routingIntent ?? {};
  if (privateTraffic) return internetTraffic ? "both" : "private";
  return internetTraffic ? "internet" : "none";
}

/**
 * Switches routing intent; a hub without a firewall gets one, since the traffic has to go somewhere.
 * @param {Topology} document
 * @param {string} hub
 * @param {Intent} intent
 * @param {string} [firewall] another one than now
 * @returns {Outcome}
 */
export function setIntent(document, hub, intent, firewall) {
  const before = find(document, hub)?.routingIntent ?? {};
  if (intent === "none") {
    const off = update(document, hub, (item) => withField(item, "routingIntent", undefined));
    return setAdditional(off, hub, []);
  }
  const inside = (document.azureFirewalls ?? []).find(
    (/** @type {Item} */ one) => one.virtualHub === nameOf(hub),
  );
  const chosen = firewall ?? before.privateTraffic ?? before.internetTraffic ?? inside?.name;
  const made = chosen ? null : add(document, "firewall", hub);
  const name = chosen ?? nameOf(made?.select ?? "");
  const { privateTraffic: _p, internetTraffic: _i, ...rest } = before;
  const wanted = {
    ...rest,
    ...(intent !== "private" ? { internetTraffic: name } : {}),
    ...(intent !== "internet" ? { privateTraffic: name } : {}),
  };
  const set = update(made?.document ?? document, hub, (item) => ({ ...item, routingIntent: wanted }));
  const kept = additionalOf(find(document, hub) ?? {});
  return setAdditional(set, hub, intent === "internet" ? [] : kept);
}

/** @param {Item} hub @returns {string[]} */
export function additionalOf(hub) {
  const table = tablesOf(hub).find((one) => one.name === DEFAULT_TABLE);
  return (table?.routes ?? []).find((/** @type {Item} */ one) => one.name === ADDITIONAL)?.destinations ?? [];
}

/**
 * Private prefixes outside RFC 1918: Azure keeps them as a static route of the default table.
 * @param {Topology} document
 * @param {string} hub
 * @param {string[]} prefixes
 * @returns {Outcome}
 */
export function setAdditional(document, hub, prefixes) {
  const item = find(document, hub) ?? {};
  const nextHop = item.routingIntent?.privateTraffic;
  if (prefixes.length === 0 && additionalOf(item).length === 0) return { document };
  return {
    document: update(written(document, hub), join(hub, "routeTables", DEFAULT_TABLE), (table) => {
      const others = (table.routes ?? []).filter((/** @type {Item} */ one) => one.name !== ADDITIONAL);
      const route = { name: ADDITIONAL, destinations: prefixes, nextHop };
      return { ...table, routes: prefixes.length > 0 && nextHop ? [route, ...others] : others };
    }),
  };
}
