/** NAT rules and next hops: what else follows when one of them changes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { remove, rename } from "../../static/js/doc/commands.js";
import { addNatRule } from "../../static/js/doc/nat-rules.js";
import { setNextHopType } from "../../static/js/doc/next-hop.js";
import { find } from "../../static/js/doc/paths.js";
import { hubAndSpoke } from "./helpers.js";

const VPN = "virtualNetworkGateways/vpn";

/** A rule that a connection of its gateway uses. */
function translated() {
  const { document } = addNatRule(hubAndSpoke(), VPN);
  const connections = document.connections.map((one) =>
    one.name === "c2" ? { ...one, egressNatRules: ["nat-001"] } : one,
  );
  return { ...document, connections };
}

test("a connection follows the new name of its NAT rule", () => {
  const { document } = rename(translated(), `${VPN}/natRules/nat-001`, "branch");
  assert.ok(find(document, `${VPN}/natRules/branch`));
  assert.deepEqual(find(document, "connections/c2")?.egressNatRules, ["branch"]);
});

test("a NAT rule that is removed leaves its connections", () => {
  const { document } = remove(translated(), [`${VPN}/natRules/nat-001`]);
  assert.deepEqual(find(document, VPN)?.natRules, []);
  assert.equal(find(document, "connections/c2")?.egressNatRules, undefined);
});

test("a next hop keeps its address where the new type can use it", () => {
  const path = "routeTables/rt/routes/udr";
  const route = { name: "udr", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" };
  const design = {
    ...hubAndSpoke(),
    routeTables: [{ name: "rt", routes: [{ ...route, nextHopIpAddress: "10.0.1.4" }] }],
  };
  const shared = setNextHopType(design, path, "VirtualApplianceEcmp").document;
  assert.deepEqual(find(shared, path)?.nextHopIpAddresses, ["10.0.1.4"]);
  assert.equal(find(shared, path)?.nextHopIpAddress, undefined);
  const back = setNextHopType(shared, path, "VirtualAppliance").document;
  assert.deepEqual(find(back, path), { ...route, nextHopIpAddress: "10.0.1.4" });
  assert.deepEqual(find(setNextHopType(back, path, "Internet").document, path), {
    ...route,
    nextHopType: "Internet",
  });
});
