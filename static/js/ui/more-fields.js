/**
 * The properties that few designs need, by kind: they stand in the closed section "More" of a form.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("./field.js").Field} Field
 */
import { find, join, nameOf, ownerOf } from "../doc/paths.js";
import { hubOf } from "../doc/table-names.js";
import { bool, choice, list, pairs, ref, select, text, unlessEmpty } from "./field.js";

const DIGITS = /^\d+$/;
const BEHIND = "The AS numbers behind it, for prefixes that start farther away; with spaces between them.";
const OWN_PLACE = "Where it stands; its subnet there has to exist.";

/** @param {Item} item */
const er = (item) => item.gatewayType === "ExpressRoute";
/** @param {Item} item */
const vpn = (item) => item.gatewayType === "Vpn";

/** @type {(field: string) => {required: true, when: (item: Item) => boolean}} */
const given = (field) => ({ required: true, when: (item) => Boolean(item[field]) });

/** @param {unknown} path */
const spelled = (path) => (Array.isArray(path) ? path.join(" ") : String(path ?? ""));

/** AS paths, spelled with spaces, as the lists of numbers of the document; what is no number is the server's to refuse. */
const AS_PATHS = {
  mono: true,
  read: (/** @type {Record<string, unknown>} */ paths) =>
    Object.fromEntries(Object.entries(paths ?? {}).map(([prefix, path]) => [prefix, spelled(path)])),
  write: (/** @type {Record<string, string> | undefined} */ paths) =>
    paths &&
    Object.fromEntries(
      Object.entries(paths).map(([prefix, path]) => {
        const words = String(path).split(/[\s,]+/);
        return [prefix, words.every((word) => DIGITS.test(word)) ? words.map(Number) : path];
      }),
    ),
};

/** @type {Partial<Field>} */
const YES_OR_NO = {
  read: (value) => (value === undefined || value === null ? "" : value ? "on" : "off"),
  write: (value) => (value ? value === "on" : undefined),
};

/** @param {"local" | "remote"} side */
const peered = (side) => ({
  field: `${side}SubnetNames`,
  words: side === "local" ? "Its own subnets" : "Subnets of the other network",
  type: /** @type {const} */ ("refs"),
  hint: "Only these take part in the peering.",
  when: (/** @type {Item} */ item) => item.peerCompleteVnets === false,
  among: (/** @type {Topology} */ document, /** @type {string} */ path, /** @type {Item} */ item) => {
    const network = side === "local" ? nameOf(ownerOf(path) ?? "") : item.remoteVirtualNetwork;
    const subnets = find(document, join("virtualNetworks", network))?.subnets ?? [];
    return subnets.map((/** @type {Item} */ subnet) => subnet.name);
  },
});

/** @param {"egress" | "ingress"} way */
const natRules = (way) => ({
  field: `${way}NatRules`,
  words: way === "egress" ? "NAT towards the branch" : "NAT from the branch",
  type: /** @type {const} */ ("refs"),
  hint: "Rules of the gateway; addresses are translated on this connection.",
  when: (/** @type {Item} */ item) => item.connectionType !== "ExpressRoute",
  among: (/** @type {Topology} */ document, /** @type {string} */ _path, /** @type {Item} */ item) =>
    (find(document, join("virtualNetworkGateways", item.virtualNetworkGateway))?.natRules ?? [])
      .filter((/** @type {Item} */ rule) => (rule.mode === "IngressSnat") === (way === "ingress"))
      .map((/** @type {Item} */ rule) => rule.name),
});

/** The field of a gateway on one side of a connection. @param {string} field @param {string} words */
const gatewayEnd = (field, words) => ({
  ...ref(field, words, "virtualNetworkGateways", "", given(field)),
  among: (/** @type {Topology} */ document, /** @type {string} */ _path, /** @type {Item} */ item) => {
    const wanted = item.connectionType === "ExpressRoute" ? "ExpressRoute" : "Vpn";
    const gateways = /** @type {Item[]} */ (document.virtualNetworkGateways ?? []);
    return gateways.filter((one) => one.gatewayType === wanted).map((one) => one.name);
  },
});

