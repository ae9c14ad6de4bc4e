/**
 * Hears from the server, as long as the page is seen, that the design was saved by somebody or that the link has ended.
 * A page in the background hangs up, since a browser has few lines to one server, and hears the news when it comes back.
 *
 * @typedef {{version: (version: number, expiresAt: string | null) => void, ended: (words: string) => void}} Heard
 */
import { call, Problem } from "./api.js";

const AGAIN = 15_000;

export class Live {
  /**
   * @param {string} token
   * @param {Heard} heard
   */
  constructor(token, heard) {
    this.token = token;
    this.heard = heard;
    this.stopped = false;
    /** @type {EventSource | null} */
    this.source = null;
    document.addEventListener("visibilitychange", () => this.turn());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", () => this.turn());
  }

  /** Listens exactly while the page is seen. */
  turn() {
    if (document.visibilityState !== "visible" || this.stopped) return this.close();
    if (this.source) return;
    const source = new EventSource(`/api/v1/designs/${this.token}/events`);
    this.source = source;
    source.addEventListener("version", (event) => {
      const { version, expiresAt } = JSON.parse(event.data);
      this.heard.version(version, expiresAt);
    });
    source.addEventListener("ended", (event) => {
      const { detail, hint } = JSON.parse(event.data);
      this.end(`${detail} ${hint}`);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED && this.source === source) this.ask();
    });
  }

  /** The server refused to be listened to: because the link is dead, or for now. */
  async ask() {
    this.close();
    try {
      const { version } = await call("GET", `designs/${this.token}`);
      this.heard.version(version, null);
    } catch (error) {
      if (error instanceof Problem && error.status === 404)
        return this.end(`${error.message} ${error.body.hint ?? ""}`);
    }
    setTimeout(() => this.turn(), AGAIN);
    return undefined;
  }

  /** @param {string} words */
  end(words) {
    this.stop();
    this.heard.ended(words);
  }

  close() {
    this.source?.close();
    this.source = null;
  }

  stop() {
    this.stopped = true;
    this.close();
  }

  start() {
    this.stopped = false;
    this.turn();
  }
}
