/**
 * Opening files: whatever is dropped or chosen goes to the server, which tells what it is; a report says what was not
 * taken over before anything is made of it.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{kind: "left out" | "note" | "not needed", type: string, name: string, reason: string, file: string}} Remark
 * @typedef {{document: import("../doc/types.js").Topology, remarks: Remark[]}} Imported
 */
import { isPng, withoutPixels } from "../export/png.js";
import { call, Problem } from "../sync/api.js";
import { openDialog } from "./dialog.js";
import { h, icon } from "./dom.js";
import { toast } from "./toast.js";

const LARGEST = 8 * 2 ** 20;
const MOST_ROWS = 200;
/** @type {[Remark["kind"], string, string][]} */
const PARTS = [
  ["left out", "Left out", "Not in the design"],
  ["note", "To know", "In the design, with a reservation"],
  ["not needed", "Not needed", "Changes no route"],
];
/** @type {[string, string, string][]} */
const COUNTED = [
  ["virtualNetworks", "virtual network", "virtual networks"],
  ["routeTables", "route table", "route tables"],
  ["virtualNetworkGateways", "gateway", "gateways"],
  ["localNetworkGateways", "local network gateway", "local network gateways"],
  ["expressRouteCircuits", "circuit", "circuits"],
  ["connections", "connection", "connections"],
  ["sites", "site", "sites"],
  ["routeServers", "Route Server", "Route Servers"],
  ["azureFirewalls", "firewall", "firewalls"],
  ["networkVirtualAppliances", "appliance", "appliances"],
  ["virtualMachines", "machine", "machines"],
  ["privateEndpoints", "private endpoint", "private endpoints"],
  ["virtualWans", "Virtual WAN", "Virtual WANs"],
  ["virtualHubs", "hub", "hubs"],
  ["hubVirtualNetworkConnections", "hub connection", "hub connections"],
];

/**
 * Files that are dropped anywhere on the page are opened.
 * @param {App | null} app null where no design is open
 */
export function startFileDrop(app) {
  const files = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  const over = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over(false);
    openFiles([...(event.dataTransfer?.files ?? [])], app);
  });
}

/**
 * Asks for files, then opens them.
 * @param {App | null} app
 */
export function chooseFiles(app) {
  const input = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    oncancel: () => input.remove(),
    onchange: () => {
      input.remove();
      openFiles([...(input.files ?? [])], app);
    },
  });
  document.body.append(input);
  input.click();
}

/**
 * @param {File[]} files
 * @param {App | null} app
 */
export async function openFiles(files, app) {
  if (files.length === 0) return;
  const names = files.map((file) => file.name).join(", ");
  const waiting = setTimeout(() => toast(`Reading ${names} …`), 400);
  try {
    const imported = await read(files);
    if (app === null && imported.remarks.length === 0) await openAsNew(imported);
    else showReport(imported, names, app);
  } catch (error) {
    showProblems(/** @type {Problem} */ (error), names);
  } finally {
    clearTimeout(waiting);
  }
}

/**
 * @param {File[]} files
 * @returns {Promise<Imported>}
 */
