/**
 * How a connection takes part in the routing of its hub: association, propagation, route maps and static routes. Every change
 * is one undoable command.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 */
import { setProperty } from "../doc/commands.js";
import { associate, intentOf, propagate, routingOf, tablesOf } from "../doc/hubs.js";
import { nextName } from "../doc/names.js";
import { fieldOf, find, join, listOf } from "../doc/paths.js";
import { hubOf, NO_TABLE } from "../doc/table-names.js";
import { control } from "./controls.js";
import { h, icon } from "./dom.js";

const STATICS = "routingConfiguration.staticRoutes";

/** @param {string} name @returns {[string, string]} */
const twice = (name) => [name, name];

/**
 * How a connection, of a network or of a branch, takes part in the tables of its hub.
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @returns {HTMLElement[]}
 */
export function routingForm(app, path, item) {
  const name = hubOf(app.document, path);
  const hub = name ? find(app.document, join("virtualHubs", name)) : null;
  if (!name || !hub) return [];
  const network = listOf(path) === "hubVirtualNetworkConnections";
  const intent = intentOf(hub) !== "none";
  const link = h(
    "button.link",
    {
      type: "button",
      onclick: () => {
        app.tab = "tables";
        app.select([join("virtualHubs", name)], { reveal: true });
      },
    },
    `route tables of ${name}`,
  );
  const note = intent
    ? h("p.notice.warn", {}, `Routing intent of ${name} overrules association and propagation.`)
    : h(
        "p.muted",
        {},
        network ? "See the " : "Branches always learn from the default table. See the ",
        link,
        ".",
      );
  return [
    h(
      "fieldset",
      {},
      h("legend", {}, "Routing"),
      note,
      ...(network ? association(app, path, item, hub) : []),
      ...propagation(app, path, item, name),
      ...maps(app, path, item, hub),
    ),
    ...(network ? [staticRoutes(app, path, item)] : []),
  ];
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {Item} hub
 */
function association(app, path, item, hub) {
  return control(
    {
      field: "associated",
      words: "Associated table",
      type: "select",
      options: tablesOf(hub).map((table) => twice(table.name)),
      hint: "The hub table in which traffic of this network is looked up.",
    },
    {
      id: "routing-associated",
      value: routingOf(item).associated,
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit("Change associated table", (document) => associate(document, path, String(value)), {
          quiet: true,
        }),
    },
  );
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {string} hub
 */
function propagation(app, path, item, hub) {
  const { names, labels } = routingOf(item);
  const wan = find(app.document, join("virtualHubs", hub))?.virtualWan;
  const hubs = (app.document.virtualHubs ?? []).filter((/** @type {Item} */ one) => one.virtualWan === wan);
  const offered = hubs.flatMap((/** @type {Item} */ one) =>
    tablesOf(one).map((table) => (one.name === hub ? table.name : `${one.name}/${table.name}`)),
  );
  const own = names.map((name) => (name.startsWith(`${hub}/`) ? name.slice(hub.length + 1) : name));
  const known = [...new Set(hubs.flatMap((/** @type {Item} */ one) => tablesOf(one)).flatMap(labelsOf))];
  const change = (/** @type {string} */ words, /** @type {{names?: string[], labels?: string[]}} */ wanted) =>
    app.edit(words, (document) => propagate(document, path, wanted), { quiet: true });
  const wiring = { disabled: !app.editable };
  return [
    ...control(
      { field: "labels", words: "Propagates to labels", type: "refs" },
      {
        ...wiring,
        id: "routing-labels",
        value: labels,
        names: [...new Set([...known, ...labels])].filter((label) => label !== "none"),
        commit: (value) => change("Change propagation", { labels: /** @type {string[]} */ (value) }),
      },
    ),
    ...control(
      {
        field: "names",
        words: "Propagates to tables",
        type: "refs",
        hint: "Tables that learn the prefixes of this connection, with or without a label. None at all isolates it.",
      },
      {
        ...wiring,
        id: "routing-names",
        value: own,
        names: [...new Set([...offered, ...own])].filter((name) => !name.endsWith(NO_TABLE)),
        commit: (value) => change("Change propagation", { names: /** @type {string[]} */ (value) }),
      },
    ),
  ];
}

/**
 * The route maps that a connection's routes go through, where the hub has any.
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {Item} hub
 */
function maps(app, path, item, hub) {
  const names = (hub.routeMaps ?? []).map((/** @type {Item} */ map) => map.name);
  if (names.length === 0) return [];
  const sides = [
    ["inboundRouteMap", "Route map inbound", "For what the hub learns from here."],
    ["outboundRouteMap", "Route map outbound", "For what the hub tells this connection."],
  ];
  return sides.flatMap(([side = "", words = "", hint]) => {
    const field = `routingConfiguration.${side}`;
    return control(
      { field, words, type: "ref", hint },
      {
        id: `routing-${side}`,
        value: fieldOf(item, field),
        disabled: !app.editable,
        names,
        commit: (value) =>
          app.edit("Change route map", (document) => setProperty(document, path, field, value), {
            quiet: true,
          }),
      },
    );
  });
}

/** @param {Item} table @returns {string[]} */
const labelsOf = (table) => table.labels ?? [];

/**
 * Static routes of a network connection: prefixes behind an appliance of that network.
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 */
function staticRoutes(app, path, item) {
  const routes = /** @type {Item[]} */ (fieldOf(item, STATICS) ?? []);
  const write = (/** @type {string} */ words, /** @type {Item[]} */ next) =>
    app.edit(words, (document) => setProperty(document, path, STATICS, next.length > 0 ? next : undefined), {
      quiet: true,
    });
  const change = (/** @type {number} */ index, /** @type {Item} */ fields) =>
    write(
      "Change static route",
      routes.map((route, at) => (at === index ? { ...route, ...fields } : route)),
    );
  const field = (
    /** @type {number} */ index,
    /** @type {string} */ name,
    /** @type {string} */ words,
    /** @type {string} */ shown,
    /** @type {(text: string) => Item} */ read,
  ) => {
    const input = h("input.field.mono", {
      value: shown,
      disabled: !app.editable,
      "aria-label": `${words} of ${routes[index]?.name}`,
      "data-field": `static-${index}-${words}`,
      spellcheck: "false",
      onchange: () => change(index, read(input.value.trim())),
    });
    const at = join(path, STATICS.replace(".", "/"), routes[index]?.name, name);
    return h("td", { "data-at": at }, input);
  };
  const rows = routes.map((route, index) =>
    h(
      "tr",
      { title: route.name },
      field(index, "addressPrefixes", "Prefixes", (route.addressPrefixes ?? []).join(" "), (text) => ({
        addressPrefixes: text.split(/[\s,]+/).filter(Boolean),
      })),
      field(index, "nextHopIpAddress", "Next hop address", route.nextHopIpAddress ?? "", (text) => ({
        nextHopIpAddress: text || undefined,
      })),
      h(
        "td",
        {},
        h(
          "button.btn.quiet.square.small",
          {
            type: "button",
            disabled: !app.editable,
            "aria-label": `Remove static route ${route.name}`,
            onclick: () =>
              write(
                "Remove static route",
                routes.filter((_, at) => at !== index),
              ),
          },
          icon("trash"),
        ),
      ),
    ),
  );
  const head = ["Prefixes", "Next hop address"].map((words) => h("th", { scope: "col" }, words));
  const insert = () =>
    write("Add static route", [
      ...routes,
      {
        name: nextName(
          "static",
          routes.map((route) => route.name),
        ),
        addressPrefixes: [],
      },
    ]);
  return h(
    "fieldset",
    {},
    h("legend", {}, "Static routes into the network"),
    rows.length > 0
      ? h("table.udr", {}, h("thead", {}, h("tr", {}, ...head, h("td"))), h("tbody", {}, ...rows))
      : h("p.muted", {}, "None: only the network's own prefixes are behind this connection."),
    app.editable &&
      h("div", {}, h("button.btn.small", { type: "button", onclick: insert }, icon("plus"), "Static route")),
  );
}
