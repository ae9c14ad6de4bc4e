/**
 * A sweep in parts: asks for a moment's worth of failures, tells what was found, and goes on until all are tried or
 * nobody wants to know any more.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{down: string[], kind: string, what: string[], alike: string[], counts: Record<string, number>,
 *   weight: number, isolates: boolean, lines: any[], moreLines: number}} Outcome
 */
import { ask } from "./ask.js";

const FIRST_SECONDS = "0.3";
const SECONDS = "0.8";

export class Sweep {
  /**
   * @param {App} app
   * @param {boolean} pairs two failures at once
   */
  constructor(app, pairs) {
    this.app = app;
    this.pairs = pairs;
    /** @type {Outcome[]} */
    this.outcomes = [];
    this.tried = 0;
    this.harmless = 0;
    this.done = 0;
    this.all = 0;
    this.running = false;
    this.complete = false;
    this.stopper = new AbortController();
    /** What was down when this began. */
    this.base = [...app.down];
  }

  /**
   * Tries what is left, all of it at first.
   * @param {() => void} told after each part
   */
  async run(told) {
    this.running = true;
    this.stopper = new AbortController();
    try {
      /** @type {number | null} */
      let start = this.done;
      while (start !== null) {
        const seconds = start === 0 ? FIRST_SECONDS : SECONDS;
        const params = { start: String(start), seconds, ...(this.pairs ? { pairs: "true" } : {}) };
        const part = await ask(this.app, "sweep", params, this.stopper.signal, this.base);
        this.outcomes.push(...part.failures);
        this.tried += part.tried;
        this.harmless += part.harmless;
        this.all = part.classes;
        start = part.next;
        this.done = start ?? this.all;
        this.complete = start === null;
        told();
      }
    } finally {
      this.running = false;
      told();
    }
  }

  stop() {
    this.stopper.abort();
  }

  /** How much of the worst loss each thing causes, from 0 to 1. @returns {Map<string, number>} */
  heat() {
    const cuts = this.outcomes.filter((one) => one.kind.indexOf(" + ") < 0 && lost(one) > 0);
    const most = Math.max(1, ...cuts.map(lost));
    return new Map(
      cuts.flatMap((one) => [...one.down, ...one.alike].map((path) => [path, lost(one) / most])),
    );
  }
}

/** @param {Outcome} outcome */
export function lost(outcome) {
  return outcome.counts.lost ?? 0;
}

/**
 * The outcomes by what a person has to think of: surprises first, then what is survived, then what is plain.
 * @param {Outcome[]} outcomes
 */
export function sorted(outcomes) {
  const worst = [...outcomes].filter((one) => one.weight > 0).sort((one, other) => other.weight - one.weight);
  const asymmetric = (/** @type {Outcome} */ one) => (one.counts.asymmetric ?? 0) > 0;
  return {
    surprises: worst.filter((one) => lost(one) > 0 && !one.isolates),
    asymmetric: worst.filter((one) => lost(one) === 0 && asymmetric(one)),
    survived: worst.filter((one) => lost(one) === 0 && !asymmetric(one)),
    isolating: worst.filter((one) => lost(one) > 0 && one.isolates),
  };
}
