/** What each edit makes of a design: names, prefixes, references. */
import assert from "node:assert/strict";
import test from "node:test";
import { Refused, remove, rename } from "../../static/js/doc/commands.js";
import { connect } from "../../static/js/doc/connect.js";
import { add, addRoute } from "../../static/js/doc/create.js";
import { gestureVerdict } from "../../static/js/doc/legality.js";
import { duplicate } from "../../static/js/doc/paste.js";
import { find } from "../../static/js/doc/paths.js";
import { allowed, hubAndSpoke } from "./helpers.js";

const EMPTY = { schemaVersion: 1, name: "empty" };

test("a first network is a hub with a /16 and a subnet, the next a spoke beside it", () => {
  const first = add(EMPTY, "virtual-network", null);
  assert.equal(first.select, "virtualNetworks/vnet-hub-001");
  const second = add(first.document, "virtual-network", null);
  const spaces = second.document.virtualNetworks.map((/** @type {any} */ network) => [
    network.name,
    network.addressSpace[0],
  ]);
  assert.deepEqual(spaces, [
    ["vnet-hub-001", "10.0.0.0/16"],
    ["vnet-spoke-001", "10.1.0.0/16"],
  ]);
  assert.deepEqual(second.document.virtualNetworks[1].subnets[0].addressPrefixes, ["10.1.0.0/24"]);
});

test("a gateway makes the GatewaySubnet once and uses it again", () => {
  const one = add(EMPTY, "virtual-network", null).document;
  const two = add(one, "vpn-gateway", "virtualNetworks/vnet-hub-001").document;
  const three = add(two, "expressroute-gateway", "virtualNetworks/vnet-hub-001").document;
  const names = three.virtualNetworks[0].subnets.map((/** @type {any} */ subnet) => subnet.name);
  assert.deepEqual(names, ["snet-workload-001", "GatewaySubnet"]);
  assert.throws(() => add(three, "vpn-gateway", "virtualNetworks/vnet-hub-001"), Refused);
});

test("a firewall, a Route Server and an appliance get the subnets that they need", () => {
  let document = add(EMPTY, "virtual-network", null).document;
  for (const kind of ["firewall", "route-server", "nva"]) document = add(document, kind, null).document;
  const names = document.virtualNetworks[0].subnets.map((/** @type {any} */ subnet) => subnet.name);
  assert.deepEqual(names, ["snet-workload-001", "AzureFirewallSubnet", "RouteServerSubnet", "snet-nva"]);
  assert.equal(document.azureFirewalls[0].privateIpAddress, "10.0.1.4");
});

test("machines get the next free address", () => {
  const more = add(hubAndSpoke(), "vm", "virtualNetworks/spoke/subnets/web").document;
  assert.equal(more.virtualMachines[1].privateIpAddress, "10.1.0.5");
});

test("without a network there is nothing to put a gateway into, and the sentence says so", () => {
  assert.throws(() => add(EMPTY, "vpn-gateway", null), /Add a virtual network first/);
});

test("a route table dropped on a subnet is used by it", () => {
  const { document, select } = add(hubAndSpoke(), "route-table", "virtualNetworks/spoke/subnets/web");
  assert.equal(`routeTables/${find(document, "virtualNetworks/spoke/subnets/web")?.routeTable}`, select);
  assert.equal(
    addRoute(document, /** @type {string} */ (select)).document.routeTables[1].routes[0].addressPrefix,
    "0.0.0.0/0",
  );
});

test("renaming a network follows into every reference and its place", () => {
  const { document } = rename(hubAndSpoke(), "virtualNetworks/spoke", "apps");
  assert.equal(document.virtualNetworks[0].peerings[0].remoteVirtualNetwork, "apps");
  assert.equal(document.virtualMachines[0].subnet, "apps/web");
  assert.deepEqual(document.canvas.positions["virtualNetworks/apps"], [400, 0]);
  assert.ok(!("virtualNetworks/spoke" in document.canvas.positions));
});

test("renaming a subnet, a route table and a gateway too", () => {
  let document = rename(hubAndSpoke(), "virtualNetworks/spoke/subnets/web", "front").document;
  document = rename(document, "routeTables/rt", "rt-2").document;
  document = rename(document, "virtualNetworkGateways/er", "ergw").document;
  assert.equal(document.virtualMachines[0].subnet, "spoke/front");
  assert.equal(document.virtualNetworks[0].subnets[1].routeTable, "rt-2");
  assert.equal(document.connections[0].virtualNetworkGateway, "ergw");
});

