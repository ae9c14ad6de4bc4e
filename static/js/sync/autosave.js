/**
 * Keeps the server's copy in step: one save in the air, the next holds the latest state. Stale saves are merged by the
 * server, also with what others have saved; what cannot be saved stays in this browser as a draft. Must not know the
 * canvas or any panel.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("../doc/store.js").Store} Store
 * @typedef {"saved" | "saving" | "offline" | "conflict" | "invalid" | "ended"} State
 * @typedef {"mine" | "theirs"} Side
 * @typedef {{path: string, base?: any, mine?: any, theirs?: any}} Conflict a side that is missing was removed
 * @typedef {{state: (state: State, words?: string, problems?: {path: string, message: string}[]) => void, saved: (version: number) => void,
 *   conflict: (conflicts: Conflict[]) => Promise<Record<string, Side>>,
 *   misfit: (problems: {path: string, message: string}[]) => Promise<Side>}} Reports `conflict` and `misfit` answer whose
 *   change stays
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
    /** The newest version that the server has told of. */
    this.heard = version;
    this.reports = reports;
    this.base = store.document;
    /** @type {Record<string, Side>} */
    this.decided = {};
    this.busy = false;
    this.ended = false;
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
    if (this.ended) return this.keepDraft();
    this.timer = setTimeout(() => this.save(), delay);
    if (this.pending()) this.reports.state("saving");
  }

  /** Saves now, unless something is in the air: that one goes on when it lands. */
  async save() {
    if (this.busy) return;
    if (!this.pending()) {
      this.failures = 0;
      this.release();
      this.reports.state("saved");
      return;
    }
    this.busy = true;
    const sent = this.store.document;
    const body = { document: sent, base: this.base, decided: this.decided };
    try {
      const answer = await call("PUT", `designs/${this.token}`, body, { "If-Match": `"${this.version}"` });
      this.landed(sent, answer);
    } catch (error) {
      await this.failed(/** @type {Problem} */ (error), sent);
    } finally {
      this.busy = false;
    }
    this.goOn();
  }

  /** What was drawn or heard of while something was in the air. */
  goOn() {
    if (this.failures > 0) return;
    if (this.pending()) this.schedule(0);
    else if (this.heard > this.version) this.pull(this.heard);
  }

  /**
   * The answer holds a document when it holds the changes of others too. Is there more drawn by then, the next save is
   * merged with them as well, so that nobody's change is written over unseen.
   * @param {Topology} sent
   * @param {{version: number, document?: Topology | null}} answer
   */
  landed(sent, answer) {
    this.failures = 0;
    this.decided = {};
    const theirs = answer.document ?? sent;
    if (theirs !== sent && diff(sent, this.store.document).length > 0) {
      this.base = sent;
      return;
    }
    this.base = theirs;
    this.version = answer.version;
    this.store.rebase(sent, theirs);
    this.forget();
    this.reports.state(this.pending() ? "saving" : "saved");
    this.reports.saved(this.version);
  }

  /**
   * Takes in what somebody else has saved; with own changes under way the next save does that.
   * @param {number} version
   */
  async pull(version) {
    this.heard = Math.max(this.heard, version);
    if (this.busy || this.ended || this.heard <= this.version) return;
    if (this.pending()) return this.schedule(0);
    this.busy = true;
    const before = this.store.document;
    try {
      const answer = await call("GET", `designs/${this.token}`);
      if (this.store.document === before) this.landed(before, answer);
      this.heard = answer.version;
    } catch (error) {
      if (/** @type {Problem} */ (error).status === 404) this.end(/** @type {Problem} */ (error).message);
      this.heard = this.version;
    } finally {
      this.busy = false;
    }
    this.goOn();
  }

  /**
   * @param {Problem} error
   * @param {Topology} sent
   */
  async failed(error, sent) {
    this.keepDraft();
    if (error.status === 409) return this.resolve(error.body, sent);
    this.failures += 1;
    if (error.status === 422) return this.reports.state("invalid", error.message, error.body.problems ?? []);
    if (error.status === 403 || error.status === 404) return this.end(error.message);
    this.reports.state("offline", error.message);
    const delay = RETRIES[Math.min(this.failures, RETRIES.length) - 1];
    this.timer = setTimeout(() => this.save(), delay);
  }

  /** @param {string} words why nothing can be saved any more */
  end(words) {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    if (this.pending()) this.keepDraft();
    this.reports.state("ended", words);
  }

  /**
   * Both sides changed the same things, or their changes do not fit together: a person decides, and it is saved again.
   * @param {Record<string, any>} body
   * @param {Topology} sent
   */
  async resolve(body, sent) {
    this.failures = 0;
    this.reports.state("conflict");
    if (body.conflicts?.length > 0) {
      this.decided = { ...this.decided, ...(await this.reports.conflict(body.conflicts)) };
      return;
    }
    const side = await this.reports.misfit(body.problems ?? []);
    if (side === "mine") await this.keepVersion();
    this.decided = {};
    this.base = body.document;
    this.version = body.version;
    if (side === "mine") return;
    this.store.run("Take over what others saved", () => ({
      document: apply(body.document, diff(sent, this.store.document)),
    }));
  }

  /** Keeps what others saved as a version, before it is replaced. */
  async keepVersion() {
    try {
      await call("POST", `designs/${this.token}/revisions`, { label: "before it was replaced" });
    } catch {
      // The automatic versions are the second net.
    }
  }

  /** Nothing is waited for any more: its changes live on elsewhere. */
  release() {
    this.base = this.store.document;
    this.forget();
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
