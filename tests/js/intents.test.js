/** Intents follow what they speak of; their words are those of a person. */
import assert from "node:assert/strict";
import test from "node:test";
import { remove, rename } from "../../static/js/doc/commands.js";
import { endsOf, told, withIntent, withoutIntent } from "../../static/js/doc/intents.js";
import { hubAndSpoke } from "./helpers.js";

/** @param {any} intent */
const made = (intent) => withIntent(hubAndSpoke(), { kind: "reachable", to: "internet", ...intent });
/** @param {any} document */
const ends = (document) =>
  (document.intents ?? []).map((/** @type {any} */ each) => [each.from, each.to, each.by]);

test("an intent gets a name of its own, is replaced by name and leaves nothing behind", () => {
  const one = made({ from: "hub" });
  const two = withIntent(one, { kind: "leavesBy", from: "hub", to: "internet", by: "VPN" });
  assert.equal(new Set(two.intents.map((/** @type {any} */ each) => each.name)).size, 2);
  const { name } = two.intents[1];
  const changed = withIntent(two, { kind: "notReachable", from: "hub", to: "internet", by: "VPN" }, name);
  assert.deepEqual(changed.intents[1], { name, kind: "notReachable", from: "hub", to: "internet" });
  assert.equal("intents" in withoutIntent(one, one.intents[0].name), false);
});

test("a rename is followed in every form of an end", () => {
  const subnet = hubAndSpoke().virtualNetworks[0].subnets[1].name;
  for (const from of ["hub", "virtualNetworks/hub", `hub/${subnet}`]) {
    const { document } = rename(made({ from }), "virtualNetworks/hub", "core");
    assert.deepEqual(ends(document), [[from.replace("hub", "core"), "internet", undefined]]);
  }
});

test("an intent goes with what it speaks of, and only then", () => {
  const document = made({ from: "hub", to: "10.99.0.0/16" });
  assert.deepEqual(ends(remove(document, ["virtualNetworks/spoke"]).document), [
    ["hub", "10.99.0.0/16", undefined],
  ]);
  assert.deepEqual(ends(remove(document, ["virtualNetworks/hub"]).document), []);
});

test("ends are offered without platform subnets, and sentences read like sentences", () => {
  const values = endsOf(hubAndSpoke()).map((end) => end.value);
  assert.ok(values.includes("internet") && values.includes("hub"));
  assert.ok(!values.some((value) => value.endsWith("GatewaySubnet")));
  assert.equal(
    told({ kind: "leavesBy", from: "hub", to: "sites/hq", by: "expressRouteCircuits/er1" }),
    "hub leaves by er1 to hq",
  );
});
