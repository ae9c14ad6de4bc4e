/**
 * Address planning: the next free prefix for a VNet or a subnet and the next free address in a subnet.
 * Decides sizes; knows nothing of drawing.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./prefix.js").Prefix} Prefix
 */

import { find } from "./paths.js";
import {
  addressAt,
  contains,
  formatAddress,
  formatPrefix,
  nextFree,
  overlaps,
  parseAll,
  parsePrefix,
} from "./prefix.js";

/** Where new networks come from, in this order. */
const POOLS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(
  (text) => /** @type {Prefix} */ (parsePrefix(text)),
);

/** Azure keeps the first four addresses of a subnet. */
const FIRST_USABLE = 4;

const SUBNET_LENGTH = 24;
const FIXED_LENGTHS = /** @type {Record<string, number>} */ ({
  GatewaySubnet: 27,
  RouteServerSubnet: 27,
  AzureFirewallSubnet: 26,
  AzureBastionSubnet: 26,
});

/**
 * Every prefix that a new network should stay clear of; prefixes as wide as a whole pool say nothing about their inside.
 * @param {Topology} document
 */
export function usedPrefixes(document) {
  const lists = ["virtualNetworks", "sites", "localNetworkGateways"];
  const spaces = lists.flatMap((list) =>
    (document[list] ?? []).flatMap((/** @type {Item} */ item) => item.addressSpace ?? []),
  );
  const hubs = (document.virtualHubs ?? []).map((/** @type {Item} */ hub) => hub.addressPrefix);
  const pools = (document.virtualNetworkGateways ?? []).flatMap(
    (/** @type {Item} */ gateway) => gateway.vpnClientConfiguration?.vpnClientAddressPool ?? [],
  );
  return parseAll([...spaces, ...hubs, ...pools]).filter(
    (prefix) => prefix.width === 32 && prefix.length > 12,
  );
}

/**
 * @param {Topology} document
 * @param {number} [length] default: as large as the last VNet is, /16 in an empty design
 * @returns {string | null}
 */
export function freeNetwork(document, length) {
  const networks = /** @type {Item[]} */ (document.virtualNetworks ?? []);
  const last = parsePrefix(networks[networks.length - 1]?.addressSpace?.[0] ?? "10.0.0.0/16");
  const wanted = length ?? (last?.width === 32 && last.length >= 16 && last.length <= 24 ? last.length : 16);
  const used = usedPrefixes(document);
  for (const pool of POOLS) {
    const free = nextFree(pool, used, wanted);
    if (free) return formatPrefix(free);
  }
  return null;
}

/**
 * The next free prefix as large as this one, from the pool that it comes from when there is room.
 * @param {Prefix} prefix
 * @param {Prefix[]} used
 * @returns {Prefix | null}
 */
export function freePrefixLike(prefix, used) {
  const own = POOLS.filter((pool) => overlaps(pool, prefix));
  for (const pool of [...own, ...POOLS]) {
    const free = nextFree(pool, used, prefix.length);
    if (free) return free;
  }
  return null;
}

/**
 * @param {Item} network
 * @param {string} [name] a fixed name asks for Azure's own size
 * @returns {string | null}
 */
export function freeSubnet(network, name = "") {
  const used = parseAll(
    (network.subnets ?? []).flatMap((/** @type {Item} */ subnet) => subnet.addressPrefixes ?? []),
  );
  for (const space of parseAll(network.addressSpace ?? [])) {
    const first = FIXED_LENGTHS[name] ?? Math.min(Math.max(SUBNET_LENGTH, space.length + 2), 27);
    for (
      let length = space.width === 32 ? first : 64;
      length <= (space.width === 32 ? 29 : 64);
      length += 1
    ) {
      const free = nextFree(space, used, length);
      if (free) return formatPrefix(free);
    }
  }
  return null;
}

/**
 * The next free address of a subnet.
 * @param {Topology} document
 * @param {string} subnetPlace VNET/SUBNET
 */
