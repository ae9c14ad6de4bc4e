/**
 * Which tables of a design az can print of the real network, and the command that prints each. Asks nobody.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {{table: "routes" | "hubroutes" | "learned" | "advertised", at: string, words: string, command: string}} Table
 */
import { tablesOf as tablesOfHub } from "../doc/hubs.js";
import { find, listOf, placeOf } from "../doc/paths.js";

const TAIL = "--output json";

/**
 * @param {Topology} document
 * @returns {Table[]}
 */
export function tablesOf(document) {
  const subnets = (document.virtualNetworks ?? []).flatMap((/** @type {any} */ network) =>
    (network.subnets ?? []).map((/** @type {any} */ subnet) => routesAt(`${network.name}/${subnet.name}`)),
  );
  const gateways = (document.virtualNetworkGateways ?? []).filter(
    (/** @type {any} */ gateway) => gateway.virtualNetwork,
  );
  return [
    ...subnets,
    ...(document.virtualHubs ?? []).flatMap((/** @type {any} */ hub) => ofHub(document, hub)),
    ...gateways.flatMap((/** @type {any} */ gateway) => ofGateway(gateway.name)),
    ...(document.routeServers ?? []).flatMap((/** @type {any} */ server) => ofRouteServer(server.name)),
    ...(document.expressRouteCircuits ?? []).map((/** @type {any} */ circuit) => ofCircuit(circuit.name)),
  ];
}

/**
 * The table that fits what is selected best, the first one where nothing fits.
 * @param {Topology} document
 * @param {Table[]} tables
 * @param {string | null} subject
 * @param {string} tab of the panel
 */
export function tableFor(document, tables, subject, tab) {
  const item = subject ? find(document, subject) : null;
  const subnet = subject && listOf(subject) === "subnets" ? placeOf(subject) : item?.subnet;
  const hub = subject && listOf(subject) === "virtualHubs" ? `${item?.name}/` : null;
  const mine = tables.filter(
    (table) => table.at === subject || table.at === subnet || (hub !== null && table.at.startsWith(hub)),
  );
  return mine.find((table) => table.table === tab) ?? mine[0] ?? tables[0];
}

/** @param {Table} table */
export const groupOf = (table) =>
  ({
    routes: "Effective routes of a subnet",
    hubroutes: "Effective routes of a hub",
    learned: "Learned routes",
    advertised: "Advertised routes",
  })[table.table];

/**
 * @param {string} at
 * @returns {Table}
 */
function routesAt(at) {
  const command = `az network nic show-effective-route-table --resource-group RG --name NIC ${TAIL}`;
  return { table: "routes", at, words: at, command };
}

/**
 * The tables of a hub and, where one is in it, its firewall.
 * @param {Topology} document
 * @param {any} hub
 * @returns {Table[]}
 */
function ofHub(document, hub) {
  const command = (/** @type {string} */ type, /** @type {string} */ id) =>
    `az network vhub get-effective-routes --resource-group RG --name ${hub.name} --resource-type ${type} --resource-id ${id} ${TAIL}`;
  const table = (/** @type {any} */ one) => {
    const id = `$(az network vhub route-table show --resource-group RG --vhub-name ${hub.name} --name ${one.name} --query id --output tsv)`;
    return { name: one.name, words: one.name, command: command("RouteTable", id) };
  };
  const firewall = (/** @type {any} */ one) => {
    const id = `$(az network firewall show --resource-group RG --name ${one.name} --query id --output tsv)`;
    return { name: one.name, words: `${one.name}, firewall`, command: command("AzureFirewalls", id) };
  };
  const firewalls = (document.azureFirewalls ?? []).filter(
    (/** @type {any} */ one) => one.virtualHub === hub.name,
  );
  return [...tablesOfHub(hub).map(table), ...firewalls.map(firewall)].map(({ name, words, command }) => ({
    table: "hubroutes",
    at: `${hub.name}/${name}`,
    words: `${hub.name}, ${words}`,
    command,
  }));
}

/**
 * @param {string} name
 * @returns {Table[]}
 */
function ofGateway(name) {
  const at = `virtualNetworkGateways/${name}`;
  const start = (/** @type {string} */ verb) =>
    `az network vnet-gateway list-${verb}-routes --resource-group RG --name ${name}`;
  return [
    { table: "learned", at, words: `${name}, learned`, command: `${start("learned")} ${TAIL}` },
    {
      table: "advertised",
      at,
      words: `${name}, advertised`,
      command: `${start("advertised")} --peer PEER ${TAIL}`,
    },
  ];
}

/**
 * @param {string} name
 * @returns {Table[]}
 */
function ofRouteServer(name) {
  const at = `routeServers/${name}`;
  const command = (/** @type {string} */ verb) =>
    `az network routeserver peering list-${verb}-routes --resource-group RG --routeserver ${name} --name PEER ${TAIL}`;
  return [
    { table: "learned", at, words: `${name}, learned`, command: command("learned") },
    { table: "advertised", at, words: `${name}, advertised`, command: command("advertised") },
  ];
}

/**
 * @param {string} name
 * @returns {Table}
 */
function ofCircuit(name) {
  const at = `expressRouteCircuits/${name}`;
  const command = `az network express-route list-route-tables --resource-group RG --name ${name} --path primary`;
  return {
    table: "learned",
    at,
    words: name,
    command: `${command} --peering-name AzurePrivatePeering ${TAIL}`,
  };
}
