/**
 * Makes a design on the server and goes to it; what the server finds wrong is told in full.
 */
import { call, Problem } from "./sync/api.js";
import { byId, h } from "./ui/dom.js";

/**
 * @typedef {{template: string} | {document: unknown}} Source
 * @param {Source | Promise<Source>} source
 */
export async function createAndOpen(source) {
  try {
    const answer = await call("POST", "designs", await source);
    location.replace(answer.links.edit);
  } catch (error) {
    showProblems(/** @type {Problem} */ (error));
  }
}

/** @param {Problem} problem */
export function showProblems(problem) {
  const problems = /** @type {{path: string, message: string, hint: string}[]} */ (
    problem.body?.problems ?? []
  );
  byId("problems").replaceChildren(
    h(
      "ul.problems",
      {},
      ...(problems.length > 0
        ? problems
            .slice(0, 20)
            .map((one) =>
              h(
                "li",
                {},
                h("b", {}, one.message),
                one.path && h("div.mono.muted", {}, one.path),
                one.hint && h("div.muted", {}, one.hint),
              ),
            )
        : [h("li", {}, h("b", {}, problem.message))]),
    ),
  );
}
