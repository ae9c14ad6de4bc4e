/**
 * The drawer of findings: how many there are and how grave, jumps to what they are about, Azure's words to copy, cures as
 * one undoable edit after a look at what they change, and findings that are set aside with a reason.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../bridge.js").Bridge} Bridge
 * @typedef {{label: string, changes: import("../doc/change.js").Change[]}} Cure
 */
import { changed, dismissed, told } from "../doc/change.js";
import { subjectOf } from "../doc/kinds.js";
import { nameOf } from "../doc/paths.js";
import { openDialog } from "./dialog.js";
import { byId, copyText, h } from "./dom.js";
import { setDrawerCount } from "./drawer.js";
import { toast } from "./toast.js";

/** Changes of a cure that can be left out one by one. */
const OPTIONAL = /^virtualNetworks\/[^/]+\/subnets\/[^/]+\/routeTable$/;
const MOST_REASON = 500;
let chosen = "";
/** @type {Record<string, [string, string]>} */
const WORST = {
  refused: ["refused", "refused"],
  limit: ["over a limit", "over a limit"],
  warned: ["warning", "warnings"],
};

/**
 * @param {App} app
 * @param {Bridge} bridge
 */
export function startFindings(app, bridge) {
  byId("findings").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    const finding = /** @type {HTMLElement | null} */ (target.closest(".finding"));
    if (!button) return;
    const { rule = "", path = "" } = finding?.dataset ?? {};
    if ("reload" in button.dataset) bridge.loadFindings();
    else if ("kind" in button.dataset) showKind(button.dataset.kind ?? "");
    else if ("goto" in button.dataset) goto(app, button.dataset.goto ?? "");
    else if ("copyMessage" in button.dataset) copyMessage(button);
    else if ("fix" in button.dataset) openFix(app, JSON.parse(button.dataset.fix ?? ""));
    else if ("dismiss" in button.dataset) openDismiss(app, path, rule);
    else if ("restore" in button.dataset)
      app.edit(`Bring back ${rule}`, (document) => ({ document: dismissed(document, path, rule) }), {
        quiet: true,
      });
  });
  document.addEventListener("findings:loaded", () => {
    showCount();
    showKind(chosen);
    for (const button of byId("findings").querySelectorAll("[data-edits]")) button.hidden = !app.editable;
  });
}

/**
 * The findings of one gravity, or all of them. What was chosen stays chosen as long as there is any.
 * @param {string} kind
 */
function showKind(kind) {
  const buttons = /** @type {HTMLElement[]} */ ([...byId("findings").querySelectorAll("button[data-kind]")]);
  chosen = buttons.some((button) => button.dataset.kind === kind) ? kind : "";
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.kind === chosen));
  for (const section of byId("findings").querySelectorAll("section[data-kind]"))
    section.hidden = chosen !== "" && section.dataset.kind !== chosen;
}

/**
 * The findings of a thing, in sight and marked.
 * @param {string[]} paths
 */
export function showFindings(paths) {
  showKind("");
  const all = /** @type {HTMLElement[]} */ ([...byId("findings").querySelectorAll(".finding")]);
  const mine = all.filter((one) => paths.includes(one.dataset.path ?? ""));
  mine[0]?.scrollIntoView({ block: "nearest" });
  for (const one of all) one.classList.toggle("shown", mine.includes(one));
}

/**
 * @param {App} app
 * @param {string} path a document path, or VNET/SUBNET
 */
function goto(app, path) {
  const subject =
    subjectOf(app.document, path) ??
    subjectOf(app.document, `virtualNetworks/${path.replace("/", "/subnets/")}`);
  if (subject) app.select([subject], { reveal: true });
  else toast(`${nameOf(path)} is not drawn as a thing of its own.`);
}

/** @param {HTMLElement} button */
async function copyMessage(button) {
  const text = button.closest(".azure")?.querySelector(".message")?.textContent ?? "";
  toast((await copyText(text)) ? "Azure's words copied" : "The browser does not allow copying here.");
}

/**
 * @param {App} app
 * @param {Cure} cure
 */