export function freeAddress(document, subnetPlace) {
  const [network, name] = subnetPlace.split("/");
  const subnet = find(document, `virtualNetworks/${network}/subnets/${name}`);
  const prefix = parsePrefix(subnet?.addressPrefixes?.[0] ?? "");
  if (prefix === null) return null;
  const taken = new Set(hostsIn(document, subnetPlace));
  const size = 1n << BigInt(prefix.width - prefix.length);
  for (let index = FIRST_USABLE; BigInt(index) < size - 1n && index < 4096; index += 1) {
    const address = formatAddress(prefix.bits + BigInt(index), prefix.width);
    if (!taken.has(address)) return address;
  }
  return null;
}

/**
 * @param {Topology} document
 * @param {string} place
 * @returns {string[]}
 */
function hostsIn(document, place) {
  const single = ["virtualMachines", "privateEndpoints"].flatMap((list) => document[list] ?? []);
  const appliances = /** @type {Item[]} */ (document.networkVirtualAppliances ?? []);
  return [
    ...single.filter((item) => item.subnet === place).map((item) => item.privateIpAddress),
    ...appliances
      .filter((item) => item.subnet === place)
      .flatMap((item) => [...(item.privateIpAddresses ?? []), item.loadBalancer]),
  ].filter(Boolean);
}

/**
 * The first usable address of a prefix: where Azure puts a firewall or a gateway's first instance.
 * @param {string} prefix
 */
export const firstAddress = (prefix) => addressAt(prefix, FIRST_USABLE);

/**
 * The next free IPv4 prefix of that length in a network.
 * @param {Item} network
 * @param {number} length
 */
export function freePrefix(network, length) {
  const used = parseAll(
    (network.subnets ?? []).flatMap((/** @type {Item} */ subnet) => subnet.addressPrefixes ?? []),
  );
  for (const space of parseAll(network.addressSpace ?? [])) {
    const free = space.width === 32 ? nextFree(space, used, length) : null;
    if (free) return formatPrefix(free);
  }
  return null;
}

/** How many free parts of a space are told apart at most. */
const MOST_PARTS = 200;

/**
 * The address space of a network from its first address to its last: what each subnet takes, and the free prefixes between.
 * @param {Item} network
 * @returns {{prefix: Prefix, text: string, name: string | null, space: Prefix}[]}
 */
export function parts(network) {
  /** @type {{prefix: Prefix, name: string}[]} */
  const taken = (network.subnets ?? []).flatMap((/** @type {Item} */ subnet) =>
    parseAll(subnet.addressPrefixes ?? []).map((prefix) => ({ prefix, name: subnet.name })),
  );
  return parseAll(network.addressSpace ?? []).flatMap((space) => {
    const inside = taken.filter(({ prefix }) => contains(space, prefix));
    /** @type {{prefix: Prefix, name: string | null}[]} */
    const found = [];
    const split = (/** @type {Prefix} */ prefix) => {
      if (found.length >= MOST_PARTS) return;
      const holder = inside.find((one) => contains(one.prefix, prefix));
      if (holder) found.push(holder);
      else if (!inside.some((one) => contains(prefix, one.prefix))) found.push({ prefix, name: null });
      else for (const half of halves(prefix)) split(half);
    };
    split(space);
    return found.map(({ prefix, name }) => ({ prefix, text: formatPrefix(prefix), name, space }));
  });
}

/**
 * @param {Prefix} prefix
 * @returns {Prefix[]}
 */
function halves({ bits, length, width }) {
  return [0n, 1n].map((half) => ({
    bits: bits + (half << BigInt(width - length - 1)),
    length: length + 1,
    width,
  }));
}

/**
 * The share of a VNet's space that its subnets take, between 0 and 1.
 * @param {Item} network
 */
export function usedShare(network) {
  const size = (/** @type {Prefix} */ prefix) => 2 ** (32 - prefix.length);
  const spaces = parseAll(network.addressSpace ?? []).filter((prefix) => prefix.width === 32);
  const total = spaces.reduce((sum, prefix) => sum + size(prefix), 0);
  const subnets = parseAll(
    (network.subnets ?? []).flatMap((/** @type {Item} */ subnet) => subnet.addressPrefixes ?? []),
  ).filter((prefix) => spaces.some((space) => overlaps(space, prefix)));
  return total === 0 ? 0 : Math.min(1, subnets.reduce((sum, prefix) => sum + size(prefix), 0) / total);
}
