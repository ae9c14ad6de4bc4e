/** The rows of a route table, each editable in place. */
import { remove, setProperty } from "../doc/commands.js";
import { addRoute } from "../doc/create.js";
import { join } from "../doc/paths.js";
import { h, icon } from "./dom.js";

const HOPS = ["VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"];

/**
 * @param {import("../app.js").App} app
 * @param {string} path
 * @param {import("../doc/types.js").Item} table
 */
export function routeEditor(app, path, table) {
  const rows = (table.routes ?? []).map((/** @type {any} */ route) =>
    row(app, join(path, "routes", route.name), route),
  );
  const action =
    app.editable &&
    h(
      "div",
      {},
      h(
        "button.btn.small",
        {
          type: "button",
          onclick: () => app.edit("Add route", (document) => addRoute(document, path), { quiet: true }),
        },
        icon("plus"),
        "Route",
      ),
    );
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      ...["Prefix or service tag", "Next hop type", "Address"].map((words) =>
        h("th", { scope: "col" }, words),
      ),
      h("td"),
    ),
  );
  const body =
    rows.length > 0 ? h("table.udr", {}, head, h("tbody", {}, ...rows)) : h("p.muted", {}, "No routes yet.");
  return h("fieldset", {}, h("legend", {}, "Routes"), body, action);
}

/**
 * @param {import("../app.js").App} app
 * @param {string} path
 * @param {import("../doc/types.js").Item} route
 */
function row(app, path, route) {
  const set = (/** @type {string} */ field, /** @type {unknown} */ value) =>
    app.edit("Change route", (document) => setProperty(document, path, field, value), { quiet: true });
  const disabled = !app.editable;
  const field = (/** @type {string} */ name, /** @type {string} */ words) => {
    const input = h("input.field.mono", {
      value: route[name] ?? "",
      disabled,
      "aria-label": `${words} of ${route.name}`,
      "data-field": `${path}-${name}`,
      spellcheck: "false",
      onchange: () => set(name, input.value.trim() || undefined),
    });
    return input;
  };
  const type = h(
    "select.field",
    {
      disabled,
      "aria-label": `Next hop type of ${route.name}`,
      "data-field": `${path}-type`,
      onchange: () =>
        app.edit(
          "Change route",
          (document) => {
            const changed = setProperty(document, path, "nextHopType", type.value);
            return type.value === "VirtualAppliance"
              ? changed
              : setProperty(changed.document, path, "nextHopIpAddress", undefined);
          },
          { quiet: true },
        ),
    },
    ...[...new Set([...HOPS, route.nextHopType])].map((name) =>
      h("option", { value: name, selected: name === route.nextHopType }, name),
    ),
  );
  const gone = h(
    "button.btn.quiet.square.small",
    {
      type: "button",
      disabled,
      "aria-label": `Remove route ${route.name}`,
      onclick: () =>
        app.edit("Remove route", (document) => ({ document: remove(document, [path]).document }), {
          quiet: true,
        }),
    },
    icon("trash"),
  );
  const address =
    route.nextHopType === "VirtualAppliance" ? field("nextHopIpAddress", "Next hop address") : null;
  return h(
    "tr",
    { title: route.name },
    h("td", {}, field("addressPrefix", "Prefix")),
    h("td", {}, type),
    h("td", {}, address),
    h("td", {}, gone),
  );
}
