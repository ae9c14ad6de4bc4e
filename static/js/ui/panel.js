/**
 * The right panel: heading and tabs of what is selected, which fragment each tab loads, and what happens inside a table:
 * reasons unfold, rows light their way on the canvas.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../bridge.js").Bridge} Bridge
 * @typedef {{name: string, words: string, at?: string}} Tab
 */
import { kindOf, subjectOf, wordsOf } from "../doc/kinds.js";
import { find, listOf, nameOf, ownerOf, placeOf } from "../doc/paths.js";
import { openCopyMenu } from "./copy.js";
import { byId, h, kindIcon } from "./dom.js";
import { followHubTables, hubTables } from "./hub-tables.js";
import { overview } from "./overview.js";
import { properties } from "./properties.js";
import { RouteFilter } from "./route-filter.js";

const SUGGESTIONS = 8;
/** What stands at the head of things that are lines on the canvas. @type {Record<string, (item: any) => string>} */
const LINE_ICONS = {
  routes: () => "route-table",
  connections: (item) => (item.connectionType === "ExpressRoute" ? "circuit" : "vpn-gateway"),
  siteLinks: () => "site",
  hubVirtualNetworkConnections: () => "virtual-hub",
  bgpPeers: () => "nva",
  natRules: () => "vpn-gateway",
  connectedGroups: () => "virtual-network",
};
const ROUTERS = ["virtualNetworkGateways", "routeServers", "networkVirtualAppliances"];

export class Panel {
  /**
   * @param {App} app
   * @param {Bridge} bridge
   */
  constructor(app, bridge) {
    this.app = app;
    this.bridge = bridge;
    this.filter = new RouteFilter({
      ask: (address) => this.ask({ for: address }),
      reveal: () =>
        this.unfoldDrops(/** @type {Element} */ (byId("fragment").querySelector("[data-unfold]"))),
    });
    /** @type {string | undefined} the prefix whose reasons are unfolded */
    this.opened = undefined;
    /** @type {Element | null} */
    this.hovered = null;
    /** @type {Record<string, string>} */
    this.params = {};
    for (const event of ["selection:changed", "document:changed", "whatif:changed", "topology:saved"]) {
      document.addEventListener(event, () => this.refresh(event));
    }
    document.addEventListener("fragment:loaded", () => this.loaded());
    document.addEventListener("trace:wanted", (/** @type {any} */ event) => this.trace(event.detail));
    followHubTables(app);
    const body = byId("side-body");
    body.addEventListener("click", (/** @type {MouseEvent} */ event) => this.click(event));
    body.addEventListener("change", (/** @type {Event} */ event) => this.change(event));
    body.addEventListener("submit", (/** @type {SubmitEvent} */ event) => this.submit(event));
    body.addEventListener("input", (/** @type {Event} */ event) => this.input(event));
    body.addEventListener("mouseover", (/** @type {MouseEvent} */ event) => this.hover(event));
    body.addEventListener("mouseleave", () => this.unhover());
    byId("side-tabs").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
  }

  /** @param {string} cause */
  refresh(cause) {
    const subject = this.app.subject;
    if (cause === "selection:changed") {
      this.params = {};
      this.filter.forget();
    }
    const tabs = subject ? tabsOf(this.app.document, subject) : [];
    const tab =
      tabs.find((one) => one.name === this.app.tab) ??
      tabs.find(
        (one) => one.name === (this.app.selection[0]?.endsWith("/vpnClientConfiguration") && "client"),
      ) ??
      tabs[0];
    this.head(subject);
    this.tabs(tabs, tab);
    const drawn = tab?.name === "tables" ? hubTables : properties;
    const own = !tab || ["properties", "tables"].includes(tab.name);
    byId("properties").hidden = !own;
    byId("fragment").hidden = own;
    if (own) {
      this.bridge.clear();
      this.app.emit("paint:changed", { forward: [], back: [] });
      if (cause !== "whatif:changed" && cause !== "topology:saved")
        (subject ? drawn : overview)(this.app, byId("properties"), subject ?? "");
      return;
    }
    if (cause === "document:changed") return;
    this.bridge.load(tab.name, { at: tab.at ?? "", ...this.params });
  }

