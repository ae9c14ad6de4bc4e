/** The lines of the source: every path is found, also in a text that somebody is still writing. */
import assert from "node:assert/strict";
import test from "node:test";
import { lineOf, linesOf, pathAt, sourceOf } from "../../static/js/doc/source-map.js";
import { hubAndSpoke } from "./helpers.js";

test("the text is the document, with short lists on one line", () => {
  const document = { ...hubAndSpoke(), note: 'a [\n] and , " \\ in a string' };
  const text = sourceOf(document);
  assert.deepEqual(JSON.parse(text), document);
  assert.match(text, /"addressSpace": \["10\.[^\n]*"\]/);
});

test("every line that is named holds what its path ends with", () => {
  const document = { ...hubAndSpoke(), canvas: { positions: { "virtualNetworks/hub": [20, 40] } } };
  const text = sourceOf(document);
  const rows = text.split("\n");
  const lines = linesOf(text);
  assert.ok(lines.size > 30);
  for (const name of ["hub", "spoke"]) {
    const line = /** @type {number} */ (lines.get(`virtualNetworks/${name}`));
    assert.match(rows[line] ?? "", new RegExp(`"name": "${name}"`));
  }
  assert.match(rows[(lines.get("virtualNetworks/hub/addressSpace") ?? 0) - 1] ?? "", /"addressSpace"/);
  assert.match(
    rows[(lines.get("canvas/positions/virtualNetworks~1hub") ?? 0) - 1] ?? "",
    /virtualNetworks\/hub/,
  );
});

test("a path that is not there leads to what is around it", () => {
  const lines = linesOf(sourceOf(hubAndSpoke()));
  assert.equal(lineOf(lines, "virtualNetworks/hub/nmae/3"), lines.get("virtualNetworks/hub"));
  assert.equal(lineOf(lines, ""), null);
  const line = /** @type {number} */ (lines.get("virtualNetworks/spoke"));
  assert.equal(pathAt(lines, line), "virtualNetworks/spoke");
  assert.equal(pathAt(lines, line + 1), "virtualNetworks/spoke/name");
});

for (const broken of ['{"a": [1, {"name": "x', '{"a": 1,, "b" 2]}', "", "]]]", '"'])
  test(`lines of a text that is not JSON yet: ${broken}`, () => {
    assert.ok(linesOf(broken) instanceof Map);
  });
