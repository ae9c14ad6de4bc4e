/** Copies: what goes along, what is renumbered, and what a text from the clipboard may be. */
import assert from "node:assert/strict";
import test from "node:test";
import { align, distribute } from "../../static/js/doc/align.js";
import { Refused } from "../../static/js/doc/commands.js";
import { clipText, copyThings, readClip } from "../../static/js/doc/copy.js";
import { hubAmong, spokesOf } from "../../static/js/doc/hub.js";
import { duplicate, paste } from "../../static/js/doc/paste.js";
import { find } from "../../static/js/doc/paths.js";
import { hubAndSpoke } from "./helpers.js";

const HUB = "virtualNetworks/hub";
const SPOKE = "virtualNetworks/spoke";

test("a network takes along what lives in it, never what it is joined to", () => {
  const { things } = copyThings(hubAndSpoke(), [HUB]);
  assert.deepEqual(Object.keys(things).sort(), ["routeTables", "virtualNetworkGateways", "virtualNetworks"]);
  assert.deepEqual(things.virtualNetworks[0].peerings, []);
});

test("things copied together stay joined under their new names", () => {
  const { document } = duplicate(hubAndSpoke(), [HUB, SPOKE, "sites/hq", "expressRouteCircuits/circuit"]);
  assert.equal(find(document, `${SPOKE}-001/peerings/spoke-to-hub`)?.remoteVirtualNetwork, "hub-001");
  assert.equal(find(document, "connections/c1-001")?.expressRouteCircuit, "circuit-001");
  assert.equal(find(document, "localNetworkGateways/lgw-001")?.site, "hq-001");
  assert.deepEqual(
    document.sites.map((/** @type {any} */ site) => [site.asn, site.addressSpace[0]]),
    [
      [65010, "192.168.0.0/24"],
      [65020, "192.168.1.0/24"],
    ],
  );
  assert.equal(document.routeTables.length, 1, "the same route table is shared");
});

test("addresses inside move with their prefix", () => {
  const { document } = duplicate(hubAndSpoke(), [SPOKE]);
  assert.equal(find(document, "virtualMachines/vm-001")?.privateIpAddress, "10.2.0.4");
  assert.equal(find(document, "virtualMachines/vm-001")?.subnet, "spoke-001/web");
});

test("a subnet goes into the network that is named, with what stands in it", () => {
  const clip = copyThings(hubAndSpoke(), [`${SPOKE}/subnets/web`]);
  const { document, pasted } = paste(hubAndSpoke(), clip, { into: HUB });
  assert.deepEqual(pasted, [`${HUB}/subnets/web`]);
  assert.deepEqual(find(document, `${HUB}/subnets/web`)?.addressPrefixes, ["10.0.2.0/24"]);
  assert.equal(find(document, "virtualMachines/vm-001")?.privateIpAddress, "10.0.2.4");
  assert.equal(document.virtualNetworks.length, 2);
  assert.throws(() => paste({ schemaVersion: 1 }, clip), Refused);
});

test("what cannot stand alone is refused", () => {
  assert.throws(() => duplicate(hubAndSpoke(), ["connections/c1"]), Refused);
  assert.throws(() => duplicate(hubAndSpoke(), [`${HUB}/subnets/GatewaySubnet`]), Refused);
});

test("in another design free names and prefixes stay as they are", () => {
  const clip = readClip(clipText(copyThings(hubAndSpoke(), [SPOKE])));
  const { document } = paste({ schemaVersion: 1 }, /** @type {any} */ (clip));
  assert.deepEqual(document.virtualNetworks[0].addressSpace, ["10.1.0.0/16"]);
  assert.deepEqual(document.canvas.positions, { [SPOKE]: [440, 40] });
});

for (const text of [
  "",
  "hello",
  "[]",
  '{"type": "routecanvas/things"}',
  '{"schemaVersion": 1, "sites": [{}]}',
]) {
  test(`"${text}" is nothing to paste`, () => assert.equal(readClip(text), null));
}

test("a whole design can be pasted", () => {
  const clip = readClip(JSON.stringify(hubAndSpoke()));
  assert.equal(clip?.things.virtualNetworks.length, 2);
  assert.ok(clip?.roots.includes("sites/hq"));
});

const box = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width) => ({
  x,
  y,
  width,
  height: 40,
});

test("edges are lined up with the outermost one, gaps are made equal", () => {
  /** @type {[string, {x: number, y: number, width: number, height: number}][]} */
  const boxes = [
    ["a", box(0, 0, 100)],
    ["c", box(500, 90, 100)],
    ["b", box(150, 30, 60)],
  ];
  assert.deepEqual(align(boxes, "right"), [
    ["a", [500, 0]],
    ["c", [500, 90]],
    ["b", [540, 30]],
  ]);
  assert.deepEqual(distribute(boxes, "across"), [
    ["a", [0, 0]],
    ["b", [270, 30]],
    ["c", [500, 90]],
  ]);
});

test("the network with the gateways is the hub, and the joined spokes are left out", () => {
  const paths = [SPOKE, HUB];
  assert.equal(hubAmong(hubAndSpoke(), paths), HUB);
  assert.deepEqual(spokesOf(hubAndSpoke(), HUB, paths), []);
});
