/**
 * Which edit broke an intent: any button with `data-blame` asks for the intent that it names; the answer leads to the state
 * before and the state after, side by side.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{number: number | null, label: string | null, createdAt: string}} State
 * @typedef {{intent: string, sentence: string, holds: boolean, lastHeld: State | null, brokenBy: State | null,
 *   why: {sentence: string} | null, tried: number}} Answer
 */
import { call } from "../sync/api.js";
import { openDialog } from "../ui/dialog.js";
import { h } from "../ui/dom.js";
import { wordsOfError } from "../whatif/ask.js";
import { compareAddress } from "./address.js";

/** @param {App} app */
export function startBlame(app) {
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-blame]"));
    if (button) openBlame(app, button.dataset.blame ?? "");
  });
}

/**
 * @param {App} app
 * @param {string} intent
 */
async function openBlame(app, intent) {
  const body = h(
    "div.blame",
    { "aria-live": "polite" },
    h("p.muted", {}, "Asking the versions, newest first …"),
  );
  openDialog("Which edit broke it?", [body]);
  try {
    const query = new URLSearchParams({ intent });
    body.replaceChildren(...told(app, await call("GET", `designs/${app.boot.token}/broken-by?${query}`)));
  } catch (error) {
    body.replaceChildren(h("p.notice.bad", { role: "alert" }, wordsOfError(error)));
  }
}

/**
 * @param {App} app
 * @param {Answer} answer
 */
function told(app, answer) {
  const asked = h(
    "p.muted.small",
    {},
    `${answer.tried} ${answer.tried === 1 ? "version was" : "versions were"} asked, with everything up.`,
  );
  if (answer.holds) return [h("p.verdict.reached", {}, h("b", {}, "Holds"), answer.sentence), asked];
  const why = h("p", {}, answer.why?.sentence ?? "");
  const line = (/** @type {string} */ words, /** @type {State} */ state) =>
    h("li", {}, h("span.muted", {}, words), stateWords(app, state));
  if (!answer.lastHeld || !answer.brokenBy)
    return [h("p", {}, `“${answer.sentence}” held in none of the kept versions.`), why, asked];
  const address = compareAddress(app, { from: answer.lastHeld.number, to: answer.brokenBy.number });
  return [
    h("p", {}, h("b", {}, answer.sentence)),
    h("ul.states", {}, line("held last in", answer.lastHeld), line("broken since", answer.brokenBy)),
    why,
    h("div.row", {}, h("a.btn.primary", { href: address }, "Compare before and after")),
    asked,
  ];
}

/**
 * @param {App} app
 * @param {State} state
 */
function stateWords(app, state) {
  const when = new Date(state.createdAt).toLocaleString(undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  if (state.number === null) return h("span", {}, "now");
  const name = state.label ? `version ${state.number}, ${state.label}` : `version ${state.number}`;
  return h("span", {}, h("a", { href: `/d/${app.boot.token}@${state.number}` }, name), `, ${when}`);
}
