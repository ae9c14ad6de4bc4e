/** Lines keep out of boxes where a free way exists, and stay straight where nothing is in the way. */
import assert from "node:assert/strict";
import test from "node:test";
import { detour, hits } from "../../static/js/canvas/detour.js";

/** @type {[number, number]} */
const start = [0, 100];
/** @type {[number, number]} */
const end = [600, 110];
/** @type {[number, number][]} */
const straight = [
  [250, 100],
  [350, 110],
];
const wall = { x: 200, y: 40, width: 200, height: 120 };

test("a straight way that is free is left alone", () => {
  const aside = { ...wall, y: 400 };
  assert.equal(detour(start, end, straight, [aside]), null);
});

test("a line goes around what stands between", () => {
  assert.ok(hits(start, end, straight, [wall]));
  const way = detour(start, end, straight, [wall]);
  assert.ok(way && !hits(start, end, way, [wall]));
});

test("a level that another box blocks is not taken", () => {
  const below = { x: 200, y: 165, width: 200, height: 60 };
  const way = detour(start, end, straight, [wall, below]);
  assert.ok(way && !hits(start, end, way, [wall, below]));
});
