/** A link to a template: the copy is made here, so that following a link alone changes nothing. */
import { createAndOpen } from "./create.js";
import { byId } from "./ui/dom.js";
import { startThemeSwitch } from "./ui/theme-switch.js";

startThemeSwitch();
createAndOpen({ template: byId("new").dataset.template ?? "empty" });
