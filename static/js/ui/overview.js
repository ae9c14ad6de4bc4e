/** What the panel says when nothing is selected: the networks with their address use, and where to begin. */
import { usedShare } from "../doc/plan.js";
import { addressBar } from "./address-plan.js";
import { h, kindIcon } from "./dom.js";
import { moreOf } from "./field-set.js";
import { MORE } from "./more-fields.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 */

/** What was drawn for a network; documents are never changed in place. @type {WeakMap<Item, HTMLElement>} */
const sections = new WeakMap();

/**
 * @param {App} app
 * @param {HTMLElement} target
 */
export function overview(app, target) {
  /** @type {Item[]} */
  const networks = app.document.virtualNetworks ?? [];
  if (networks.length === 0) {
    target.replaceChildren(
      h("p.blank", {}, "Nothing is drawn yet. Drag a virtual network from the palette."),
    );
    return;
  }
  for (const network of networks) if (!sections.has(network)) sections.set(network, section(app, network));
  target.replaceChildren(
    h(
      "div.form.overview",
      {},
      ...networks.map((network) => sections.get(network)),
      ...moreOf(app, "", app.document, MORE.design),
    ),
  );
}

/**
 * @param {App} app
 * @param {Item} network
 * @returns {HTMLElement}
 */
function section(app, network) {
  const goto = (/** @type {string} */ path, /** @type {string} */ words) =>
    h("button.link", { type: "button", onclick: () => app.select([path], { reveal: true }) }, words);
  const path = `virtualNetworks/${network.name}`;
  const share = Math.round(100 * usedShare(network));
  const subnets = (network.subnets ?? []).map((/** @type {Item} */ subnet) =>
    h(
      "li",
      {},
      kindIcon("subnet"),
      goto(`${path}/subnets/${subnet.name}`, subnet.name),
      h("span.mono", {}, (subnet.addressPrefixes ?? []).join(" ")),
    ),
  );
  return h(
    "fieldset",
    {},
    h(
      "legend",
      {},
      h(
        "span.row",
        {},
        goto(path, network.name),
        h("span.grow"),
        h("span.mono.muted", {}, (network.addressSpace ?? []).join(" ")),
        h("span.muted.small", {}, `${share} % used`),
      ),
    ),
    addressBar(network),
    h("ul.members", {}, ...subnets),
  );
}
