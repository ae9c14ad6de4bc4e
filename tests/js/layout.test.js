/** Boxes: what is inside fits, hand-made corners stay, nothing new lands on something old. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { layout, outermost } from "../../static/js/canvas/boxes.js";
import { fitted, textWidth } from "../../static/js/canvas/measure.js";
import { elements } from "../../static/js/canvas/project.js";
import { relativeBends, route } from "../../static/js/canvas/route.js";
import { hubAndSpoke } from "./helpers.js";

const theme = JSON.parse(readFileSync(new URL("../../static/theme.json", import.meta.url), "utf8"));
const { nodes, edges } = elements(hubAndSpoke());
/** @type {any} */
const corners = { "virtualNetworks/hub": [0, 0], "virtualNetworks/spoke": [500, 0] };
const boxes = layout(nodes, (id) => corners[id], theme);

test("children lie inside their parents", () => {
  for (const node of nodes.filter((one) => one.parent !== null)) {
    const [inner, outer] = [boxes.get(node.id), boxes.get(/** @type {string} */ (node.parent))];
    assert.ok(
      inner && outer && inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width,
      node.id,
    );
    assert.ok(inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height, node.id);
  }
});

test("corners made by hand stay, and new boxes find a free place", () => {
  assert.deepEqual([boxes.get("virtualNetworks/spoke")?.x, boxes.get("virtualNetworks/spoke")?.y], [500, 0]);
  const owner = outermost(nodes);
  const blocks = nodes.filter((node) => owner.get(node.id) === node.id).map((node) => boxes.get(node.id));
  blocks.forEach((one, index) => {
    for (const other of blocks.slice(index + 1)) {
      const apart =
        !one ||
        !other ||
        one.x >= other.x + other.width ||
        other.x >= one.x + one.width ||
        one.y >= other.y + other.height ||
        other.y >= one.y + one.height;
      assert.ok(apart);
    }
  });
});

test("a line starts and ends on the sides that face each other", () => {
  const line = route(edges, boxes, outermost(nodes)).get("virtualNetworks/hub/peerings/hub-to-spoke");
  const hub = boxes.get("virtualNetworks/hub");
  assert.equal(line?.start[0], (hub?.x ?? 0) + (hub?.width ?? 0));
  assert.equal(line?.end[0], 500);
});

test("bends are given relative to the line", () => {
  const bends = relativeBends({ start: [0, 0], end: [100, 0], bends: [[50, 20]] });
  assert.deepEqual(bends, [{ weight: 0.5, distance: 20 }]);
});

test("a long name is cut to fit", () => {
  const cut = fitted("a-very-long-name-of-a-network", 80, 12);
  assert.ok(cut.endsWith("…") && textWidth(cut, 12) <= 80);
});
