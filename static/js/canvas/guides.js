/**
 * Where a box that is being dragged lines up with its neighbours: the pull towards them, and the thin lines that show it.
 * Knows boxes and nothing of designs.
 *
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {import("./view.js").View} View
 * @typedef {{across: boolean, at: number, from: number, to: number}} Guide a line down the page (across its width), or along it
 */

const NS = "http://www.w3.org/2000/svg";
const OVERHANG = 12;

/**
 * How far a box has to go to line up with the nearest edge or centre in reach, in each direction; null where none is.
 * @param {Box} box
 * @param {Box[]} others
 * @param {number} reach
 * @returns {[number | null, number | null]}
 */
export function pull(box, others, reach) {
  return [nearest(lines(box, true), others, true, reach), nearest(lines(box, false), others, false, reach)];
}

/**
 * The lines that a box shares with others, each as long as the boxes on it.
 * @param {Box} box
 * @param {Box[]} others
 * @returns {Guide[]}
 */
export function guidesOf(box, others) {
  return [true, false].flatMap((across) =>
    lines(box, across).flatMap((at) => {
      const sharing = others.filter((other) =>
        lines(other, across).some((line) => Math.abs(line - at) < 0.5),
      );
      if (sharing.length === 0) return [];
      const ends = [box, ...sharing].flatMap((one) =>
        across ? [one.y, one.y + one.height] : [one.x, one.x + one.width],
      );
      return [{ across, at, from: Math.min(...ends) - OVERHANG, to: Math.max(...ends) + OVERHANG }];
    }),
  );
}

/**
 * Both edges and the centre of a box.
 * @param {Box} box
 * @param {boolean} across
 */
function lines(box, across) {
  const [from, size] = across ? [box.x, box.width] : [box.y, box.height];
  return [from, from + size / 2, from + size];
}

/**
 * @param {number[]} own
 * @param {Box[]} others
 * @param {boolean} across
 * @param {number} reach
 */
function nearest(own, others, across, reach) {
  /** @type {number | null} */
  let best = null;
  for (const other of others) {
    for (const line of lines(other, across)) {
      for (const at of own) {
        const way = line - at;
        if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
      }
    }
  }
  return best;
}

/** The lines on the screen. */
export class GuideSheet {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.svg = document.createElementNS(NS, "svg");
    this.svg.setAttribute("class", "guides");
    this.svg.setAttribute("aria-hidden", "true");
    view.container.after(this.svg);
  }

  /** @param {Guide[]} guides */
  show(guides) {
    const { x, y } = this.view.cy.pan();
    const zoom = this.view.cy.zoom();
    this.svg.replaceChildren(
      ...guides.map(({ across, at, from, to }) => {
        const line = document.createElementNS(NS, "path");
        line.setAttribute(
          "d",
          across
            ? `M${at * zoom + x} ${from * zoom + y}V${to * zoom + y}`
            : `M${from * zoom + x} ${at * zoom + y}H${to * zoom + x}`,
        );
        return line;
      }),
    );
  }
}
