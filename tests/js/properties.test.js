/** Every property of the format has a field that fits it, an editor of its own, or a reason why only the JSON view has it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FIELDS, PEERING_FLAGS } from "../../static/js/ui/fields.js";
import { MORE } from "../../static/js/ui/more-fields.js";

const root = new URL("../../", import.meta.url);
const schema = JSON.parse(readFileSync(new URL("docs/topology.schema.json", root), "utf8"));

/** Which list of the document the fields of a kind belong to, where it is not a list at the top. */
const HOLDERS = {
  design: "",
  subnets: "virtualNetworks.subnets",
  peerings: "virtualNetworks.peerings",
  routes: "routeTables.routes",
  natRules: "virtualNetworkGateways.natRules",
  bgpPeers: "virtualHubs.bgpPeers",
  notes: "canvas.notes",
  frames: "canvas.frames",
};

/** Parts of the document that have an editor of their own, and where its code writes them. */
const EDITORS = {
  "virtualHubs.routeTables": ["ui/hub-tables.js", "doc/hubs.js"],
  "virtualHubs.routingIntent": ["ui/intent-form.js", "doc/hubs.js"],
  "virtualHubs.routeMaps": ["ui/route-maps.js", "doc/route-maps.js"],
  "hubVirtualNetworkConnections.routingConfiguration": ["ui/hub-forms.js", "doc/table-names.js"],
  "connections.routingConfiguration": ["ui/hub-forms.js", "doc/table-names.js"],
  "virtualNetworkGateways.routingConfiguration": ["ui/hub-forms.js", "doc/table-names.js"],
  intents: ["whatif/intents.js", "doc/intents.js"],
  dismissals: ["ui/findings.js", "doc/change.js"],
  "canvas.positions": ["doc/drawing.js"],
  "canvas.arranged": ["doc/drawing.js"],
  "canvas.collapsed": ["canvas/fold.js", "doc/drawing.js"],
  "canvas.frames.members": ["doc/drawing.js"],
  name: ["editor.js"],
};

const BRANCH_TABLES =
  "Azure keeps branches in the default table and gives them no static routes through a network.";
/** What stands in the JSON view alone, and why. */
const JSON_ONLY = {
  schemaVersion: "The program writes it.",
  "virtualNetworks.peerings.remoteVirtualNetwork":
    "A peering joins two networks; other ends are another peering.",
  "virtualNetworkGateways.gatewayType": "A gateway of the other type is another gateway, with other fields.",
  "connections.connectionType": "Follows from what it joins.",
  ...Object.fromEntries(
    ["connections", "virtualNetworkGateways"].flatMap((list) =>
      ["associatedRouteTable", "staticRoutes", "propagateStaticRoutes", "bypassNextHopIp"]
        .concat("vnetLocalRouteOverrideCriteria")
        .map((field) => [`${list}.routingConfiguration.${field}`, BRANCH_TABLES]),
    ),
  ),
};

/** @type {[string, import("../../static/js/ui/field.js").Field][]} */
const shown = [...Object.entries(FIELDS), ...Object.entries(MORE), ["peerings", PEERING_FLAGS]].flatMap(
  ([kind, list]) =>
    list.map((field) => [[HOLDERS[kind] ?? kind, field.field].filter(Boolean).join("."), field]),
);
const fields = new Map(shown);

/** A reference of the schema followed, and "or null" left out. */
function plain(node) {
  if (node.$ref) return { ...plain(schema.$defs[node.$ref.split("/").at(-1)]), ...node, $ref: undefined };
  const ways = (node.anyOf ?? node.oneOf ?? []).filter((one) => one.type !== "null");
  return ways.length > 0 ? { ...plain(ways[0]), ways } : node;
}

/** Every property below a node by its dotted path, lists of objects and objects inside objects opened. */
function* properties(node, path = "") {
  for (const [name, raw] of Object.entries(node.properties)) {
    const at = path ? `${path}.${name}` : name;
    const found = plain(raw);
    const inner = found.type === "array" ? plain(found.items ?? {}) : found;
    if (inner.properties && !fields.has(at)) yield* properties(inner, at);
    else yield [at, found];
  }
}

const all = new Map(properties(plain(schema)));
const within = (at, owner) => at === owner || at.startsWith(`${owner}.`);
const unseen = (at) => Object.keys(JSON_ONLY).some((owner) => within(at, owner));
const owned = (at) => Object.keys(EDITORS).find((owner) => within(at, owner));

test("every property can be edited, or there is a reason why not", () => {
  const missing = [...all.keys()].filter(
    (at) => !at.endsWith(".name") && !fields.has(at) && !owned(at) && !unseen(at),
  );
  assert.deepEqual(missing, []);
});

test("no field, editor or reason is left over from another format", () => {
  const stale = [...fields.keys(), ...Object.keys(EDITORS), ...Object.keys(JSON_ONLY)].filter(
    (owner) => ![...all.keys()].some((at) => within(at, owner)),
  );
  assert.deepEqual(stale, []);
  for (const at of Object.keys(JSON_ONLY)) assert.ok(!fields.has(at), at);
});

test("an editor names each property that it says it edits", () => {
  for (const at of all.keys()) {
    const owner = owned(at);
    if (owner === undefined || fields.has(at) || unseen(at) || at.endsWith(".name")) continue;
    const sources = EDITORS[owner].map((file) => readFileSync(new URL(`static/js/${file}`, root), "utf8"));
    const word = at.split(".").at(-1);
    assert.ok(
      sources.some((source) => source.includes(word)),
      `${EDITORS[owner]} never write ${at}`,
    );
  }
});

const FITTING = {
  boolean: ["bool", "select"],
  integer: ["number"],
  string: ["text", "ref", "select"],
  array: ["list", "refs", "select"],
  object: ["pairs"],
};

test("every field fits its property", () => {
  for (const [at, field] of shown) {
    const found = all.get(at);
    const kinds = new Set([found, ...(found.ways ?? [])].map((one) => plain(one).type));
    const fitting = [...kinds].flatMap((kind) => FITTING[kind] ?? []);
    if (field.type !== "words") assert.ok(fitting.includes(field.type), `${at} is no ${field.type}`);
    const offered = new Set((field.options ?? []).map(([key]) => key));
    if (found.enum && !field.write)
      for (const one of found.enum) assert.ok(offered.has(one), `${at} lacks ${one}`);
  }
});

test("a default of the format is what an absent property shows", () => {
  for (const [at, field] of shown) {
    const { default: absent } = all.get(at);
    if (typeof absent === "boolean" && field.type === "bool") assert.equal(field.fallback, absent, at);
    if (typeof absent === "string" && field.type === "select") assert.equal(field.fallback, absent, at);
  }
});

test("values that the document spells in its own way come back as they were", () => {
  const spelled = {
    "virtualNetworkGateways.natRules.internalMappings": [{ addressSpace: "10.0.0.0/24" }],
    "expressRouteCircuits.asPathByPrefix": { "10.0.0.0/16": [65010, 65011] },
    "expressRouteCircuits.devicePaths": ["secondary"],
    "connections.enableInternetSecurity": false,
    "virtualHubs.bgpPeers.asPaths": { "10.0.0.0/16": [65010] },
  };
  for (const [at, value] of Object.entries(spelled)) {
    const field = fields.get(at);
    assert.deepEqual(field.write(field.read(value)), value, at);
  }
});
