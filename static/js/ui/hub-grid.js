/**
 * The grid of a hub: its connections down, its route tables across, what each looks up and what it teaches. A tick is an edit;
 * under routing intent, which overrules the connections, the grid only shows what the server answered.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/hub-members.js").Member} Member
 * @typedef {import("./hub-tables.js").Table} Table
 */
import { membersOf, takePart } from "../doc/hub-members.js";
import { associate, intentOf, tablesOf } from "../doc/hubs.js";
import { find, listOf, nameOf } from "../doc/paths.js";
import { h } from "./dom.js";

/**
 * @param {App} app
 * @param {string} hub
 * @param {Map<string, Table>} known the server's answer by table
 * @returns {HTMLElement}
 */
export function hubGrid(app, hub, known) {
  const item = find(app.document, hub) ?? {};
  const tables = tablesOf(item).map((table) => /** @type {string} */ (table.name));
  const members = membersOf(app.document, hub);
  const overruled = intentOf(item) !== "none";
  const shown = overruled ? members.map((member) => answered(member, known)) : members;
  if (members.length === 0)
    return h(
      "p.blank",
      {},
      h("b", {}, "Nobody is connected yet."),
      " Drag a virtual network, a site or a circuit to the hub.",
    );
  return h(
    "div.hub-grid",
    { tabindex: 0, role: "region", "aria-label": "Who takes part in which table" },
    h(
      "table",
      {},
      head(tables),
      h("tbody", {}, ...shown.map((member) => row(app, hub, member, tables, app.editable && !overruled))),
    ),
  );
}

/** @param {string[]} tables */
function head(tables) {
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      h("th", { scope: "col", rowspan: 2 }, "Connection"),
      h(
        "th",
        { scope: "col", rowspan: 2, title: "The table in which traffic that comes from it is looked up." },
        "Associated with",
      ),
      h(
        "th.group",
        { scope: "colgroup", colspan: tables.length, title: "The tables that learn its prefixes." },
        "Propagates to",
      ),
    ),
    h("tr", {}, ...tables.map((name) => h("th.table-name", { scope: "col" }, ...breakable(name)))),
  );
}

/**
 * A name that may break before each of its capitals.
 * @param {string} name
 */
function breakable(name) {
  return name.split(/(?=[A-Z])/).flatMap((part) => [document.createElement("wbr"), part]);
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Member} member
 * @param {string[]} tables
 * @param {boolean} editable
 */
function row(app, hub, member, tables, editable) {
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h(
        "button.link-plain",
        { type: "button", "data-goto": member.path, title: describe(app, member) },
        listOf(member.path) === "virtualNetworkGateways"
          ? `clients of ${nameOf(member.path)}`
          : nameOf(member.path),
      ),
    ),
    h("td", {}, association(app, member, tables, editable)),
    ...tables.map((table) => h("td.tick", {}, tick(app, hub, member, table, editable))),
  );
}

/**
 * @param {App} app
 * @param {Member} member
 */
function describe(app, member) {
  const item = find(app.document, member.path) ?? {};
  const words = { hubVirtualNetworkConnections: "Network", virtualNetworkGateways: "Clients of" };
  const list = /** @type {keyof typeof words} */ (listOf(member.path));
  const far = item.remoteVirtualNetwork ?? item.expressRouteCircuit ?? item.localNetworkGateway ?? item.name;
  return `${words[list] ?? "Branch"} ${far}`;
}

/**
 * @param {App} app
 * @param {Member} member
 * @param {string[]} tables
 * @param {boolean} editable
 */
function association(app, member, tables, editable) {
  const name = nameOf(member.path);
  if (member.branch || !editable) {
    const title = member.branch ? "Branches are always associated with the default table." : null;
    return h("span.muted", { title }, ...breakable(member.associated));
  }
  const select = h(
    "select.field",
    {
      "aria-label": `Table that ${name} is associated with`,
      "data-field": `associated-${member.path}`,
      onchange: () =>
        app.edit("Change associated table", (document) => associate(document, member.path, select.value), {
          quiet: true,
        }),
    },
    ...[...new Set([...tables, member.associated])].map((one) =>
      h("option", { value: one, selected: one === member.associated }, one),
    ),
  );
  return select;
}

/**
 * @param {App} app
 * @param {string} hub
 * @param {Member} member
 * @param {string} table
 * @param {boolean} editable
 */
function tick(app, hub, member, table, editable) {
  const name = nameOf(member.path);
  const label = member.reached.get(table);
  const means = label
    ? `By the label “${label}”, which also reaches tables of other hubs that carry it.`
    : `${table} ${label === undefined ? "does not learn" : "learns"} what is behind ${name}.`;
  const box = h("input", {
    type: "checkbox",
    checked: label !== undefined,
    disabled: !editable,
    title: means,
    "aria-label": `${name} propagates to ${table}`,
    "data-field": `propagates-${member.path}-${table}`,
    onchange: () =>
      app.edit("Change propagation", (document) => takePart(document, hub, member.path, table, box.checked), {
        quiet: true,
      }),
  });
  return label ? h("label.by-label", {}, box, h("small", {}, label)) : box;
}

/**
 * What the server says of a member, whatever the document says.
 * @param {Member} member
 * @param {Map<string, Table>} known
 * @returns {Member}
 */
function answered(member, known) {
  const tables = [...known.entries()];
  const associated = tables.find(([, table]) => table.associatedConnections.includes(member.path))?.[0];
  const reached = new Map(
    tables
      .filter(([, table]) => table.propagatingConnections.includes(member.path))
      .map(([name]) => /** @type {[string, string]} */ ([name, ""])),
  );
  return { ...member, associated: associated ?? member.associated, reached };
}
