/**
 * Light, dark or as the system says: one button that goes round the three.
 * Tells others by the event `theme:changed`.
 */
import { toast } from "./toast.js";

const KEY = "routecanvas.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const NEXT = /** @type {Record<string, string>} */ ({ light: "dark", dark: "system", system: "light" });

/** @returns {string} light, dark or system */
function chosen() {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system";
  }
}

/** The palette that is shown now. */
export const palette = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

/** @param {string} choice */
export function setTheme(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
  apply(choice);
}

/** @param {string} choice */
function apply(choice) {
  const before = palette();
  document.documentElement.dataset.theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
  if (before !== palette()) document.dispatchEvent(new CustomEvent("theme:changed"));
}

/** Goes on to the next of the three. */
export function turnTheme() {
  const next = NEXT[chosen()] ?? "light";
  setTheme(next);
  toast(next === "system" ? "Theme: as the system" : `Theme: ${next}`);
}

export function startThemeSwitch() {
  for (const button of document.querySelectorAll("[data-theme-switch]"))
    button.addEventListener("click", turnTheme);
  system.addEventListener("change", () => apply(chosen()));
}
