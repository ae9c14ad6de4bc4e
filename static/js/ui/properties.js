/**
 * The property form of what is selected: name, the kind's own fields, what it holds, and its removal. Every change is one
 * undoable command.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("./field.js").Field} Field
 */
import { remove, rename } from "../doc/commands.js";
import { add } from "../doc/create.js";
import { kindOf, wordsOf } from "../doc/kinds.js";
import { addNatRule } from "../doc/nat-rules.js";
import { find, join, listOf, nameOf, ownerOf } from "../doc/paths.js";
import { peeringBetween } from "../doc/peering.js";
import { FIXED_SUBNETS } from "../doc/references.js";
import { addressPlan } from "./address-plan.js";
import { control } from "./controls.js";
import { h, icon, kindIcon } from "./dom.js";
import { fieldsOf, moreOf } from "./field-set.js";
import { FIELDS, PEERING_FLAGS } from "./fields.js";
import { hubContents } from "./hub-contents.js";
import { routingForm } from "./hub-forms.js";
import { MORE } from "./more-fields.js";
import { markProblems } from "./problems.js";
import { routeEditor } from "./route-editor.js";
import { toast } from "./toast.js";

/**
 * @param {App} app
 * @param {HTMLElement} target
 * @param {string} path
 */
export function properties(app, target, path) {
  const item = find(app.document, path);
  if (item === null) return target.replaceChildren();
  const focus =
    document.activeElement instanceof HTMLElement && target.contains(document.activeElement)
      ? document.activeElement.dataset.field
      : null;
  const list = listOf(path);
  const form = h(
    "form.form",
    { novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    nameField(app, path, item),
    ...(list === "peerings" ? peeringForm(app, path, item) : fieldsOf(app, path, item, FIELDS[list] ?? [])),
    ...(CONTENTS[list]?.(app, path, item) ?? []),
    ...(list === "peerings"
      ? []
      : moreOf(app, path, item, MORE[list], { below: RARE[list]?.(app, path, item) })),
    removal(app, path),
  );
  target.replaceChildren(form);
  markProblems(target);
  if (focus)
    /** @type {HTMLElement | null} */ (target.querySelector(`[data-field="${CSS.escape(focus)}"]`))?.focus();
  return undefined;
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 */
function nameField(app, path, item) {
  const fixed = listOf(path) === "subnets" && item.name in FIXED_SUBNETS;
  /** @type {Field} */
  const field = {
    field: "name",
    words: "Name",
    type: "text",
    hint: fixed ? "Azure insists on this name." : undefined,
  };
  const commit = (/** @type {unknown} */ value) => {
    const done = app.edit("Rename", (document) => rename(document, path, String(value ?? "")));
    if (!done) app.emit("document:changed");
  };
  return control(field, {
    id: "field-name",
    value: item.name,
    disabled: fixed || !app.editable,
    names: [],
    commit,
  })[0];
}

/**
 * Both halves of a peering, so that nobody has to hunt for the other side.
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 */
function peeringForm(app, path, item) {
  const owner = /** @type {string} */ (ownerOf(path));
  const remote = join("virtualNetworks", item.remoteVirtualNetwork);
  const twin = peeringBetween(app.document, remote, owner);
  const half = (
    /** @type {string} */ at,
    /** @type {string} */ to,
    /** @type {Item} */ of,
    /** @type {string} */ where,
    /** @type {string} */ scope,
  ) =>
    h(
      "fieldset",
      {},
      h("legend", {}, `${at} → ${to}`),
      ...fieldsOf(app, where, of, PEERING_FLAGS, scope),
      ...moreOf(app, where, of, MORE.peerings, { scope }),
    );
  const halves = [half(nameOf(owner), item.remoteVirtualNetwork, item, path, "near")];
  if (twin)
    halves.push(
      half(item.remoteVirtualNetwork, nameOf(owner), twin, join(remote, "peerings", twin.name), "far"),
    );
  else
    halves.push(
      h(
        "p.notice.warn",
        {},
        `${item.remoteVirtualNetwork} has no peering back: nothing flows until both sides exist.`,
      ),
    );
  return halves;
}

/**
 * @param {App} app
 * @param {string} path
 */
function removal(app, path) {
  if (!app.editable) return null;
  return h(
    "fieldset",
    {},
    h(
      "div.row",
      {},
      h(
        "button.btn.danger",
        { type: "button", onclick: () => removeThings(app, [path]) },
        icon("trash"),
        `Remove ${nameOf(path)}`,
      ),
    ),
  );
}

/**
 * Removes with a way back in the message.
 * @param {App} app
 * @param {string[]} paths
 */
export function removeThings(app, paths) {
  if (paths.length === 0) return;
  const words = paths.length === 1 ? nameOf(paths[0] ?? "") : `${paths.length} things`;
  if (!app.edit(`Remove ${words}`, (document) => remove(document, paths))) return;
  app.select([]);
  toast(`${words} removed`, { action: "Undo", onAction: () => app.store.undo() });
}

/**
 * @param {App} app
 * @param {string} heading
 * @param {string[][]} list path, kind and what else to say of each
 * @param {HTMLElement | null | false} [action]
 */
function members(app, heading, list, action) {
  return h(
    "fieldset",
    {},
    h("legend", {}, heading),
    list.length === 0 && h("p.muted", {}, "None yet."),
    h(
      "ul.members",
      {},
      ...list.map(([path = "", kind = "", more]) =>
        h(
          "li",
          {},
          kindIcon(kind),
          h(
            "button.link",
            { type: "button", onclick: () => app.select([path], { reveal: true }) },
            nameOf(path),
          ),
          more && h("span.mono", {}, more),
        ),
      ),
    ),
    action,
  );
}

/**
 * @param {App} app
 * @param {string} path of a VPN gateway
 * @param {Item} gateway
 */
function natRules(app, path, gateway) {
  const rules = (gateway.natRules ?? []).map((/** @type {Item} */ rule) => [
    join(path, "natRules", rule.name),
    "vpn-gateway",
    rule.mode === "IngressSnat" ? "ingress" : "egress",
  ]);
  const insert = () => app.edit("Add NAT rule", (document) => addNatRule(document, path));
  const action =
    app.editable &&
    h("div", {}, h("button.btn.small", { type: "button", onclick: insert }, icon("plus"), "NAT rule"));
  return [members(app, "NAT rules", rules, action)];
}

/** What few of a kind hold, below their rare fields. @type {typeof CONTENTS} */
const RARE = {
  virtualNetworkGateways: (app, path, item) =>
    app.editable && item.gatewayType === "Vpn" && !(item.natRules?.length > 0)
      ? natRules(app, path, item)
      : [],
};

/** What each kind holds, below its own fields. @type {Record<string, (app: App, path: string, item: Item) => (HTMLElement | null)[]>} */
const CONTENTS = {
  virtualNetworks: (app, path, item) => {
    const subnets = (item.subnets ?? []).map((/** @type {Item} */ one) => [
      join(path, "subnets", one.name),
      "subnet",
      (one.addressPrefixes ?? []).join(" "),
    ]);
    const peerings = (item.peerings ?? []).map((/** @type {Item} */ one) => [
      join(path, "peerings", one.name),
      "peering",
      `→ ${one.remoteVirtualNetwork}`,
    ]);
    const inside = ["virtualNetworkGateways", "routeServers", "azureFirewalls"].flatMap((list) =>
      (app.document[list] ?? [])
        .filter((/** @type {Item} */ one) => one.virtualNetwork === item.name)
        .map((/** @type {Item} */ one) => [join(list, one.name), kindOf(list, one), wordsOf(list, one)]),
    );
    const more =
      app.editable &&
      h(
        "div",
        {},
        h(
          "button.btn.small",
          {
            type: "button",
            onclick: () =>
              app.edit("Add subnet", (document) => add(document, "subnet", path), { quiet: true }),
          },
          icon("plus"),
          "Subnet",
        ),
      );
    return [
      addressPlan(app, path, item),
      members(app, "Subnets", subnets, more),
      members(app, "Peerings", peerings),
      ...(inside.length > 0 ? [members(app, "Inside", inside)] : []),
    ];
  },
  subnets: (app, path, item) => {
    const owner = nameOf(/** @type {string} */ (ownerOf(path)));
    const place = `${owner}/${item.name}`;
    const hosts = ["virtualMachines", "privateEndpoints", "networkVirtualAppliances"].flatMap((list) =>
      (app.document[list] ?? [])
        .filter((/** @type {Item} */ one) => one.subnet === place)
        .map((/** @type {Item} */ one) => [
          join(list, one.name),
          kindOf(list, one),
          one.privateIpAddress ?? one.privateIpAddresses?.[0] ?? "",
        ]),
    );
    const action = item.routeTable
      ? h(
          "button.btn.small",
          { type: "button", onclick: () => app.select([`routeTables/${item.routeTable}`]) },
          `Edit ${item.routeTable}`,
        )
      : app.editable &&
        h(
          "button.btn.small",
          {
            type: "button",
            onclick: () => app.edit("Add route table", (document) => add(document, "route-table", path)),
          },
          icon("plus"),
          "New route table",
        );
    return [action && h("div.row", {}, action), members(app, "In this subnet", hosts)];
  },
  routeTables: (app, path, item) => {
    const used = (app.document.virtualNetworks ?? []).flatMap((/** @type {Item} */ network) =>
      (network.subnets ?? [])
        .filter((/** @type {Item} */ subnet) => subnet.routeTable === item.name)
        .map((/** @type {Item} */ subnet) => [
          `virtualNetworks/${network.name}/subnets/${subnet.name}`,
          "subnet",
          network.name,
        ]),
    );
    return [routeEditor(app, path, item), members(app, "Used by", used)];
  },
  routes: (app, path) => [members(app, "In", [[ownerOf(path) ?? "", "route-table"]])],
  natRules: (app, path) => [members(app, "Of", [[ownerOf(path) ?? "", "vpn-gateway"]])],
  connections: (app, path, item) => {
    const ends = /** @type {[string, string][]} */ ([
      ["virtualNetworkGateways", item.virtualNetworkGateway],
      ["virtualNetworkGateways", item.remoteGateway],
      ["expressRouteCircuits", item.expressRouteCircuit],
      ["localNetworkGateways", item.localNetworkGateway],
    ]).filter(([, name]) => name);
    return [
      members(
        app,
        "Between",
        ends.map(([list, name]) => [
          join(list, name),
          kindOf(list, find(app.document, join(list, name)) ?? {}),
          "",
        ]),
      ),
      ...routingForm(app, path, item),
    ];
  },
  virtualNetworkGateways: (app, path, item) => [
    ...(item.virtualHub && item.vpnClientConfiguration ? routingForm(app, path, item) : []),
    ...(item.natRules?.length > 0 ? natRules(app, path, item) : []),
  ],
  virtualHubs: hubContents(members),
  hubVirtualNetworkConnections: routingForm,
  sites: (app, _path, item) => {
    const ways = ["expressRouteCircuits", "localNetworkGateways"].flatMap((list) =>
      (app.document[list] ?? [])
        .filter((/** @type {Item} */ one) => one.site === item.name)
        .map((/** @type {Item} */ one) => [join(list, one.name), kindOf(list, one), ""]),
    );
    return [members(app, "Connected by", ways)];
  },
};
