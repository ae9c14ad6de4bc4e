/** Short messages at the foot of the page, above dialogs too, with at most one action. Never the only place of an error. */
import { byId, h } from "./dom.js";

const SECONDS = 5;

document.getElementById("toasts")?.togglePopover(true);

/**
 * @param {string} message
 * @param {{bad?: boolean, action?: string, onAction?: () => void, seconds?: number}} [options]
 */
export function toast(message, options = {}) {
  const holder = byId("toasts");
  const close = () => element.remove();
  const action =
    options.action &&
    h(
      "button.link",
      {
        type: "button",
        onclick: () => {
          close();
          options.onAction?.();
        },
      },
      options.action,
    );
  const element = h(options.bad ? "div.toast.bad" : "div.toast", {}, h("span", {}, message), action);
  while (holder.children.length > 2) holder.firstElementChild.remove();
  if (document.querySelector("dialog[open]")) holder.togglePopover(false);
  holder.togglePopover(true);
  holder.append(element);
  setTimeout(close, 1000 * (options.seconds ?? (options.bad ? SECONDS * 2 : SECONDS)));
}