  /** @param {string | null} subject */
  head(subject) {
    const head = byId("side-head");
    if (subject === null) {
      head.replaceChildren(
        h(
          "div.grow",
          {},
          h("h2", {}, this.app.document.name ?? "Design"),
          h("p", {}, "Select a thing to see its routes and properties"),
        ),
      );
      return;
    }
    const item = find(this.app.document, subject) ?? {};
    const list = listOf(subject);
    const kind = LINE_ICONS[list]?.(item) ?? kindOf(list, item);
    head.replaceChildren(
      kindIcon(kind),
      h("div.grow", {}, h("h2", {}, nameOf(subject)), h("p", {}, ...facts(this.app.document, subject))),
    );
  }

  /**
   * @param {Tab[]} tabs
   * @param {Tab | undefined} current
   */
  tabs(tabs, current) {
    byId("side-tabs").hidden = tabs.length < 2;
    byId("side-tabs").replaceChildren(
      ...tabs.map((tab) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${tab.name}`,
            "aria-selected": String(tab === current),
            "aria-controls": "side-body",
            tabindex: tab === current ? 0 : -1,
            onclick: () => this.show(tab.name),
          },
          tab.words,
        ),
      ),
    );
    if (tabs.length > 1 && current) byId("side-body").setAttribute("aria-labelledby", `tab-${current.name}`);
    else byId("side-body").removeAttribute("aria-labelledby");
  }

  /** @param {string} name */
  show(name) {
    const focused = document.activeElement?.getAttribute("role") === "tab";
    this.app.tab = name;
    this.params = {};
    this.app.writeAddress();
    this.refresh("selection:changed");
    if (focused) byId(`tab-${name}`)?.focus();
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = [...byId("side-tabs").children];
    const next = step && tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    if (next) next.click();
  }

  loaded() {
    this.filter.show();
    const open =
      this.opened &&
      byId("fragment").querySelector(`tr.route[data-prefix="${CSS.escape(this.opened)}"]:not([hidden])`);
    if (open) this.unfold(open, true);
    const result = byId("trace-result");
    const split = (/** @type {string | undefined} */ text) => (text ?? "").split(/\s+/).filter(Boolean);
    this.app.emit("paint:changed", {
      forward: split(result?.dataset.forward),
      back: split(result?.dataset.back),
      oneSided: split(result?.dataset.oneSided),
    });
    const places = byId("trace-places");
    places?.replaceChildren(
      ...hosts(this.app.document)
        .slice(0, SUGGESTIONS)
        .map(([address, name]) =>
          h("button.btn.small", { type: "button", title: address, onclick: () => this.trace(address) }, name),
        ),
    );
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const goto = target.closest("[data-goto]");
    if (goto) return this.goto(/** @type {HTMLElement} */ (goto).dataset.goto ?? "");
    if (target.closest("[data-reload]"))
      return this.bridge.load(this.app.tab || "routes", { at: this.place(), ...this.params }, true);
    if (target.closest("[data-copy-menu]"))
      return openCopyMenu(byId("routes"), /** @type {HTMLElement} */ (target));
    const unfold = target.closest("[data-unfold]");
    if (unfold) return this.unfoldDrops(unfold);
    const more = /** @type {HTMLElement | null} */ (target.closest("[data-rows]"));
    if (more) return this.ask({ rows: more.dataset.rows ?? "" });
    const row = target.closest("tr.route:not(.plain)");
    if (row && !target.closest("a") && !getSelection()?.toString()) this.unfold(row);
  }

  place() {
    const subject = this.app.subject ?? "";
    return (
      tabsOf(this.app.document, subject).find((tab) => tab.name === (this.app.tab || "routes"))?.at ??
      placeOf(subject)
    );
  }

  /** @param {string} path */
  goto(path) {
    const subject = subjectOf(this.app.document, path);
    if (subject) this.app.select([subject], { reveal: true });
  }

  /**
   * @param {Element} row
   * @param {boolean} [force]
   */
  unfold(row, force) {
    const button = row.querySelector("[aria-controls]");
    const why = byId(button?.getAttribute("aria-controls") ?? "");
    if (!button || !why) return;
    const open = force ?? why.hidden;
    why.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    row.classList.toggle("open", open);
    this.opened = open ? /** @type {HTMLElement} */ (row).dataset.prefix : undefined;
  }

  /** @param {Element} button */
  unfoldDrops(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    for (const row of byId("fragment").querySelectorAll("tr[data-folded]")) row.hidden = !open;
  }

  /** @param {Event} event */
  change(event) {
    const field = /** @type {HTMLSelectElement} */ (event.target);
    if (!field.dataset?.param) return;
    this.ask({ [field.dataset.param]: field.value });
  }

  /**
   * The same panel, asked for something else.
   * @param {Record<string, string>} params
   */
  ask(params) {
    this.params = { ...this.params, ...params };
    this.refresh("whatif:changed");
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-trace]")) return;
    event.preventDefault();
    this.trace(String(new FormData(form).get("to") ?? ""));
  }

  /** @param {string} to */
  trace(to) {
    this.params = { to: to.trim() };
    this.refresh("whatif:changed");
  }

  /** @param {Event} event */
  input(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.id === "route-filter") this.filter.type(field.value);
  }

  /** @param {MouseEvent} event */
  hover(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-paint]"));
    if (row === this.hovered) return;
    this.hovered = row;
    const path = row?.dataset.paint?.split(" ").filter(Boolean) ?? [];
    this.app.emit("path:lit", path.length > 0 ? [...path, this.app.subject ?? ""] : []);
  }

  unhover() {
    this.hovered = null;
    this.app.emit("path:lit", []);
  }
}

/**
 * @param {import("../app.js").Topology} document
 * @param {string} path
 * @returns {Tab[]}
 */
export function tabsOf(document, path) {
  const list = listOf(path);
  const item = find(document, path) ?? {};
  const own = { name: "properties", words: "Properties" };
  const subnet =
    list === "subnets"
      ? placeOf(path)
      : list === "azureFirewalls" && item.virtualNetwork
        ? `${item.virtualNetwork}/AzureFirewallSubnet`
        : item.subnet;
  const routes = subnet ? [{ name: "routes", words: "Effective routes", at: subnet }] : [];
  const router = [
    { name: "learned", words: "Learned", at: path },
    { name: "advertised", words: "Advertised", at: path },
  ];
  const peers = [{ name: "peers", words: "Peers", at: path }];
  const trace = [{ name: "trace", words: "Trace", at: subnet ?? path }];
  if (list === "virtualNetworkGateways") {
    const clients = item.vpnClientConfiguration
      ? [{ name: "client", words: "Clients", at: path }, ...trace]
      : [];
    return [...router, ...peers, ...clients, own];
  }
  if (ROUTERS.includes(list)) return [...routes, ...router, ...peers, ...(subnet ? trace : []), own];
  if (list === "expressRouteCircuits")
    return [{ name: "learned", words: "Route table", at: path }, ...router.slice(1), own];
  if (list === "sites")
    return [{ name: "learned", words: "Learned", at: path }, ...router.slice(1), ...trace, own];
  if (list === "virtualHubs")
    return [
      { name: "hubroutes", words: "Effective routes", at: `${item.name}/defaultRouteTable` },
      { name: "tables", words: "Route tables" },
      ...peers,
      own,
    ];
  if (list === "azureFirewalls" && item.virtualHub)
    return [{ name: "hubroutes", words: "Effective routes", at: `${item.virtualHub}/${item.name}` }, own];
  return routes.length > 0 ? [...routes, ...trace, own] : [own];
}

/**
 * One line below the name: owner, prefix, what else matters.
 * @param {import("../app.js").Topology} document
 * @param {string} path
 */
function facts(document, path) {
  const list = listOf(path);
  const item = find(document, path) ?? {};
  const owner = ownerOf(path);
  const mono = (/** @type {unknown} */ text) => h("span.mono", {}, String(text));
  const prefixes =
    item.addressPrefixes ?? item.addressSpace ?? (item.addressPrefix ? [item.addressPrefix] : []);
  const parts = [
    list === "subnets" && owner ? nameOf(owner) : wordsOf(list, item),
    item.virtualNetwork ?? item.virtualHub ?? (list !== "subnets" && item.subnet),
    ...prefixes.slice(0, 2).map(mono),
    item.location,
    item.asn !== undefined && `AS ${item.asn}`,
    item.sku,
    item.privateIpAddress && mono(item.privateIpAddress),
    list === "subnets" && (item.routeTable ?? "no route table"),
  ].filter(Boolean);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]));
}

/**
 * Addresses that are worth tracing to, with the names behind them.
 * @param {import("../app.js").Topology} document
 * @returns {[string, string][]}
 */
function hosts(document) {
  const machines = ["virtualMachines", "privateEndpoints", "azureFirewalls"].flatMap(
    (list) => document[list] ?? [],
  );
  const sites = (document.sites ?? []).filter((/** @type {any} */ site) => site.addressSpace?.[0]);
  return [
    ...machines
      .filter((one) => one.privateIpAddress)
      .map((one) => /** @type {[string, string]} */ ([one.privateIpAddress, one.name])),
    ...sites.map((/** @type {any} */ site) => [site.addressSpace[0].replace(/\.0\/\d+$/, ".10"), site.name]),
  ];
}
