/**
 * The form of one intent: from where, what must hold, to where. Says the sentence before it is kept.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/intents.js").Intent} Intent
 */
import { endsOf, KINDS, short, told, waysOf, withIntent } from "../doc/intents.js";
import { parsePrefix } from "../doc/prefix.js";
import { openDialog } from "../ui/dialog.js";
import { h } from "../ui/dom.js";

/**
 * @param {App} app
 * @param {Intent} [intent] the one to change; without it a new one is made
 */
export function openIntentForm(app, intent) {
  const ends = endsOf(app.document);
  const first = ends.find((end) => end.words === "virtual network")?.value ?? "";
  const from = end("intent-from", intent?.from ?? first, "intent-senders");
  const to = end("intent-to", intent?.to ?? "", "intent-receivers");
  const kind = h(
    "select.field",
    { id: "intent-kind" },
    ...Object.entries(KINDS).map(([value, { words }]) =>
      h("option", { value, selected: value === intent?.kind }, words),
    ),
  );
  const by = h(
    "select.field",
    { id: "intent-by" },
    ...waysOf(app.document).map((value) =>
      h("option", { value, selected: value === intent?.by }, short(value)),
    ),
  );
  const byField = h("div.prop", {}, h("label", { for: by.id }, "By"), by);
  const hint = h("span.hint", { id: "intent-hint" });
  const sentence = h("p.intent-sentence", { role: "status" });
  const made = () => ({
    kind: kind.value,
    from: written(from.value),
    to: written(to.value),
    ...(kind.value === "leavesBy" ? { by: by.value } : {}),
  });
  const refresh = () => {
    byField.hidden = kind.value !== "leavesBy";
    hint.textContent = KINDS[kind.value]?.hint ?? "";
    from.setCustomValidity(flaw(ends, from.value, "from"));
    to.setCustomValidity(flaw(ends, to.value, "to"));
    sentence.textContent = from.checkValidity() && to.checkValidity() ? told(made()) : "";
  };
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    const label = `${intent ? "Change" : "Add"} the intent: ${told(made())}`;
    const done = app.edit(label, (document) => ({ document: withIntent(document, made(), intent?.name) }), {
      quiet: true,
    });
    if (done) dialog.close();
  };
  const form = h(
    "form.form.intent-form",
    { id: "intent-form", onsubmit: keep, oninput: refresh, onchange: refresh },
    h("div.prop", {}, h("label", { for: from.id }, "From"), from),
    h("div.prop", {}, h("label", { for: kind.id }, "What must hold"), kind, hint),
    byField,
    h("div.prop", {}, h("label", { for: to.id }, "To"), to),
    sentence,
    options(
      "intent-senders",
      ends.filter((each) => each.value !== "internet"),
    ),
    options("intent-receivers", ends),
  );
  kind.setAttribute("aria-describedby", hint.id);
  const dialog = openDialog(intent ? "Change the intent" : "Add an intent", [form], {
    foot: [
      h("button.btn", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button.btn.primary", { type: "submit", form: form.id }, intent ? "Change" : "Add"),
    ],
  });
  refresh();
  (intent ? to : from).focus();
}

/**
 * @param {string} id
 * @param {string} value
 * @param {string} list
 */
function end(id, value, list) {
  return h("input.field", {
    id,
    value: value === "internet" ? "Internet" : value,
    list,
    required: true,
    maxlength: 300,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "A network, subnet, site or prefix",
  });
}

/**
 * @param {string} id
 * @param {{value: string, words: string}[]} ends
 */
function options(id, ends) {
  const shown = (/** @type {string} */ value) => (value === "internet" ? "Internet" : value);
  return h(
    "datalist",
    { id },
    ...ends.map(({ value, words }) => h("option", { value: shown(value) }, words)),
  );
}

/** @param {string} text */
function written(text) {
  const value = text.trim();
  return value.toLowerCase() === "internet" ? "internet" : value;
}

/**
 * What is wrong with an end, empty if nothing.
 * @param {{value: string}[]} ends
 * @param {string} text
 * @param {"from" | "to"} side
 */
function flaw(ends, text, side) {
  const value = written(text);
  if (value === "internet") return side === "from" ? "No flow starts on the Internet." : "";
  if (value === "" || ends.some((each) => each.value === value) || parsePrefix(value)) return "";
  return "Name a network, a network/subnet, a site or a prefix of this design.";
}
