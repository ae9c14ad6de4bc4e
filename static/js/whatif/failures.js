/**
 * The drawer's Failures: every single failure tried, with what each cuts, moves or leaves without an alternative; a click
 * makes it the what-if. Draws on the canvas how much hangs on each thing.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./sweep.js").Outcome} Outcome
 */
import { h } from "../ui/dom.js";
import { drawerShows, registerDrawerTab, setDrawerCount } from "../ui/drawer.js";
import { toast } from "../ui/toast.js";
import { stopped, wordsOfError } from "./ask.js";
import { failureWords } from "./parts.js";
import { lost, Sweep, sorted } from "./sweep.js";
import { changeTags, lineList } from "./words.js";

/** @param {number} count */
const written = (count) => count.toLocaleString("en");

const MOST_ROWS = 12;
/** Milliseconds after which the drawer has its height. */
const SETTLED = 500;
/** @type {[keyof ReturnType<typeof sorted>, string, string][]} */
const GROUPS = [
  ["surprises", "Cuts others off", "more is lost than what failed itself"],
  ["asymmetric", "One-sided", "a firewall or appliance sees one direction only"],
  ["survived", "Survived", "everything still works, over another way or the last one"],
  ["isolating", "Only itself", "what failed is cut off, nothing else"],
];

/**
 * @param {App} app
 * @param {import("../canvas/view.js").View} view
 */
export function startFailures(app, view) {
  const failures = new Failures(app, view);
  registerDrawerTab("failures", "Failures", (panel) => failures.open(panel));
  document.addEventListener("topology:saved", () => failures.outdate());
  document.addEventListener("whatif:changed", () => failures.follow());
  document.addEventListener("drawer:changed", () => failures.paint());
}

class Failures {
  /**
   * @param {App} app
   * @param {import("../canvas/view.js").View} view
   */
  constructor(app, view) {
    this.app = app;
    this.view = view;
    /** @type {HTMLElement | null} */
    this.panel = null;
    /** @type {Sweep | null} */
    this.single = null;
    /** @type {Sweep | null} */
    this.pairs = null;
    this.outdated = false;
    this.heated = true;
    /** @type {Set<string>} */
    this.unfolded = new Set();
  }

  /** @param {HTMLElement} panel */
  open(panel) {
    this.panel = panel;
    if (this.single === null || this.outdated) this.start();
    else this.show();
    setTimeout(() => bottomCut(this.view) && this.view.fit(), SETTLED);
  }

  start() {
    this.single?.stop();
    this.pairs?.stop();
    this.pairs = null;
    this.outdated = false;
    this.single = this.run(new Sweep(this.app, false));
  }

  /** @param {Sweep} sweep */
  run(sweep) {
    sweep
      .run(() => this.show())
      .catch((error) => stopped(error) || toast(wordsOfError(error), { bad: true }));
    return sweep;
  }

  /** The design is another now: what is in sight is tried again, the rest when it comes into sight. */
  outdate() {
    this.outdated = true;
    setDrawerCount("failures", "");
    if (drawerShows("failures")) this.start();
  }

  /** What was tried beside a failure says nothing any more once that is up again. */
  follow() {
    if (this.single?.base.some((path) => !this.app.down.has(path))) this.outdate();
    else this.show();
  }

  show() {
    if (!this.panel || !this.single) return;
    const { surprises } = sorted(this.single.outcomes);
    if (this.single.complete && !this.outdated)
      setDrawerCount("failures", surprises.length > 0 ? String(surprises.length) : "", "bad");
    const list = this.panel.querySelector("[data-list]");
    const [top, focus] = [this.panel.scrollTop, /** @type {HTMLElement | null} */ (document.activeElement)];
    const key = list?.contains(focus) ? focus?.dataset.key : undefined;
    this.panel.replaceChildren(this.head(this.single), this.list(this.single));
    this.panel.scrollTop = top;
    if (key)
      /** @type {HTMLElement | null} */ (
        this.panel.querySelector(`[data-key="${CSS.escape(key)}"]`)
      )?.focus();
    this.paint();
  }

  /** @param {Sweep} single */
  head(single) {
    const now = this.pairs ?? single;
    const words = now.running ? progressWords(now) : summary(single, this.pairs);
    return h(
      "div.tools.sweep-head",
      {},
      h("p", { role: "status" }, words),
      now.running && h("progress", { max: now.all || 1, value: now.done, "aria-label": "Failures tried" }),
      h("span.grow"),
      now.running && button("Stop", "Keep what was found so far", () => now.stop()),
      !now.running &&
        !now.complete &&
        button("Go on", "Try the rest", () => {
          this.run(now);
          this.show();
        }),
      single.complete &&
        single.tried > 1 &&
        !this.pairs &&
        button("Try pairs", "Two failures at once: those that cut more than both alone", () => {
          this.pairs = this.run(new Sweep(this.app, true));
          this.show();
        }),
      h(
        "button.btn.small",
        {
          type: "button",
          "aria-pressed": String(this.heated),
          title: "Colour each thing by how many flows hang on it alone",
          onclick: () => {
            this.heated = !this.heated;
            this.show();
          },
        },
        "Heat map",
      ),
    );
  }

