/**
 * The dialog that holds a table of the design against what az printed of the real network: paste or drop, then agreement
 * or the rows that differ with the likely cause. The server reads and compares; nothing pasted is kept.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./tables.js").Table} Table
 * @typedef {Record<string, any>} Row
 * @typedef {{kind: string, addressPrefix: string, azure: Row | null, design: Row | null, cause: string}} Difference
 * @typedef {{at: string, question: string, agrees: boolean, rows: number, matching: number,
 *   differences: Difference[]}} Answer
 */
import { addressWords } from "../doc/addresses.js";
import { call } from "../sync/api.js";
import { asMarkdown } from "../ui/copy.js";
import { openDialog } from "../ui/dialog.js";
import { copyText, h, icon } from "../ui/dom.js";
import { toast } from "../ui/toast.js";
import { ask, wordsOfError } from "../whatif/ask.js";
import { failureWords } from "../whatif/parts.js";
import { groupOf, tableFor, tablesOf } from "./tables.js";

const OF_PEERS = ["learned", "advertised"];
const LARGEST = 4 * 2 ** 20;
const SIGNS = /** @type {Record<string, {sign: string, words: string, tone: string}>} */ ({
  onlyInAzure: { sign: "+", words: "only in Azure", tone: "warn" },
  onlyInDesign: { sign: "−", words: "only in the design", tone: "warn" },
  differs: { sign: "≠", words: "differs", tone: "bad" },
});

/** @param {App} app */
export function openReality(app) {
  const tables = tablesOf(app.document);
  const shown = /** @type {HTMLSelectElement | null} */ (document.getElementById("hub-place"))?.value;
  const first =
    tables.find((table) => table.at === shown) ?? tableFor(app.document, tables, app.subject, app.tab);
  if (!first) {
    toast("The design has no subnet, hub, gateway, Route Server or circuit to hold a table against.");
    return;
  }
  new Reality(app, tables, first).open();
}

class Reality {
  /**
   * @param {App} app
   * @param {Table[]} tables
   * @param {Table} first
   */
  constructor(app, tables, first) {
    this.app = app;
    this.tables = tables;
    this.chosen = first;
    this.choice = h(
      "select.field",
      { id: "reality-table", onchange: () => this.choose() },
      ...groups(tables).map(([label, inside]) =>
        h(
          "optgroup",
          { label },
          ...inside.map((table) =>
            h("option", { value: String(tables.indexOf(table)), selected: table === first }, table.words),
          ),
        ),
      ),
    );
    this.peer = h("select.field.mono", { id: "reality-peer" });
    this.peerRow = h("div.prop", { hidden: true }, h("label", { for: "reality-peer" }, "Peer"), this.peer);
    this.command = h("code.command");
    this.text = h("textarea.field.mono.pasted", {
      id: "reality-text",
      rows: 9,
      spellcheck: "false",
      placeholder: "Paste here what the command printed, or drop its file",
    });
    const failed = app.down.size;
    this.outage = h("input", {
      type: "checkbox",
      id: "reality-down",
      checked: failed > 0,
      onchange: () => this.found.replaceChildren(),
    });
    this.outageRow = h(
      "div.check",
      { hidden: failed === 0 },
      this.outage,
      h("label", { for: "reality-down" }, "Taken during this outage"),
      h("span.hint", {}, `${[...app.down].map(failureWords).join(", ")} failed; unticked, everything is up`),
    );
    this.found = h("div.reality-found", { role: "status" });
    this.send = h("button.btn.primary", {}, "Compare");
    this.file = h("input", { type: "file", hidden: true, accept: ".json,.txt,.log", "aria-label": "File" });
  }

  open() {
    this.file.addEventListener("change", () => this.read(this.file.files[0]));
    this.text.addEventListener("dragover", (/** @type {DragEvent} */ event) => event.preventDefault());
    this.text.addEventListener("drop", (/** @type {DragEvent} */ event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      this.read(file);
    });
    const form = h(
      "form.reality",
      { onsubmit: (/** @type {Event} */ event) => this.compare(event) },
      h("div.prop", {}, h("label", { for: "reality-table" }, "Table of the design"), this.choice),
      this.peerRow,
      h("div.prop", {}, h("span.label", {}, "Ask Azure with"), h("div.row", {}, this.command, this.copy())),
      h("label", { for: "reality-text" }, "What it printed, with --output json or --output table"),
      this.text,
      this.outageRow,
      h(
        "div.row",
        {},
        this.send,
        h("button.btn", { type: "button", onclick: () => this.file.click() }, "Open a file …"),
        this.file,
      ),
      this.found,
    );
    const dialog = openDialog("Hold against Azure", [form]);
    dialog.classList.add("broad");
    this.choose();
    this.text.focus();
  }

  copy() {
    const run = async () =>
      toast(
        (await copyText(this.chosen.command)) ? "Command copied" : "The browser does not allow copying here.",
      );
    const label = {
      type: "button",
      "aria-label": "Copy the command",
      title: "Copy the command",
      onclick: run,
    };
    return h("button.btn.quiet.square.small", label, icon("copy"));
  }

