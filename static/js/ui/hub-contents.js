/**
 * What the property form of a virtual hub shows below its own fields: the switch of its Virtual WAN, routing intent, what stands
 * in the hub, and the appliances that speak BGP with it.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {(app: App, heading: string, list: string[][], action?: HTMLElement | null | false) => HTMLElement} Members
 */
import { setProperty } from "../doc/commands.js";
import { kindOf, wordsOf } from "../doc/kinds.js";
import { find, join } from "../doc/paths.js";
import { control } from "./controls.js";
import { h } from "./dom.js";
import { intentForm } from "./intent-form.js";

/**
 * @param {Members} members draws a list of things that can be selected
 * @returns {(app: App, path: string, hub: Item) => HTMLElement[]}
 */
export const hubContents = (members) => (app, path, hub) => {
  const inside = ["virtualNetworkGateways", "azureFirewalls"].flatMap((list) =>
    (app.document[list] ?? [])
      .filter((/** @type {Item} */ one) => one.virtualHub === hub.name)
      .map((/** @type {Item} */ one) => [join(list, one.name), kindOf(list, one), wordsOf(list, one)]),
  );
  const networks = (app.document.hubVirtualNetworkConnections ?? [])
    .filter((/** @type {Item} */ one) => one.virtualHub === hub.name)
    .map((/** @type {Item} */ one) => [
      join("hubVirtualNetworkConnections", one.name),
      "virtual-network",
      `→ ${one.remoteVirtualNetwork}`,
    ]);
  const peers = (hub.bgpPeers ?? []).map((/** @type {Item} */ one) => [
    join(path, "bgpPeers", one.name),
    "nva",
    `${one.peerIp} · AS ${one.peerAsn}`,
  ]);
  const advice = h("p.muted", {}, "Drag an appliance of a connected network to the hub to add one.");
  return [
    ...branchSwitch(app, hub),
    ...intentForm(app, path, hub),
    members(app, "Inside", inside),
    members(app, "Connected networks", networks),
    members(app, "BGP peers", peers, peers.length === 0 && app.editable && advice),
  ];
};

/**
 * Branch-to-branch belongs to the Virtual WAN; people look for it at the hub.
 * @param {App} app
 * @param {Item} hub
 */
function branchSwitch(app, hub) {
  const wan = join("virtualWans", hub.virtualWan ?? "");
  const item = find(app.document, wan);
  if (!item) return [];
  return control(
    {
      field: "allowBranchToBranchTraffic",
      words: "Branch-to-branch",
      type: "bool",
      fallback: true,
      hint: `Sites, circuits and clients of ${item.name} reach each other; it holds for all of its hubs.`,
    },
    {
      id: "wan-branches",
      value: item.allowBranchToBranchTraffic,
      disabled: !app.editable,
      names: [],
      commit: (value) =>
        app.edit(
          "Change branch-to-branch",
          (document) => setProperty(document, wan, "allowBranchToBranchTraffic", value ? undefined : false),
          { quiet: true },
        ),
    },
  );
}