  /** @param {Sweep} single */
  list(single) {
    const groups = sorted(single.outcomes);
    const sections = GROUPS.map(([name, title, meaning]) => this.section(name, title, meaning, groups[name]));
    const pairs = sorted(this.pairs?.outcomes ?? []);
    const both = [...pairs.surprises, ...pairs.isolating];
    return h(
      "div",
      { "data-list": true },
      this.section("pairs", "Two at once", "cut more together than both alone", both),
      ...sections,
    );
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {string} meaning
   * @param {Outcome[]} outcomes
   */
  section(name, title, meaning, outcomes) {
    if (outcomes.length === 0) return null;
    const most = this.unfolded.has(name) ? outcomes.length : MOST_ROWS;
    const more = () => {
      this.unfolded.add(name);
      this.show();
    };
    return h(
      "section.failures",
      { "aria-labelledby": `failures-${name}` },
      h(
        "h2",
        { id: `failures-${name}` },
        title,
        h("span.count", {}, String(outcomes.length)),
        h("span.muted.small", {}, meaning),
      ),
      h("ul", {}, ...outcomes.slice(0, most).map((outcome) => this.row(outcome))),
      outcomes.length > most &&
        h("button.link", { type: "button", onclick: more }, `${outcomes.length - most} more`),
    );
  }

  /** @param {Outcome} outcome */
  row(outcome) {
    const base = this.single?.base ?? [];
    const down = [...base, ...outcome.down];
    const key = outcome.down.join(" ");
    const active = same(down, this.app.down);
    const open = this.unfolded.has(key);
    const toggle = () => {
      if (!this.unfolded.delete(key)) this.unfolded.add(key);
      this.show();
    };
    const alike = outcome.alike.length;
    return h(
      "li.failure",
      {},
      h(
        "button.failure-go",
        {
          type: "button",
          "data-key": key,
          "aria-pressed": String(active),
          title: active ? "Put it back" : `Fail it: ${outcome.down.join(", ")}`,
          onclick: () => this.app.setDown(active ? base : down),
        },
        h("span.muted", {}, outcome.what.join(" and ")),
        h("b", {}, outcome.down.map(failureWords).join(" and ")),
        alike > 0 &&
          h("span.muted", { title: outcome.alike.map(failureWords).join(", ") }, `and ${alike} like it`),
      ),
      h(
        "span.tags",
        {},
        ...changeTags(outcome.counts),
        h(
          "button.btn.quiet.small",
          { type: "button", "data-key": `which ${key}`, "aria-expanded": String(open), onclick: toggle },
          open ? "Less" : "Which",
        ),
      ),
      open && lineList(this.app, outcome.lines),
      open &&
        alike > 0 &&
        h("p.muted.small", {}, `The same with ${outcome.alike.map(failureWords).join(", ")}.`),
    );
  }

  /** How much hangs on each thing, while the list is in sight and nothing else is painted. */
  paint() {
    const shown = this.heated && drawerShows("failures") && this.app.down.size === 0;
    const heat = (shown && this.single?.heat()) || new Map();
    const levels = /** @type {[string, number, number][]} */ ([
      ["heat-1", 0, 0.34],
      ["heat-2", 0.34, 0.67],
      ["heat-3", 0.67, 2],
    ]);
    for (const [name, from, to] of levels) {
      const paths = [...heat].filter(([, level]) => level >= from && level < to).map(([path]) => path);
      this.view.mark(
        name,
        paths.map((path) => this.view.alias.get(path) ?? path),
      );
    }
  }
}

/**
 * Whether the drawer hides the bottom of a drawing that is in sight otherwise.
 * @param {import("../canvas/view.js").View} view
 */
function bottomCut(view) {
  const { clientWidth, clientHeight } = view.container;
  const boxes = [...view.boxes.keys()].flatMap((id) => view.renderedBox(id) ?? []);
  const inside = boxes.every((box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= clientWidth);
  return inside && boxes.some((box) => box.y + box.height > clientHeight);
}

/** @param {Sweep} sweep */
function progressWords(sweep) {
  if (sweep.all === 0)
    return sweep.pairs ? "Trying every pair of failures …" : "Trying every single failure …";
  const what = sweep.pairs ? "pairs" : "failures";
  return `${written(sweep.done)} of ${written(sweep.all)} ${what} tried …`;
}

/**
 * @param {Sweep} single
 * @param {Sweep | null} pairs
 */
function summary(single, pairs) {
  if (single.complete && single.tried === 0)
    return `There is nothing ${single.base.length > 0 ? "else " : ""}in this design that could fail.`;
  const cutting = single.outcomes.filter((one) => lost(one) > 0);
  const points = cutting.reduce((sum, one) => sum + 1 + one.alike.length, 0);
  const cuts =
    points === 0 ? "none cuts a flow" : `${written(points)} ${points === 1 ? "cuts" : "cut"} flows`;
  const harmless = single.harmless > 0 ? `, ${written(single.harmless)} change nothing` : "";
  const beside = single.base.length > 0 ? ` beside ${single.base.map(failureWords).join(" and ")}` : "";
  const found = `${written(single.tried)} single failures tried${beside}: ${cuts}${harmless}.${until(single)}`;
  if (!pairs) return found;
  const worse = written(pairs.outcomes.length);
  return `${found} ${written(pairs.tried)} pairs tried: ${worse} cut more than both alone.${until(pairs)}`;
}

/** @param {Sweep} sweep */
function until(sweep) {
  return sweep.complete ? "" : ` Stopped after ${written(sweep.done)} of ${written(sweep.all)}.`;
}

/**
 * @param {string[]} one
 * @param {Set<string>} other
 */
function same(one, other) {
  return one.length === other.size && one.every((path) => other.has(path));
}

/**
 * @param {string} words
 * @param {string} title
 * @param {() => void} onclick
 */
function button(words, title, onclick) {
  return h("button.btn.small", { type: "button", title, onclick }, words);
}
