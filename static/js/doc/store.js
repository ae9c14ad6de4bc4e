/**
 * The one truth of an open design in the browser: the document, its undo and redo stacks, and who wants to know of changes.
 * Must not know the canvas, the panels or the network.
 *
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./patch.js").Step} Step
 * @typedef {{label: string, steps: Step[], merge?: string}} Entry
 * @typedef {{document: Topology, origin: "command" | "undo" | "redo" | "remote", label: string, select?: string | null}} Change
 */
import { apply, diff, invert } from "./patch.js";

const DEPTH = 500;

export class Store {
  /** @param {Topology} document */
  constructor(document) {
    this.document = document;
    /** @type {Entry[]} */
    this.undoStack = [];
    /** @type {Entry[]} */
    this.redoStack = [];
    /** @type {Set<(change: Change) => void>} */
    this.listeners = new Set();
  }

  /**
   * @param {(change: Change) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Runs a command; steps with the same `merge` key that follow each other are undone together.
   * @param {string} label
   * @param {(document: Topology) => Outcome} command
   * @param {string} [merge]
   * @returns {string | null} what the command would like to see selected
   */
  run(label, command, merge) {
    const { document, select = null } = command(this.document);
    const steps = diff(this.document, document);
    if (steps.length === 0) return select;
    const last = this.undoStack[this.undoStack.length - 1];
    if (merge !== undefined && last?.merge === merge) last.steps = [...last.steps, ...steps];
    else this.undoStack = [...this.undoStack.slice(1 - DEPTH), { label, steps, merge }];
    this.redoStack = [];
    this.publish({ document, origin: "command", label, select });
    return select;
  }

  undo() {
    const entry = this.undoStack.pop();
    if (!entry) return false;
    this.redoStack.push(entry);
    this.publish({ document: apply(this.document, invert(entry.steps)), origin: "undo", label: entry.label });
    return true;
  }

  redo() {
    const entry = this.redoStack.pop();
    if (!entry) return false;
    this.undoStack.push(entry);
    this.publish({ document: apply(this.document, entry.steps), origin: "redo", label: entry.label });
    return true;
  }

  /**
   * Takes in what the server made of a save. Edits made since `sent` are kept on top; nothing enters the undo stack.
   * @param {Topology} sent
   * @param {Topology} answered
   */
  rebase(sent, answered) {
    if (diff(sent, answered).length === 0) return;
    const document = apply(answered, diff(sent, this.document));
    this.publish({ document, origin: "remote", label: "" });
  }

  /** @param {Change} change */
  publish(change) {
    this.document = change.document;
    for (const listener of this.listeners) listener(change);
  }
}
