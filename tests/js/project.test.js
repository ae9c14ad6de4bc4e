/** The canvas draws what the server's pictures draw: both are held to the fixtures in tests/contract/project. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { elements } from "../../static/js/canvas/project.js";

const folder = new URL("../contract/project/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  test(`projection of ${file}`, () => {
    const fixture = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    assert.deepEqual(elements(fixture.document, fixture.level), fixture.elements);
  });
}
