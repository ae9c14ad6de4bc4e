/**
 * NAT rules of a VPN gateway and the connections that name them: a new rule, a new name, a rule that is gone.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { nextName } from "./names.js";
import { append, find, join, withField } from "./paths.js";

const SIDES = ["egressNatRules", "ingressNatRules"];

/**
 * @param {Topology} document
 * @param {string} gateway path of the gateway
 * @returns {Outcome}
 */
export function addNatRule(document, gateway) {
  const rules = /** @type {Item[]} */ (find(document, gateway)?.natRules ?? []);
  const name = nextName(
    "nat",
    rules.map((rule) => rule.name),
  );
  return {
    document: append(document, gateway, "natRules", { name }),
    select: join(gateway, "natRules", name),
  };
}

/**
 * The document with the rules that its connections name changed; null takes one out.
 * @param {Topology} document
 * @param {(gateway: string, rule: string) => string | null} change
 * @returns {Topology}
 */
function rewrite(document, change) {
  if (!document.connections) return document;
  const connections = /** @type {Item[]} */ (document.connections).map((connection) =>
    SIDES.reduce((item, side) => {
      const names = /** @type {string[]} */ (item[side] ?? []);
      const next = names.flatMap((name) => change(item.virtualNetworkGateway, name) ?? []);
      if (String(next) === String(names)) return item;
      return withField(item, side, next.length > 0 ? next : undefined);
    }, connection),
  );
  const same = connections.every((connection, index) => connection === document.connections[index]);
  return same ? document : { ...document, connections };
}

/**
 * @param {Topology} document
 * @param {string} before as GATEWAY/RULE
 * @param {string} after
 */
export function renameNatRule(document, before, after) {
  const name = after.slice(after.indexOf("/") + 1);
  return rewrite(document, (gateway, rule) => (`${gateway}/${rule}` === before ? name : rule));
}

/** @param {Topology} document */
export function pruneNatRules(document) {
  return rewrite(document, (gateway, rule) =>
    find(document, join("virtualNetworkGateways", gateway, "natRules", rule)) ? rule : null,
  );
}
