/** The gallery: own designs, the empty design, and opening files by button or by dropping them. */
import { createAndOpen, showProblems } from "./create.js";
import { Problem } from "./sync/api.js";
import { forget, ownDesigns } from "./sync/own.js";
import { byId, h, icon } from "./ui/dom.js";
import { startThemeSwitch } from "./ui/theme-switch.js";

const LARGEST = 8 * 2 ** 20;

/** @param {File} file */
async function open(file) {
  if (file.size > LARGEST)
    return showProblems(new Problem(413, { detail: `${file.name} is larger than 8 MiB.` }));
  try {
    const document_ = designIn(await file.text());
    await createAndOpen({ document: document_ });
  } catch {
    showProblems(new Problem(422, { detail: `${file.name} is not a design: it holds no JSON document.` }));
  }
  return undefined;
}

/**
 * The document in a file: JSON itself, or the copy that an exported picture carries.
 * @param {string} text
 */
function designIn(text) {
  if (!text.trimStart().startsWith("<")) return JSON.parse(text);
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  return JSON.parse(picture.querySelector("metadata > document")?.textContent ?? "");
}

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
showOwn();
for (const button of document.querySelectorAll("[data-template]")) {
  button.addEventListener("click", () =>
    createAndOpen({ template: /** @type {HTMLElement} */ (button).dataset.template ?? "" }),
  );
}
byId("open-file").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", () => byId("file").files[0] && open(byId("file").files[0]));
for (const event of ["dragover", "dragleave", "drop"]) {
  addEventListener(event, (/** @type {any} */ dragged) => {
    dragged.preventDefault();
    document.body.classList.toggle("drop-target", event === "dragover");
    const file = event === "drop" ? dragged.dataTransfer?.files[0] : null;
    if (file) open(file);
  });
}
