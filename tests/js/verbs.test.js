/** Verbs come from several modules: no two may have the same name or the same key. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const folder = new URL("../../static/js/ui/verbs/", import.meta.url);
const sources = [
  ...readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8")),
  readFileSync(new URL("../verbs.js", folder), "utf8"),
];

/** @param {string[]} all */
const repeated = (all) => all.filter((one, index) => all.indexOf(one) !== index);

test("every key does one thing", () => {
  const lists = sources.flatMap((source) =>
    [...source.matchAll(/keys: \[([^\]]*)\]/g)].map(([, list]) => list),
  );
  const keys = lists.flatMap((list) => [...(list ?? "").matchAll(/"([^"]+)"/g)].map(([, key]) => key ?? ""));
  assert.ok(keys.length > 30);
  assert.deepEqual(repeated(keys), []);
});

test("every verb has a name of its own", () => {
  const names = sources.flatMap((source) =>
    [...source.matchAll(/^ {4}"?([a-z-]+)"?: \{/gm)].map(([, name]) => name ?? ""),
  );
  assert.ok(names.length > 30);
  assert.deepEqual(repeated(names), []);
});
