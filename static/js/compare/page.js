/**
 * The page that shows two designs side by side: choosing them, lighting a line's way in both pictures, scrolling both
 * together, copying the whole as Markdown, and comparing with a file that is not kept.
 */
import { call } from "../sync/api.js";
import { ownDesigns } from "../sync/own.js";
import { byId, copyText, h } from "../ui/dom.js";
import { startThemeSwitch } from "../ui/theme-switch.js";
import { toast } from "../ui/toast.js";
import { wordsOfError } from "../whatif/ask.js";

const SIDES = /** @type {const} */ (["before", "after"]);

const result = byId("comparison");
const sides = /** @type {HTMLFormElement} */ (byId("compare-sides"));

/** @param {Element | null} line */
function light(line) {
  const data = /** @type {HTMLElement | null} */ (line)?.dataset ?? {};
  for (const side of SIDES) {
    const way = side === "before" ? data.was : data.now;
    const paths = new Set(`${way ?? ""} ${data.ends ?? ""}`.split(/\s+/).filter(Boolean));
    const picture = byId(`picture-${side}`);
    picture?.classList.toggle("lighting", paths.size > 0);
    for (const drawn of picture?.querySelectorAll("g[data-path]") ?? [])
      drawn.classList.toggle("lit", isOn(drawn.getAttribute("data-path") ?? "", paths));
    if (picture?.matches(".whole")) bring(picture);
  }
}

/**
 * Scrolls a picture to the first thing that is lit.
 * @param {HTMLElement} picture
 */
function bring(picture) {
  const lit = picture.querySelector("g.lit");
  if (!lit) return;
  const [thing, frame] = [lit.getBoundingClientRect(), picture.getBoundingClientRect()];
  picture.scrollBy(thing.left - frame.left - 24, thing.top - frame.top - 24);
}

/**
 * A thing is on the way if it, or what it holds or belongs to as a line, is named.
 * @param {string} drawn
 * @param {Set<string>} paths
 */
function isOn(drawn, paths) {
  return paths.has(drawn) || [...paths].some((path) => path.startsWith(`${drawn}/`));
}

/**
 * Shows pictures in their own size, or fitted.
 * @param {Element} button
 */
function turnSize(button) {
  const whole = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(whole));
  for (const side of SIDES) byId(`picture-${side}`)?.classList.toggle("whole", whole);
}

function wirePictures() {
  const [left, right] = SIDES.map((side) => byId(`picture-${side}`));
  for (const [one, other] of [
    [left, right],
    [right, left],
  ]) {
    one?.addEventListener("scroll", () => {
      if (!one.matches(":hover, :focus-within, :focus")) return;
      other.scrollTo(one.scrollLeft, one.scrollTop);
    });
  }
}

/** @param {File} file */
async function withFile(file) {
  result.setAttribute("aria-busy", "true");
  try {
    const { document: design } = await call("POST", "import", { content: await file.text() });
    const from = byId("compare-from").value;
    const response = await fetch(`${sides.action}?from=${from}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ document: design }),
    });
    if (!response.ok) throw new Error(`${file.name} could not be compared.`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    result.replaceChildren(...page.body.childNodes);
    wirePictures();
    toast(`Compared with ${file.name}`);
  } catch (error) {
    toast(wordsOfError(error), { bad: true });
  }
  result.removeAttribute("aria-busy");
}

/** The file that was chosen, also one chosen before this script stood. */
function takeFile() {
  const [file] = byId("compare-file").files;
  byId("compare-file").value = "";
  if (file) withFile(file);
}

startThemeSwitch();
wirePictures();
for (const event of ["mouseover", "focusin"])
  result.addEventListener(event, (/** @type {Event} */ one) =>
    light(/** @type {Element} */ (one.target).closest("li[data-ends]")),
  );
result.addEventListener("click", (/** @type {MouseEvent} */ event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-actual-size]");
  if (button) turnSize(button);
});
result.addEventListener("mouseleave", () => light(null));
byId("compare-from").addEventListener("change", () => sides.requestSubmit());
byId("compare-to").addEventListener("change", () => sides.requestSubmit());
byId("compare-other").addEventListener("change", () => {
  byId("compare-to").value = "";
});
sides.addEventListener("change", (event) => {
  if (/** @type {HTMLInputElement} */ (event.target).name === "down") sides.requestSubmit();
});
sides.addEventListener("submit", () => result.setAttribute("aria-busy", "true"));
byId("own-designs").append(
  ...ownDesigns().map((design) =>
    h("option", { value: new URL(design.link, location.origin).href }, design.name || "untitled"),
  ),
);
byId("compare-file-button").addEventListener("click", () => byId("compare-file").click());
byId("compare-file").addEventListener("change", takeFile);
takeFile();
byId("copy-markdown").addEventListener("click", async () => {
  const text = byId("comparison-markdown")?.value;
  if (!text) return;
  toast((await copyText(text)) ? "Copied as Markdown" : "The browser does not allow copying here.");
});
