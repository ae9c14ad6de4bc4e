/** Failures: whether the design still has what a failure is of. */
import assert from "node:assert/strict";
import test from "node:test";
import { isThere } from "../../static/js/whatif/parts.js";

const DESIGN = {
  expressRouteCircuits: [{ name: "er1" }],
  routeServers: [{ name: "rs", bgpPeers: ["nva"] }],
  virtualHubs: [{ name: "hub", bgpPeers: [{ name: "nva" }] }],
  virtualNetworks: [{ name: "net", peerings: [{ name: "links" }] }],
};

test("a failure is there with its thing, a part of it or its session", () => {
  for (const [path, there] of /** @type {[string, boolean][]} */ ([
    ["expressRouteCircuits/er1", true],
    ["expressRouteCircuits/er1/links/primary", true],
    ["expressRouteCircuits/er1/provisioning", true],
    ["expressRouteCircuits/er2/links/primary", false],
    ["routeServers/rs/bgpPeers/nva", true],
    ["routeServers/rs/bgpPeers/gone", false],
    ["virtualHubs/hub/bgpPeers/nva", true],
    ["virtualNetworks/net/peerings/links", true],
    ["virtualNetworks/net/peerings/gone", false],
  ]))
    assert.equal(isThere(/** @type {any} */ (DESIGN), path), there, path);
});
