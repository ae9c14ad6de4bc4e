/**
 * Making elements. Text always goes in as text, so nothing that a person wrote can become markup.
 *
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * @param {string} tag with classes: "div.row.small"
 * @param {Record<string, any>} [attributes] functions are event listeners ("onclick"), true and false switch an attribute
 * @param {...(Child | Child[])} children
 * @returns {any} the element, typed loosely: callers know what they made
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name ?? "div");
  if (classes.length > 0) element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (key === "value") /** @type {HTMLInputElement} */ (element).value = value;
    else if (key === "checked") /** @type {HTMLInputElement} */ (element).checked = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(
    ...children
      .flat()
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => /** @type {Node | string} */ (child)),
  );
  return element;
}

/** @param {string} name of a drawing in the sprite */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/static/ui/sprite.svg#${name}`);
  svg.append(use);
  return svg;
}

/** @param {string} kind */
export function kindIcon(kind) {
  const src = new URL(`../../icons/${kind}.svg`, import.meta.url).pathname;
  return h("img.kind", { src, alt: "", width: 18, height: 18 });
}

/**
 * @param {string} id
 * @returns {any} the element of the page's frame, which is always there
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Puts text on the clipboard; answers whether that worked.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea.sr-only", { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/**
 * Hands a file to the browser's download.
 * @param {string} name
 * @param {Blob} content
 */
export function download(name, content) {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
