/**
 * What is painted over the drawing for a while: the way of a hovered row, a trace there and back, what is down, where
 * findings are. Turns document paths into the elements that stand for them.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("./view.js").View} View
 */
import { subjectOf } from "../doc/kinds.js";
import { byId } from "../ui/dom.js";

/**
 * @param {App} app
 * @param {View} view
 */
export function startOverlay(app, view) {
  /** @type {string[]} */
  let forward = [];
  /** @type {string[]} */
  let back = [];
  const paint = () => {
    const [there, home] = [new Set(drawn(view, forward)), new Set(drawn(view, back))];
    const one = home.size === 0;
    view.mark(
      "lit",
      [...there].filter((id) => one || home.has(id)),
    );
    view.mark(
      "there",
      [...there].filter((id) => !one && !home.has(id) && !holdsOthers(view, id)),
    );
    view.mark(
      "back",
      [...home].filter((id) => !there.has(id) && !holdsOthers(view, id)),
    );
  };
  document.addEventListener("path:lit", (event) => {
    const path = /** @type {CustomEvent<string[]>} */ (event).detail;
    if (path.length > 0) {
      view.mark("lit", drawn(view, path));
      for (const name of ["there", "back"]) view.mark(name, []);
    } else paint();
  });
  document.addEventListener("paint:changed", (event) => {
    ({ forward, back } = /** @type {CustomEvent<{forward: string[], back: string[]}>} */ (event).detail);
    const oneSided = /** @type {CustomEvent<{oneSided?: string[]}>} */ (event).detail.oneSided ?? [];
    view.mark("one-sided", drawnExactly(app, view, oneSided));
    paint();
  });
  document.addEventListener("whatif:changed", () => view.mark("down", drawnExactly(app, view, app.down)));
  document.addEventListener("document:changed", () => view.mark("down", drawnExactly(app, view, app.down)));
  document.addEventListener("findings:loaded", () => {
    const paths = (byId("findings-list")?.dataset.paths ?? "").split(" ").filter(Boolean);
    view.mark("warned", drawnExactly(app, view, paths));
  });
}

/**
 * A network says nothing about one way: both pass it, each by other things inside.
 * @param {View} view
 * @param {string} id
 */
const holdsOthers = (view, id) => view.nodes.some((node) => node.parent === id);

/**
 * The elements of a way, with the lines between those that follow each other.
 * @param {View} view
 * @param {string[]} path
 */
export function drawn(view, path) {
  const there = path.map((step) => elementOf(view, step)).filter((id) => id !== null);
  const blocks = new Set(there.map((id) => view.owner.get(id) ?? id));
  const named = new Set(there);
  const between = view.edges.filter((edge) => {
    const ends = [edge.source, edge.target].map((id) => named.has(id) || blocks.has(id));
    return ends[0] && ends[1] && edge.source !== edge.target;
  });
  return [...there, ...between.map((edge) => edge.id)];
}

/**
 * @param {View} view
 * @param {string} path
 * @returns {string | null}
 */
function elementOf(view, path) {
  const place = /^([^/]+)\/([^/]+)$/.exec(path);
  const subnet = place && `virtualNetworks/${place[1]}/subnets/${place[2]}`;
  for (const id of [path, subnet]) {
    if (id && (view.boxes.has(id) || view.edges.some((edge) => edge.id === id))) return id;
  }
  const cut = path.lastIndexOf("/");
  return path.split("/").length > 2 && cut > 0 ? elementOf(view, path.slice(0, cut)) : null;
}

/**
 * @param {App} app
 * @param {View} view
 * @param {Iterable<string>} paths
 */
function drawnExactly(app, view, paths) {
  return [...paths].flatMap((path) => {
    const subject = subjectOf(app.document, path);
    return subject ? [view.alias.get(subject) ?? subject] : [];
  });
}