  async choose() {
    this.chosen = /** @type {Table} */ (this.tables[Number(this.choice.value)]);
    this.command.textContent = this.chosen.command;
    this.found.replaceChildren();
    this.peerRow.hidden = true;
    this.peer.replaceChildren(h("option", { value: "" }, "all peers"));
    if (!OF_PEERS.includes(this.chosen.table) || this.chosen.at.startsWith("expressRouteCircuits/")) return;
    const chosen = this.chosen;
    const { peers } = await ask(this.app, "peers", { at: chosen.at }).catch(() => ({ peers: [] }));
    const names = [...new Set(peers.map((/** @type {Row} */ row) => String(row.neighbor)))];
    if (chosen !== this.chosen || names.length === 0) return;
    this.peer.append(...names.map((name) => h("option", { value: name }, addressWords(name))));
    this.peerRow.hidden = false;
  }

  /** @param {File | undefined} file */
  async read(file) {
    if (!file) return;
    if (file.size > LARGEST) return toast(`${file.name} is larger than 4 MiB.`, { bad: true });
    this.text.value = await file.text();
    this.found.replaceChildren();
  }

  /** @param {Event} event */
  async compare(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return this.trouble("Paste the table first.");
    this.send.disabled = true;
    this.found.replaceChildren(h("p.muted", {}, "Comparing …"));
    const { boot } = this.app;
    const query = this.outage.checked ? this.app.query() : new URLSearchParams();
    if (boot.revision) query.set("revision", String(boot.revision));
    const at = `designs/${boot.token}/reality?${query}`;
    const table = OF_PEERS.includes(this.chosen.table) ? this.chosen.table : "";
    try {
      this.tell(await call("POST", at, { at: this.chosen.at, text, peer: this.peer.value, table }));
    } catch (error) {
      this.trouble(wordsOfError(error));
    }
    this.send.disabled = false;
  }

  /** @param {string} words */
  trouble(words) {
    this.found.replaceChildren(h("p.notice.bad", { role: "alert" }, words));
  }

  /** @param {Answer} answer */
  tell(answer) {
    const rows = `${answer.rows} ${answer.rows === 1 ? "row" : "rows"}`;
    if (answer.agrees) {
      const words = `Azure and the design agree on all ${rows}.`;
      this.found.replaceChildren(h("p.verdict.reached", {}, h("b", {}, "✓ Agrees"), h("span", {}, words)));
      return;
    }
    const count = answer.differences.length;
    const copy = async () =>
      toast(
        (await copyText(asMarkdown(cells(answer)))) ? "Copied as Markdown" : "Copying is not allowed here.",
      );
    this.found.replaceChildren(
      h(
        "p.verdict.dropped",
        {},
        h("b", {}, `≠ ${count} ${count === 1 ? "row differs" : "rows differ"}`),
        h("span.grow", {}, `${answer.matching} of ${rows} from Azure are as designed.`),
        h("button.btn.small", { type: "button", onclick: copy }, "Copy as Markdown"),
      ),
      h("div.wide-table", {}, differencesTable(answer)),
    );
    this.found.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {Table[]} tables
 * @returns {[string, Table[]][]}
 */
function groups(tables) {
  const names = [...new Set(tables.map(groupOf))];
  return names.map((name) => [name, tables.filter((table) => groupOf(table) === name)]);
}

/** @param {Answer} answer */
function differencesTable(answer) {
  const head = ["Prefix", "", "In Azure", "In the design", "Likely cause"];
  return h(
    "table.differences",
    {},
    h(
      "thead",
      {},
      h("tr", {}, ...head.map((words) => h("th", { scope: "col" }, words || h("span.sr-only", {}, "How")))),
    ),
    h("tbody", {}, ...answer.differences.map(differenceRow)),
  );
}

/** @param {Difference} one */
function differenceRow(one) {
  const { sign, words, tone } = SIGNS[one.kind] ?? { sign: "·", words: one.kind, tone: "warn" };
  return h(
    "tr",
    {},
    h("th.mono", { scope: "row" }, one.addressPrefix),
    h("td", {}, h(`span.change.${tone}`, {}, h("b", { "aria-hidden": "true" }, sign), ` ${words}`)),
    h("td", {}, rowWords(one.azure)),
    h("td", {}, rowWords(one.design)),
    h("td", {}, one.cause),
  );
}

/** @param {Answer} answer */
function cells(answer) {
  const rows = answer.differences.map((one) => [
    one.addressPrefix,
    SIGNS[one.kind]?.words ?? one.kind,
    rowWords(one.azure),
    rowWords(one.design),
    one.cause,
  ]);
  return [["Prefix", "How", "In Azure", "In the design", "Likely cause"], ...rows];
}

/** @param {Row | null} row */
function rowWords(row) {
  if (row === null) return "–";
  const hops = [row.nextHopIpAddress ?? row.nextHop ?? row.nextHops ?? []].flat().join(", ");
  const path = row.asPath ? `AS path ${row.asPath}` : "";
  const state = row.state === "Active" ? "" : row.state;
  const type = row.nextHopType === row.source ? "" : row.nextHopType;
  const origin = row.network && !hops ? `origin ${row.origin}` : "";
  return [row.source, state, type, hops, origin, path].filter(Boolean).join(" · ");
}
