/**
 * Short messages at the foot of the page, above dialogs too, with at most one action. A plain one goes after some seconds,
 * which do not pass while it is pointed at or has the focus; one about an error stays until it is dismissed, by its button or
 * by Escape, or until what it is about has passed.
 */
import { byId, h, icon } from "./dom.js";

const SECONDS = 5;
const MOST = 3;

document.getElementById("toasts")?.togglePopover(true);
addEventListener("keydown", dismissLast);

/**
 * @param {string} message
 * @param {{bad?: boolean, action?: string, onAction?: () => void, seconds?: number, until?: string}} [options] until:
 *   the event by which an error has passed
 */
export function toast(message, options = {}) {
  const holder = byId("toasts");
  const { bad = false, action, onAction, seconds = SECONDS, until } = options;
  const close = () => element.remove();
  const act = () => {
    close();
    onAction?.();
  };
  const element = h(
    bad ? "div.toast.bad" : "div.toast",
    { role: bad ? "alert" : null },
    h("span", {}, message),
    action && h("button.link", { type: "button", onclick: act }, action),
    bad &&
      h(
        "button.dismiss",
        { type: "button", "aria-label": "Dismiss", title: "Dismiss", onclick: close },
        icon("close"),
      ),
  );
  for (const same of holder.querySelectorAll(".toast.bad"))
    if (bad && same.firstElementChild?.textContent === message) same.remove();
  while (holder.children.length >= MOST)
    (holder.querySelector(".toast:not(.bad)") ?? holder.firstElementChild).remove();
  if (document.querySelector("dialog[open]")) holder.togglePopover(false);
  holder.togglePopover(true);
  holder.append(element);
  if (!bad) goAfter(element, 1000 * seconds, close);
  if (until) document.addEventListener(until, close, { once: true });
}

/**
 * Escape that nothing on the page took takes the last error away.
 * @param {KeyboardEvent} event
 */
function dismissLast(event) {
  if (event.key !== "Escape" || document.querySelector("dialog[open], .menu:popover-open")) return;
  const last = [...byId("toasts").querySelectorAll(".toast.bad")].at(-1);
  if (!last) return;
  last.remove();
  event.stopImmediatePropagation();
}

/**
 * @param {HTMLElement} element
 * @param {number} wait
 * @param {() => void} close
 */
function goAfter(element, wait, close) {
  let timer = setTimeout(close, wait);
  const held = () => element.matches(":hover, :focus-within");
  const hold = () => clearTimeout(timer);
  const goOn = () => {
    clearTimeout(timer);
    if (!held()) timer = setTimeout(close, wait);
  };
  for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, hold);
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => setTimeout(goOn));
}
