/**
 * Loads the libraries: from the CDN with their hash when the page says so, else and whenever that fails from this server.
 *
 * @typedef {{globalName: string, file: string, cdn: string, integrity: string}} Library
 */

const PATIENCE = 3000;

/**
 * @param {Library[]} libraries those that are there already are not loaded again
 * @param {string} assets "cdn" or "local"
 */
export async function loadVendor(libraries, assets) {
  await Promise.all(
    libraries.map(async (library) => {
      if (library.globalName in globalThis) return;
      const local = new URL(`../vendor/${library.file}`, import.meta.url).href;
      if (assets !== "cdn") return insert(local, library.integrity);
      try {
        await insert(library.cdn, library.integrity, PATIENCE);
      } catch {
        await insert(local, library.integrity);
      }
    }),
  );
}

/**
 * @param {string} address
 * @param {string} integrity
 * @param {number} [patience] milliseconds after which it counts as lost
 * @returns {Promise<void>}
 */
function insert(address, integrity, patience) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const timer = patience && setTimeout(() => script.dispatchEvent(new Event("error")), patience);
    script.addEventListener("load", () => {
      clearTimeout(timer);
      resolve();
    });
    script.addEventListener("error", () => {
      clearTimeout(timer);
      script.remove();
      reject(new Error(`${address} did not load`));
    });
    Object.assign(script, { src: address, integrity, crossOrigin: "anonymous" });
    document.head.append(script);
  });
}
