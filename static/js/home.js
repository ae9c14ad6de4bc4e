/** The gallery: own designs, the empty design, and opening files by button or by dropping them. */
import { forget, ownDesigns } from "./sync/own.js";
import { byId, h, icon } from "./ui/dom.js";
import { openFiles, startFileDrop } from "./ui/import.js";
import { startKeepingFocus } from "./ui/keep-focus.js";
import { startThemeSwitch } from "./ui/theme-switch.js";

function showOwn() {
  const designs = ownDesigns();
  byId("own-designs").hidden = designs.length === 0;
  byId("own-designs")
    .querySelector("ul")
    .replaceChildren(
      ...designs.slice(0, 12).map((design) =>
        h(
          "li",
          {},
          h("a", { href: design.link }, design.name || "untitled"),
          design.access === "view" && h("span.chip", {}, "view only"),
          h(
            "time.muted.small",
            { datetime: design.at },
            new Date(design.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }),
          ),
          h(
            "button.btn.quiet.square.small",
            {
              type: "button",
              "aria-label": `Forget ${design.name}`,
              title: "Forget here; the design itself stays",
              onclick: () => {
                forget(design.link);
                showOwn();
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
}

startThemeSwitch();
startKeepingFocus();
showOwn();
const field = /** @type {HTMLInputElement} */ (byId("open-file"));
field.addEventListener("change", openChosen);
openChosen();
startFileDrop(null);

/** The files that were chosen, also those chosen before this script stood. */
function openChosen() {
  const files = [...(field.files ?? [])];
  field.value = "";
  openFiles(files, null);
}
