/**
 * The versions of a design: kept by name or by themselves, to look at, to compare with now, to go back to. Going back is
 * one edit like any other, so undo takes it back, and what was there before is kept as a version too.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{number: number, version: number, kind: string, label: string | null, createdAt: string}} Revision
 */
import { call, Problem } from "../sync/api.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { toast } from "./toast.js";

const KINDS = /** @type {Record<string, string>} */ ({
  created: "As it began",
  automatic: "Kept by itself",
  named: "Kept by name",
  restored: "Kept before going back",
});
const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
]);

/** @param {App} app */
export async function openRevisions(app) {
  const list = h("ol.revisions", { "aria-label": "Versions, newest first", "aria-busy": "true" });
  const body = [
    h(
      "p.muted",
      {},
      "Everything is saved as you draw. A version stays as it is; while you draw, some are kept by themselves.",
    ),
    app.editable && keepForm(app, list),
    list,
  ];
  openDialog(
    "Versions",
    body.filter((part) => part !== false),
  );
  await fill(app, list);
}

/**
 * @param {App} app
 * @param {HTMLElement} list
 */
async function fill(app, list) {
  try {
    const { revisions } = await call("GET", `designs/${app.boot.token}/revisions`);
    list.replaceChildren(...revisions.map((/** @type {Revision} */ one) => entry(app, one)));
  } catch (error) {
    list.replaceChildren(h("li.muted", {}, messageOf(error)));
  }
  list.setAttribute("aria-busy", "false");
}

/**
 * @param {App} app
 * @param {HTMLElement} list
 */
function keepForm(app, list) {
  const input = h("input.field", {
    "aria-label": "Name of the version",
    placeholder: "Name the state of now, such as: before the second hub",
    maxlength: 200,
    autofocus: true,
  });
  const keep = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    try {
      await call("POST", `designs/${app.boot.token}/revisions`, { label: input.value.trim() });
      input.value = "";
      toast("Version kept");
      await fill(app, list);
    } catch (error) {
      toast(messageOf(error), { bad: true });
    }
  };
  return h("form.row", { onsubmit: keep }, input, h("button.btn.primary", {}, "Keep"));
}

/**
 * @param {App} app
 * @param {Revision} one
 */
function entry(app, one) {
  const at = new Date(one.createdAt);
  const words = `version ${one.number}, ${at.toLocaleString()}`;
  const address = `/d/${app.boot.token}`;
  return h(
    "li",
    {},
    h(
      "div.grow",
      {},
      h("b", {}, one.label ?? KINDS[one.kind] ?? one.kind),
      h(
        "div.muted.small",
        {},
        h(
          "time",
          { datetime: one.createdAt, title: at.toLocaleString() },
          at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }),
        ),
        ` · ${ago(at)}`,
        one.label !== null && ` · ${KINDS[one.kind] ?? one.kind}`,
      ),
    ),
    h("a.btn.small", { href: `${address}@${one.number}`, "aria-label": `Open ${words}` }, "Open"),
    h(
      "a.btn.small",
      {
        href: `${address}/compare?from=${one.number}&to=`,
        "aria-label": `Compare ${words} with now`,
        title: "What has changed since, and what that changes in the routes",
      },
      "Compare",
    ),
    app.editable &&
      h(
        "button.btn.small",
        { type: "button", "aria-label": `Go back to ${words}`, onclick: () => goBack(app, one) },
        "Go back",
      ),
  );
}

/**
 * @param {App} app
 * @param {Revision} one
 */
async function goBack(app, one) {
  const when = new Date(one.createdAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const name = one.label ?? when;
  const path = `designs/${app.boot.token}/revisions`;
  try {
    const { document: earlier } = await call("GET", `${path}/${one.number}`);
    await call("POST", path, { label: `Before going back to ${name}`.slice(0, 200) });
    document.querySelector("dialog[open]")?.remove();
    if (app.edit(`Go back to ${name}`, () => ({ document: earlier }), { quiet: true }))
      toast(`Back to ${name}. What was there is kept as a version.`, {
        action: "Undo",
        onAction: () => app.store.undo(),
      });
  } catch (error) {
    toast(messageOf(error), { bad: true });
  }
}

/** @param {Date} at */
function ago(at) {
  const seconds = (Date.now() - at.getTime()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? [];
  if (!unit || !size) return "just now";
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(
    -Math.floor(seconds / size),
    unit,
  );
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Problem ? error.message : String(error));
