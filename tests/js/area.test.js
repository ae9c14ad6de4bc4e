import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, fitted } from "../../static/js/canvas/area.js";

const box = (x, y, width, height) => ({ x, y, width, height });
const limits = { padding: 20, least: 0.1, most: 1 };

test("an area holds all boxes and the bows of all lines", () => {
  assert.equal(areaOf([]), null);
  const boxes = [box(0, 0, 100, 50), box(300, -40, 60, 20)];
  assert.deepEqual(areaOf(boxes), { x1: 0, y1: -40, x2: 360, y2: 50 });
  const line = {
    start: [100, 10],
    end: [300, 10],
    bends: [
      [120, 90],
      [280, 90],
    ],
  };
  assert.deepEqual(areaOf(boxes, [line]), { x1: 0, y1: -40, x2: 360, y2: 90 });
});

test("an area is shown in the middle, as large as the frame allows", () => {
  const { zoom, pan } = fitted({ x1: 100, y1: 0, x2: 2100, y2: 1000 }, { width: 1040, height: 840 }, limits);
  assert.equal(zoom, 0.5);
  assert.deepEqual([100 * zoom + pan.x, 2100 * zoom + pan.x], [20, 1020]);
  assert.deepEqual([0 * zoom + pan.y, 1000 * zoom + pan.y], [170, 670]);
});

test("small areas are not blown up and vast ones stay above the least zoom", () => {
  assert.equal(fitted({ x1: 0, y1: 0, x2: 10, y2: 10 }, { width: 1000, height: 800 }, limits).zoom, 1);
  const vast = fitted({ x1: 0, y1: 0, x2: 1e6, y2: 10 }, { width: 1000, height: 800 }, limits);
  assert.equal(vast.zoom, 0.1);
  assert.equal(fitted({ x1: 0, y1: 0, x2: 10, y2: 10 }, { width: 0, height: 0 }, limits).zoom, 0.1);
});
