/**
 * One control for each type of property. Commits a value when the person is done with it and says nothing before.
 *
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {{id: string, value: any, disabled: boolean, names: string[], commit: (value: unknown) => void}} Wiring
 * `names` are the values that a reference may take
 */
import { h } from "./dom.js";
import { pairRows } from "./pairs.js";

/**
 * @param {Field} field
 * @param {Wiring} wiring
 * @returns {HTMLElement[]} label and control, or a switch that holds both
 */
export function control(field, wiring) {
  if (field.type === "bool") return [toggle(field, wiring)];
  const made = {
    text: line,
    words: paragraph,
    number: line,
    list: lines,
    select: choice,
    ref: choice,
    refs: checks,
    pairs: pairRows,
  }[field.type](field, wiring);
  const many = field.type === "refs" || field.type === "pairs";
  const label = many ? h("span.label", {}, field.words) : h("label", { for: wiring.id }, field.words);
  const hint = field.hint && h("span.hint", { id: `${wiring.id}-hint` }, field.hint);
  return [h(field.type === "pairs" ? "div.prop.wide" : "div.prop", {}, label, made, hint)];
}

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
function toggle(field, { id, value, disabled, commit }) {
  const on = Boolean(value ?? field.fallback) !== Boolean(field.invert);
  const box = h("input", {
    type: "checkbox",
    id,
    checked: on,
    disabled,
    "data-field": id,
    "aria-describedby": field.hint ? `${id}-hint` : null,
    onchange: () => commit(box.checked !== Boolean(field.invert)),
  });
  return h(
    "div.check",
    {},
    box,
    h("label", { for: id }, field.words),
    field.hint && h("span.hint", { id: `${id}-hint` }, field.hint),
  );
}

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
function line(field, { id, value, disabled, commit }) {
  const shown = String(value ?? "");
  const read = () => {
    const text = input.value.trim();
    if (text === "") return undefined;
    return field.type === "number" && /^\d+$/.test(text) ? Number(text) : text;
  };
  const input = h(field.mono ? "input.field.mono" : "input.field", {
    id,
    value: shown,
    disabled,
    "data-field": id,
    placeholder: field.fallback === undefined ? null : String(field.fallback),
    spellcheck: "false",
    autocomplete: "off",
    inputmode: field.type === "number" ? "numeric" : null,
    "aria-describedby": field.hint ? `${id}-hint` : null,
    onchange: () => input.value.trim() !== shown && commit(read()),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      if (input.value === shown) input.closest("[tabindex]")?.focus();
      input.value = shown;
    },
  });
  return input;
}

/**
 * @param {Field} _field
 * @param {Wiring} wiring
 */
function paragraph(_field, { id, value, disabled, commit }) {
  const area = h("textarea.field", {
    id,
    value: value ?? "",
    rows: 6,
    maxlength: 2000,
    disabled,
    "data-field": id,
    onchange: () => commit(area.value.trimEnd()),
  });
  return area;
}

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
function lines(field, { id, value, disabled, commit }) {
  const shown = (value ?? []).join("\n");
  const area = h(field.mono ? "textarea.field.mono" : "textarea.field", {
    id,
    value: shown,
    disabled,
    "data-field": id,
    rows: Math.max(1, Math.min(8, (value ?? []).length)),
    spellcheck: "false",
    "aria-describedby": field.hint ? `${id}-hint` : null,
    onchange: () => {
      const entries = area.value.split(/[\s,]+/).filter(Boolean);
      if (entries.join("\n") !== shown) commit(entries.length > 0 || !field.asked ? entries : undefined);
    },
    oninput: () => {
      area.rows = Math.max(1, Math.min(8, area.value.split("\n").length));
    },
  });
  return area;
}

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
function choice(field, { id, value, disabled, names, commit }) {
  const current = value ?? (field.type === "select" ? field.fallback : "") ?? "";
  const listed =
    field.type === "select"
      ? (field.options ?? [])
      : [
          ...(field.required ? [] : [/** @type {[string, string]} */ (["", "None"])]),
          ...names.map((name) => /** @type {[string, string]} */ ([name, name])),
        ];
  const options = listed.some(([key]) => key === current)
    ? listed
    : [...listed, /** @type {[string, string]} */ ([String(current), String(current)])];
  const select = h(
    "select.field",
    {
      id,
      disabled,
      "data-field": id,
      "aria-describedby": field.hint ? `${id}-hint` : null,
      onchange: () => commit(select.value === "" ? undefined : select.value),
    },
    ...options.map(([key, words]) => h("option", { value: key, selected: key === current }, words)),
  );
  return select;
}

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
function checks(field, { id, value, disabled, names, commit }) {
  const chosen = new Set(value ?? []);
  if (names.length === 0) return h("span.label", {}, "There is none yet.");
  return h(
    "div.list-editor",
    { role: "group", "aria-label": field.words },
    ...names.map((name, index) => {
      const box = h("input", {
        type: "checkbox",
        id: `${id}-${index}`,
        checked: chosen.has(name),
        disabled,
        "data-field": `${id}-${index}`,
        onchange: () => commit(names.filter((other) => (other === name ? box.checked : chosen.has(other)))),
      });
      return h("div.check", {}, box, h("label", { for: `${id}-${index}` }, name));
    }),
  );
}
