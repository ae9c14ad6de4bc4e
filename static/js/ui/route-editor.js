/** The rows of a route table, each editable in place. */
import { remove, setProperty } from "../doc/commands.js";
import { addRoute } from "../doc/create.js";
import { setNextHopType } from "../doc/next-hop.js";
import { join } from "../doc/paths.js";
import { h, icon } from "./dom.js";
import { NEXT_HOPS } from "./fields.js";

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
    rows.length > 0
      ? h("table.udr.hops-of-routes", {}, head, h("tbody", {}, ...rows))
      : h("p.muted", {}, "No routes yet.");
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
  const field = (
    /** @type {string} */ name,
    /** @type {string} */ words,
    /** @type {(text: string) => unknown} */ read,
  ) => {
    const input = h("input.field.mono", {
      value: [route[name] ?? []].flat().join(" "),
      disabled,
      "aria-label": `${words} of ${route.name}`,
      "data-field": `${path}-${name}`,
      spellcheck: "false",
      onchange: () => set(name, read(input.value.trim())),
    });
    return h("td", { "data-at": join(path, name) }, input);
  };
  const retype = () =>
    app.edit("Change route", (document) => setNextHopType(document, path, type.value), {
      quiet: true,
    });
  const type = h(
    "select.field",
    {
      disabled,
      "aria-label": `Next hop type of ${route.name}`,
      "data-field": `${path}-type`,
      onchange: retype,
    },
    ...[...new Set([...NEXT_HOPS, route.nextHopType])].map((name) =>
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
  const address = {
    VirtualAppliance: () => field("nextHopIpAddress", "Next hop address", (text) => text || undefined),
    VirtualApplianceEcmp: () =>
      field("nextHopIpAddresses", "Next hop addresses", (text) => text.split(/[\s,]+/).filter(Boolean)),
  }[/** @type {string} */ (route.nextHopType)];
  const details = h(
    "button.btn.quiet.square.small",
    {
      type: "button",
      "aria-label": `All of route ${route.name}`,
      title: `${route.name}: name and all properties`,
      onclick: () => app.select([path]),
    },
    icon("chevron"),
  );
  return h(
    "tr",
    { title: route.name },
    field("addressPrefix", "Prefix", (text) => text || undefined),
    h("td", { "data-at": join(path, "nextHopType") }, type),
    address?.() ?? h("td"),
    h("td", {}, gone, details),
  );
}
