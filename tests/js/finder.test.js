/** What the finder puts first. */
import assert from "node:assert/strict";
import test from "node:test";
import { fit } from "../../static/js/ui/finder.js";

const hit = (/** @type {string} */ words, /** @type {string[]} */ prefixes = []) => ({
  words,
  more: prefixes[0] ?? "",
  prefixes,
  run: () => {},
});

test("an address finds the narrowest thing around it first", () => {
  const ranks = [["10.0.0.0/8"], ["10.1.2.0/24"], ["10.1.0.0/16"], ["fd00::/8"]].map((prefixes) =>
    fit(hit("thing", prefixes), "10.1.2.3"),
  );
  assert.deepEqual(ranks, [18, 34, 26, 0]);
});

test("a second prefix counts as well", () => {
  assert.ok(fit(hit("hub", ["10.0.0.0/16", "192.168.0.0/24"]), "192.168.0.9") > 0);
});

test("names that begin with the words come before names that hold them", () => {
  assert.ok(fit(hit("vnet-hub"), "vnet") > fit(hit("my-vnet"), "vnet"));
  assert.ok(fit(hit("Zoom to fit"), "fit zoom") > 0);
  assert.equal(fit(hit("spoke"), "hub"), 0);
});
