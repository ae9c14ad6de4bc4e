/**
 * What others do to the design that is open here: their saves arrive on the canvas, the end of the link is told, and
 * nothing that was drawn is lost by either.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../sync/autosave.js").Autosave} Autosave
 * @typedef {import("../doc/types.js").Topology} Topology
 */
import { subjectOf } from "../doc/kinds.js";
import { diff } from "../doc/patch.js";
import { nameOf } from "../doc/paths.js";
import { call, Problem } from "../sync/api.js";
import { Live } from "../sync/live.js";
import { openDialog } from "./dialog.js";
import { byId, h } from "./dom.js";
import { toast } from "./toast.js";

const NAMED = 3;
const SOON = 3_600_000;

/**
 * @param {App} app
 * @param {Autosave | null} autosave null where nothing may be edited
 */
export function startFollowing(app, autosave) {
  let before = app.document;
  app.store.subscribe((change) => {
    if (change.origin === "remote") tell(before, change.document);
    before = change.document;
  });
  /** @type {string | null} */
  let end = null;
  const live = new Live(app.boot.token, {
    version: (version, expiresAt) => {
      if (autosave) autosave.pull(version);
      else look(app, version);
      if (expiresAt && expiresAt !== end) foretell(new Date(expiresAt));
      end = expiresAt;
    },
    ended: (words) => {
      autosave?.end(words);
      linkEnded(app, autosave, words);
    },
  });
  document.addEventListener("link:replacing", () => live.stop());
  document.addEventListener("link:kept", () => live.start());
  live.turn();
}

/**
 * Says in time when a link is about to end.
 * @param {Date} end
 */
function foretell(end) {
  const left = end.getTime() - Date.now();
  if (left > 0 && left < SOON)
    toast(`This link ends ${end.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}.`);
}

/**
 * A page that cannot edit shows what is stored.
 * @param {App} app
 * @param {number} version
 */
async function look(app, version) {
  if (version <= app.version) return;
  try {
    const answer = await call("GET", `designs/${app.boot.token}`);
    app.version = answer.version;
    app.store.rebase(app.document, answer.document);
    app.emit("topology:saved", { version: answer.version });
  } catch {
    // The next event asks again; the end of the link has one of its own.
  }
}

/**
 * Names what somebody else has changed.
 * @param {Topology} before
 * @param {Topology} after
 */
function tell(before, after) {
  const names = new Set();
  for (const step of diff(before, after)) {
    const path = step.path.join("/");
    const subject = subjectOf(after, path) ?? subjectOf(before, path);
    if (step.path[0] === "canvas") names.add("the arrangement");
    else names.add(subject ? nameOf(subject) : "the design");
  }
  if (names.size === 0) return;
  const first = [...names].slice(0, NAMED).join(", ");
  const more = names.size > NAMED ? ` and ${names.size - NAMED} more` : "";
  toast(`Somebody else changed ${first}${more}`, { seconds: 3 });
}

/**
 * @param {App} app
 * @param {Autosave | null} autosave
 * @param {string} words
 */
function linkEnded(app, autosave, words) {
  app.mayEdit = false;
  byId("save-state").dataset.state = "ended";
  byId("save-state").textContent = "Link ended";
  const keep = async () => {
    try {
      const answer = await call("POST", "designs", { document: app.document });
      autosave?.release();
      location.assign(answer.links.edit);
    } catch (error) {
      toast(error instanceof Problem ? error.message : String(error), { bad: true });
    }
  };
  const unsaved = autosave?.pending() ?? false;
  openDialog(
    "This link has ended",
    [
      h("p", {}, words),
      h(
        "p.muted",
        {},
        unsaved
          ? "Your last changes are not saved there. A copy holds everything that you see here, with links of its own."
          : "You may keep a copy of everything that you see here, with links of its own.",
      ),
    ],
    {
      foot: [
        h("a.btn", { href: "/" }, "All designs"),
        h("button.btn.primary", { type: "button", onclick: keep }, "Keep a copy"),
      ],
    },
  );
}
