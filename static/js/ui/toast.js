/** Short messages at the foot of the page, with at most one action. Never the only place where an error is told. */
import { byId, h } from "./dom.js";

const SECONDS = 5;

/**
 * @param {string} message
 * @param {{bad?: boolean, action?: string, onAction?: () => void, seconds?: number}} [options]
 */
export function toast(message, options = {}) {
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
  const holder = byId("toasts");
  while (holder.children.length > 2) holder.firstElementChild.remove();
  holder.append(element);
  setTimeout(close, 1000 * (options.seconds ?? (options.bad ? SECONDS * 2 : SECONDS)));
}
