/**
 * What the query of an embedded drawing may say, in draw.io's words where they fit: toolbar, nav, zoom, layers, highlight,
 * grid, title, border, dark; and theme and down, which are ours.
 *
 * @typedef {{zoom: boolean, layers: boolean, title: boolean, open: boolean}} Toolbar
 * @typedef {{toolbar: Toolbar, nav: boolean, zoom: number | null, layers: string[], highlight: string[], grid: boolean,
 *   title: string, border: number, theme: "light" | "dark" | null, down: string[]}} Options
 */

const OFF = ["0", "false", "no"];
const PADDING = 20;

/**
 * @param {string} search the query of the address
 * @returns {Options}
 */
export function readOptions(search) {
  const query = new URLSearchParams(search);
  const on = (/** @type {string} */ name, fallback = true) =>
    query.has(name) ? !OFF.includes(query.get(name) ?? "") : fallback;
  const listed = (/** @type {string} */ name) =>
    query.getAll(name).flatMap((value) => value.split(",").filter(Boolean));
  const number = (/** @type {string} */ name, /** @type {number} */ least, /** @type {number} */ most) => {
    const value = Number.parseFloat(query.get(name) ?? "");
    return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : null;
  };
  const nav = on("nav");
  return {
    toolbar: toolbarOf(query.get("toolbar"), nav),
    nav,
    zoom: number("zoom", 0.1, 3),
    layers: listed("layers"),
    highlight: listed("highlight"),
    grid: on("grid"),
    title: query.get("title") ?? "",
    border: number("border", 0, 200) ?? PADDING,
    theme: themeOf(query),
    down: listed("down"),
  };
}

/**
 * "zoom layers" names what is there, "0" means nothing, and without a word all of it is there.
 * @param {string | null} value
 * @param {boolean} nav
 * @returns {Toolbar}
 */
function toolbarOf(value, nav) {
  const all = value === null || value === "" || value === "1";
  const words = (value ?? "").split(/[\s,]+/);
  const has = (/** @type {string} */ word) => all || words.includes(word);
  return { zoom: nav && has("zoom"), layers: has("layers"), title: has("title"), open: has("open") };
}

/** @param {URLSearchParams} query */
function themeOf(query) {
  const theme = query.get("theme") ?? query.get("ui");
  if (theme === "light" || theme === "dark") return theme;
  if (query.has("dark")) return OFF.includes(query.get("dark") ?? "") ? "light" : "dark";
  return null;
}
