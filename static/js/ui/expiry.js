/** Choosing when a link ends: never, after some days, on a date. Knows no server. */
import { h } from "./dom.js";

const DAY = 86_400_000;
const CHOICES = /** @type {[string, string][]} */ ([
  ["never", "Never ends"],
  ["1", "Ends in a day"],
  ["7", "Ends in 7 days"],
  ["30", "Ends in 30 days"],
  ["date", "Ends on a date …"],
]);

/**
 * @param {{access: string, expiresAt: string | null}} link
 * @param {(expiresAt: string | null) => void} choose
 * @returns {HTMLElement}
 */
export function endChoice(link, choose) {
  const now = link.expiresAt ? new Date(link.expiresAt) : null;
  const select = h(
    "select.field.ends",
    { "aria-label": `When the ${link.access} link ends`, onchange: () => chosen(select.value) },
    now &&
      h(
        "option",
        { value: "kept", selected: true },
        `Ends ${now.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`,
      ),
    ...CHOICES.map(([value, words]) => h("option", { value, selected: !now && value === "never" }, words)),
  );
  const date = h("input.field", {
    type: "date",
    "aria-label": `Last day of the ${link.access} link`,
    min: dayOf(new Date()),
    value: dayOf(new Date(Date.now() + 7 * DAY)),
  });
  const set = h(
    "button.btn",
    { type: "button", onclick: () => date.value && choose(endOfDay(date.value)) },
    "Set",
  );
  const day = h("span.row", { hidden: true }, date, set);
  const chosen = (/** @type {string} */ value) => {
    day.hidden = value !== "date";
    if (value === "never") choose(null);
    else if (value === "date") date.focus();
    else if (value !== "kept") choose(new Date(Date.now() + Number(value) * DAY).toISOString());
  };
  return h("span.row", {}, day, select);
}

/** @param {Date} moment */
function dayOf(moment) {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

/**
 * The last second of the day where the person is.
 * @param {string} day
 */
const endOfDay = (day) => new Date(`${day}T23:59:59`).toISOString();
