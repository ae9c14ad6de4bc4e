/** Cures as the browser makes and tells them, and findings that are set aside. */
import assert from "node:assert/strict";
import test from "node:test";
import { changed, dismissed, told } from "../../static/js/doc/change.js";
import { remove, rename } from "../../static/js/doc/commands.js";
import { find } from "../../static/js/doc/paths.js";
import { hubAndSpoke } from "./helpers.js";

const ROUTE = { name: "out", addressPrefix: "0.0.0.0/1", nextHopType: "Internet" };

test("a value is set, laid over, appended and taken away", () => {
  const before = hubAndSpoke();
  const after = changed(before, [
    { path: "virtualNetworks/spoke/peerings/spoke-to-hub/useRemoteGateways", value: false },
    { path: "routeTables/rt/routes", value: [ROUTE] },
    { path: "routeTables/new", value: { routes: [ROUTE] } },
    { path: "virtualNetworks/hub/subnets/shared/routeTable", value: null },
    { path: "virtualNetworkGateways/er", value: null },
  ]);
  assert.equal(find(after, "virtualNetworks/spoke/peerings/spoke-to-hub")?.useRemoteGateways, false);
  assert.deepEqual(find(after, "routeTables/rt/routes/out"), ROUTE);
  assert.deepEqual(find(after, "routeTables/new"), { name: "new", routes: [ROUTE] });
  assert.equal("routeTable" in (find(after, "virtualNetworks/hub/subnets/shared") ?? {}), false);
  assert.equal(find(after, "virtualNetworkGateways/er"), null);
  assert.deepEqual(before, hubAndSpoke());
});

test("a change is told by the thing and what becomes of it", () => {
  const before = hubAndSpoke();
  const words = (/** @type {import("../../static/js/doc/change.js").Change[]} */ changes) =>
    told(before, changed(before, changes)).map(({ where, words }) => `${where}: ${words}`);
  assert.deepEqual(
    words([{ path: "virtualNetworks/spoke/peerings/spoke-to-hub/useRemoteGateways", value: false }]),
    ["spoke / spoke-to-hub: use remote gateways: on → off"],
  );
  assert.deepEqual(words([{ path: "routeTables/rt/routes/out", value: ROUTE }]), [
    "rt / out: new in routes: 0.0.0.0/1 to Internet",
  ]);
  assert.deepEqual(words([{ path: "virtualNetworkGateways/er", value: null }]), [
    "er: taken out of virtual network gateways",
  ]);
});

test("a dismissal comes and goes without a trace", () => {
  const before = hubAndSpoke();
  const once = dismissed(before, "connections/c", "H-88", "known");
  const twice = dismissed(once, "connections/c", "H-84", "too");
  assert.deepEqual(twice.dismissals, { "connections/c": { "H-88": "known", "H-84": "too" } });
  assert.deepEqual(dismissed(dismissed(twice, "connections/c", "H-84"), "connections/c", "H-88"), before);
});

test("a dismissal follows its thing to another name and out of the design", () => {
  const path = "virtualNetworks/spoke/peerings/spoke-to-hub";
  const design = dismissed(hubAndSpoke(), path, "H-12", "known");
  const renamed = rename(design, "virtualNetworks/spoke", "data").document;
  assert.deepEqual(Object.keys(renamed.dismissals), ["virtualNetworks/data/peerings/spoke-to-hub"]);
  assert.equal(remove(design, ["virtualNetworks/spoke"]).document.dismissals, undefined);
  assert.deepEqual(remove(design, ["routeTables/rt"]).document.dismissals, design.dismissals);
});
