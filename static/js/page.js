/** Pages without a canvas: only the theme switch needs a script. */
import { startThemeSwitch } from "./ui/theme-switch.js";

startThemeSwitch();
