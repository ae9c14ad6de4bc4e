/** The drawing in a frame: its query says what is shown around it, and a link leads to the whole design. */
import { byId } from "../ui/dom.js";
import { readOptions } from "./options.js";
import { showDrawing } from "./viewer.js";

const boot = JSON.parse(byId("boot").textContent);
const options = readOptions(location.search);
const title = options.title || boot.document.name || "Design";

byId("viewer-name").textContent = title;
byId("viewer-name").hidden = !options.toolbar.title;
const down = new URLSearchParams(options.down.map((path) => ["down", path]))
  .toString()
  .replaceAll("%2F", "/");
byId("viewer-open").href = `/d/${boot.token}${down ? `?${down}` : ""}`;
byId("viewer-open").hidden = !options.toolbar.open;
byId("viewer-title").hidden = !options.toolbar.title && !options.toolbar.open;
showDrawing(boot, options);
