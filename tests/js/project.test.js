/** The canvas draws what the server's pictures draw: both are held to the fixtures in tests/contract/project. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { layout } from "../../static/js/canvas/boxes.js";
import { elements } from "../../static/js/canvas/project.js";

const theme = JSON.parse(readFileSync(new URL("../../static/theme.json", import.meta.url), "utf8"));
const folder = new URL("../contract/project/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  test(`projection of ${file}`, () => {
    const fixture = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    assert.deepEqual(elements(fixture.document, fixture.level), fixture.elements);
  });

  test(`boxes of ${file}`, () => {
    const fixture = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    const { nodes } = fixture.elements;
    const boxes = layout(nodes, (id) => fixture.boxes[id]?.slice(0, 2), theme);
    for (const node of nodes.filter((/** @type {{kind: string}} */ one) => one.kind !== "virtual-wan")) {
      const { x, y, width, height } = boxes.get(node.id) ?? {};
      [x, y, width, height].forEach((value, index) => {
        assert.ok(Math.abs((value ?? Number.NaN) - fixture.boxes[node.id][index]) < 0.01, node.id);
      });
    }
  });
}
