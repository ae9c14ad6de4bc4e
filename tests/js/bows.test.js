/** Bows: lines beside boxes pass clear of what stands between their ends and of each other. */
import assert from "node:assert/strict";
import test from "node:test";
import { blocked, levels } from "../../static/js/canvas/bows.js";
import { route } from "../../static/js/canvas/route.js";

const box = (/** @type {number} */ x, /** @type {number} */ y, width = 200) => ({ x, y, width, height: 60 });
const [first, second, third] = [box(0, 0), box(0, 200, 300), box(0, 400)];
const line = (/** @type {string} */ source, /** @type {string} */ target) => ({
  id: `${source}-${target}`,
  kind: "hub-mesh",
  source,
  target,
  label: "",
  flags: [],
});

test("a box between two others blocks the way straight down, one beside it does not", () => {
  assert.ok(blocked(first, third, [first, second, third]));
  assert.ok(!blocked(first, second, [first, second, third]));
  assert.ok(!blocked(first, third, [first, box(400, 200), third]));
});

test("the line around bows out further than the box that it passes", () => {
  const boxes = new Map([
    ["a", first],
    ["b", second],
    ["c", third],
  ]);
  const owner = new Map([...boxes.keys()].map((id) => [id, id]));
  const lines = route([line("a", "b"), line("b", "c"), line("a", "c")], boxes, owner);
  assert.deepEqual(lines.get("a-b")?.start, [100, 60]);
  assert.deepEqual(
    lines.get("a-c")?.bends.map(([x]) => x),
    [332, 332],
  );
});

test("two bows on one side keep apart, the shorter one inside", () => {
  const bow = (/** @type {string} */ id, /** @type {number} */ bottom) =>
    /** @type {const} */ ({ id, side: "right", top: 30, bottom, ends: [first, third] });
  const found = levels([bow("long", 430), bow("short", 230)], []);
  assert.ok(/** @type {number} */ (found.get("short")) < /** @type {number} */ (found.get("long")));
});
