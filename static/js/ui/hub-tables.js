/**
 * The tab "Route tables" of a virtual hub: the grid of connections and tables, then a card for each table with its labels
 * and its static routes. Edits go through the document; what routing intent makes of them is asked of the server.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {{at: string, routingIntent: boolean, associatedConnections: string[], propagatingConnections: string[],
 *   routes: {name: string, destinations: string[], nextHop: string}[]}} Table
 */
import { setProperty } from "../doc/commands.js";
import {
  addStatic,
  addTable,
  hopsOf,
  intentOf,
  removeTable,
  renameTable,
  setLabels,
  tablesOf,
} from "../doc/hubs.js";
import { join, nameOf, update } from "../doc/paths.js";
import { DEFAULT_TABLE } from "../doc/table-names.js";
import { control } from "./controls.js";
import { h, icon } from "./dom.js";
import { hubGrid } from "./hub-grid.js";
import { markProblems } from "./problems.js";
import { routeMaps } from "./route-maps.js";
import { toast } from "./toast.js";

/** The last answer, by hub, so that a redrawn form does not flicker. @type {Map<string, Table[]>} */
const answers = new Map();

/**
 * @param {App} app
 * @param {HTMLElement} target
 * @param {string} path
 */
export function hubTables(app, target, path) {
  const hub = app.find(path);
  if (hub === null) return target.replaceChildren();
  const active = document.activeElement;
  const focus = active instanceof HTMLElement && target.contains(active) ? active.dataset.field : null;
  const intent = intentOf(hub) !== "none";
  const form = h(
    "form.form.hub-tables",
    {
      novalidate: true,
      "data-hub": path,
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    intent &&
      h(
        "p.notice.warn",
        {},
        "Routing intent is on: every connection learns from the default table, whatever it says itself, and its " +
          "policies are added to that table's routes.",
      ),
    h("div.hub-grid-slot", {}, hubGrid(app, path, known(path))),
    ...tablesOf(hub).map((table) => card(app, path, table)),
    app.editable &&
      h(
        "div",
        {},
        h(
          "button.btn.small",
          {
            type: "button",
            onclick: () => app.edit("Add hub route table", (document) => addTable(document, path)),
          },
          icon("plus"),
          "Route table",
        ),
      ),
    ...routeMaps(app, path),
  );
  target.replaceChildren(form);
  markProblems(target);
  if (focus)
    /** @type {HTMLElement | null} */ (target.querySelector(`[data-field="${CSS.escape(focus)}"]`))?.focus();
  fill(app, form, path);
  void ask(app, form, path);
  return undefined;
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} table
 */
function card(app, hub, table) {
  const title = h("h3", {}, table.name);
  return h(
    "section.hub-table",
    { "data-table": table.name, "aria-label": `Route table ${table.name}` },
    h("div.row", {}, title, h("span.grow"), ...tools(app, hub, table)),
    ...labels(app, hub, table),
    statics(app, hub, table),
    h("div.policies"),
  );
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} table
 */
function tools(app, hub, table) {
  if (!app.editable || table.name === DEFAULT_TABLE) return [];
  const rename = () => {
    const input = h("input.field", {
      value: table.name,
      "aria-label": `New name of ${table.name}`,
      "data-field": `${table.name}-name`,
      spellcheck: "false",
      maxlength: 80,
      onchange: () =>
        app.edit("Rename hub route table", (document) =>
          renameTable(document, hub, table.name, input.value.trim()),
        ),
    });
    button.replaceWith(input);
    input.select();
  };
  const button = h("button.btn.quiet.small", { type: "button", onclick: rename }, "Rename");
  return [
    button,
    h(
      "button.btn.quiet.square.small",
      {
        type: "button",
        "aria-label": `Remove route table ${table.name}`,
        onclick: () => {
          if (app.edit("Remove hub route table", (document) => removeTable(document, hub, table.name)))
            toast(`${table.name} removed`, { action: "Undo", onAction: () => app.store.undo() });
        },
      },
      icon("trash"),
    ),
  ];
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} table
 */
function labels(app, hub, table) {
  return control(
    {
      field: "labels",
      words: "Labels",
      type: "list",
      hint:
        table.name === DEFAULT_TABLE
          ? "Connections of any hub that propagate to a label reach every table that carries it."
          : undefined,
    },
    {
      id: `labels-${table.name}`,
      value: table.labels ?? [],
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit(
          "Change labels",
          (document) => setLabels(document, hub, table.name, /** @type {string[]} */ (value ?? [])),
          { quiet: true },
        ),
    },
  );
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} table
 */
function statics(app, hub, table) {
  const routes = /** @type {Item[]} */ (table.routes ?? []);
  const rows = routes.map((route) => staticRow(app, hub, table, route));
  const head = ["Destinations", "Next hop", "Name"].map((words) => h("th", { scope: "col" }, words));
  return h(
    "div.statics",
    {},
    h("h4", {}, "Static routes"),
    rows.length > 0
      ? h("table.udr", {}, h("thead", {}, h("tr", {}, ...head, h("td"))), h("tbody", {}, ...rows))
      : h("p.muted", {}, "None yet."),
    app.editable &&
      h(
        "button.btn.small",
        {
          type: "button",
          onclick: () =>
            app.edit("Add static route", (document) => addStatic(document, hub, table.name), { quiet: true }),
        },
        icon("plus"),
        "Static route",
      ),
  );
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Item} table
 * @param {Item} route
 */
function staticRow(app, hub, table, route) {
  const path = join(hub, "routeTables", table.name, "routes", route.name);
  const disabled = !app.editable;
  const set = (/** @type {string} */ field, /** @type {unknown} */ value) =>
    app.edit("Change static route", (document) => setProperty(document, path, field, value), {
      quiet: true,
    });
  const line = (/** @type {string} */ field, /** @type {string} */ words, /** @type {string} */ shown) => {
    const input = h("input.field.mono", {
      value: shown,
      disabled,
      "aria-label": `${words} of ${route.name}`,
      "data-field": `${path}-${field}`,
      placeholder: field === "destinations" ? "10.0.0.0/8" : null,
      spellcheck: "false",
      onchange: () =>
        field === "destinations"
          ? set(field, input.value.split(/[\s,]+/).filter(Boolean))
          : set(field, input.value.trim()),
    });
    return input;
  };
  const hops = [...new Set([...hopsOf(app.document, hub), route.nextHop])];
  const hop = h(
    "select.field",
    {
      disabled,
      "aria-label": `Next hop of ${route.name}`,
      "data-field": `${path}-nextHop`,
      onchange: () => set("nextHop", hop.value),
    },
    ...hops.map((name) => h("option", { value: name, selected: name === route.nextHop }, name)),
  );
  const gone = h(
    "button.btn.quiet.square.small",
    {
      type: "button",
      disabled,
      "aria-label": `Remove static route ${route.name}`,
      onclick: () =>
        app.edit("Remove static route", (document) => ({ document: update(document, path, () => null) }), {
          quiet: true,
        }),
    },
    icon("trash"),
  );
  return h(
    "tr",
    {},
    h(
      "td",
      { "data-at": join(path, "destinations") },
      line("destinations", "Destinations", (route.destinations ?? []).join(" ")),
    ),
    h("td", {}, hop),
    h("td.mono", {}, route.name),
    h("td", {}, gone),
  );
}

/**
 * Asks who takes part in each table of the saved design; what was known stays until the answer is there.
 * @param {App} app
 * @param {HTMLElement} form
 * @param {string} path
 */
async function ask(app, form, path) {
  const query = app.query();
  query.set("at", nameOf(path));
  query.set("v", String(app.version));
  try {
    const response = await fetch(`/d/${app.boot.token}/panels/hubtables?${query}`);
    if (response.ok) answers.set(path, (await response.json()).tables);
  } catch {
    return;
  }
  if (form.isConnected) fill(app, form, path);
}

/**
 * Keeps the participants of the shown hub current as saves and what-ifs arrive.
 * @param {App} app
 */
export function followHubTables(app) {
  const again = () => {
    const form = /** @type {HTMLElement | null} */ (document.querySelector("#properties .hub-tables"));
    if (form) void ask(app, form, form.dataset.hub ?? "");
  };
  document.addEventListener("topology:saved", again);
  document.addEventListener("whatif:changed", again);
}

/** @param {string} hub */
const known = (hub) => new Map((answers.get(hub) ?? []).map((table) => [nameOf(table.at), table]));

/**
 * Puts in what only the server knows: the policies of routing intent, and what it makes of the connections.
 * @param {App} app
 * @param {HTMLElement} form
 * @param {string} path
 */
function fill(app, form, path) {
  const tables = known(path);
  if (intentOf(app.find(path) ?? {}) !== "none")
    form.querySelector(".hub-grid-slot")?.replaceChildren(hubGrid(app, path, tables));
  for (const section of /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".hub-table")])) {
    const added = (tables.get(section.dataset.table ?? "")?.routes ?? []).filter((route) =>
      route.name.startsWith("_policy_"),
    );
    section
      .querySelector(".policies")
      ?.replaceChildren(
        ...added.map((route) =>
          h("p.muted", {}, h("b", {}, route.name), ` ${route.destinations.join(" ")} → ${route.nextHop}`),
        ),
      );
  }
}
