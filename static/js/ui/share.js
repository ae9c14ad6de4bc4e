/** The share dialog: the view and the edit link, each to copy and to reset. */
import { call, Problem } from "../sync/api.js";
import { remember } from "../sync/own.js";
import { openDialog } from "./dialog.js";
import { copyText, h } from "./dom.js";
import { toast } from "./toast.js";

const WORDS = /** @type {Record<string, [string, string]>} */ ({
  view: ["Can view", "Sees the design and every answer, may try what-ifs and make a copy."],
  edit: ["Can edit", "Changes the design, and may share it and reset its links."],
});

/** @param {import("../app.js").App} app */
export async function openShare(app) {
  try {
    const { links } = await call("GET", `designs/${app.boot.token}/links`);
    openDialog("Share this design", [
      h(
        "p.muted",
        {},
        "Whoever has a link has its right; nothing is listed anywhere. Resetting a link ends the old one at once.",
      ),
      ...links.map((/** @type {any} */ link) => entry(app, link)),
    ]);
  } catch (error) {
    toast(error instanceof Problem ? error.message : String(error), { bad: true });
  }
}

/**
 * @param {import("../app.js").App} app
 * @param {{access: string, link: string | null}} link
 * @returns {HTMLElement}
 */
function entry(app, link) {
  const [title = "", words = ""] = WORDS[link.access] ?? [];
  const address = link.link ? new URL(link.link, location.origin).href : "";
  const field = h("input.field", {
    readonly: true,
    value: address,
    id: `link-${link.access}`,
    placeholder: "This link was ended.",
    onfocus: () => field.select(),
  });
  const copy = h(
    "button.btn",
    {
      type: "button",
      disabled: !address,
      onclick: async () =>
        toast((await copyText(field.value)) ? "Link copied" : "The browser does not allow copying here."),
    },
    "Copy",
  );
  const reset = h("button.btn", { type: "button", onclick: () => resetLink(app, link.access, box) }, "Reset");
  const box = h(
    "div.share-link",
    {},
    h("label", { for: `link-${link.access}` }, h("b", {}, title)),
    h("span.muted.small", {}, words),
    h("div.row", {}, field, copy, reset),
  );
  return box;
}

/**
 * @param {import("../app.js").App} app
 * @param {string} access
 * @param {HTMLElement} box
 */
async function resetLink(app, access, box) {
  const words =
    access === "edit"
      ? "The edit link, also the one in your address bar, is replaced. Everybody else loses it."
      : "Everybody with the view link loses it.";
  if (!confirm(`${words} Go on?`)) return;
  try {
    const changed = await call("POST", `designs/${app.boot.token}/links`, { access, reset: true });
    if (access === "edit") {
      remember({ link: changed.link, name: app.document.name ?? "", access: "edit" });
      location.assign(changed.link + location.search);
      return;
    }
    box.replaceWith(entry(app, changed));
    toast("The old link has ended; this is the new one.");
  } catch (error) {
    toast(error instanceof Problem ? error.message : String(error), { bad: true });
  }
}
