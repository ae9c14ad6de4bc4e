/** Notes, frames and closed networks follow what they belong to. */
import assert from "node:assert/strict";
import test from "node:test";
import { annotations, frameBoxes, noteLines } from "../../static/js/canvas/annotations.js";
import { remove, rename } from "../../static/js/doc/commands.js";
import { addFrame, addNote, setClosed } from "../../static/js/doc/drawing.js";
import { find } from "../../static/js/doc/paths.js";
import { hubAndSpoke } from "./helpers.js";

const HUB = "virtualNetworks/hub";
const SPOKE = "virtualNetworks/spoke";

test("a frame and a closed network follow a new name, and forget what is removed", () => {
  const framed = setClosed(addFrame(hubAndSpoke(), [HUB, SPOKE]).document, [SPOKE], true).document;
  const renamed = rename(framed, SPOKE, "data").document;
  assert.deepEqual(renamed.canvas.frames[0].members, [HUB, "virtualNetworks/data"]);
  assert.deepEqual(renamed.canvas.collapsed, ["virtualNetworks/data"]);
  const removed = remove(framed, [SPOKE]).document;
  assert.deepEqual(removed.canvas.frames[0].members, [HUB]);
  assert.deepEqual(removed.canvas.collapsed, []);
  assert.deepEqual(remove(removed, [HUB]).document.canvas.frames, []);
});

test("a note is a thing like any other: found, renamed with its place, removed", () => {
  const { document, select } = addNote({
    schemaVersion: 1,
    canvas: { positions: { "notes/note-001": [5, 5] } },
  });
  assert.equal(select, "notes/note-001");
  const renamed = rename(document, "notes/note-001", "owner").document;
  assert.equal(find(renamed, "notes/owner")?.text, "New note");
  assert.deepEqual(renamed.canvas.positions, { "notes/owner": [5, 5] });
  assert.deepEqual(remove(renamed, ["notes/owner"]).document.canvas.notes, []);
});

test("frames reach around their members, and further around a frame inside", () => {
  const boxes = new Map([
    [HUB, { x: 0, y: 0, width: 100, height: 50 }],
    [SPOKE, { x: 200, y: 0, width: 100, height: 50 }],
  ]);
  const placed = frameBoxes(
    new Map([
      ["frames/region", [HUB, SPOKE]],
      ["frames/subscription", [HUB]],
      ["frames/gone", ["virtualNetworks/gone"]],
    ]),
    boxes,
  );
  assert.deepEqual([...placed.keys()], ["frames/region", "frames/subscription"]);
  assert.deepEqual(placed.get("frames/subscription"), { x: -16, y: -36, width: 132, height: 102 });
  assert.ok((placed.get("frames/region")?.x ?? 0) < -16);
});

test("notes are broken into lines, frames say what they stand for", () => {
  assert.deepEqual(noteLines("one two\nthree"), ["one two", "three"]);
  assert.ok(noteLines("word ".repeat(40)).length > 4);
  const { document } = addFrame(hubAndSpoke(), [HUB]);
  document.canvas.frames[0].label = "West Europe";
  assert.deepEqual(
    annotations(document).map(({ label, sublabel }) => [label, sublabel]),
    [["West Europe", "Region"]],
  );
});
