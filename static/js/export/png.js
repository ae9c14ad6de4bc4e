/** Text inside PNG files: a copy of the design goes in before the end, and pixels stay out of what is sent. Knows no design. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = "routecanvas";
const KEPT = new Set(["IHDR", "tEXt", "zTXt", "iTXt", "IEND"]);

/** @param {Uint8Array} bytes */
export function isPng(bytes) {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * The picture with a text inside, compressed.
 * @param {Uint8Array<ArrayBuffer>} picture
 * @param {string} text
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function withCopy(picture, text) {
  const end = picture.length - 12;
  const packed = await deflated(new TextEncoder().encode(text));
  const head = new TextEncoder().encode(`${KEYWORD}\0\u0001\0\0\0`);
  return joined([picture.subarray(0, end), chunk("iTXt", joined([head, packed])), picture.subarray(end)]);
}

/**
 * The picture without its pixels, as far as its parts can be told.
 * @param {Uint8Array<ArrayBuffer>} picture
 */
export function withoutPixels(picture) {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  const parts = [picture.subarray(0, SIGNATURE.length)];
  let at = SIGNATURE.length;
  while (at + 12 <= picture.length) {
    const size = view.getUint32(at) + 12;
    const name = String.fromCharCode(...picture.subarray(at + 4, at + 8));
    if (KEPT.has(name) || at + size > picture.length) parts.push(picture.subarray(at, at + size));
    at += size;
  }
  return joined([...parts, picture.subarray(at)]);
}

/**
 * @param {string} name
 * @param {Uint8Array} data
 */
function chunk(name, data) {
  const made = new Uint8Array(data.length + 12);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length);
  made.set(new TextEncoder().encode(name), 4);
  made.set(data, 8);
  view.setUint32(data.length + 8, checksum(made.subarray(4, data.length + 8)));
  return made;
}

/** The CRC of PNG. @param {Uint8Array} bytes */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
