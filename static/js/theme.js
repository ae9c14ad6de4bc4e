/** Puts the chosen theme on the page before it is painted; the switch itself is `ui/theme-switch.js`. */
{
  let stored = null;
  try {
    stored = localStorage.getItem("routecanvas.theme");
  } catch {
    stored = null;
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme =
    stored === "light" || stored === "dark" ? stored : dark ? "dark" : "light";
}