async function read(files) {
  const sent = [];
  let size = 0;
  for (const file of files) {
    if (file.size > 8 * LARGEST) throw tooLarge(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const part = isPng(bytes) ? withoutPixels(bytes) : bytes;
    size += part.length;
    if (size > LARGEST) throw tooLarge(files.length > 1 ? "All files together" : file.name);
    sent.push({ name: file.name.slice(0, 200), ...content(part) });
  }
  return call("POST", "import", { files: sent });
}

/** @param {string} name */
function tooLarge(name) {
  return new Problem(413, {
    detail: `${name}: more than ${LARGEST / 2 ** 20} MiB.`,
    hint: "A design or an export may be that large; leave out what the drawing does not need.",
  });
}

/** @param {Uint8Array} bytes */
function content(bytes) {
  try {
    return { content: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return { base64: btoa(text) };
  }
}

/** @param {Imported} imported */
async function openAsNew(imported) {
  const answer = await call("POST", "designs", { document: imported.document });
  location.assign(answer.links.edit);
}

/**
 * @param {Imported} imported
 * @param {string} names
 * @param {App | null} app
 */
function showReport(imported, names, app) {
  const found = COUNTED.map(([list, one, many]) => {
    const count = imported.document[list]?.length ?? 0;
    return count > 0 && h("li", {}, h("b", {}, String(count)), ` ${count === 1 ? one : many}`);
  }).filter(Boolean);
  const several = new Set(imported.remarks.map((remark) => remark.file)).size > 1;
  const parts = PARTS.map(([kind, words, says]) => {
    const remarks = imported.remarks.filter((remark) => remark.kind === kind);
    return remarks.length > 0 && part(words, says, remarks, several, kind !== "not needed");
  }).filter(Boolean);
  const act = (/** @type {() => Promise<void>} */ run) => async () => {
    dialog.close();
    try {
      await run();
    } catch (error) {
      showProblems(/** @type {Problem} */ (error), names);
    }
  };
  const replace =
    app?.editable &&
    h(
      "button.btn",
      { type: "button", onclick: act(() => replaceDesign(app, imported, names)) },
      "Replace this design",
    );
  const anew = h(
    "button.btn.primary",
    { type: "button", onclick: act(() => openAsNew(imported)) },
    "Open as a new design",
  );
  const body = h(
    "div.import",
    {},
    h("p.muted", {}, names),
    found.length > 0 ? h("ul.import-found", {}, ...found) : h("p", {}, "The design is empty."),
    ...parts,
  );
  const dialog = openDialog("Open files", [body], { foot: [replace || "", anew].filter(Boolean) });
  anew.focus();
}

/**
 * @param {string} words
 * @param {string} says
 * @param {Remark[]} remarks
 * @param {boolean} several
 * @param {boolean} open
 */
function part(words, says, remarks, several, open) {
  const columns = ["Type", "Name", says, ...(several ? ["File"] : [])];
  const rows = remarks
    .slice(0, MOST_ROWS)
    .map(({ type, name, reason, file }) =>
      h(
        "tr",
        {},
        h("td", { title: type }, type.replace(/^microsoft\.network\//i, "")),
        h("td.mono", {}, name),
        h("td", {}, reason[0]?.toUpperCase() + reason.slice(1)),
        several && h("td.muted", {}, file),
      ),
    );
  const more = remarks.length - rows.length;
  return h(
    "details",
    { open },
    h("summary", {}, icon("chevron"), words, h("span.count.muted", {}, String(remarks.length))),
    h(
      "div.import-rows",
      { tabindex: 0, role: "region", "aria-label": words },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col" }, column)))),
        h("tbody", {}, ...rows),
      ),
    ),
    more > 0 && h("p.muted.small", {}, `and ${more} more`),
  );
}

/**
 * One edit, which undo takes back.
 * @param {App} app
 * @param {Imported} imported
 * @param {string} names
 */
async function replaceDesign(app, imported, names) {
  const response = await fetch("/arrange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ document: imported.document }),
  });
  if (app.view && response.ok) app.view.corners = new Map(Object.entries(await response.json()));
  app.select([]);
  app.edit(`Open ${names}`, () => ({ document: imported.document }), { quiet: true });
  app.view?.fit();
}

/**
 * @param {Problem} problem
 * @param {string} names
 */
function showProblems(problem, names) {
  const listed = /** @type {{path: string, message: string, hint: string}[]} */ (
    problem.body?.problems ?? []
  );
  const shown =
    listed.length > 0 ? listed : [{ path: "", message: problem.message, hint: problem.body?.hint ?? "" }];
  openDialog("This cannot be opened", [
    h(
      "div.import",
      { role: "alert" },
      h("p.muted", {}, names),
      h(
        "ul.problems",
        {},
        ...shown
          .slice(0, 20)
          .map(({ path, message, hint }) =>
            h(
              "li",
              {},
              h("b", {}, message),
              path && h("div.mono.muted", {}, path),
              hint && h("div.muted", {}, hint),
            ),
          ),
      ),
    ),
  ]);
}
