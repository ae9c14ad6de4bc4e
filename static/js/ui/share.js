/**
 * The share dialog: the view and the edit link, each to copy, to let end, to replace; the code that shows the design in
 * another page; and the link that carries the whole design.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{access: string, link: string | null, expiresAt: string | null}} Link
 */
import { fileName } from "../export/files.js";
import { call, Problem } from "../sync/api.js";
import { remember } from "../sync/own.js";
import { LONGEST, pack } from "../sync/portable.js";
import { openDialog } from "./dialog.js";
import { copyText, download, h } from "./dom.js";
import { endChoice } from "./expiry.js";
import { toast } from "./toast.js";

const WORDS = /** @type {Record<string, [string, string]>} */ ({
  view: ["Can view", "Sees the design and every answer, may try what-ifs and make a copy."],
  edit: ["Can edit", "Changes the design, and may share it and replace its links."],
});

/** @param {App} app */
export async function openShare(app) {
  try {
    const { links } = await call("GET", `designs/${app.boot.token}/links`);
    const view = links.find((/** @type {Link} */ link) => link.access === "view")?.link ?? null;
    openDialog("Share this design", [
      h("p.muted", {}, "Whoever has a link has its right; nothing is listed anywhere."),
      ...links.map((/** @type {Link} */ link) => entry(app, link)),
      embedding(app, view),
      portable(app),
    ]);
  } catch (error) {
    failed(error);
  }
}

/** @param {unknown} error */
function failed(error) {
  toast(error instanceof Problem ? error.message : String(error), { bad: true });
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} done
 */
function copyButton(field, done) {
  return h(
    "button.btn",
    {
      type: "button",
      disabled: !field.value,
      onclick: async () =>
        toast((await copyText(field.value)) ? done : "The browser does not allow copying here."),
    },
    "Copy",
  );
}

/**
 * @param {App} app
 * @param {Link} link
 * @returns {HTMLElement}
 */
function entry(app, link) {
  const [title = "", words = ""] = WORDS[link.access] ?? [];
  const field = h("input.field", {
    readonly: true,
    value: link.link ? new URL(link.link, location.origin).href : "",
    id: `link-${link.access}`,
    "aria-describedby": `link-${link.access}-words`,
    placeholder: "This link has ended.",
    onfocus: () => field.select(),
  });
  const change = async (/** @type {string | null} */ expiresAt) => {
    try {
      const changed = await call("POST", `designs/${app.boot.token}/links`, {
        access: link.access,
        reset: false,
        expiresAt,
      });
      box.replaceWith(entry(app, changed));
      toast(
        expiresAt
          ? `The link ends ${new Date(expiresAt).toLocaleString()}.`
          : "The link no longer ends by itself.",
      );
    } catch (error) {
      failed(error);
    }
  };
  const replace = h(
    "button.btn",
    {
      type: "button",
      title: link.link ? "The old link ends at once" : "",
      onclick: () => replaceLink(app, link.access, box),
    },
    link.link ? "Reset" : "Make a new link",
  );
  const box = h(
    "section.share-link",
    { "aria-label": `${link.access === "edit" ? "Edit" : "View"} link` },
    h(
      "div.row",
      {},
      h("label.grow", { for: `link-${link.access}` }, h("b", {}, title)),
      link.link && endChoice(link, change),
    ),
    h("span.muted.small", { id: `link-${link.access}-words` }, words),
    h("div.row", {}, field, copyButton(field, "Link copied"), replace),
    link.access === "edit" &&
      link.expiresAt &&
      h("p.small.warning", {}, "After that nobody can edit this design, you included; make a copy to go on."),
  );
  return box;
}

/**
 * @param {App} app
 * @param {string} access
 * @param {HTMLElement} box
 */
async function replaceLink(app, access, box) {
  const words =
    access === "edit"
      ? "The edit link, also the one in your address bar, is replaced. Everybody else loses it."
      : "Everybody with the view link loses it.";
  if (!confirm(`${words} Go on?`)) return;
  if (access === "edit") app.emit("link:replacing");
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
    failed(error);
    if (access === "edit") app.emit("link:kept");
  }
}

/**
 * The code that shows the design in another page.
 * @param {App} app
 * @param {string | null} view
 */
function embedding(app, view) {
  if (!view) return h("p.muted.small", {}, "A page can show the design once there is a view link.");
  const area = h("textarea.field.mono", { readonly: true, rows: 3, "aria-label": "Code of the frame" });
  const theme = h(
    "select.field",
    { "aria-label": "Theme of the frame", onchange: () => write() },
    h("option", { value: "" }, "As the reader's system"),
    h("option", { value: "light" }, "Light"),
    h("option", { value: "dark" }, "Dark"),
  );
  const bar = h("input", { type: "checkbox", checked: true, onchange: () => write() });
  const write = () => {
    const query = app.query();
    if (theme.value) query.set("theme", theme.value);
    if (!bar.checked) query.set("toolbar", "0");
    const address = new URL(view.replace("/d/", "/embed/"), location.origin);
    address.search = query.toString().replaceAll("%2F", "/");
    const frame = h("iframe", { src: address.href, width: 960, height: 540, loading: "lazy" });
    frame.title = app.document.name ?? "Design";
    area.value = frame.outerHTML;
  };
  write();
  return h(
    "details.share-more",
    {},
    h(
      "summary",
      {},
      h("b", {}, "Show it in a page"),
      h("span.muted.small", {}, "A frame for a wiki or a runbook"),
    ),
    h("div.row", {}, theme, h("label.row.nowrap", {}, bar, "Buttons")),
    area,
    h(
      "div.row",
      {},
      h(
        "span.muted.small.grow",
        {},
        app.boot.embedOrigins
          ? `Pages that may frame it: ${app.boot.embedOrigins}.`
          : "This server lets no page frame designs yet: its operator names pages in ROUTECANVAS_EMBED_ORIGINS.",
      ),
      copyButton(area, "Code copied"),
    ),
  );
}

/**
 * The link that is the design itself, made when somebody asks for it.
 * @param {App} app
 */
function portable(app) {
  const rest = h("div.share-rest");
  const keep = () =>
    download(
      fileName(app, "json"),
      new Blob([JSON.stringify(app.document, null, 2)], { type: "application/json" }),
    );
  const make = async () => {
    if (rest.childElementCount > 0) return;
    const packed = await pack(app.document);
    const address = `${location.origin}/open#${packed}`;
    if (address.length > LONGEST) {
      const size = `${Math.ceil(address.length / 1000)} kB`;
      rest.append(
        h(
          "p",
          {},
          `This design would need an address of ${size}; some programs cut it off. Send the file instead: it opens wherever it is dropped.`,
        ),
        h("div", {}, h("button.btn", { type: "button", onclick: keep }, "Download the file")),
      );
      return;
    }
    const field = h("input.field.mono", { readonly: true, value: address, "aria-label": "Portable link" });
    rest.append(
      h("p.muted.small", {}, "It holds the design as it is now. It can be neither changed nor ended later."),
      h("div.row", {}, field, copyButton(field, "Portable link copied")),
    );
  };
  return h(
    "details.share-more",
    { ontoggle: () => make().catch(failed) },
    h(
      "summary",
      {},
      h("b", {}, "Portable link"),
      h("span.muted.small", {}, "The whole design inside the address, for any RouteCanvas"),
    ),
    rest,
  );
}