const home = () => [
  ref("virtualNetwork", "Virtual network", "virtualNetworks", OWN_PLACE, given("virtualNetwork")),
  ref("virtualHub", "Virtual hub", "virtualHubs", "The hub that it stands in.", given("virtualHub")),
];

/** @type {Record<string, Field[]>} */
export const MORE = {
  design: [
    choice(
      "dropRowsAsOf",
      "System drop rows",
      [
        ["", "As Azure prints them today"],
        ["2020", "As of 2020"],
        ["2022", "As of 2022"],
        ["2023", "As of 2023"],
        ["2026", "As of 2026"],
      ],
      "Effective routes end with prefixes that Azure drops (next hop None); the list has changed over the years.",
    ),
  ],
  subnets: [
    text("networkSecurityGroup", "Security group", "Its name. Some subnets of Azure's own take none."),
    text("natGateway", "NAT gateway", "Its name: what leaves for the Internet leaves by it."),
  ],
  peerings: [
    choice(
      "peeringState",
      "State",
      [["", "Follows from both sides"], ...same("Connected", "Initiated", "Disconnected")],
      "What Azure reports; nothing flows until both sides are connected.",
    ),
    bool("peerCompleteVnets", "Whole networks", "Off: only chosen subnets of both sides are peered.", {
      fallback: true,
    }),
    peered("local"),
    peered("remote"),
    bool(
      "enableOnlyIpv6Peering",
      "IPv6 only",
      "Between chosen subnets, only their IPv6 prefixes are peered.",
      {
        when: (item) => item.peerCompleteVnets === false,
      },
    ),
  ],
  routeTables: [text("location", "Region", "Subnets use route tables of their own region.")],
  virtualNetworkGateways: [
    ...home(),
    list(
      "publicIpAddresses",
      "Public addresses",
      "One per instance; absent: the answer names the instance.",
      {
        when: vpn,
        write: unlessEmpty,
      },
    ),
    bool(
      "allowNonVirtualWanTraffic",
      "Allow other networks over the circuit",
      "Networks outside the Virtual WAN reach this hub through the Microsoft edge.",
      { when: (item) => er(item) && Boolean(item.virtualHub), fallback: true },
    ),
    bool(
      "enableBgpRouteTranslationForNat",
      "Translate BGP routes",
      "Announces the translated prefixes of NAT rules in place of the real ones.",
      { when: vpn },
    ),
    select(
      "adminState",
      "Admin state",
      ["Enabled", "Disabled"],
      "A gateway that is being moved is disabled.",
    ),
  ],
  localNetworkGateways: [
    pairs(
      "asPathPrependByPrefix",
      "Prepends by prefix",
      ["Prefix", "Times"],
      "How often it repeats its number for single prefixes.",
      { mono: true },
    ),
    pairs(
      "asPathPrependByTunnel",
      "Prepends by tunnel",
      ["Gateway address", "Times"],
      "How often it repeats its number towards one instance of the gateway.",
      { mono: true },
    ),
  ],
  expressRouteCircuits: [
    list("advertisedPrefixesByLink.primary", "Primary announces", "In place of what both links announce.", {
      write: unlessEmpty,
    }),
    list(
      "advertisedPrefixesByLink.secondary",
      "Secondary announces",
      "As soon as one of the two says something, the other one, left empty, announces nothing.",
      { write: unlessEmpty },
    ),
    pairs("asPathByPrefix", "AS path by prefix", ["Prefix", "AS path"], BEHIND, AS_PATHS),
    choice(
      "devicePaths",
      "Links in use",
      [
        ["", "Both"],
        ["primary", "Primary alone"],
        ["secondary", "Secondary alone"],
        ["none", "None"],
      ],
      "A circuit has two links, each to an edge router of its own.",
      {
        read: (links) => (links === undefined || links.length === 2 ? "" : (links[0] ?? "none")),
        write: (links) => (links ? [links].filter((link) => link !== "none") : undefined),
      },
    ),
    text("underlayAddresses.primary", "Primary edge", "Address that Microsoft's router answers from.", {
      mono: true,
    }),
    text("underlayAddresses.secondary", "Secondary edge", "The same for the second link.", { mono: true }),
    choice(
      "mseeVendor",
      "Edge router",
      [["", "Not known"], ...same("Cisco", "Juniper")],
      "Whose routers Microsoft runs there: they treat private AS numbers in a prepended path differently.",
    ),
  ],
  connections: [
    gatewayEnd("virtualNetworkGateway", "Gateway"),
    ref("expressRouteCircuit", "Circuit", "expressRouteCircuits", "", given("expressRouteCircuit")),
    ref("localNetworkGateway", "Branch", "localNetworkGateways", "", given("localNetworkGateway")),
    gatewayEnd("remoteGateway", "Other gateway"),
    choice(
      "enableInternetSecurity",
      "Takes the default route",
      [
        ["", "As routing intent says"],
        ["on", "Yes"],
        ["off", "No"],
      ],
      "Whether 0.0.0.0/0 of the hub is announced to this branch.",
      { ...YES_OR_NO, when: (item, document) => Boolean(hubOf(document, join("connections", item.name))) },
    ),
    natRules("egress"),
    natRules("ingress"),
  ],
  sites: [
    pairs(
      "localPreference",
      "Local preference",
      ["Way to Azure", "Preference"],
      "The site's router sends by the way with the highest number; 100 unless said.",
      { to: "expressRouteCircuits|connections|siteLinks" },
    ),
  ],
  routeServers: [
    ref("virtualNetwork", "Virtual network", "virtualNetworks", OWN_PLACE, given("virtualNetwork")),
  ],
  networkVirtualAppliances: [
    text(
      "loadBalancer.frontendPrivateIpAddress",
      "Load balancer address",
      "The internal load balancer in front of it: a next hop that user routes may name.",
      { mono: true },
    ),
    list("loadBalancer.backendPrivateIpAddresses", "Behind the load balancer", "Addresses, one per line.", {
      write: unlessEmpty,
    }),
    choice(
      "asPathHandling",
      "AS path handling",
      [
        ["none", "Passes paths on as they are"],
        ["override", "Puts its own number for 65515"],
        ["strip", "Takes Azure's numbers out"],
      ],
      "Route Server refuses a path with its own number, 65515, in it.",
      { fallback: "none" },
    ),
    choice(
      "drops",
      "Drops packets",
      [
        ["", "None"],
        ["all", "All of them"],
        ["some", "To some destinations"],
      ],
      "What its firewall rules refuse to forward.",
      {
        read: (value) => (Array.isArray(value) ? "some" : value ? "all" : ""),
        write: (value) => ({ all: true, some: [] })[/** @type {string} */ (value)],
      },
    ),
    list("drops", "Dropped destinations", "What it forwards to these prefixes is lost.", {
      id: "drops-list",
      when: (item) => Array.isArray(item.drops),
    }),
  ],
  azureFirewalls: [...home(), text("resourceType", "Kind of firewall", "Empty: Azure Firewall.")],
  virtualHubs: [
    list("virtualRouterIps", "Addresses of its router", "Absent: the answer names the router.", {
      write: unlessEmpty,
    }),
  ],
  bgpPeers: [pairs("asPaths", "AS path by prefix", ["Prefix", "AS path"], BEHIND, AS_PATHS)],
  hubVirtualNetworkConnections: [
    ref("virtualHub", "Virtual hub", "virtualHubs", "", { required: true }),
    ref("remoteVirtualNetwork", "Virtual network", "virtualNetworks", "", { required: true }),
    choice(
      "routingConfiguration.vnetLocalRouteOverrideCriteria",
      "Bypass criteria",
      [["", "Not said"], ...same("Contains", "Equal")],
      "Equal: what goes to the network's own prefixes bypasses its appliance; Contains: static routes catch it.",
    ),
  ],
};

/** @param {...string} names @returns {[string, string][]} */
function same(...names) {
  return names.map((name) => [name, name]);
}