for (const name of ["spoke", "a b", "", "x".repeat(81)]) {
  test(`a network cannot be called "${name.slice(0, 12)}"`, () => {
    assert.throws(() => rename(hubAndSpoke(), "virtualNetworks/hub", name), Refused);
  });
}

test("removing a network takes what cannot live without it", () => {
  const { document } = remove(hubAndSpoke(), ["virtualNetworks/hub"]);
  assert.deepEqual([document.virtualNetworkGateways, document.connections], [[], []]);
  assert.deepEqual(document.virtualNetworks[0].peerings, []);
  assert.deepEqual(Object.keys(document.canvas.positions), ["virtualNetworks/spoke"]);
});

test("removing a peering takes its twin, a GatewaySubnet its gateways, a route table its use", () => {
  const peering = remove(hubAndSpoke(), ["virtualNetworks/hub/peerings/hub-to-spoke"]).document;
  assert.deepEqual(
    peering.virtualNetworks.map((/** @type {any} */ network) => network.peerings),
    [[], []],
  );
  const subnet = remove(hubAndSpoke(), ["virtualNetworks/hub/subnets/GatewaySubnet"]).document;
  assert.deepEqual([subnet.virtualNetworkGateways, subnet.connections], [[], []]);
  const table = remove(hubAndSpoke(), ["routeTables/rt"]).document;
  assert.ok(!("routeTable" in table.virtualNetworks[0].subnets[1]));
});

test("a duplicate has its own name and prefixes and no peerings", () => {
  const { document } = duplicate(hubAndSpoke(), ["virtualNetworks/spoke"]);
  const copy = document.virtualNetworks[2];
  assert.deepEqual(
    [copy.name, copy.addressSpace, copy.subnets[0].addressPrefixes, copy.peerings],
    ["spoke-001", ["10.2.0.0/16"], ["10.2.0.0/24"], []],
  );
});

test("peering makes both halves; the side with a gateway offers it and nobody is made to use it", () => {
  const ready = add(hubAndSpoke(), "virtual-network", null).document;
  const { document, select } = connect(
    ready,
    allowed("virtualNetwork virtualNetwork", "virtualNetworks/vnet-spoke-001", "virtualNetworks/hub"),
  );
  assert.equal(select, "virtualNetworks/vnet-spoke-001/peerings/peer-spoke-to-hub");
  assert.equal(find(document, "virtualNetworks/hub/peerings/peer-hub-to-spoke")?.allowGatewayTransit, true);
  assert.equal(find(document, /** @type {string} */ (select))?.useRemoteGateways, undefined);
});

test("a site dragged to a network gets a gateway, a local gateway and a connection", () => {
  const start = add(add(EMPTY, "virtual-network", null).document, "site", null).document;
  const { document } = connect(
    start,
    allowed("site virtualNetwork", "sites/site-001", "virtualNetworks/vnet-hub-001"),
  );
  assert.deepEqual(
    [
      document.virtualNetworkGateways.length,
      document.localNetworkGateways.length,
      document.connections.length,
    ],
    [1, 1, 1],
  );
  assert.equal(document.connections[0].enableBgp, true);
});

test("connecting twice is refused", () => {
  assert.throws(
    () =>
      connect(
        hubAndSpoke(),
        allowed(
          "expressRouteGateway expressRouteCircuit",
          "virtualNetworkGateways/er",
          "expressRouteCircuits/circuit",
        ),
      ),
    Refused,
  );
});

test("a gesture that ends on a subnet means its network", () => {
  const table = {
    kinds: { virtualNetwork: { list: "virtualNetworks" }, subnet: { list: "virtualNetworks/*/subnets" } },
    pairs: [
      {
        ...allowed("virtualNetwork virtualNetwork", "", "").pair,
        effect: "",
        creates: [],
        sets: null,
        defaults: {},
        refusal: "",
      },
    ],
    otherwise: "no",
  };
  const verdict = gestureVerdict(
    table,
    hubAndSpoke(),
    "virtualNetworks/hub",
    "virtualNetworks/spoke/subnets/web",
  );
  assert.deepEqual([verdict.allowed, verdict.target], [true, "virtualNetworks/spoke"]);
  assert.equal(
    gestureVerdict(table, hubAndSpoke(), "virtualNetworks/hub", "virtualNetworks/hub/subnets/shared").allowed,
    false,
  );
});
