/**
 * Which boxes carry their picture: those in sight and large enough to read. A browser that has to make a thousand pictures
 * before it draws anything stands still for half a minute.
 *
 * @typedef {import("./view.js").View} View
 */
import { picture } from "./paint.js";

const READABLE = 0.18;
const IN_ONE_GO = 30;

export class Pictures {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    /** Boxes whose picture is missing or no longer true. @type {Set<string>} */
    this.stale = new Set();
    this.waiting = false;
    view.cy.on("viewport resize", () => this.soon());
  }

  /**
   * The picture of a box has to be made, again if it has one.
   * @param {string} id
   */
  ask(id) {
    this.stale.add(id);
    this.soon();
  }

  soon() {
    if (this.waiting || this.stale.size === 0) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.make();
    });
  }

  /** Makes some of the pictures in sight, and the rest in the next frames. */
  make() {
    const { cy, boxes, drawing, palette } = this.view;
    if (cy.zoom() < READABLE) return;
    const sight = cy.extent();
    const wanted = this.view.nodes.filter(({ id }) => {
      const box = boxes.get(id);
      if (!box || !this.stale.has(id)) return false;
      const beside = box.x > sight.x2 || box.x + box.width < sight.x1;
      return !beside && box.y < sight.y2 && box.y + box.height > sight.y1;
    });
    cy.batch(() => {
      for (const node of wanted.slice(0, IN_ONE_GO)) {
        const box = /** @type {import("./boxes.js").Box} */ (boxes.get(node.id));
        cy.getElementById(node.id).data("picture", picture(drawing, palette, node, box));
        this.stale.delete(node.id);
      }
    });
    if (wanted.length > IN_ONE_GO) this.soon();
  }
}
