/**
 * The palette: what can be added, with a filter. A click adds to what is selected; dragging is `canvas/drop.js`.
 */
import { PALETTE } from "../doc/kinds.js";
import { byId, h, kindIcon } from "./dom.js";

/**
 * @param {import("../app.js").App} app
 * @param {(kind: string) => void} addKind
 */
export function startPalette(app, addKind) {
  const filter = byId("palette-filter");
  /** What Enter adds. @type {typeof PALETTE[number] | undefined} */
  let first;
  const draw = () => {
    const wanted = filter.value.trim().toLowerCase();
    const found = PALETTE.filter((entry) =>
      `${entry.words} ${entry.group} ${entry.search ?? ""}`.toLowerCase().includes(wanted),
    );
    first = wanted === "" ? undefined : bestOf(found, wanted);
    const groups = [...new Set(found.map((entry) => entry.group))];
    byId("palette").replaceChildren(
      ...groups.flatMap((group) => [
        h("h2", {}, group),
        ...found
          .filter((entry) => entry.group === group)
          .map((entry) =>
            h(
              "button.palette-item",
              {
                type: "button",
                title: entry.hint,
                "data-kind": entry.kind,
                disabled: !app.editable,
                onclick: () => addKind(entry.kind),
              },
              kindIcon(entry.kind),
              entry.words,
              entry === first && h("kbd", { title: "Enter adds it" }, "Enter"),
            ),
          ),
      ]),
      ...(found.length === 0 ? [h("p.palette-empty", {}, `Nothing is called “${filter.value}”.`)] : []),
    );
  };
  filter.addEventListener("input", draw);
  filter.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && first) addKind(first.kind);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    filter.value = "";
    draw();
    byId("stage").focus();
  });
  document.addEventListener("lock:changed", draw);
  draw();
}

/**
 * The one that is called so, else one that begins so, else one with a word that does.
 * @param {typeof PALETTE} found
 * @param {string} wanted
 */
export function bestOf(found, wanted) {
  const rank = (/** @type {string} */ words) =>
    words === wanted ? 0 : words.startsWith(wanted) ? 1 : words.includes(` ${wanted}`) ? 2 : 3;
  return found.toSorted((one, other) => rank(one.words.toLowerCase()) - rank(other.words.toLowerCase()))[0];
}

/** The tabs above the palette and the outline. */
export function startLeftTabs() {
  const tabs = /** @type {HTMLElement[]} */ ([byId("tab-palette"), byId("tab-outline")]);
  const show = (/** @type {HTMLElement} */ chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "").hidden = tab !== chosen;
    }
    document.dispatchEvent(new CustomEvent("left:shown"));
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      const other = /** @type {HTMLElement} */ (tabs.find((one) => one !== tab));
      show(other);
      other.focus();
    });
  }
}
