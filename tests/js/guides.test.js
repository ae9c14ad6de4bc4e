/** Guides: a box goes to the nearest line of a neighbour in reach, and the lines that it then shares are shown. */
import assert from "node:assert/strict";
import test from "node:test";
import { guidesOf, pull } from "../../static/js/canvas/guides.js";

const box = (/** @type {number} */ x, /** @type {number} */ y, width = 100, height = 60) => ({
  x,
  y,
  width,
  height,
});

test("the nearest edge or centre in reach pulls, in each direction on its own", () => {
  const others = [box(0, 0), box(304, 500)];
  assert.deepEqual(pull(box(3, 200), others, 6), [-3, null]);
  assert.deepEqual(pull(box(302, 2), others, 6), [2, -2]);
  assert.deepEqual(pull(box(150, 200), others, 6), [null, null]);
  assert.deepEqual(pull(box(0, 200), [], 6), [null, null]);
});

test("centres meet centres and edges meet the edges across", () => {
  assert.equal(pull(box(22, 200, 60), [box(0, 0)], 6)[0], -2);
  assert.equal(pull(box(97, 200), [box(0, 0)], 6)[0], 3);
});

test("each shared line is as long as all boxes on it", () => {
  const guides = guidesOf(box(0, 200, 60), [box(0, 0), box(0, 400)]);
  assert.deepEqual(guides, [{ across: true, at: 0, from: -12, to: 472 }]);
  assert.deepEqual(guidesOf(box(7, 203), [box(0, 0)]), []);
});
