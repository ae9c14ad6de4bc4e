/**
 * Routing intent in the property form of a hub: what goes through the hub's firewall, through which one, and what besides.
 * Every change is one undoable command.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/hubs.js").Intent} Intent
 */
import { setProperty } from "../doc/commands.js";
import { additionalOf, intentOf, setAdditional, setIntent } from "../doc/hubs.js";
import { control } from "./controls.js";
import { h } from "./dom.js";

const TRANSIT = "routingIntent.expressRouteTransit";
const INTENTS = /** @type {[Intent, string, string][]} */ ([
  ["none", "None", "Networks and branches reach each other without inspection, as the route tables say."],
  ["private", "Private", "All traffic between networks, branches and hubs goes through the hub's firewall."],
  ["internet", "Internet", "Everybody in the hub gets a default route to the hub's firewall."],
  ["both", "Both", "Private and Internet traffic both go through the hub's firewall."],
]);

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} hub
 * @returns {HTMLElement[]}
 */
export function intentForm(app, path, hub) {
  const current = intentOf(hub);
  const inspects = current === "private" || current === "both";
  const radios = INTENTS.map(([value, words]) => {
    const input = h("input", {
      type: "radio",
      name: "routing-intent",
      value,
      checked: value === current,
      disabled: !app.editable,
      "data-field": `intent-${value}`,
      onchange: () =>
        app.edit("Change routing intent", (document) => setIntent(document, path, value), { quiet: true }),
    });
    return h("label", {}, input, words);
  });
  return [
    h(
      "fieldset",
      {},
      h("legend", {}, "Routing intent"),
      h("div.intents", { role: "radiogroup", "aria-label": "Routing intent" }, ...radios),
      h("p.muted", {}, INTENTS.find(([value]) => value === current)?.[2] ?? ""),
      ...(current === "none" ? [] : through(app, path, hub, current)),
      ...(inspects ? [...additional(app, path, hub), ...transit(app, path, hub)] : []),
    ),
  ];
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} hub
 * @param {Intent} current
 */
function through(app, path, hub, current) {
  const options = (app.document.azureFirewalls ?? [])
    .filter((/** @type {Item} */ one) => one.virtualHub === hub.name)
    .map((/** @type {Item} */ one) => [one.name, one.name]);
  return control(
    { field: "firewall", words: "Through", type: "select", options },
    {
      id: "intent-firewall",
      value: hub.routingIntent?.privateTraffic ?? hub.routingIntent?.internetTraffic,
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit(
          "Change the firewall of routing intent",
          (document) => setIntent(document, path, current, value ? String(value) : undefined),
          { quiet: true },
        ),
    },
  );
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} hub
 */
function additional(app, path, hub) {
  return control(
    {
      field: "additional",
      words: "Private prefixes besides",
      type: "list",
      mono: true,
      hint: "Ranges outside RFC 1918 that go through the firewall as well.",
    },
    {
      id: "intent-additional",
      value: additionalOf(hub),
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit(
          "Change private prefixes",
          (document) => setAdditional(document, path, /** @type {string[]} */ (value ?? [])),
          { quiet: true },
        ),
    },
  );
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} hub
 */
function transit(app, path, hub) {
  return control(
    {
      field: "transit",
      words: "Circuits reach each other",
      type: "bool",
      fallback: false,
      hint: "Through the firewall. Microsoft's support switches it on; it excludes Global Reach.",
    },
    {
      id: "intent-transit",
      value: hub.routingIntent?.expressRouteTransit,
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit(
          "Change transit between circuits",
          (document) => setProperty(document, path, TRANSIT, value || undefined),
          { quiet: true },
        ),
    },
  );
}
