/** Talking to the server's JSON interface. Turns its problems into errors with a sentence; decides nothing about designs. */

export class Problem extends Error {
  /**
   * @param {number} status 0 when the server was not reached
   * @param {Record<string, any>} body
   */
  constructor(status, body) {
    super(body.detail || body.title || "The server did not answer.");
    this.status = status;
    this.body = body;
  }
}

/**
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {unknown} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>}
 */
export async function call(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, {});
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = { detail: `The server answered with status ${response.status}.` };
  }
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}
