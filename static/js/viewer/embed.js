/** The drawing in a frame: its query says what is shown around it, saves arrive, and a link leads to the design. */
import { byId } from "../ui/dom.js";
import { follow } from "./follow.js";
import { readOptions } from "./options.js";
import { showDrawing } from "./viewer.js";

const boot = JSON.parse(byId("boot").textContent);
const options = readOptions(location.search);
const nameIt = (/** @type {{name?: string}} */ design) => {
  byId("viewer-name").textContent = options.title || design.name || "Design";
};

nameIt(boot.document);
byId("viewer-name").hidden = !options.toolbar.title;
const down = new URLSearchParams(options.down.map((path) => ["down", path]))
  .toString()
  .replaceAll("%2F", "/");
byId("viewer-open").href = `/d/${boot.token}${down ? `?${down}` : ""}`;
byId("viewer-open").hidden = !options.toolbar.open;
byId("viewer-title").hidden = !options.toolbar.title && !options.toolbar.open;
const show = await showDrawing(boot, options);
follow(boot.token, boot.version, (fresh) => {
  nameIt(fresh.document);
  show(fresh);
});
