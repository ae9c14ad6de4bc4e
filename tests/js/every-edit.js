/** Removes and renames every single thing of the designs on standard input, with the browser's own edits; prints what is left. */
import { readFileSync } from "node:fs";
import { remove, rename } from "../../static/js/doc/commands.js";
import { removeTable, renameTable } from "../../static/js/doc/hubs.js";
import { find, LISTS } from "../../static/js/doc/paths.js";
import { removeMap, renameMap } from "../../static/js/doc/route-maps.js";

const INNER = {
  virtualNetworks: ["subnets", "peerings"],
  routeTables: ["routes"],
  virtualHubs: ["routeTables", "routeMaps"],
};
const FIXED = ["GatewaySubnet", "RouteServerSubnet", "AzureFirewallSubnet", "defaultRouteTable"];

/** @param {any} document */
function pathsOf(document) {
  return LISTS.flatMap((list) =>
    (document[list] ?? []).flatMap((/** @type {any} */ item) => [
      `${list}/${item.name}`,
      .../** @type {string[]} */ (INNER[/** @type {keyof typeof INNER} */ (list)] ?? []).flatMap((inner) =>
        (item[inner] ?? []).map((/** @type {any} */ one) => `${list}/${item.name}/${inner}/${one.name}`),
      ),
    ]),
  );
}

/**
 * @param {any} document
 * @param {string} path
 * @returns {Record<string, () => {document: any}>}
 */
function edits(document, path) {
  const [list, owner, inner, name] = path.split("/");
  const hub = `${list}/${owner}`;
  if (list === "virtualHubs" && inner === "routeTables")
    return {
      removed: () => removeTable(document, hub, name),
      renamed: () => renameTable(document, hub, name, "another"),
    };
  if (list === "virtualHubs" && inner === "routeMaps")
    return {
      removed: () => removeMap(document, hub, name),
      renamed: () => renameMap(document, hub, name, "another"),
    };
  return { removed: () => remove(document, [path]), renamed: () => rename(document, path, "another") };
}

for (const document of JSON.parse(readFileSync(0, "utf8"))) {
  for (const path of pathsOf(document)) {
    if (FIXED.includes(find(document, path)?.name)) continue;
    for (const [verb, edit] of Object.entries(edits(document, path)))
      console.log(JSON.stringify({ design: document.name, path, verb, document: edit().document }));
  }
}
