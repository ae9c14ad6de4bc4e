/** Questions of the what-if screens to the server's JSON interface: with what is down, abortable, one place for addresses. */
import { Problem } from "../sync/api.js";

/**
 * @param {import("../app.js").App} app
 * @param {string} question such as "sweep"
 * @param {Record<string, string>} [params]
 * @param {Iterable<string>} [down] what is down in this question
 */
export function addressOf(app, question, params = {}, down = app.down) {
  const query = new URLSearchParams([...down].map((path) => ["down", path]));
  if (app.boot.revision) query.set("revision", String(app.boot.revision));
  for (const [key, value] of Object.entries(params)) query.set(key, value);
  return `/api/v1/designs/${app.boot.token}/${question}?${query}`;
}

/**
 * @param {import("../app.js").App} app
 * @param {string} question
 * @param {Record<string, string>} [params]
 * @param {AbortSignal} [signal]
 * @param {Iterable<string>} [down]
 * @returns {Promise<any>}
 */
export async function ask(app, question, params = {}, signal = undefined, down = app.down) {
  const response = await fetch(addressOf(app, question, params, down), { signal: signal ?? null }).catch(
    (error) => {
      if (error.name === "AbortError") throw error;
      throw new Problem(0, { detail: "The server cannot be reached." });
    },
  );
  const answer = await response.json().catch(() => ({ detail: `The server answered ${response.status}.` }));
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

/**
 * Whether an error only says that nobody wants the answer any more.
 * @param {unknown} error
 */
export function stopped(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** @param {unknown} error */
export function wordsOfError(error) {
  return error instanceof Error ? error.message : String(error);
}
