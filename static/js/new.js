/** A link to a template, or to the evidence of a rule: the copy is made here, so that following a link changes nothing. */
import { createAndOpen } from "./create.js";
import { byId } from "./ui/dom.js";
import { startThemeSwitch } from "./ui/theme-switch.js";

startThemeSwitch();
const { document: address, template = "empty" } = byId("new").dataset;
createAndOpen(address ? evidence(address) : { template });

/** @param {string} from */
async function evidence(from) {
  return { document: await (await fetch(from)).json() };
}
