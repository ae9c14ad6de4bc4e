/** Going from one part of the editor to the next by keyboard, as F6 does in desktop programs. */
import { byId } from "./dom.js";

/** The parts in the order of the page, each with what gets the focus there: the first that is in sight. */
const REGIONS = /** @type {[string, string[]][]} */ ([
  ["header.top", ["#title"]],
  ["#left", ["#outline li[tabindex='0']", "#palette-filter", "#left [role=tab][tabindex='0']"]],
  ["#stage", ["#stage"]],
  ["#source", ["#source-text"]],
  ["#side", ["#side-body"]],
  ["#drawer", ["#drawer [role=tab][tabindex='0']"]],
]);

/** On from where the focus is, and from the last part to the first. */
export function nextRegion() {
  const here = REGIONS.findIndex(([region]) => document.activeElement?.closest(region));
  const order = [...REGIONS.slice(here + 1), ...REGIONS.slice(0, here + 1)];
  order.find(([, places]) => focusFirst(places));
}

/** Where the palette and the panel lie over the drawing, Escape in them puts them away. */
export function startRegions() {
  for (const part of ["left", "side"]) {
    const region = byId(part);
    region.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || getComputedStyle(region).position !== "fixed") return;
      event.stopPropagation();
      document.body.dataset[part] = "";
      focusFirst([`[data-verb="toggle-${part}"]`]);
    });
  }
}

export function focusOutline() {
  document.body.dataset.left = "open";
  byId("tab-outline").click();
  focusFirst(["#outline li[tabindex='0']", "#tab-outline"]);
}

export function focusPanel() {
  document.body.dataset.side = "open";
  focusFirst(["#side-body"]);
}

/**
 * @param {string[]} places
 * @returns {boolean} whether one of them is in sight
 */
function focusFirst(places) {
  const found = places.map((place) => document.querySelector(place));
  const place = found.find((each) => each?.checkVisibility({ visibilityProperty: true }));
  if (place instanceof HTMLElement) place.focus();
  return Boolean(place);
}
