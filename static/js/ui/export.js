/** The export dialog: a preview, the formats, and how the picture shall look. What was chosen stays for the next time. */
import { address, FORMATS, file, fileName, formatOf } from "../export/files.js";
import { openDialog } from "./dialog.js";
import { copyText, download, h } from "./dom.js";
import { palette } from "./theme-switch.js";
import { toast } from "./toast.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../export/files.js").Wish} Wish
 */
const MOST_TEXT = 4000;
const SCALES = [1, 2, 3];
/** @type {Omit<Wish, "theme" | "selection">} */
const kept = { format: "png", transparent: false, scale: 2, paper: "", copy: true };

/** @param {App} app */
export function openExport(app) {
  /** @type {Wish} */
  const wish = { ...kept, theme: palette(), selection: false };
  const preview = h("div.export-preview", { "aria-live": "polite" });
  const formats = h("div.export-formats", { role: "radiogroup", "aria-label": "Format" });
  const hint = h("p.muted.small", { id: "export-hint" });
  const options = h("div.export-options", {});
  const copy = h(
    "button.btn",
    { type: "button", onclick: () => act(() => copyPicture(app, wish)) },
    "Copy picture",
  );
  const save = h("button.btn.primary", { type: "button", onclick: () => act(() => keep(app, wish)) });
  const act = async (/** @type {() => Promise<void>} */ run) => {
    save.disabled = copy.disabled = true;
    try {
      await run();
    } catch (error) {
      toast(error instanceof Error ? error.message : "That did not work.", { bad: true });
    } finally {
      save.disabled = copy.disabled = false;
    }
  };
  const show = () => {
    const { words, hint: says, picture } = formatOf(wish.format);
    Object.assign(kept, {
      format: wish.format,
      transparent: wish.transparent,
      scale: wish.scale,
      paper: wish.paper,
      copy: wish.copy,
    });
    hint.textContent = says;
    copy.hidden = !picture;
    save.textContent = `Download ${words}`;
    options.replaceChildren(...optionsOf(app, wish, show));
    showPreview(app, wish, preview);
  };
  formats.append(...FORMATS.map((format) => radio(format, wish, show)));
  const saved = () => showPreview(app, wish, preview);
  document.addEventListener("topology:saved", saved);
  openDialog(
    "Export",
    [
      h(
        "div.export",
        {},
        preview,
        h("div.export-side", {}, formats, hint, options, h("div.export-foot", {}, save, copy, copyAddress())),
      ),
    ],
    { onclose: () => document.removeEventListener("topology:saved", saved) },
  ).classList.add("wide");
  show();
  formats.querySelector("input:checked")?.focus();
}

/**
 * @param {import("../export/files.js").Format} format
 * @param {Wish} wish
 * @param {() => void} changed
 */
function radio(format, wish, changed) {
  const id = `export-${format.name}`;
  return h(
    "span",
    {},
    h("input", {
      type: "radio",
      name: "export-format",
      id,
      checked: wish.format === format.name,
      "aria-describedby": "export-hint",
      onchange: () => {
        wish.format = format.name;
        changed();
      },
    }),
    h("label", { for: id, title: format.hint }, format.words),
  );
}

/**
 * Only what the format can do is offered.
 * @param {App} app
 * @param {Wish} wish
 * @param {() => void} changed
 */
function optionsOf(app, wish, changed) {
  const { uses } = formatOf(wish.format);
  const selected = app.selection.length;
  const flag = (
    /** @type {"transparent" | "selection" | "copy"} */ key,
    /** @type {string} */ words,
    /** @type {string} */ says,
    off = false,
  ) =>
    uses.includes(key) &&
    check(words, says, wish[key] && !off, off, (on) => {
      wish[key] = on;
      changed();
    });
  const part = wish.selection && uses.includes("selection");
  return [
    uses.includes("theme") &&
      choices(
        "Theme",
        [
          ["light", "Light"],
          ["dark", "Dark"],
        ],
        wish.theme,
        (value) => {
          wish.theme = value === "dark" ? "dark" : "light";
          changed();
        },
      ),
    uses.includes("scale") &&
      choices(
        "Scale",
        SCALES.map((scale) => [String(scale), `${scale}×`]),
        String(wish.scale),
        (value) => {
          wish.scale = Number(value);
          changed();
        },
      ),
    uses.includes("paper") &&
      choices(
        "Page",
        [
          ["", "As drawn"],
          ["a4", "A4"],
          ["a3", "A3"],
        ],
        wish.paper,
        (value) => {
          wish.paper = value;
          changed();
        },
      ),
    flag("transparent", "Transparent background", "Shows what it is laid upon"),
    flag(
      "selection",
      "Selection only",
      selected === 0 ? "Nothing is selected" : `${selected} selected, with what is inside`,
      selected === 0,
    ),
    flag(
      "copy",
      "Include a copy of the design",
      part ? "Not for a part of it" : "The picture opens here again",
      part,
    ),
    app.down.size > 0 &&
      ["md", "csv"].includes(wish.format) &&
      h("p.muted.small", {}, "Routes are those of the what-if that is on."),
  ].filter(Boolean);
}

