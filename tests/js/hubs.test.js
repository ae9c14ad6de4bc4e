/** Edits of a hub's routing: who takes part in which table, tables that come and go, routing intent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { membersOf, takePart } from "../../static/js/doc/hub-members.js";
import {
  addStatic,
  addTable,
  associate,
  intentOf,
  removeTable,
  renameTable,
  setAdditional,
  setIntent,
} from "../../static/js/doc/hubs.js";
import { find } from "../../static/js/doc/paths.js";
import {
  actionsOf,
  addMap,
  addRule,
  conditionsOf,
  moveUp,
  removeMap,
  renameMap,
  setClause,
} from "../../static/js/doc/route-maps.js";

const HUB = "virtualHubs/h1";
const SPOKE = "hubVirtualNetworkConnections/to-a";

/** A hub with a spoke, a circuit and clients; a second hub beside it. */
function wan() {
  return {
    schemaVersion: 1,
    virtualWans: [{ name: "wan" }],
    virtualHubs: [
      { name: "h1", virtualWan: "wan", addressPrefix: "10.0.0.0/23" },
      { name: "h2", virtualWan: "wan", addressPrefix: "10.0.2.0/23" },
    ],
    virtualNetworks: [{ name: "a", addressSpace: ["10.1.0.0/16"] }],
    hubVirtualNetworkConnections: [{ name: "to-a", virtualHub: "h1", remoteVirtualNetwork: "a" }],
    virtualNetworkGateways: [
      { name: "er", gatewayType: "ExpressRoute", virtualHub: "h1" },
      {
        name: "vpn",
        gatewayType: "Vpn",
        virtualHub: "h1",
        vpnClientConfiguration: { vpnClientAddressPool: ["172.16.0.0/24"] },
      },
    ],
    expressRouteCircuits: [{ name: "circuit" }],
    connections: [
      {
        name: "c1",
        connectionType: "ExpressRoute",
        virtualNetworkGateway: "er",
        expressRouteCircuit: "circuit",
      },
    ],
  };
}

/**
 * @param {object} document
 * @param {string} path
 */
const member = (document, path) => membersOf(document, HUB).find((one) => one.path === path);

test("networks, circuits and clients take part in the default table by its label", () => {
  const members = membersOf(wan(), HUB);
  assert.deepEqual(
    members.map(({ path, branch }) => [path, branch]),
    [
      [SPOKE, false],
      ["connections/c1", true],
      ["virtualNetworkGateways/vpn", true],
    ],
  );
  for (const one of members) {
    assert.equal(one.associated, "defaultRouteTable");
    assert.deepEqual([...one.reached], [["defaultRouteTable", "default"]]);
  }
  assert.deepEqual(membersOf(wan(), "virtualHubs/h2"), []);
});

test("leaving the default table takes its label away, coming back brings it", () => {
  const out = takePart(wan(), HUB, SPOKE, "defaultRouteTable", false).document;
  assert.deepEqual([...(member(out, SPOKE)?.reached ?? [])], []);
  assert.deepEqual(find(out, SPOKE)?.routingConfiguration.propagatedRouteTables, { names: [], labels: [] });
  const back = takePart(out, HUB, SPOKE, "defaultRouteTable", true).document;
  assert.deepEqual([...(member(back, SPOKE)?.reached ?? [])], [["defaultRouteTable", "default"]]);
});

test("other tables are named, whichever way the name is written", () => {
  const table = addTable(wan(), HUB).document;
  const inside = takePart(table, HUB, "connections/c1", "rt-001", true).document;
  assert.equal(member(inside, "connections/c1")?.reached.get("rt-001"), "");
  const far = structuredClone(inside);
  far.connections[0].routingConfiguration.propagatedRouteTables.names = ["h1/rt-001"];
  assert.equal(member(far, "connections/c1")?.reached.get("rt-001"), "");
  const out = takePart(far, HUB, "connections/c1", "rt-001", false).document;
  assert.equal(member(out, "connections/c1")?.reached.has("rt-001"), false);
});

test("naming the own default table means its label", () => {
  const named = takePart(wan(), HUB, SPOKE, "defaultRouteTable", false).document;
  named.hubVirtualNetworkConnections[0].routingConfiguration.propagatedRouteTables.names = [
    "defaultRouteTable",
  ];
  assert.deepEqual([...(member(named, SPOKE)?.reached ?? [])], [["defaultRouteTable", "default"]]);
  const out = takePart(named, HUB, SPOKE, "defaultRouteTable", false).document;
  assert.equal(member(out, SPOKE)?.reached.size, 0);
});

test("names of a table follow it to its new name and go with it", () => {
  const made = associate(addTable(wan(), HUB).document, SPOKE, "rt-001").document;
  const named = takePart(made, HUB, SPOKE, "rt-001", true).document;
  const renamed = renameTable(named, `${HUB}`, "rt-001", "spokes").document;
  assert.equal(member(renamed, SPOKE)?.associated, "spokes");
  assert.equal(member(renamed, SPOKE)?.reached.get("spokes"), "");
  const gone = removeTable(renamed, HUB, "spokes").document;
  assert.equal(member(gone, SPOKE)?.associated, "defaultRouteTable");
  assert.deepEqual([...(member(gone, SPOKE)?.reached.keys() ?? [])], ["defaultRouteTable"]);
});

