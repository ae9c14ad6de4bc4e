/** The left column: ranges of rows, which row stands in for one that is gone, what Enter adds from the palette. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../static/js/doc/commands.js";
import { connectAll } from "../../static/js/doc/hub.js";
import { PALETTE } from "../../static/js/doc/kinds.js";
import { peeringBetween } from "../../static/js/doc/peering.js";
import { bestOf } from "../../static/js/ui/palette.js";
import { neighbour, range, twigs } from "../../static/js/ui/twigs.js";
import { hubAndSpoke } from "./helpers.js";

const TABLE = {
  kinds: { virtualNetwork: { list: "virtualNetworks" } },
  pairs: [
    {
      source: "virtualNetwork",
      target: "virtualNetwork",
      allowed: true,
      verb: "peer",
      effect: "",
      creates: [],
      sets: null,
      defaults: {},
      refusal: "",
    },
  ],
  otherwise: "no",
};

test("a range goes either way and ends where it was led to", () => {
  const rows = ["a", "b", "c", "d"];
  assert.deepEqual(range(rows, "b", "d"), ["b", "c", "d"]);
  assert.deepEqual(range(rows, "c", "a"), ["c", "b", "a"]);
  assert.deepEqual(range(rows, "b", "b"), ["b"]);
});

test("the row after a removed one takes its place, at the end the one before", () => {
  const before = ["a", "a/1", "a/2", "b"];
  assert.equal(neighbour(before, ["b"], "a"), "b");
  assert.equal(neighbour(before, ["a", "a/1", "a/2"], "b"), "a/2");
  assert.equal(neighbour(before, before, "a/1"), "a/1");
  assert.equal(neighbour(before, [], "a"), "");
});

test("Enter adds what is called as was typed, before what only has the word", () => {
  const kinds = (/** @type {string} */ wanted) => {
    const found = PALETTE.filter((entry) => entry.words.toLowerCase().includes(wanted));
    return bestOf(found, wanted)?.kind;
  };
  assert.equal(kinds("site"), "site");
  assert.equal(kinds("virtual net"), "virtual-network");
  assert.equal(kinds("circuit"), "circuit");
  assert.equal(kinds("nothing like it"), undefined);
});

test("everything of a design has a row, networks with their peerings", () => {
  const flat = (/** @type {any[]} */ rows) => rows.flatMap((row) => [row.path, ...flat(row.children)]);
  const paths = flat(twigs(hubAndSpoke()));
  for (const path of ["virtualNetworks/hub/peerings/hub-to-spoke", "routeTables/rt", "connections/c1"])
    assert.ok(paths.includes(path), path);
});

test("several things are joined in one go; what is joined already is told, not undone", () => {
  const document = hubAndSpoke();
  document.virtualNetworks.push(
    /** @type {any} */ ({ name: "lab", addressSpace: ["10.2.0.0/16"], subnets: [] }),
  );
  const from = ["virtualNetworks/spoke", "virtualNetworks/lab"];
  const { outcome, refusals } = connectAll(document, TABLE, from, "virtualNetworks/hub");
  assert.equal(refusals.length, 1);
  assert.ok(peeringBetween(outcome.document, "virtualNetworks/lab", "virtualNetworks/hub"));
  assert.throws(() => connectAll(document, TABLE, from.slice(0, 1), "virtualNetworks/hub"), Refused);
});