/**
 * @param {string} words
 * @param {string} says
 * @param {boolean} on
 * @param {boolean} disabled
 * @param {(on: boolean) => void} changed
 */
function check(words, says, on, disabled, changed) {
  const id = `export-${words.split(" ")[0]?.toLowerCase()}`;
  const box = h("input", {
    type: "checkbox",
    id,
    checked: on,
    disabled,
    "aria-describedby": `${id}-says`,
    onchange: () => {
      changed(box.checked);
      document.getElementById(id)?.focus();
    },
  });
  return h("div.check", {}, box, h("label", { for: id }, words), h("span.hint", { id: `${id}-says` }, says));
}

/**
 * @param {string} words
 * @param {string[][]} entries
 * @param {string} chosen
 * @param {(value: string) => void} changed
 */
function choices(words, entries, chosen, changed) {
  return h(
    "div.export-choice",
    {},
    h("span", {}, words),
    h(
      "span.segments",
      { role: "group", "aria-label": words },
      ...entries.map(([value, label]) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(value === chosen),
            onclick: () => {
              changed(value ?? "");
              /** @type {HTMLElement | null} */ (
                document.querySelector(`.export-choice [aria-label="${words}"] [aria-pressed="true"]`)
              )?.focus();
            },
          },
          label,
        ),
      ),
    ),
  );
}

/**
 * The picture itself, or the first lines of a text.
 * @param {App} app
 * @param {Wish} wish
 * @param {HTMLElement} preview
 */
async function showPreview(app, wish, preview) {
  const { picture, uses } = formatOf(wish.format);
  preview.dataset.transparent = String(wish.transparent && uses.includes("transparent"));
  preview.dataset.ground = uses.includes("theme") ? wish.theme : "light";
  const source = address(app, picture ? { ...wish, format: "png" } : wish);
  if (preview.dataset.source === `${source} ${app.version}`) return;
  preview.dataset.source = `${source} ${app.version}`;
  if (picture) {
    const drawn = uses.includes("theme")
      ? source
      : address(app, { ...wish, format: "png", theme: "light", transparent: false });
    preview.replaceChildren(h("img", { src: drawn, alt: "What the picture will show" }));
    return;
  }
  preview.replaceChildren(h("p.muted.small", {}, "Writing …"));
  const wanted = preview.dataset.source;
  const response = await fetch(source);
  const text = response.ok ? await response.text() : "The server could not write this.";
  if (preview.dataset.source !== wanted) return;
  const more = text.length > MOST_TEXT ? "\n…" : "";
  preview.replaceChildren(
    h("pre", { tabindex: 0, "aria-label": "How the file begins" }, text.slice(0, MOST_TEXT) + more),
  );
}

/**
 * @param {App} app
 * @param {Wish} wish
 */
async function keep(app, wish) {
  download(fileName(app, wish.format), await file(app, wish));
}

/**
 * @param {App} app
 * @param {Wish} wish
 */
async function copyPicture(app, wish) {
  const picture = file(app, { ...wish, format: "png", copy: false });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  toast("Picture copied");
}

/**
 * Copies what is selected, or all of it, as it was exported last.
 * @param {App} app
 */
export async function copyAsPicture(app) {
  try {
    await copyPicture(app, { ...kept, theme: palette(), selection: app.selection.length > 0 });
  } catch (error) {
    toast(error instanceof Error ? error.message : "The browser does not allow copying here.", { bad: true });
  }
}

function copyAddress() {
  const title = "Opens with the same selection and the same failures";
  return h(
    "button.btn.quiet",
    {
      type: "button",
      title,
      onclick: async () =>
        toast(
          (await copyText(location.href)) ? "Address copied" : "The browser does not allow copying here.",
        ),
    },
    "Copy address",
  );
}
