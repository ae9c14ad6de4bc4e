/**
 * The address plan of a network: a bar of its space with what each subnet takes, what is free, and the next free
 * prefix of a chosen size.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 */
import { freePrefix, parts, usedShare } from "../doc/plan.js";
import { addSubnetAt } from "../doc/subnets.js";
import { h } from "./dom.js";

const MOST_FREE = 4;
/** Sizes that Azure takes for a subnet and people use. */
const SIZES = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
const USUAL = 24;

/**
 * @param {Item} network
 * @returns {HTMLElement}
 */
export function addressBar(network) {
  const share = Math.round(100 * usedShare(network));
  const bar = h("div.address-bar", {
    role: "img",
    "aria-label": `${share} % of the address space is used by subnets`,
  });
  const shown = parts(network).filter(({ space }) => space.width === 32);
  for (const { prefix, text, name, space } of shown) {
    const part = h(name === null ? "i" : "i.taken", {
      title: name === null ? `${text} free` : `${name} ${text}`,
    });
    part.style.flexGrow = String(2 ** (space.length - prefix.length) * 2 ** (32 - space.length));
    bar.append(part);
  }
  return bar;
}

/**
 * @param {App} app
 * @param {string} path of a network
 * @param {Item} network
 * @returns {HTMLElement}
 */
export function addressPlan(app, path, network) {
  const free = parts(network)
    .filter(({ name }) => name === null)
    .sort((one, other) => one.prefix.length - other.prefix.length);
  return h(
    "fieldset.plan",
    {},
    h("legend", {}, "Address plan"),
    addressBar(network),
    h("p.muted.small", {}, `${Math.round(100 * usedShare(network))} % used`, ...freeWords(free)),
    app.editable && nextSubnet(app, path, network),
  );
}

/** @param {{text: string}[]} free largest first */
function freeWords(free) {
  if (free.length === 0) return [", nothing free"];
  const more = free.length > MOST_FREE ? ` and ${free.length - MOST_FREE} smaller` : "";
  const listed = free.slice(0, MOST_FREE).map(({ text }) => text);
  return [", free: ", h("span.mono", {}, listed.join(" ")), more];
}

/**
 * The next free prefix of a chosen size, one click from being a subnet.
 * @param {App} app
 * @param {string} path
 * @param {Item} network
 */
function nextSubnet(app, path, network) {
  const fitting = SIZES.flatMap((length) => {
    const prefix = freePrefix(network, length);
    return prefix === null ? [] : [/** @type {const} */ ([length, prefix])];
  });
  if (fitting.length === 0) return h("p.muted.small", {}, "There is no room for another subnet.");
  const usual = fitting.find(([length]) => length >= USUAL) ?? fitting[0];
  const shown = h("span.mono.grow");
  const size = h(
    "select.field.compact",
    { "aria-label": "Size of the next subnet", onchange: () => draw() },
    ...fitting.map(([length]) =>
      h("option", { value: String(length), selected: length === usual?.[0] }, `/${length}`),
    ),
  );
  const prefixOf = () => fitting.find(([length]) => String(length) === size.value)?.[1] ?? "";
  const draw = () => {
    shown.textContent = prefixOf();
  };
  draw();
  const add = () => app.edit("Add subnet", (document) => addSubnetAt(document, path, prefixOf()));
  return h(
    "div.row",
    {},
    h("span", {}, "Next free"),
    size,
    shown,
    h("button.btn.small", { type: "button", onclick: add }, "Add as subnet"),
  );
}
