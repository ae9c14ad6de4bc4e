/** The right-click menu: the toolbar's verbs as far as they fit what is under the pointer. */
import { subjectOf } from "../doc/kinds.js";
import { listOf } from "../doc/paths.js";
import { failureEntries, toggleFailure } from "../whatif/failing.js";
import { canFail, failedOf } from "../whatif/parts.js";
import { openMenu } from "./dialog.js";

/** What az prints tables of. */
const TABLES = ["subnets", "virtualNetworkGateways", "routeServers", "expressRouteCircuits", "virtualHubs"];

/**
 * @param {import("../app.js").App} app
 * @param {Record<string, import("./verbs.js").Verb>} verbs
 * @param {string | null} id
 * @param {{x: number, y: number}} at
 */
export function openContextMenu(app, verbs, id, at) {
  const entry = (/** @type {string} */ name) => {
    const verb = verbs[name];
    return {
      label: verb?.words ?? name,
      keys: verb?.keys?.[0],
      run: () => verb?.run(),
      disabled: Boolean(verb?.edits && !app.editable),
    };
  };
  if (id === null) {
    openMenu(
      [
        entry("add-network"),
        entry("note"),
        entry("frame-regions"),
        entry("paste"),
        null,
        entry("select-all"),
        entry("fit"),
        entry("grid"),
        entry("layers"),
        ...(verbs.lock ? [entry("lock")] : []),
        entry("arrange"),
        entry("arrange-all"),
        null,
        entry("compare"),
        entry("find"),
        entry("help"),
      ],
      at,
    );
    return;
  }
  if (!app.selection.includes(id)) app.select([id]);
  const subject = subjectOf(app.document, id);
  if (app.whatif && subject && canFail(subject)) {
    openMenu(failureEntries(app, subject), at);
    return;
  }
  const isDown = subject !== null && failedOf(app.down, subject).length > 0;
  openMenu(
    [
      entry("connect"),
      entry("rename"),
      entry("copy"),
      entry("duplicate"),
      entry("join-hub"),
      entry("frame"),
      entry((app.document.canvas?.collapsed ?? []).includes(subject) ? "expand" : "collapse"),
      null,
      ...(subject && canFail(subject)
        ? [
            {
              label: isDown ? "Up again" : "What if it fails?",
              run: () => toggleFailure(app, subject),
            },
          ]
        : []),
      ...(subject && TABLES.includes(listOf(subject)) ? [entry("reality")] : []),
      entry("fit-selection"),
      entry("arrange-rest"),
      null,
      entry("remove"),
    ],
    at,
  );
}
