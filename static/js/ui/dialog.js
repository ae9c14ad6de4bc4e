/** Modal dialogs and small menus on the browser's own elements: focus, Escape and the backdrop are theirs. */
import { h, icon } from "./dom.js";

/**
 * @param {string} title
 * @param {(Node | string)[]} body
 * @param {{foot?: Node[], wide?: boolean, bare?: boolean, firm?: boolean, onclose?: () => void}} [options] firm: only
 *   an answer closes it
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, body, options = {}) {
  document.querySelector("dialog[open]")?.remove();
  const head = h(
    "div.dialog-head",
    {},
    h("h2", { id: "dialog-title" }, title),
    !options.firm &&
      h(
        "button.btn.quiet.square",
        { type: "button", "aria-label": "Close", onclick: () => dialog.close() },
        icon("close"),
      ),
  );
  const content = options.bare ? body : [head, h("div.dialog-body", {}, ...body)];
  const foot = options.foot && h("div.dialog-foot", {}, ...options.foot);
  const dialog = h(
    "dialog",
    options.bare ? { "aria-label": title } : { "aria-labelledby": "dialog-title" },
    ...content,
    foot,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    options.onclose?.();
  });
  dialog.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    if (event.target === dialog && !options.firm) dialog.close();
  });
  dialog.addEventListener("cancel", (/** @type {Event} */ event) => options.firm && event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * @typedef {{label: string, keys?: string, hint?: string, checked?: boolean, run: () => void, disabled?: boolean} | null}
 *   MenuEntry null draws a rule
 * @param {MenuEntry[]} entries
 * @param {{x: number, y: number}} at
 */
export function openMenu(entries, at) {
  document.querySelector(".menu")?.remove();
  const buttons = entries.map((entry) =>
    entry === null
      ? h("hr")
      : h(
          "button",
          {
            type: "button",
            role: entry.checked === undefined ? "menuitem" : "menuitemradio",
            "aria-checked": entry.checked === undefined ? null : String(entry.checked),
            disabled: entry.disabled,
            onclick: () => {
              menu.remove();
              entry.run();
            },
          },
          h("span", {}, entry.label, entry.hint && h("small", {}, entry.hint)),
          entry.keys && h("span.keys", {}, entry.keys),
        ),
  );
  const menu = h("div.menu", { role: "menu", popover: "auto" }, ...buttons);
  menu.addEventListener("toggle", (/** @type {any} */ event) => event.newState === "closed" && menu.remove());
  menu.addEventListener("keydown", walk);
  document.body.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.inset = "auto";
  menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
  menu.querySelector("button:not(:disabled)")?.focus();
}

/** Up and down in a menu. @param {KeyboardEvent} event */
export function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = [...menu.querySelectorAll("button:not(:disabled)")];
  const index = buttons.indexOf(/** @type {Element} */ (document.activeElement));
  /** @type {HTMLElement} */ (buttons[(index + step + buttons.length) % buttons.length])?.focus();
}
