/** The store: everything can be undone and done again, and what others did stays. */
import assert from "node:assert/strict";
import test from "node:test";
import { move, remove, rename, setProperty } from "../../static/js/doc/commands.js";
import { add } from "../../static/js/doc/create.js";
import { PALETTE } from "../../static/js/doc/kinds.js";
import { duplicate } from "../../static/js/doc/paste.js";
import { apply, diff, invert, same } from "../../static/js/doc/patch.js";
import { Store } from "../../static/js/doc/store.js";
import { hubAndSpoke } from "./helpers.js";

/** @type {Record<string, (document: any) => any>} */
const COMMANDS = {
  "set a property": (document) => setProperty(document, "sites/hq", "asn", 65099),
  "set a nested property": (document) =>
    setProperty(document, "virtualNetworkGateways/vpn", "bgpSettings.asn", 65001),
  "rename a network": (document) => rename(document, "virtualNetworks/hub", "core"),
  "remove a network": (document) => remove(document, ["virtualNetworks/hub"]),
  "remove a site": (document) => remove(document, ["sites/hq"]),
  "duplicate a network": (document) => duplicate(document, ["virtualNetworks/spoke"], { offset: [10, 20] }),
  move: (document) => move(document, [["virtualNetworks/hub", [40, 60]]]),
  ...Object.fromEntries(
    PALETTE.filter(({ kind }) => !kind.endsWith("-gateway")).map(({ kind }) => [
      `add ${kind}`,
      (/** @type {any} */ document) => add(document, kind, "virtualNetworks/spoke"),
    ]),
  ),
};
delete COMMANDS["add p2s-pool"];
delete COMMANDS["add frame"];

for (const [name, command] of Object.entries(COMMANDS)) {
  test(`${name}, undone and done again`, () => {
    const store = new Store(hubAndSpoke());
    const before = store.document;
    store.run(name, command);
    const after = store.document;
    assert.ok(!same(before, after));
    assert.ok(store.undo());
    assert.deepEqual(withoutEmpty(store.document), withoutEmpty(before));
    assert.ok(store.redo());
    assert.deepEqual(withoutEmpty(store.document), withoutEmpty(after));
    assert.deepEqual(hubAndSpoke(), before, "the command changed its input");
  });
}

/** Lists that are empty mean the same as lists that are absent. @param {any} value @returns {any} */
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutEmpty(inner)]));
}

test("a new edit forgets what could be done again", () => {
  const store = new Store(hubAndSpoke());
  store.run("one", (document) => setProperty(document, "sites/hq", "asn", 1));
  store.undo();
  store.run("two", (document) => setProperty(document, "sites/hq", "asn", 2));
  assert.equal(store.redo(), false);
});

test("a command that changes nothing is no step to undo", () => {
  const store = new Store(hubAndSpoke());
  store.run("nothing", (document) => setProperty(document, "sites/hq", "asn", 65010));
  assert.equal(store.undo(), false);
});

test("undo takes back my edit and leaves theirs", () => {
  const store = new Store(hubAndSpoke());
  const sent = setProperty(store.document, "sites/hq", "asn", 65099).document;
  store.run("mine", () => ({ document: sent }));
  const theirs = setProperty(sent, "virtualNetworks/hub", "location", "northeurope").document;
  store.rebase(sent, theirs);
  store.undo();
  assert.equal(store.document.sites[0].asn, 65010);
  assert.equal(store.document.virtualNetworks[0].location, "northeurope");
});

test("edits made while a save was in the air stay on top of its answer", () => {
  const store = new Store(hubAndSpoke());
  const sent = store.document;
  store.run("later", (document) => setProperty(document, "sites/hq", "transit", true));
  store.rebase(sent, setProperty(sent, "sites/hq", "asn", 65099).document);
  assert.deepEqual([store.document.sites[0].asn, store.document.sites[0].transit], [65099, true]);
});

test("a difference applied is the other document, inverted the first", () => {
  const [one, other] = [hubAndSpoke(), remove(hubAndSpoke(), ["virtualNetworks/spoke"]).document];
  const steps = diff(one, other);
  assert.deepEqual(withoutEmpty(apply(one, steps)), withoutEmpty(other));
  assert.deepEqual(withoutEmpty(apply(other, invert(steps))), withoutEmpty(one));
});

test("the order of named things is a change like any other", () => {
  const names = (/** @type {any} */ list) => list.map((/** @type {any} */ item) => item.name).join("");
  const listOf = (/** @type {string} */ text) => [...text].map((name) => ({ name }));
  for (const [before, after] of [
    ["abc", "cab"],
    ["abcd", "dxcb"],
    ["abcd", "xyba"],
    ["a", "a"],
    ["abcdef", "fbxde"],
  ]) {
    const [one, other] = [{ rules: listOf(before ?? "") }, { rules: listOf(after ?? "") }];
    const steps = diff(one, other);
    assert.equal(names(apply(one, steps).rules), after, `${before} to ${after}`);
    assert.equal(names(apply(other, invert(steps)).rules), before, `${after} back to ${before}`);
  }
});

test("somebody else's new thing stays when an order is applied beside it", () => {
  const steps = diff({ rules: [{ name: "a" }, { name: "b" }] }, { rules: [{ name: "b" }, { name: "a" }] });
  const theirs = { rules: [{ name: "a" }, { name: "new" }, { name: "b" }] };
  assert.deepEqual(apply(theirs, steps).rules, [{ name: "b" }, { name: "new" }, { name: "a" }]);
});
