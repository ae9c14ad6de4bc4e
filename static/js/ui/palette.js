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
  const draw = () => {
    const wanted = filter.value.trim().toLowerCase();
    const found = PALETTE.filter((entry) =>
      `${entry.words} ${entry.group} ${entry.search ?? ""}`.toLowerCase().includes(wanted),
    );
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
            ),
          ),
      ]),
      ...(found.length === 0 ? [h("p.palette-empty", {}, `Nothing is called “${filter.value}”.`)] : []),
    );
  };
  filter.addEventListener("input", draw);
  filter.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter")
      /** @type {HTMLElement | null} */ (document.querySelector(".palette-item:not(:disabled)"))?.click();
    if (event.key === "Escape") {
      filter.value = "";
      draw();
      byId("stage").focus();
    }
  });
  document.addEventListener("lock:changed", draw);
  draw();
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
