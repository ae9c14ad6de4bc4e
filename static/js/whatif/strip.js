/**
 * The strip over the drawing: what is down, what follows from it for the whole design, and the way back to all up. Paints
 * on the canvas what carries nothing any more and what carries the traffic instead.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 */
import { drawn } from "../canvas/overlay.js";
import { compareAddress } from "../compare/address.js";
import { subjectOf } from "../doc/kinds.js";
import { listOf } from "../doc/paths.js";
import { byId, h, icon } from "../ui/dom.js";
import { toast } from "../ui/toast.js";
import { ask, stopped, wordsOfError } from "./ask.js";
import { openFailureMenu } from "./failing.js";
import { failureWords } from "./parts.js";
import { changeTags, flowWords, lineList } from "./words.js";

/** What the paint names one of many of, or what stands at the end of a way; the lines say which subnets are meant. */
const NOT_WAYS = ["subnets", "sites", "virtualNetworks", "peerings"];
/** Milliseconds after which a person is told that the answer takes longer. */
const LONG = 400;

/**
 * @param {App} app
 * @param {View} view
 */
export function startStrip(app, view) {
  const strip = new Strip(app, view);
  document.addEventListener("whatif:changed", () => strip.show());
  document.addEventListener("topology:saved", () => strip.load());
  document.addEventListener("document:changed", () => strip.paint());
  const unknown = new URLSearchParams(location.search).getAll("down").filter((path) => !app.down.has(path));
  if (unknown.length > 0)
    toast(`Not in this design any more, so it cannot fail: ${unknown.map(failureWords).join(", ")}.`);
}

class Strip {
  /**
   * @param {App} app
   * @param {View} view
   */
  constructor(app, view) {
    this.app = app;
    this.view = view;
    /** @type {any} what the server said of the failures */
    this.answer = null;
    this.wanted = new AbortController();
    this.unfolded = false;
  }

  show() {
    const { whatif, down } = this.app;
    byId("stage").classList.toggle("whatif", whatif);
    byId("whatif-bar").hidden = !whatif;
    for (const [verb, on] of /** @type {[string, boolean][]} */ ([
      ["mode-design", !whatif],
      ["mode-whatif", whatif],
    ]))
      document.querySelector(`[data-verb="${verb}"]`)?.setAttribute("aria-pressed", String(on));
    byId("whatif-words").hidden = down.size > 0;
    const clear = document.querySelector('[data-verb="whatif-clear"]');
    if (clear instanceof HTMLElement) clear.hidden = down.size === 0;
    byId("downs").replaceChildren(...[...down].map((path) => this.chip(path)));
    this.load();
  }

  /** @param {string} path */
  chip(path) {
    const words = failureWords(path);
    const subject = subjectOf(this.app.document, path) ?? path;
    const how = h(
      "button",
      {
        type: "button",
        title: "How it fails",
        "data-path": subject,
        "aria-label": `${words} is down; how it fails`,
        "aria-haspopup": "menu",
        onclick: () => openFailureMenu(this.app, subject, how),
      },
      words,
      icon("chevron"),
    );
    const back = h(
      "button",
      {
        type: "button",
        title: "Up again",
        "aria-label": `${words}: up again`,
        onclick: () => this.app.setDown([...this.app.down].filter((each) => each !== path)),
      },
      icon("close"),
    );
    return h("span.down-chip", {}, how, back);
  }

  async load() {
    this.wanted.abort();
    if (this.app.down.size === 0) {
      this.answer = null;
      this.tell();
      return;
    }
    this.wanted = new AbortController();
    const { signal } = this.wanted;
    byId("whatif-bar").setAttribute("aria-busy", "true");
    const patience = setTimeout(() => signal.aborted || this.wait(), LONG);
    try {
      this.answer = await ask(this.app, "changes", {}, signal);
    } catch (error) {
      if (stopped(error)) return;
      this.answer = null;
      toast(wordsOfError(error), { bad: true });
    } finally {
      clearTimeout(patience);
    }
    this.tell();
  }

