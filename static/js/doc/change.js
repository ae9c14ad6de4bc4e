/**
 * A cure of a finding: changes of the document by path, how they are made and in which words they are told.
 * Agrees with the server's reading of a change; knows no rule and no screen.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {{path: string, value: any}} Change a value of null takes away, objects are laid over what is there
 * @typedef {{where: string, words: string}} Told
 */
import { diff } from "./patch.js";

/**
 * @param {unknown} value
 * @returns {value is Item}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The document with all changes, in order.
 * @param {Topology} document
 * @param {Change[]} changes
 * @returns {Topology}
 */
export function changed(document, changes) {
  return changes.reduce((result, change) => put(result, stepsOf(change.path), change.value), document);
}

/** @param {string} path */
function stepsOf(path) {
  return path === "" ? [] : path.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * @param {any} container
 * @param {string[]} steps
 * @param {any} value
 * @returns {any}
 */
function put(container, steps, value) {
  const [step, ...rest] = steps;
  if (step === undefined) return laidOver(container, value);
  if (Array.isArray(container)) return putInList(container, step, rest, value);
  const copy = isObject(container) ? { ...container } : /** @type {Item} */ ({});
  if (rest.length === 0 && value === null) delete copy[step];
  else copy[step] = put(copy[step] ?? (rest.length > 0 || Array.isArray(value) ? [] : {}), rest, value);
  return copy;
}

/**
 * @param {any[]} list
 * @param {string} step
 * @param {string[]} rest
 * @param {any} value
 */
function putInList(list, step, rest, value) {
  const named = list.findIndex((item) => item === step || item?.name === step);
  const at = named < 0 && /^\d+$/.test(step) && Number(step) < list.length ? Number(step) : named;
  if (at < 0) {
    const fresh = rest.length > 0 || isObject(value) ? { name: step } : null;
    return [...list, put(fresh, rest, value)];
  }
  if (rest.length === 0 && value === null) return list.filter((_, index) => index !== at);
  return list.with(at, put(list[at], rest, value));
}

/**
 * @param {any} old
 * @param {any} value
 * @returns {any}
 */
function laidOver(old, value) {
  if (!isObject(old) || !isObject(value)) return value;
  const copy = { ...old };
  for (const [key, inner] of Object.entries(value)) copy[key] = laidOver(old[key], inner);
  return copy;
}

/**
 * What a change does, a line for each thing: where, and what becomes of it.
 * @param {Topology} before
 * @param {Topology} after
 * @returns {Told[]}
 */
export function told(before, after) {
  return diff(before, after).map((step) => {
    const own = isObject(step.after ?? step.before) && "name" in (step.after ?? step.before);
    const names = namesIn(own ? step.path : step.path.slice(0, -1));
    const field = step.path[step.path.length - 1] ?? "";
    const list = spelled(step.path[step.path.length - 2] ?? "");
    if (own && step.before === undefined)
      return { where: names, words: `new in ${list}: ${about(step.after)}` };
    if (own && step.after === undefined) return { where: names, words: `taken out of ${list}` };
    if (Array.isArray(step.after) && step.before === undefined && step.path.length === 1)
      return {
        where: step.after.map((item) => item.name ?? item).join(", "),
        words: `new in ${spelled(field)}: ${step.after.map(about).join("; ")}`,
      };
    return { where: names, words: `${spelled(field)}: ${shown(step.before)} → ${shown(step.after)}` };
  });
}

/**
 * The names of a path without the lists they are in.
 * @param {string[]} path
 */
function namesIn(path) {
  return path.filter((_, index) => index % 2 === 1).join(" / ");
}

/** @param {string} word */
const spelled = (word) => word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** @param {any} value @returns {string} */
function shown(value) {
  if (value === undefined) return "not set";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (Array.isArray(value)) return value.length > 0 ? value.map(shown).join(", ") : "none";
  return isObject(value) ? about(value) : String(value);
}

/** @param {Item} item @returns {string} */
function about(item) {
  if (!isObject(item)) return shown(item);
  if ("nextHopType" in item)
    return [item.addressPrefix, "to", item.nextHopType, item.nextHopIpAddress].filter(Boolean).join(" ");
  const parts = Object.entries(item).filter(([key]) => key !== "name");
  return parts.map(([key, value]) => `${spelled(key)} ${shown(value)}`).join(", ") || "nothing set";
}

/**
 * Sets a finding aside with a reason, or brings it back without one.
 * @param {Topology} document
 * @param {string} path
 * @param {string} rule
 * @param {string} [reason]
 * @returns {Topology}
 */
export function dismissed(document, path, rule, reason) {
  const all = { ...document.dismissals };
  const here = { ...all[path] };
  if (reason === undefined) delete here[rule];
  else here[rule] = reason;
  if (Object.keys(here).length > 0) all[path] = here;
  else delete all[path];
  const { dismissals: _, ...rest } = document;
  return Object.keys(all).length > 0 ? { ...rest, dismissals: all } : rest;
}

/**
 * Dismissals follow what they are about: to another name, and out of the design.
 * @param {Topology} document
 * @param {(path: string) => string | null} follow
 * @returns {Topology}
 */
export function followDismissals(document, follow) {
  if (!document.dismissals) return document;
  const kept = Object.entries(document.dismissals).flatMap(([path, rules]) => {
    const after = follow(path);
    return after === null ? [] : [[after, rules]];
  });
  const { dismissals: _, ...rest } = document;
  return kept.length > 0 ? { ...rest, dismissals: Object.fromEntries(kept) } : rest;
}
