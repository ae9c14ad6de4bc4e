/**
 * What the parts of the editor share: the store, what is selected, what is down, and how an edit is made. Parts listen to
 * each other by events on the document (`selection:changed`, `whatif:changed`, `document:changed`, `topology:saved`).
 *
 * @typedef {import("./doc/types.js").Topology} Topology
 * @typedef {import("./doc/types.js").Item} Item
 * @typedef {import("./doc/types.js").Outcome} Outcome
 * @typedef {import("./doc/types.js").Point} Point
 * @typedef {{token: string, version: number, revision: number | null, access: "edit" | "view", document: Topology,
 *   corners: Record<string, Point>, assets: string, embedOrigins: string}} Boot
 * @typedef {import("./canvas/paint.js").Drawing & {connectable: import("./doc/legality.js").Table,
 *   libraries: import("./vendor.js").Library[]}} Catalogue
 */
import { move, Refused } from "./doc/commands.js";
import { connect } from "./doc/connect.js";
import { settle } from "./doc/drawing.js";
import { subjectOf } from "./doc/kinds.js";
import { find, pathOfPlace, placeOf } from "./doc/paths.js";
import { Store } from "./doc/store.js";
import { keepLook, lookAt } from "./sync/look.js";
import { toast } from "./ui/toast.js";
import { isThere } from "./whatif/parts.js";

export class App {
  /**
   * @param {Boot} boot
   * @param {Catalogue} catalogue
   */
  constructor(boot, catalogue) {
    this.boot = boot;
    this.catalogue = catalogue;
    /** Whether the link edits. */
    this.mayEdit = boot.access === "edit";
    this.locked = this.mayEdit && lookAt(boot.token).locked;
    this.store = new Store(boot.document);
    this.version = boot.version;
    /** @type {string[]} */
    this.selection = [];
    /** @type {Set<string>} */
    this.down = new Set();
    this.whatif = false;
    this.tab = "";
    /** Set by main once the canvas stands. @type {import("./canvas/view.js").View | null} */
    this.view = null;
    this.readAddress();
    document.addEventListener("document:changed", () => this.forgetFailures());
  }

  get document() {
    return this.store.document;
  }

  get editable() {
    return this.mayEdit && !this.locked;
  }

  /** @param {boolean} on whether nothing may be changed here for now */
  setLocked(on) {
    this.locked = on;
    keepLook(this.boot.token, { locked: on });
    this.emit("lock:changed");
  }

  /** Says why nothing can be changed. */
  refuse() {
    if (!this.mayEdit) toast("This link is for looking only. Make a copy to edit.");
    else toast("The canvas is locked.", { action: "Unlock", onAction: () => this.setLocked(false) });
  }

  /** What the first selected element stands for in the document. */
  get subject() {
    return this.selection.length > 0 ? subjectOf(this.document, this.selection[0] ?? "") : null;
  }

  /**
   * @param {string} event
   * @param {unknown} [detail]
   */
  emit(event, detail) {
    document.dispatchEvent(new CustomEvent(event, { detail }));
  }

  /**
   * @param {string[]} ids elements or document paths
   * @param {{reveal?: boolean}} [options]
   */
  select(ids, options = {}) {
    const before = this.selection.join("\n");
    this.selection = ids.filter((id) => subjectOf(this.document, id) !== null);
    this.view?.select(this.selection);
    if (options.reveal && this.selection[0]) this.view?.reveal(this.selection[0]);
    if (before === this.selection.join("\n")) return;
    this.writeAddress();
    this.emit("selection:changed");
  }

  /**
   * Runs a command as one undoable edit; a refusal becomes a message.
   * @param {string} label
   * @param {(document: Topology) => Outcome} command
   * @param {{merge?: string, quiet?: boolean}} [options] quiet leaves the selection alone
   * @returns {boolean} whether it was done
   */
  edit(label, command, options = {}) {
    if (!this.editable) {
      this.refuse();
      return false;
    }
    try {
      const select = this.store.run(label, command, options.merge);
      if (select && !options.quiet) this.select([select], { reveal: true });
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.message, { bad: true, until: "topology:saved" });
      return false;
    }
  }

  /**
   * Joins two things as the gesture's verdict says.
   * @param {import("./doc/legality.js").Verdict} verdict
   */
  connect(verdict) {
    return this.edit(verdict.verb || "Connect", (document) => connect(document, verdict));
  }

  /**
   * Keeps where boxes are; the first time for all of them, so that later edits do not shuffle the rest.
   * @param {[string, Point][]} moves
   * @param {string} [label]
   * @param {string} [merge] moves of the same name in a row are undone together
   */
  place(moves, label = "Move", merge = undefined) {
    this.edit(
      label,
      (document) => {
        const placed = document.canvas?.positions ?? {};
        const shown = (this.view?.allCorners() ?? []).filter(([id]) => !(id in placed));
        return move(settle(document, shown), moves);
      },
      { quiet: true, merge },
    );
  }

  /** @param {boolean} on */
  setWhatif(on) {
    this.whatif = on;
    if (!on && this.down.size > 0) this.setDown([]);
    else this.emit("whatif:changed");
  }

  /** @param {Iterable<string>} paths */
  setDown(paths) {
    this.down = new Set(paths);
    if (this.down.size > 0) this.whatif = true;
    this.writeAddress();
    this.emit("whatif:changed");
  }

  /** What an edit took out of the design cannot be down. */
  forgetFailures() {
    const left = [...this.down].filter((path) => isThere(this.document, path));
    if (left.length < this.down.size) this.setDown(left);
  }

  /** The query that every question carries. @returns {URLSearchParams} */
  query() {
    return new URLSearchParams([...this.down].map((path) => ["down", path]));
  }

  readAddress() {
    const query = new URLSearchParams(location.search);
    const at = query.get("at");
    const known = at && subjectOf(this.document, pathOfPlace(at));
    if (known) this.selection = [pathOfPlace(/** @type {string} */ (at))];
    this.tab = query.get("tab") ?? "";
    this.down = new Set(query.getAll("down").filter((path) => isThere(this.document, path)));
    this.whatif = this.down.size > 0;
  }

  writeAddress() {
    const query = this.query();
    if (this.selection[0]) query.set("at", placeOf(this.selection[0]));
    if (this.tab) query.set("tab", this.tab);
    const text = query.toString().replaceAll("%2F", "/");
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }

  /**
   * @param {string} path
   * @returns {Item | null}
   */
  find(path) {
    return find(this.document, path);
  }
}
