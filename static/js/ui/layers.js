/**
 * What is shown: a menu of everything that can be hidden, and the legend, whose entries switch their kind of line off and on.
 * The design does not change; what is hidden is this browser's matter. A thing that is chosen comes out of hiding.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 * @typedef {import("../canvas/layers.js").Layer} Layer
 */
import { layersOf, layersWith } from "../canvas/layers.js";
import { keepLook } from "../sync/look.js";
import { walk } from "./dialog.js";
import { byId, h } from "./dom.js";
import { toast } from "./toast.js";

/**
 * @param {App} app
 * @param {View} view
 */
export function startLayers(app, view) {
  const draw = () => {
    const layers = layersOf(app.document, app.catalogue.theme.edges);
    const hidden = layers.filter((layer) => view.hidden.has(layer.key));
    drawLegend(app, view, layers);
    const button = byId("show-button");
    button.hidden = layers.length === 0;
    button.classList.toggle("on", hidden.length > 0);
    button.textContent = hidden.length > 0 ? `${hidden.length} hidden` : "Show";
    button.title =
      hidden.length > 0
        ? `Hidden: ${hidden.map((layer) => layer.words).join(", ")} (Ctrl+Shift+L)`
        : "Show and hide (Ctrl+Shift+L)";
  };
  document.addEventListener("document:changed", draw);
  document.addEventListener("layers:changed", draw);
  document.addEventListener("selection:changed", () => comeOut(app, view));
}

/**
 * The legend of the lines; a hidden kind stays in it.
 * @param {App} app
 * @param {View} view
 * @param {Layer[]} layers
 */
function drawLegend(app, view, layers) {
  const lines = layers.filter((layer) => layer.group === "Lines");
  const legend = byId("legend");
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.layer;
  legend.hidden = lines.length === 0;
  legend.replaceChildren(
    ...lines.map(({ key, words }) => {
      const kind = key.slice("line:".length);
      const on = !view.hidden.has(key);
      return h(
        `button.layer.m-${kind}`,
        {
          type: "button",
          "data-layer": key,
          "aria-pressed": String(on),
          title: on ? `Hide: ${words}` : `Show: ${words}`,
          onclick: () => setHidden(app, view, [key], on),
        },
        h(strokeOf(app.catalogue.theme.edges[kind]?.dash ?? "")),
        words,
      );
    }),
  );
  if (focused) legend.querySelector(`[data-layer="${focused}"]`)?.focus();
}

/**
 * The sample of a line in the legend.
 * @param {string} dash as in the theme: the length of a dash and of a gap
 */
function strokeOf(dash) {
  if (dash === "") return "u";
  return Number.parseInt(dash, 10) > 2 ? "u.dashed" : "u.dotted";
}

/**
 * @param {App} app
 * @param {View} view
 * @param {string[]} keys
 * @param {boolean} hide
 */
function setHidden(app, view, keys, hide) {
  for (const key of keys) hide ? view.hidden.add(key) : view.hidden.delete(key);
  keepLook(app.boot.token, { hidden: [...view.hidden] });
  view.show(app.document);
  view.select(app.selection);
  app.emit("layers:changed");
}

/**
 * What somebody adds or finds is shown, with the layer that it is in.
 * @param {App} app
 * @param {View} view
 */
function comeOut(app, view) {
  const id = app.selection[0];
  const keys = id ? layersWith(app.document, view.hidden, id) : [];
  if (keys.length === 0) return;
  const words = layersOf(app.document, app.catalogue.theme.edges)
    .filter((layer) => keys.includes(layer.key))
    .map((layer) => layer.words);
  setHidden(app, view, keys, false);
  toast(`Shown again: ${words.join(", ")}`, { seconds: 3 });
}

/**
 * @param {App} app
 * @param {View} view
 */
export function showAll(app, view) {
  setHidden(app, view, [...view.hidden], false);
}

/**
 * The menu, which stays open while its entries are switched.
 * @param {App} app
 * @param {View} view
 */
export function openLayers(app, view) {
  document.querySelector(".menu")?.remove();
  const layers = layersOf(app.document, app.catalogue.theme.edges);
  const all = h(
    "button",
    {
      type: "button",
      role: "menuitem",
      onclick: () => {
        showAll(app, view);
        menu.remove();
      },
    },
    "Show everything",
  );
  const entry = (/** @type {Layer} */ { key, words }) => {
    const button = h(
      "button",
      {
        type: "button",
        role: "menuitemcheckbox",
        "aria-checked": String(!view.hidden.has(key)),
        onclick: () => {
          const hide = !view.hidden.has(key);
          setHidden(app, view, [key], hide);
          button.setAttribute("aria-checked", String(!hide));
          all.disabled = view.hidden.size === 0;
        },
      },
      h("span", {}, words),
    );
    return button;
  };
  const groups = /** @type {const} */ (["Lines", "Boxes", "Regions"]).map((group) => {
    const listed = layers.filter((layer) => layer.group === group);
    return listed.length === 0
      ? null
      : h(
          "div",
          { role: "group", "aria-label": group },
          h("b", { "aria-hidden": "true" }, group),
          ...listed.map(entry),
        );
  });
  all.disabled = view.hidden.size === 0;
  const menu = h(
    "div.menu.show-menu",
    { role: "menu", "aria-label": "Show and hide", popover: "auto" },
    ...groups,
    h("hr"),
    all,
  );
  menu.addEventListener("toggle", (/** @type {any} */ event) => event.newState === "closed" && menu.remove());
  menu.addEventListener("keydown", walk);
  document.body.append(menu);
  menu.showPopover();
  const { left, top } = byId("show-button").getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.inset = "auto";
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, top - height - 8)}px`;
  menu.querySelector("button:not(:disabled)")?.focus();
}
