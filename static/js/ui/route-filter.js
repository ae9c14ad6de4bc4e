/**
 * The search above a table of routes: marks the row that an address would take. Of a table that is too long to be here as a
 * whole, the server is asked for the rows that the address could take.
 */
import { longestMatch } from "../doc/prefix.js";
import { byId } from "./dom.js";

/** Milliseconds without a key after which the server is asked. */
const PAUSE = 250;

export class RouteFilter {
  /**
   * @param {{ask: (address: string) => void, reveal: (row: HTMLElement) => void}} panel `ask` loads the rows for an address,
   * `reveal` unfolds those among which this one is
   */
  constructor(panel) {
    this.panel = panel;
    this.text = "";
    /** What the rows that are here were asked for. */
    this.asked = "";
    this.timer = 0;
  }

  /** @param {string} text */
  type(text) {
    this.text = text.trim();
    clearTimeout(this.timer);
    if (this.partial()) this.timer = setTimeout(() => this.search(), PAUSE);
    else this.match();
  }

  /** Another table is here: what was searched is searched in it. */
  show() {
    const field = byId("route-filter");
    if (!field || this.text === "") return;
    field.value = this.text;
    this.search();
  }

  /** Another thing is shown: its rows were asked for nothing. */
  forget() {
    this.asked = "";
  }

  search() {
    if (!this.partial() || this.asked === this.text) return this.match();
    this.asked = this.text;
    this.panel.ask(this.text);
  }

  partial() {
    return Boolean(byId("routes")?.dataset.more);
  }

  /** The longest prefix that covers the address among those in use. */
  match() {
    const rows = /** @type {HTMLElement[]} */ ([...byId("fragment").querySelectorAll("tr.route")]);
    const live = rows.filter((row) => row.dataset.state === "Active" && !row.classList.contains("lost"));
    const prefixes = live.map((row) => row.dataset.prefix ?? "");
    const best = this.text ? live[longestMatch(prefixes, this.text)] : undefined;
    for (const row of rows) row.classList.toggle("match", row === best);
    if (best?.hidden) this.panel.reveal(best);
    const answer = byId("route-answer");
    answer.hidden = !this.text;
    answer.textContent = best ? `${this.text} takes ${best.dataset.prefix}.` : `No row covers ${this.text}.`;
    best?.scrollIntoView({ block: "nearest" });
  }
}
