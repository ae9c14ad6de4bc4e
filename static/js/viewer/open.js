/**
 * A design that came behind the # of the address: shown as it is, kept only when somebody says so. The server sees it for
 * the first time when it is asked where boxes go.
 */
import { createAndOpen, showProblems } from "../create.js";
import { Problem } from "../sync/api.js";
import { unpack } from "../sync/portable.js";
import { byId } from "../ui/dom.js";
import { startThemeSwitch } from "../ui/theme-switch.js";
import { arranged } from "./arrange.js";
import { readOptions } from "./options.js";
import { showDrawing } from "./viewer.js";

const BROKEN =
  "This address holds no whole design. It may have been cut off on its way; ask for the file instead.";

async function start() {
  const { assets } = JSON.parse(byId("boot").textContent);
  const design = await unpack(location.hash.slice(1)).catch(() => null);
  if (design === null || typeof design !== "object") return refuse(new Problem(422, { detail: BROKEN }));
  let corners;
  try {
    corners = await arranged(design);
  } catch (error) {
    return refuse(/** @type {Problem} */ (error));
  }
  byId("open-name").textContent = design.name ?? "Design";
  document.title = `${design.name ?? "Design"} · RouteCanvas`;
  byId("keep").disabled = false;
  byId("keep").addEventListener("click", () => createAndOpen({ document: design }));
  return showDrawing({ document: design, corners, assets }, readOptions("?toolbar=zoom,layers"));
}

/** @param {Problem} problem */
function refuse(problem) {
  byId("open-name").textContent = "No design";
  byId("open-state").hidden = true;
  byId("keep").hidden = true;
  byId("stage").replaceChildren(byId("problems"));
  showProblems(problem);
}

startThemeSwitch();
addEventListener("hashchange", () => location.reload());
start();
