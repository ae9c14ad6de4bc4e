/** What is clicked before the editor stands is not lost: it is clicked again as soon as the editor says that it does. */
(() => {
  /** @type {HTMLElement | null} */
  let wanted = null;
  const keep = (/** @type {MouseEvent} */ event) => {
    wanted = /** @type {Element} */ (event.target).closest("button");
  };
  addEventListener("click", keep, true);
  document.addEventListener(
    "editor:ready",
    () => {
      removeEventListener("click", keep, true);
      wanted?.click();
    },
    { once: true },
  );
})();
