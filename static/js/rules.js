/** The pages of the rules: searching the list by words and kind, kept in the address; copying Azure's words. */
import { byId, copyText } from "./ui/dom.js";
import { startThemeSwitch } from "./ui/theme-switch.js";
import { toast } from "./ui/toast.js";

startThemeSwitch();
document.addEventListener("click", async (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-copy]");
  if (!(button instanceof HTMLElement)) return;
  const done = await copyText(byId(button.dataset.copy ?? "").textContent);
  toast(done ? "Azure's words copied" : "The browser does not allow copying here.");
});
if (byId("rule-search")) startSearch();

function startSearch() {
  const field = /** @type {HTMLInputElement} */ (byId("rule-search"));
  const kinds = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("button[data-kind]")]);
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rule-list tbody tr")]).map(
    (row) => ({ row, text: (row.textContent ?? "").toLowerCase() }),
  );
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  let kind = asked.get("kind") ?? "";
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text } of rows) {
      const alike = kind === "" || row.dataset.kind === kind || row.dataset.confidence === kind;
      row.hidden = !alike || !words.every((word) => text.includes(word));
      if (!row.hidden) found += 1;
    }
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.group")))
      section.hidden = section.querySelector("tbody tr:not([hidden])") === null;
    for (const button of kinds) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    byId("rule-count").textContent =
      found === rows.length ? `${found} rules` : `${found} of ${rows.length} rules`;
    byId("no-rule").hidden = found > 0;
    const query = new URLSearchParams();
    if (field.value) query.set("q", field.value);
    if (kind) query.set("kind", kind);
    history.replaceState(null, "", query.size > 0 ? `?${query}` : location.pathname);
  };
  field.addEventListener("input", show);
  for (const button of kinds)
    button.addEventListener("click", () => {
      kind = button.dataset.kind ?? "";
      show();
    });
  show();
}