test("routing intent brings its firewall, keeps what goes through it besides, and goes without a trace", () => {
  const on = setIntent(wan(), HUB, "both").document;
  const [firewall] = on.azureFirewalls;
  assert.equal(firewall.virtualHub, "h1");
  assert.equal(intentOf(find(on, HUB) ?? {}), "both");
  const more = setAdditional(on, HUB, ["100.64.0.0/10"]).document;
  const narrowed = setIntent(more, HUB, "private").document;
  assert.deepEqual(find(narrowed, `${HUB}/routeTables/defaultRouteTable`)?.routes, [
    { name: "private_traffic", destinations: ["100.64.0.0/10"], nextHop: firewall.name },
  ]);
  const off = setIntent(narrowed, HUB, "none").document;
  assert.equal(find(off, HUB)?.routingIntent, undefined);
  assert.deepEqual(find(off, `${HUB}/routeTables/defaultRouteTable`)?.routes, []);
});

test("a static route leads to what there is", () => {
  const routed = addStatic(wan(), HUB, "defaultRouteTable").document;
  assert.equal(find(routed, `${HUB}/routeTables/defaultRouteTable/routes/static-001`)?.nextHop, "to-a");
  assert.throws(() => addStatic(wan(), "virtualHubs/h2", "defaultRouteTable"), /add one first/);
});

test("a rule of a route map holds any number of conditions and actions", () => {
  const made = addRule(addMap(wan(), HUB).document, `${HUB}/routeMaps/rm-001`).document;
  const rule = `${HUB}/routeMaps/rm-001/rules/rule-001`;
  const read = (/** @type {any} */ document) => find(document, rule) ?? {};
  assert.deepEqual(conditionsOf(read(made)), [{ kind: "Contains-routePrefix", values: [] }]);
  assert.deepEqual(actionsOf(read(made)), [{ kind: "Drop", values: [] }]);

  let document = made;
  const set = (/** @type {any} */ list, /** @type {number} */ index, /** @type {any} */ clause) => {
    document = setClause(document, rule, list, index, clause).document;
  };
  set("matchCriteria", 0, { kind: "NotEquals-routePrefix", values: ["10.0.0.0/8"] });
  set("matchCriteria", 1, { kind: "Contains-asPath", values: ["65010"] });
  set("matchCriteria", 2, { kind: "Contains-community", values: ["65010:100"] });
  set("actions", 0, { kind: "Add-asPath", values: ["64500", "64500"] });
  set("actions", 1, { kind: "Replace-routePrefix", values: ["10.0.0.0/8"] });
  assert.deepEqual(read(document), {
    name: "rule-001",
    matchCriteria: [
      { matchCondition: "NotEquals", routePrefix: ["10.0.0.0/8"] },
      { matchCondition: "Contains", asPath: ["65010"] },
      { matchCondition: "Contains", community: ["65010:100"] },
    ],
    actions: [
      { type: "Add", parameters: [{ asPath: ["64500", "64500"] }] },
      { type: "Replace", parameters: [{ routePrefix: ["10.0.0.0/8"] }] },
    ],
    nextStepIfMatched: "Terminate",
  });
  assert.deepEqual(
    conditionsOf(read(document)).map((one) => one?.kind),
    ["NotEquals-routePrefix", "Contains-asPath", "Contains-community"],
  );
  set("actions", 2, { kind: "Add-community", values: [] });
  assert.deepEqual(actionsOf(read(document))[2], { kind: "Add-community", values: [] });
  set("actions", 2, null);
  set("matchCriteria", 1, null);
  set("actions", 0, null);
  set("matchCriteria", 0, { kind: "any", values: [] });
  assert.deepEqual(read(document).matchCriteria, [
    { matchCondition: "Contains", routePrefix: ["*"] },
    { matchCondition: "Contains", community: ["65010:100"] },
  ]);
  assert.deepEqual(actionsOf(read(document)), [{ kind: "Replace-routePrefix", values: ["10.0.0.0/8"] }]);
  assert.deepEqual(made, addRule(addMap(wan(), HUB).document, `${HUB}/routeMaps/rm-001`).document);
});

test("conditions and actions about several things at once are left as they are", () => {
  const rule = {
    matchCriteria: [
      { matchCondition: "Contains", routePrefix: ["10.0.0.0/8"], asPath: ["65010"] },
      { matchCondition: "Unknown" },
    ],
    actions: [{ type: "Add", parameters: [{ asPath: ["1"] }, { asPath: ["2"] }] }, { type: "Drop" }],
  };
  assert.deepEqual(conditionsOf(rule), [null, { kind: "any", values: [] }]);
  assert.deepEqual(actionsOf(rule), [null, { kind: "Drop", values: [] }]);
});

test("a rule moves before the one above it", () => {
  const map = `${HUB}/routeMaps/rm-001`;
  let document = addMap(wan(), HUB).document;
  for (let count = 0; count < 3; count++) document = addRule(document, map).document;
  const names = () => find(document, map)?.rules.map((/** @type {any} */ one) => one.name);
  document = moveUp(document, map, "rule-003").document;
  assert.deepEqual(names(), ["rule-001", "rule-003", "rule-002"]);
  document = moveUp(document, map, "rule-001").document;
  assert.deepEqual(names(), ["rule-001", "rule-003", "rule-002"]);
});

test("a connection follows its route map to a new name and loses it with it", () => {
  const made = addMap(wan(), HUB).document;
  made.connections[0].routingConfiguration = { outboundRouteMap: "rm-001" };
  const renamed = renameMap(made, HUB, "rm-001", "shorter").document;
  assert.equal(find(renamed, "connections/c1")?.routingConfiguration.outboundRouteMap, "shorter");
  const gone = removeMap(renamed, HUB, "shorter").document;
  assert.equal(find(gone, "connections/c1")?.routingConfiguration, undefined);
  assert.deepEqual(find(gone, HUB)?.routeMaps, []);
});
