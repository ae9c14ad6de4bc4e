/**
 * The drawer's Intents: what must hold in this design, green or red with the row that breaks it, added by form or from
 * what is true now. Every change is an edit that can be undone; the server says what holds.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/intents.js").Intent} Intent
 */
import { addressWords } from "../doc/addresses.js";
import { intentsOf, sameIntent, told, withIntent, withoutIntent } from "../doc/intents.js";
import { find, pathOfPlace, placeOf } from "../doc/paths.js";
import { openDialog } from "../ui/dialog.js";
import { h } from "../ui/dom.js";
import { drawerShows, registerDrawerTab, setDrawerCount } from "../ui/drawer.js";
import { toast } from "../ui/toast.js";
import { ask, stopped, wordsOfError } from "./ask.js";
import { openIntentForm } from "./intent-form.js";
import { failureWords } from "./parts.js";

/** @param {App} app */
export function startIntents(app) {
  const intents = new Intents(app);
  registerDrawerTab("intents", "Intents", (panel) => intents.open(panel));
  for (const event of ["topology:saved", "whatif:changed"])
    document.addEventListener(event, () => intents.load());
  document.addEventListener("document:changed", () => drawerShows("intents") && intents.show());
}

class Intents {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {HTMLElement | null} */
    this.panel = null;
    /** The server's answers by the intent's name. @type {Map<string, any>} */
    this.answers = new Map();
    this.wanted = new AbortController();
    this.busy = false;
  }

  /** @param {HTMLElement} panel */
  open(panel) {
    this.panel = panel;
    this.show();
  }

  async load() {
    this.wanted.abort();
    this.wanted = new AbortController();
    if (intentsOf(this.app.document).length === 0) {
      this.answers = new Map();
      this.show();
      return;
    }
    this.busy = true;
    this.show();
    try {
      const answer = await ask(this.app, "intents", {}, this.wanted.signal);
      this.answers = new Map(answer.intents.map((/** @type {any} */ each) => [each.intent.name, each]));
    } catch (error) {
      if (stopped(error)) return;
      toast(wordsOfError(error), { bad: true });
    }
    this.busy = false;
    this.show();
  }

  show() {
    const isBroken = (/** @type {Intent} */ intent) => this.answerOf(intent)?.holds === false;
    const intents = intentsOf(this.app.document).toSorted(
      (one, other) => Number(isBroken(other)) - Number(isBroken(one)),
    );
    const broken = intents.filter(isBroken).length;
    setDrawerCount("intents", intents.length === 0 ? "" : countWords(broken, intents.length), tone(broken));
    if (!this.panel) return;
    this.panel.replaceChildren(
      this.head(intents, broken),
      intents.length > 0
        ? h("ul.intents-list", { "aria-busy": String(this.busy) }, ...intents.map((each) => this.row(each)))
        : h(
            "p.blank",
            {},
            "Nothing must hold yet. Say what this design is for, and every edit and failure is checked against it.",
          ),
    );
    this.app.emit("intents:shown");
  }

  /**
   * The answer about an intent, unless it speaks of an earlier wording.
   * @param {Intent} intent
   */
  answerOf(intent) {
    const answer = this.answers.get(intent.name);
    return answer && sameIntent(answer.intent, intent) ? answer : undefined;
  }

  /**
   * @param {Intent[]} intents
   * @param {number} broken
   */
  head(intents, broken) {
    const judged = intents.every((intent) => this.answerOf(intent));
    const down = this.app.down.size > 0 ? " with what is down" : "";
    const words =
      intents.length === 0
        ? ""
        : !judged
          ? "Checking …"
          : broken > 0
            ? `${broken} of ${intents.length} broken${down}.`
            : `All ${intents.length} hold${down}.`;
    return h(
      "div.tools.sweep-head",
      {},
      h("p", { role: "status" }, words),
      h("span.grow"),
      h(
        "button.btn.small",
        {
          type: "button",
          hidden: !this.app.editable,
          title: "Sentences that are true now, to keep",
          onclick: () => this.suggest(),
        },
        "Suggest …",
      ),
      h(
        "button.btn.small",
        { type: "button", hidden: !this.app.editable, onclick: () => openIntentForm(this.app) },
        "Add …",
      ),
    );
  }

  /** @param {Intent} intent */
  row(intent) {
    const answer = this.answerOf(intent);
    const state = answer === undefined ? "unknown" : answer.holds ? "good" : "bad";
    const [sign, word] =
      { good: ["✓", "holds"], bad: ["✗", "broken"], unknown: ["…", "checking"] }[state] ?? [];
    return h(
      "li.intent",
      { "data-intent": intent.name },
      h(`span.change.${state}`, {}, h("b", { "aria-hidden": "true" }, sign), ` ${word}`),
      h("div.text", {}, h("p", { title: intent.name }, told(intent)), answer?.why && this.reason(answer.why)),
      h(
        "span.actions",
        {},
        state === "bad" &&
          h(
            "button.btn.quiet.small",
            {
              type: "button",
              "data-blame": intent.name,
              title: "The version since which this does not hold",
            },
            "Which edit?",
          ),
        h(
          "button.btn.quiet.small",
          {
            type: "button",
            hidden: !this.app.editable,
            "aria-label": `Edit: ${told(intent)}`,
            onclick: () => openIntentForm(this.app, intent),
          },
          "Edit …",
        ),
        h(
          "button.btn.quiet.small",
          {
            type: "button",
            hidden: !this.app.editable,
            "aria-label": `Remove: ${told(intent)}`,
            onclick: () => this.remove(intent),
          },
          "Remove",
        ),
      ),
    );
  }

  /** @param {any} why */
  reason(why) {
    const fail = () => this.app.setDown([...new Set([...this.app.down, ...why.down])]);
    const between = why.from ? `${why.from} to ${why.to}: ` : "";
    return h(
      "div.because",
      {},
      h(
        "p",
        {},
        why.down.length > 0 &&
          h(
            "button.link",
            { type: "button", onclick: fail },
            `When ${why.down.map(failureWords).join(" and ")} fails`,
          ),
        why.down.length > 0 ? ", " : "",
        h("span", {}, `${between}${why.sentence} `),
        why.rule && h("a.mono", { href: `/rules/${why.rule}`, target: "_blank", rel: "noopener" }, why.rule),
      ),
      why.row && this.rowWords(why.row),
    );
  }

  /** @param {any} row the row of a table that decided */
  rowWords(row) {
    const hops = (row.nextHopIpAddress ?? []).map(addressWords).join(", ");
    const path = pathOfPlace(row.at);
    const go = () => this.app.select([path], { reveal: true });
    return h(
      "p.small",
      {},
      h("span.muted", {}, "The row that decides: "),
      h("span.mono", {}, `${row.addressPrefix} `),
      h(`span.chip.m-${row.kind}`, {}, row.nextHopType),
      h("span.mono", {}, hops ? ` ${hops}` : ""),
      h("span.muted", {}, " in "),
      find(this.app.document, path)
        ? h("button.link", { type: "button", onclick: go }, placeOf(path))
        : h("span", {}, row.at),
    );
  }

  /** @param {Intent} intent */
  remove(intent) {
    const words = told(intent);
    const done = this.app.edit(
      `Remove the intent: ${words}`,
      (document) => ({ document: withoutIntent(document, intent.name) }),
      { quiet: true },
    );
    if (done) toast(`Removed: ${words}`, { action: "Undo", onAction: () => this.app.store.undo() });
  }

  async suggest() {
    /** @type {Intent[]} */
    let found;
    try {
      found = (await ask(this.app, "suggestions", {}, undefined, [])).intents;
    } catch (error) {
      toast(wordsOfError(error), { bad: true });
      return;
    }
    const known = intentsOf(this.app.document);
    const fresh = found.filter((one) => !known.some((other) => sameIntent(one, other)));
    if (fresh.length === 0) {
      toast(
        found.length > 0
          ? "Everything that could be suggested is said already."
          : "Nothing to suggest yet: the design needs a subnet, and a site or the Internet that it reaches.",
      );
      return;
    }
    const ticks = fresh.map((intent) => ({ intent, box: h("input", { type: "checkbox", checked: true }) }));
    const keep = () => {
      const chosen = ticks.filter(({ box }) => box.checked).map(({ intent }) => intent);
      dialog.close();
      if (chosen.length === 0) return;
      const label = chosen.length === 1 ? "Keep an intent" : `Keep ${chosen.length} intents`;
      this.app.edit(
        label,
        (document) => ({ document: chosen.reduce((made, intent) => withIntent(made, intent), document) }),
        { quiet: true },
      );
    };
    const dialog = openDialog(
      "True now: what shall stay so?",
      [
        h("p.muted", {}, "What you keep is checked at every edit, and named when it breaks."),
        h(
          "ul.suggested",
          {},
          ...ticks.map(({ intent, box }) => h("li", {}, h("label", {}, box, h("span", {}, told(intent))))),
        ),
      ],
      {
        foot: [
          h("button.btn", { type: "button", onclick: () => dialog.close() }, "Cancel"),
          h("button.btn.primary", { type: "button", onclick: keep }, "Keep"),
        ],
      },
    );
  }
}

/**
 * @param {number} broken
 * @param {number} all
 */
function countWords(broken, all) {
  return broken > 0 ? `${broken} broken` : String(all);
}

/**
 * @param {number} broken
 * @returns {"bad" | "good"}
 */
function tone(broken) {
  return broken > 0 ? "bad" : "good";
}
