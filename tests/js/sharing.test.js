/** What travels: a design inside an address, the words of an embedded drawing's query, edits that meet what others did. */
import assert from "node:assert/strict";
import test from "node:test";
import { apply, diff } from "../../static/js/doc/patch.js";
import { pack, unpack } from "../../static/js/sync/portable.js";
import { readOptions } from "../../static/js/viewer/options.js";
import { hubAndSpoke } from "./helpers.js";

test("a design survives the address, in letters that every program lets through", async () => {
  const document = { ...hubAndSpoke(), name: "Zürich → Paris" };
  const text = await pack(document);
  assert.match(text, /^[\w-]+$/);
  assert.ok(text.length < JSON.stringify(document).length);
  assert.deepEqual(await unpack(text), document);
});

test("what is cut off, no design, or swells beyond measure is refused", async () => {
  const text = await pack(hubAndSpoke());
  await assert.rejects(unpack(text.slice(0, text.length / 2)));
  await assert.rejects(unpack("no design at all"));
  const bomb = await pack("x".repeat(3 * 2 ** 20) + "y".repeat(3 * 2 ** 20));
  assert.ok(bomb.length < 20_000);
  await assert.rejects(unpack(bomb), RangeError);
});

test("the query of an embedded drawing, in draw.io's words", () => {
  const plain = readOptions("");
  assert.deepEqual(plain.toolbar, { zoom: true, layers: true, title: true, open: true });
  assert.deepEqual(
    [plain.nav, plain.zoom, plain.grid, plain.theme, plain.border],
    [true, null, true, null, 20],
  );
  const asked = readOptions(
    "?toolbar=zoom%20layers&nav=1&zoom=99&layers=vpn,peering&dark=1&grid=0&border=-3&down=a&down=b",
  );
  assert.deepEqual(asked.toolbar, { zoom: true, layers: true, title: false, open: false });
  assert.deepEqual([asked.zoom, asked.grid, asked.theme, asked.border], [3, false, "dark", 0]);
  assert.deepEqual(
    [asked.layers, asked.down],
    [
      ["vpn", "peering"],
      ["a", "b"],
    ],
  );
  assert.equal(readOptions("?nav=0").toolbar.zoom, false);
  assert.deepEqual(Object.values(readOptions("?toolbar=0").toolbar), [false, false, false, false]);
  assert.equal(readOptions("?zoom=wide&theme=pink").theme, null);
});

test("an edit of a thing that others removed with its list leaves the design whole", () => {
  const before = hubAndSpoke();
  const site = { ...before.sites[0], asn: 65099 };
  const steps = diff(before, { ...before, sites: [site, ...before.sites.slice(1)] });
  const { sites: _, ...theirs } = before;
  assert.deepEqual(apply(theirs, steps), theirs);
});
