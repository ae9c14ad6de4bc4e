/**
 * Keeps a drawing in a frame as fresh as its design: every save is shown, and the end of the link is told in its place.
 *
 * @typedef {import("./viewer.js").Source} Source
 */
import { call } from "../sync/api.js";
import { Live } from "../sync/live.js";
import { byId, h } from "../ui/dom.js";
import { arranged } from "./arrange.js";

/**
 * @param {string} token
 * @param {number} version what is shown already
 * @param {(source: Source) => void} show
 */
export function follow(token, version, show) {
  let [shown, wanted, busy] = [version, version, false];
  const catchUp = async () => {
    if (busy || wanted <= shown) return;
    busy = true;
    try {
      const answer = await call("GET", `designs/${token}`);
      const corners = await arranged(answer.document);
      shown = answer.version;
      show({ document: answer.document, corners });
    } catch {
      wanted = shown;
    }
    busy = false;
    catchUp();
  };
  new Live(token, {
    version: (heard) => {
      wanted = Math.max(wanted, heard);
      catchUp();
    },
    ended: (words) => {
      byId("stage").replaceChildren(
        h("div.viewer-ended", { role: "alert" }, h("b", {}, "This link has ended"), h("p", {}, words)),
      );
    },
  }).start();
}
