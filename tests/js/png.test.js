import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { isPng, withCopy, withoutPixels } from "../../static/js/export/png.js";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), Buffer.from(data)]);
  const size = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

const picture = new Uint8Array(
  Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk("IHDR", Buffer.alloc(13)),
    chunk("IDAT", deflateSync(Buffer.alloc(5000, 7))),
    chunk("IEND", []),
  ]),
);

function chunks(bytes) {
  const found = [];
  const buffer = Buffer.from(bytes);
  for (let at = 8; at < buffer.length; ) {
    const size = buffer.readUInt32BE(at);
    const body = buffer.subarray(at + 4, at + 8 + size);
    assert.equal(buffer.readUInt32BE(at + 8 + size), crc32(body));
    found.push([body.subarray(0, 4).toString(), body.subarray(4)]);
    at += size + 12;
  }
  return found;
}

test("a copy stands before the end, compressed, with a checksum that holds", async () => {
  const made = chunks(await withCopy(picture, '{"name": "Zürich"}'));
  assert.deepEqual(
    made.map(([name]) => name),
    ["IHDR", "IDAT", "iTXt", "IEND"],
  );
  const text = made[2][1];
  assert.equal(text.subarray(0, 16).toString("latin1"), "routecanvas\0\u0001\0\0\0");
  assert.equal(inflateSync(text.subarray(16)).toString(), '{"name": "Zürich"}');
});

test("without pixels the copy stays, and every checksum", async () => {
  const made = withoutPixels(await withCopy(picture, "{}"));
  assert.deepEqual(
    chunks(made).map(([name]) => name),
    ["IHDR", "iTXt", "IEND"],
  );
});

test("a picture that breaks off still breaks off", () => {
  for (const length of [10, 20, 40, picture.length - 3]) {
    const kept = withoutPixels(picture.slice(0, length));
    assert.throws(() => chunks(kept));
  }
});

test("told by its first bytes", () => {
  assert.equal(isPng(picture), true);
  assert.equal(isPng(new Uint8Array([0x89, 0x50])), false);
});
