/**
 * What the server refused to save, said at the field that it is about. Knows the last answer and the form that is shown.
 *
 * @typedef {{path: string, message: string, hint?: string}} Problem
 */
import { byId, h } from "./dom.js";

/** @type {Problem[]} */
let known = [];

/** @param {Problem[]} problems of the design as it is; none when it was saved */
export function tellProblems(problems) {
  if (known.length === 0 && problems.length === 0) return;
  known = problems;
  markProblems(byId("properties"));
}

/** @param {HTMLElement} root a form whose parts say in `data-at` which property they edit */
export function markProblems(root) {
  for (const old of root.querySelectorAll(".error[data-problem]")) old.remove();
  for (const field of root.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const place of /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-at]")])) {
    const at = place.dataset.at ?? "";
    const about = known.filter(({ path }) => path === at || path.startsWith(`${at}/`));
    if (about.length > 0) mark(place, about);
  }
}

/**
 * @param {HTMLElement} place
 * @param {Problem[]} problems
 */
function mark(place, problems) {
  const words = problems.map(({ message, hint }) => [message, hint].filter(Boolean).join(" "));
  place.append(
    h("p.error", { "data-problem": true, role: "alert" }, ...words.map((one) => h("span", {}, one))),
  );
  for (const field of place.querySelectorAll(".field, input")) field.setAttribute("aria-invalid", "true");
  place.closest("details")?.setAttribute("open", "");
}
