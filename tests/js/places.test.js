/** Places: who chose them, what the layout may change again, and room for new boxes. */
import assert from "node:assert/strict";
import test from "node:test";
import { room } from "../../static/js/canvas/room.js";
import { move, remove, rename } from "../../static/js/doc/commands.js";
import { frameRegions, placedByHand, settle } from "../../static/js/doc/drawing.js";
import { hubAndSpoke } from "./helpers.js";

const [HUB, SPOKE] = ["virtualNetworks/hub", "virtualNetworks/spoke"];

test("what the layout placed is told from what a hand did, until a hand moves it", () => {
  const settled = settle(hubAndSpoke(), [
    [HUB, [0.4, 0]],
    [SPOKE, [500, 9.6]],
  ]);
  assert.deepEqual(settled.canvas.positions, { [HUB]: [0, 0], [SPOKE]: [500, 10] });
  assert.deepEqual(placedByHand(settled), []);
  const moved = move(settled, [[SPOKE, [520, 40]]]).document;
  assert.deepEqual(placedByHand(moved), [SPOKE]);
  assert.deepEqual(moved.canvas.arranged, [HUB]);
  assert.deepEqual(placedByHand(settle(moved, [[SPOKE, [500, 10]]])), []);
  const all = move(moved, [[HUB, [1, 1]]]).document;
  assert.ok(!("arranged" in all.canvas));
});

test("arranged boxes follow their names and leave with them", () => {
  const settled = settle(hubAndSpoke(), [
    [HUB, [0, 0]],
    [SPOKE, [500, 0]],
  ]);
  assert.deepEqual(rename(settled, SPOKE, "data").document.canvas.arranged, [HUB, "virtualNetworks/data"]);
  assert.deepEqual(remove(settled, [SPOKE]).document.canvas.arranged, [HUB]);
});

test("a free place is taken as it is wanted, and a row fills before the next one", () => {
  const size = { width: 200, height: 100 };
  assert.deepEqual(room(size, [], [7, 9]), [7, 9]);
  /** @type {import("../../static/js/canvas/boxes.js").Box[]} */
  const taken = [];
  for (let count = 0; count < 9; count += 1) {
    const [x, y] = room(size, taken, [0, 0]);
    taken.push({ ...size, x, y });
  }
  const rows = new Set(taken.map((box) => box.y));
  const columns = new Set(taken.map((box) => box.x));
  assert.deepEqual([rows.size, columns.size], [3, 3]);
});

test("each region gets one frame, which is brought up to date", () => {
  const two = {
    schemaVersion: 1,
    virtualNetworks: [
      { name: "a", location: "westeurope" },
      { name: "b", location: "northeurope" },
    ],
  };
  const framed = frameRegions(two);
  const labels = framed.canvas.frames.map((/** @type {any} */ frame) => [frame.label, frame.members]);
  assert.deepEqual(labels, [
    ["westeurope", ["virtualNetworks/a"]],
    ["northeurope", ["virtualNetworks/b"]],
  ]);
  const more = { ...framed, virtualHubs: [{ name: "c", location: "westeurope" }] };
  const again = frameRegions(more).canvas.frames;
  assert.equal(again.length, 2);
  assert.deepEqual(again.find((/** @type {any} */ frame) => frame.label === "westeurope").members, [
    "virtualNetworks/a",
    "virtualHubs/c",
  ]);
  assert.equal(frameRegions({ schemaVersion: 1, virtualNetworks: [{ name: "a" }] }).canvas, undefined);
});