function openFix(app, cure) {
  const lines = preview(app.document, cure.changes);
  if (lines.length === 0) {
    toast("The design has changed since; this is mended already.");
    return;
  }
  const left = new Set();
  const apply = () => {
    dialog.close();
    const changes = cure.changes.filter((change) => !left.has(change));
    const label = left.size > 0 ? `${cure.label} (${left.size} left out)` : cure.label;
    edit(app, label, `Done: ${label}`, (document) => changed(document, changes));
  };
  const choosable = lines.filter(({ change }) => OPTIONAL.test(change.path)).length > 1;
  const rows = lines.map(({ change, where, words }) => {
    const text = [where && h("b", {}, where), h("span", {}, words)];
    if (!choosable || !OPTIONAL.test(change.path)) return h("li", {}, ...text);
    const tick = h("input", {
      type: "checkbox",
      checked: true,
      onchange: () => (tick.checked ? left.delete(change) : left.add(change)),
    });
    return h("li", {}, h("label", {}, tick, ...text));
  });
  const dialog = openDialog(
    cure.label,
    [
      h(
        "p.muted",
        {},
        "This changes the design in one step, which can be undone.",
        choosable && " Leave out what shall stay as it is.",
      ),
      h("ul.told", {}, ...rows),
    ],
    {
      foot: [
        h("button.btn", { type: "button", onclick: () => dialog.close() }, "Cancel"),
        h("button.btn.primary", { type: "button", id: "apply-fix", onclick: apply }, "Fix"),
      ],
    },
  );
  /** @type {HTMLElement | null} */ (dialog.querySelector("#apply-fix"))?.focus();
}

/**
 * One undoable edit, with a message that takes it back as long as nothing else was changed.
 * @param {App} app
 * @param {string} label
 * @param {string} words
 * @param {(document: import("../doc/types.js").Topology) => import("../doc/types.js").Topology} change
 */
function edit(app, label, words, change) {
  if (!app.edit(label, (document) => ({ document: change(document) }), { quiet: true })) return;
  const latest = () => app.store.undoStack[app.store.undoStack.length - 1];
  const ours = latest();
  const onAction = () => {
    if (latest() === ours) app.store.undo();
    else toast("The design was changed since; undo goes back step by step.");
  };
  toast(words, { action: "Undo", onAction });
}

/**
 * What each change does after those before it.
 * @param {import("../doc/types.js").Topology} document
 * @param {import("../doc/change.js").Change[]} changes
 */
function preview(document, changes) {
  let before = document;
  return changes.flatMap((change) => {
    const after = changed(before, [change]);
    const lines = told(before, after).map((line) => ({ ...line, change }));
    before = after;
    return lines;
  });
}

/**
 * @param {App} app
 * @param {string} path
 * @param {string} rule
 */
function openDismiss(app, path, rule) {
  const reason = h("textarea.field", {
    id: "dismiss-reason",
    rows: 3,
    maxlength: MOST_REASON,
    required: true,
    "aria-label": "Reason",
    placeholder: "Who decided it and why, for those who read the design later",
  });
  const form = h(
    "form.form-plain",
    {
      id: "dismiss-form",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const words = reason.value.trim();
        if (words === "") return;
        dialog.close();
        edit(app, `Dismiss ${rule}`, `Dismissed: ${rule}`, (document) =>
          dismissed(document, path, rule, words),
        );
      },
    },
    h("label.small.muted", { for: "dismiss-reason" }, "Reason, kept in the design"),
    reason,
  );
  const dialog = openDialog(`Dismiss ${rule}${path ? ` at ${nameOf(path)}` : ""}`, [form], {
    foot: [
      h("button.btn", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button.btn.primary", { type: "submit", form: "dismiss-form" }, "Dismiss"),
    ],
  });
  reason.focus();
}

/** The button in the header: how many, and the gravest in words and colour. */
function showCount() {
  const { count = "0", worst = "", worstCount = "0" } = byId("findings-list")?.dataset ?? {};
  const [all, gravest] = [Number(count), Number(worstCount)];
  const words = WORST[worst]?.[gravest === 1 ? 0 : 1];
  const rest = all - gravest;
  const plain = all === 1 ? "1 finding" : `${all === 0 ? "No" : all} findings`;
  byId("findings-count").textContent = words
    ? `${gravest} ${words}${rest > 0 ? `, ${rest} more` : ""}`
    : plain;
  setDrawerCount("findings", count);
  const button = byId("findings-button");
  button.classList.toggle("bad", worst === "refused");
  button.classList.toggle("warn", worst === "warned" || worst === "limit");
  button.title = `${plain}${words ? `, ${gravest} ${words}` : ""}: open or close the list`;
}
