/**
 * The only module that knows both htmx and the editor: loads fragments when selection, what-if or the saved version
 * change, and tells when one has arrived.
 *
 * @typedef {import("./app.js").App} App
 */
import { byId, h } from "./ui/dom.js";

export class Bridge {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.address = "";
    byId("fragment").addEventListener("htmx:before:swap", (/** @type {any} */ event) => this.guard(event));
    byId("findings").addEventListener("htmx:before:swap", (/** @type {any} */ event) => this.guard(event));
    byId("fragment").addEventListener("htmx:after:swap", () => app.emit("fragment:loaded"));
    byId("findings").addEventListener("htmx:after:swap", () => app.emit("findings:loaded"));
    byId("fragment").addEventListener("htmx:error", (/** @type {any} */ event) => this.unreachable(event));
    byId("fragment").addEventListener("htmx:finally:request", () => byId("side").classList.remove("busy"));
    document.addEventListener("topology:saved", () => this.loadFindings());
    document.addEventListener("whatif:changed", () => this.loadFindings());
  }

  /**
   * Shows a panel of the server; the same address is not asked twice.
   * @param {string} name
   * @param {Record<string, string>} params
   * @param {boolean} [again]
   */
  load(name, params, again = false) {
    const query = this.app.query();
    for (const [key, value] of Object.entries(params)) query.set(key, value);
    query.set("v", String(this.app.version));
    const address = `${this.base()}/panels/${name}?${query}`;
    if (address === this.address && !again) return;
    this.address = address;
    byId("side").classList.add("busy");
    htmx.ajax("GET", address, { target: "#fragment", source: "#fragment", swap: "innerHTML" });
  }

  /** Nothing to show: the next load asks again. */
  clear() {
    this.address = "";
    byId("fragment").replaceChildren();
  }

  loadFindings() {
    const query = this.app.query();
    query.set("v", String(this.app.version));
    htmx.ajax("GET", `${this.base()}/findings?${query}`, {
      target: "#findings",
      source: "#findings",
      swap: "innerHTML",
    });
  }

  base() {
    return `/d/${this.app.boot.token}`;
  }

  /**
   * Pages that the server answers in place of a fragment must not end up inside the panel.
   * @param {any} event
   */
  guard(event) {
    const { ctx } = event.detail;
    if (ctx.response.status < 400) return;
    event.preventDefault();
    this.trouble(
      ctx.response.status === 404 ? "This link no longer opens the design." : "The server could not answer.",
      ctx.target,
    );
  }

  /** @param {any} event */
  unreachable(event) {
    if (event.detail.error?.name !== "AbortError")
      this.trouble("The server cannot be reached. What you drew is kept in this browser.", byId("fragment"));
  }

  /**
   * @param {string} words
   * @param {HTMLElement} target
   */
  trouble(words, target) {
    this.address = "";
    target.replaceChildren(
      h(
        "div.blank",
        { role: "alert" },
        h("b", {}, words),
        h("button.btn", { type: "button", "data-reload": true }, "Try again"),
      ),
    );
  }
}
