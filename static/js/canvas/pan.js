/**
 * Moving about as draw.io does: the wheel scrolls, Ctrl or Alt with the wheel zooms, space, middle and right button pan.
 * Also the dots of the grid, which follow the drawing.
 *
 * @typedef {import("./view.js").View} View
 */

const GRID = 20;

/**
 * @param {View} view
 * @param {HTMLElement} stage
 */
export function startPanning(view, stage) {
  let space = false;
  stage.addEventListener(
    "wheel",
    (event) => {
      if (event.target instanceof Element && event.target.closest(".float")) return;
      event.preventDefault();
      const frame = view.container.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey || event.altKey) {
        view.zoomBy(Math.exp(-event.deltaY * 0.0022), {
          x: event.clientX - frame.left,
          y: event.clientY - frame.top,
        });
      } else if (event.shiftKey && event.deltaX === 0) view.panBy(-event.deltaY, 0);
      else view.panBy(-event.deltaX, -event.deltaY);
    },
    { passive: false },
  );
  addEventListener("keydown", (event) => {
    if (event.code === "Space" && document.activeElement === document.body) {
      space = true;
      event.preventDefault();
    }
    view.ignoreGrid = event.altKey;
  });
  addEventListener("keyup", (event) => {
    if (event.code === "Space") space = false;
    view.ignoreGrid = event.altKey;
  });
  stage.addEventListener(
    "pointerdown",
    (event) => {
      if (!(event.button === 1 || event.button === 2 || (event.button === 0 && space))) return;
      view.panned = false;
      let last = [event.clientX, event.clientY];
      const move = (/** @type {PointerEvent} */ next) => {
        const [dx, dy] = [next.clientX - (last[0] ?? 0), next.clientY - (last[1] ?? 0)];
        if (!view.panned && Math.hypot(dx, dy) < 4) return;
        view.panned = true;
        view.panBy(dx, dy);
        last = [next.clientX, next.clientY];
      };
      const up = () => {
        removeEventListener("pointermove", move);
        setTimeout(() => {
          view.panned = false;
        }, 50);
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", up, { once: true });
      if (event.button === 0) event.stopPropagation();
    },
    { capture: true },
  );
  stage.addEventListener("contextmenu", (event) => event.preventDefault());
}

/**
 * @param {View} view
 * @param {HTMLElement} stage
 */
export function drawGrid(view, stage) {
  const zoom = view.cy.zoom();
  let step = GRID * zoom;
  while (step < 14) step *= 2;
  const { x, y } = view.cy.pan();
  stage.style.setProperty("--grid-step", `${step}px`);
  stage.style.setProperty("--grid-x", `${x % step}px`);
  stage.style.setProperty("--grid-y", `${y % step}px`);
}