  wait() {
    const found = byId("whatif-found");
    found.hidden = false;
    if (this.answer === null)
      found.replaceChildren(h("p.muted", { role: "status" }, "Working out what follows …"));
  }

  tell() {
    const bar = byId("whatif-bar");
    bar.removeAttribute("aria-busy");
    const found = byId("whatif-found");
    found.hidden = this.answer === null;
    if (this.answer) {
      const { counts, lines } = this.answer;
      const out = exposed(lines).reduce((sum, line) => sum + line.pairs, 0);
      const tags = changeTags(counts);
      const list = lineList(this.app, lines);
      list.hidden = !this.unfolded;
      const more = h(
        "button.btn.small",
        {
          id: "whatif-which",
          type: "button",
          "aria-expanded": String(this.unfolded),
          hidden: lines.length === 0,
          onclick: () => {
            this.unfolded = !this.unfolded;
            this.tell();
          },
        },
        this.unfolded ? "Less" : "Which",
      );
      found.replaceChildren(
        h(
          "div.row",
          { role: "status" },
          ...(tags.length > 0 ? tags : [h("span.muted", {}, "Every flow keeps its way.")]),
          out > 0 &&
            h(
              "span.change.bad",
              { title: "Tinted in the drawing: these subnets now leave straight to the Internet" },
              h("b", { "aria-hidden": "true" }, "!"),
              ` ${flowWords(out)} over the Internet`,
            ),
          h("span.grow"),
          more,
          h(
            "a.btn.small",
            { href: compareAddress(this.app), title: "Before and after side by side" },
            "Compare",
          ),
        ),
        list,
      );
    }
    this.paint();
  }

  paint() {
    const { lines = [], paint = {} } = this.answer ?? {};
    const ways = (/** @type {string[]} */ paths) =>
      drawn(
        this.view,
        paths.filter((path) => path !== "internet" && !NOT_WAYS.includes(listOf(path))),
      );
    const cut = [...this.app.down].map((path) => this.view.alias.get(path) ?? path);
    const idle = this.view.edges.filter((edge) => cut.includes(edge.source) || cut.includes(edge.target));
    const ends = (/** @type {string} */ change) =>
      lines
        .filter((/** @type {any} */ line) => line.change === change)
        .flatMap((/** @type {any} */ line) => [...line.from.places, ...line.to.places])
        .filter((/** @type {string} */ path) => listOf(path) === "subnets");
    const lost = new Set([
      ...ways(paint.lost ?? []),
      ...this.lines([...(paint.lost ?? []), ...this.app.down]),
      ...idle.map((edge) => edge.id),
      ...ends("lost"),
    ]);
    this.view.mark(
      "exposed",
      exposed(lines).flatMap((line) => line.from.places.filter((path) => listOf(path) === "subnets")),
    );
    const moved = [...ways(paint.moved ?? []), ...this.lines(paint.moved ?? []), ...ends("moved")];
    this.view.mark("gone", lost);
    this.view.mark(
      "moved",
      moved.filter((id) => !lost.has(id)),
    );
  }

  /**
   * The lines that belong to things, such as the one from a circuit to its site.
   * @param {string[]} paths
   */
  lines(paths) {
    const wanted = new Set(paths.filter((path) => listOf(path) !== "peerings" || this.app.down.has(path)));
    return this.view.edges
      .filter((edge) => wanted.has(subjectOf(this.app.document, edge.id) ?? ""))
      .map((edge) => edge.id);
  }
}

/**
 * What left over something else, or not at all, and now leaves over the Internet.
 * @param {any[]} lines
 * @returns {{pairs: number, from: {places: string[]}}[]}
 */
function exposed(lines) {
  return lines.filter((line) => ["moved", "gained"].includes(line.change) && line.now?.kind === "internet");
}
