/** Where the server puts the boxes of a design that nobody has placed. */
import { Problem } from "../sync/api.js";

/**
 * @param {import("./viewer.js").Source["document"]} document
 * @returns {Promise<import("./viewer.js").Source["corners"]>}
 */
export async function arranged(document) {
  const response = await fetch("/arrange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ document }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}
