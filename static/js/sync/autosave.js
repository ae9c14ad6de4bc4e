/**
 * Keeps the server's copy in step: one save in the air, the next holds the latest state. Stale saves are merged by the
 * server; what cannot be saved stays in this browser as a draft. Must not know the canvas or any panel.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/store.js").Store} Store
 * @typedef {"saved" | "saving" | "offline" | "conflict" | "invalid" | "ended"} State
 * @typedef {{path: string, base: any, mine: any, theirs: any}} Conflict
 * @typedef {{state: (state: State, words?: string) => void, saved: (version: number) => void,
 *   conflict: (conflicts: Conflict[]) => Promise<boolean[]>}} Reports `conflict` answers for each: whether mine wins
 */
import { apply, diff } from "../doc/patch.js";
import { call, Problem } from "./api.js";

const IDLE = 250;
const RETRIES = [1000, 2000, 5000, 10_000, 30_000];

export class Autosave {
  /**
   * @param {Store} store
   * @param {string} token
   * @param {number} version
   * @param {Reports} reports
   */
  constructor(store, token, version, reports) {
    this.store = store;
    this.token = token;
    this.version = version;
    this.reports = reports;
    this.base = store.document;
    this.busy = false;
    this.failures = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    store.subscribe((change) => {
      if (change.origin !== "remote") this.schedule(IDLE);
    });
    addEventListener("online", () => this.pending() && this.schedule(0));
    addEventListener("beforeunload", (event) => {
      if (this.pending()) event.preventDefault();
    });
  }

  get draftKey() {
    return `routecanvas.draft.${this.token}`;
  }

  pending() {
    return this.store.document !== this.base && diff(this.base, this.store.document).length > 0;
  }

  /** @param {number} delay */
  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
    if (this.pending()) this.reports.state("saving");
  }

  /** Saves now, unless a save is in the air: that one saves again when it lands. */
  async save() {
    if (this.busy) return;
    if (!this.pending()) {
      this.base = this.store.document;
      this.reports.state("saved");
      return;
    }
    this.busy = true;
    const sent = this.store.document;
    try {
      const answer = await call(
        "PUT",
        `designs/${this.token}`,
        { document: sent, base: this.base },
        { "If-Match": `"${this.version}"` },
      );
      this.landed(sent, answer.document ?? sent, answer.version);
    } catch (error) {
      await this.failed(/** @type {Problem} */ (error), sent);
    } finally {
      this.busy = false;
    }
    if (this.failures === 0 && this.pending()) this.schedule(0);
  }

  /**
   * @param {Topology} sent
   * @param {Topology} stored
   * @param {number} version
   */
  landed(sent, stored, version) {
    this.failures = 0;
    this.base = stored;
    this.version = version;
    this.store.rebase(sent, stored);
    this.forget();
    this.reports.state(this.pending() ? "saving" : "saved");
    this.reports.saved(version);
  }

  /**
   * @param {Problem} error
   * @param {Topology} sent
   */
  async failed(error, sent) {
    this.keepDraft();
    if (error.status === 409 && Array.isArray(error.body.conflicts)) return this.resolve(error.body, sent);
    this.failures += 1;
    if (error.status === 422) return this.reports.state("invalid", error.message);
    if (error.status === 403 || error.status === 404) return this.reports.state("ended", error.message);
    this.reports.state("offline", error.message);
    const delay = RETRIES[Math.min(this.failures, RETRIES.length) - 1];
    this.timer = setTimeout(() => this.save(), delay);
  }

  /**
   * Both sides changed the same things: mine and theirs by choice, everything else of both.
   * @param {Record<string, any>} body
   * @param {Topology} sent
   */
  async resolve(body, sent) {
    this.reports.state("conflict");
    const conflicts = /** @type {Conflict[]} */ (body.conflicts);
    const mineWins = await this.reports.conflict(conflicts);
    const given = conflicts.filter((_, index) => !mineWins[index]).map((conflict) => conflict.path);
    const steps = diff(this.base, sent).filter((step) => {
      const path = step.path.join("/");
      return !given.some(
        (other) => path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`),
      );
    });
    const joined = apply(body.document, steps);
    this.base = body.document;
    this.version = body.version;
    this.store.rebase(sent, joined);
    this.schedule(0);
  }

  keepDraft() {
    try {
      localStorage.setItem(this.draftKey, JSON.stringify({ base: this.base, document: this.store.document }));
    } catch {
      // No room or no permission: the page itself still holds the changes.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.draftKey);
    } catch {
      // Nothing was kept then either.
    }
  }

  /** What an earlier page could not save, as a change to the document of now; null when there is none. @returns {Topology | null} */
  draft() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.draftKey) ?? "null");
      return kept ? apply(this.store.document, diff(kept.base, kept.document)) : null;
    } catch {
      return null;
    }
  }
}
