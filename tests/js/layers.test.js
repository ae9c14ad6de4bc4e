/** Layers: what is left of a drawing when some of it is hidden, and what hides a thing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { layersOf, layersWith, seen } from "../../static/js/canvas/layers.js";

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const theme = read("../../static/theme.json");
const twoRegions = read("../../app/gallery/dual-hub.json");
const wan = read("../../app/gallery/vwan-routing-intent.json");

const ids = (/** @type {any} */ document, /** @type {string[]} */ ...hidden) => {
  const { nodes, edges } = seen(document, new Set(hidden));
  return [...nodes, ...edges].map((one) => one.id);
};

test("only layers that a design has are offered", () => {
  const keys = layersOf(twoRegions, theme.edges).map((layer) => layer.key);
  for (const key of ["line:peering", "subnets", "hosts", "premises", "region:northeurope"])
    assert.ok(keys.includes(key), key);
  assert.deepEqual(
    keys.filter((key) => ["notes", "frames", "line:p2s"].includes(key)),
    [],
  );
});

test("a hidden region takes its networks with all inside, and every line to them", () => {
  const left = ids(twoRegions, "region:northeurope");
  assert.ok(left.includes("virtualNetworks/vnet-hub-weu-001"));
  assert.ok(!left.some((id) => id.includes("-neu-")));
});

test("a Virtual WAN goes with the last of its hubs", () => {
  assert.ok(ids(wan, "region:northeurope").includes("virtualWans/vwan-001"));
  assert.ok(!ids(wan, "region:northeurope", "region:westeurope").includes("virtualWans/vwan-001"));
});

test("without subnets a network still holds its gateways", () => {
  const { nodes } = seen(twoRegions, new Set(["subnets"]));
  assert.equal(
    nodes.find((node) => node.id.endsWith("/ergw-hub-weu-001"))?.parent,
    "virtualNetworks/vnet-hub-weu-001",
  );
  assert.ok(!nodes.some((node) => node.kind === "subnet"));
});

test("the layers that hide a thing are named, and no others", () => {
  const hidden = new Set(["region:northeurope", "hosts", "line:bgp"]);
  assert.deepEqual(layersWith(twoRegions, hidden, "virtualNetworks/vnet-hub-neu-001"), [
    "region:northeurope",
  ]);
  assert.deepEqual(layersWith(twoRegions, hidden, "virtualNetworks/vnet-hub-weu-001"), []);
  assert.deepEqual(layersWith(twoRegions, hidden, "nothing/there"), []);
});
