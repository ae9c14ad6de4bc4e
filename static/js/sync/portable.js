/**
 * A design as text that fits behind the # of an address: compressed JSON in the letters of base64url. What stands behind
 * the # never leaves the browser, and cannot be taken back.
 */

export const LONGEST = 8000;
const LARGEST = 4 * 2 ** 20;

/**
 * @param {unknown} document
 * @returns {Promise<string>}
 */
export async function pack(document) {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const packed = await readAll(
    new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    LARGEST,
  );
  return btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * Throws where the text holds no design or one that unfolds to more than anybody draws.
 * @param {string} text
 * @returns {Promise<any>}
 */
export async function unpack(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(new TextDecoder().decode(await readAll(unpacked, LARGEST)));
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} most bytes
 */
async function readAll(stream, most) {
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("The design is too large for an address.");
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
