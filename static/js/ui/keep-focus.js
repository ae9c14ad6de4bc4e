/**
 * The focus is never lost. When what had it is taken away, hidden or disabled, its twin in what is drawn anew gets it, else
 * what stands beside it, else the region; when a dialog, a menu or a message goes, what had the focus before. Knows no part
 * of the page but the regions that lie over it.
 *
 * @typedef {{element: HTMLElement, around: HTMLElement[], twin: string | null, before: Held | null}} Held
 * `around`: the ancestors, the nearest first; `twin`: a selector of the same thing drawn anew; `before`: what had the focus
 * when it went into an overlay
 */
const OVERLAYS = "dialog, .menu, .tour, #toasts, #source";
const NAMES = [
  "data-path",
  "data-field",
  "data-verb",
  "data-goto",
  "data-param",
  "aria-controls",
  "name",
  "aria-label",
];
const CAN_HAVE =
  "a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), select:not(:disabled), " +
  "textarea:not(:disabled), summary, [tabindex]:not([tabindex='-1'])";
/** How long a twin that is still on its way is waited for. */
const PATIENCE = 5000;

/** @type {Held | null} */
let held = null;
/**
 * Who shall have the focus as soon as it is drawn, and who has it until then.
 * @type {{held: Held, now: Element, until: number} | null}
 */
let wanted = null;

export function startKeepingFocus() {
  addEventListener("focusin", (event) => {
    const element = /** @type {HTMLElement} */ (event.target);
    if (wanted?.now !== element) wanted = null;
    held = remembered(element, held);
  });
  addEventListener("focusout", (event) => {
    if (event.relatedTarget === null) setTimeout(forget);
  });
  new MutationObserver(lookAfter).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["hidden", "disabled"],
  });
}

/** A focus that a person took away, by a click beside everything, stays away. */
function forget() {
  if (held && document.activeElement === document.body && usable(held.element)) held = null;
}

function lookAfter() {
  if (wanted) {
    const twin = document.activeElement === wanted.now ? twinOf(wanted.held) : null;
    if (twin || Date.now() > wanted.until) wanted = null;
    give(twin);
  }
  const active = document.activeElement;
  if (!held || (active !== document.body && active !== held.element) || usable(held.element)) return;
  const lost = held;
  for (let place = /** @type {Held | null} */ (held); place; place = place.before) {
    const same = usable(place.element) ? place.element : twinOf(place);
    const next = same ?? besides(place);
    if (!next) continue;
    give(next);
    if (!same && place === lost) wanted = { held: lost, now: next, until: Date.now() + PATIENCE };
    return;
  }
  give(document.querySelector("main[tabindex]"));
}

/** @param {Element | null} place */
function give(place) {
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}

/**
 * @param {HTMLElement} element
 * @param {Held | null} last
 * @returns {Held}
 */
function remembered(element, last) {
  const around = [];
  for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
    around.push(each);
  const overlay = /** @type {HTMLElement | null} */ (element.closest(OVERLAYS));
  const before = !overlay || !last ? null : last.around.includes(overlay) ? last.before : last;
  return { element, around, twin: nameOf(element), before };
}

/** @param {HTMLElement} element */
function nameOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const tag = element.localName;
  const name = NAMES.find((each) => element.getAttribute(each));
  return name ? `${tag}[${name}="${CSS.escape(element.getAttribute(name) ?? "")}"]` : null;
}

/** @param {Held} place */
function twinOf({ around, twin, element }) {
  if (!twin) return null;
  const home = around.find((each) => each.isConnected) ?? document.body;
  return found(home, twin).find((each) => each !== element) ?? null;
}

/**
 * What comes after it, or before, in the nearest part of the page that is left; a part that is drawn anew gets it whole.
 * @param {Held} place
 */
function besides({ element, around }) {
  const left = around.filter((each) => each.isConnected && each.checkVisibility());
  if (!element.isConnected) {
    const [home] = left;
    const row = home && found(home, "[role=treeitem][tabindex='0']")[0];
    const region = row ?? home?.closest("[tabindex]:not([role=treeitem])");
    if (region instanceof HTMLElement) return region;
  }
  for (const home of left) {
    if (home.tabIndex === -1 && home.hasAttribute("tabindex")) return home;
    const near = found(home, CAN_HAVE);
    const follows = (/** @type {HTMLElement} */ each) =>
      !element.isConnected || element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (near.length > 0) return near.find(follows) ?? near.at(-1) ?? null;
  }
  return null;
}

/**
 * @param {Element} home
 * @param {string} selector
 */
function found(home, selector) {
  return /** @type {HTMLElement[]} */ ([...home.querySelectorAll(selector)]).filter(usable);
}

/** @param {HTMLElement} element */
function usable(element) {
  return element.isConnected && !element.matches(":disabled") && element.checkVisibility();
}
