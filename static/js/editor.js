/**
 * Everything around the drawing: panels, verbs, keys, saving. Loaded once the drawing is shown, so that it need not wait.
 *
 * @typedef {import("./app.js").App} App
 * @typedef {import("./canvas/view.js").View} View
 */
import { Bridge } from "./bridge.js";
import { startBadges } from "./canvas/badges.js";
import { addAt, startDropping } from "./canvas/drop.js";
import { Handle } from "./canvas/handle.js";
import { keepInSight } from "./canvas/keep.js";
import { startOverlay } from "./canvas/overlay.js";
import { startBlame } from "./compare/blame.js";
import { setProperty } from "./doc/commands.js";
import { subjectOf } from "./doc/kinds.js";
import { startMatrix } from "./matrix/tab.js";
import { Autosave } from "./sync/autosave.js";
import { remember } from "./sync/own.js";
import { startClipboard } from "./ui/clipboard.js";
import { askConflicts, askMisfit } from "./ui/conflict.js";
import { byId } from "./ui/dom.js";
import { openDrawer, registerDrawerTab, startDrawer } from "./ui/drawer.js";
import { showFindings, startFindings } from "./ui/findings.js";
import { startFollowing } from "./ui/following.js";
import { startGrips } from "./ui/grips.js";
import { startFileDrop } from "./ui/import.js";
import { startKeepingFocus } from "./ui/keep-focus.js";
import { startLayers } from "./ui/layers.js";
import { startLock } from "./ui/lock.js";
import { openContextMenu } from "./ui/menu.js";
import { startMinimap } from "./ui/minimap.js";
import { Outline } from "./ui/outline.js";
import { startLeftTabs, startPalette } from "./ui/palette.js";
import { Panel } from "./ui/panel.js";
import { tellProblems } from "./ui/problems.js";
import { removeThings } from "./ui/properties.js";
import { startRegions } from "./ui/regions.js";
import { startSelectionBar } from "./ui/selection-bar.js";
import { startShortcuts } from "./ui/shortcuts.js";
import { Source } from "./ui/source.js";
import { palette, startThemeSwitch } from "./ui/theme-switch.js";
import { toast } from "./ui/toast.js";
import { startTour } from "./ui/tour.js";
import { connectDialog, renameDialog } from "./ui/verbs/edit.js";
import { cloneSelection } from "./ui/verbs/selection.js";
import { makeVerbs } from "./ui/verbs.js";
import { loadVendor } from "./vendor.js";
import { failByClick } from "./whatif/failing.js";
import { startFailures } from "./whatif/failures.js";
import { startIntents } from "./whatif/intents.js";
import { startStrip } from "./whatif/strip.js";

const STATES = /** @type {Record<string, string>} */ ({
  saved: "Saved",
  saving: "Saving …",
  offline: "Offline: kept in this browser",
  conflict: "Conflict",
  invalid: "Not saved",
  ended: "This link no longer edits",
});

/**
 * @param {App} app
 * @param {View} view which shows the document
 */
export async function startEditor(app, view) {
  const { boot, catalogue } = app;
  await loadVendor(catalogue.libraries, boot.assets);
  startKeepingFocus();
  startRegions();
  const stage = byId("stage");
  wireView(app, view, stage);
  const verbs = makeVerbs(app, view);
  const bridge = new Bridge(app);
  new Outline(app, {
    connect: (paths) => connectDialog(app, paths),
    rename: (path) => renameDialog(app, path),
    remove: (paths) => removeThings(app, paths),
    menu: (path, at) => openContextMenu(app, verbs, path, at),
  });
  new Source(app);
  startPalette(app, (kind) => addAt(app, view, kind, app.selection[0] ?? null, null));
  startLeftTabs();
  startThemeSwitch();
  startShortcuts(app, verbs);
  startDropping(app, view, stage);
  startFileDrop(app);
  startClipboard(app, view);
  startSelectionBar(app, view, verbs);
  startMinimap(view);
  startLock(app, view);
  startLayers(app, view);
  wireFrame(app, view, verbs, bridge);
  view.gestures.menu = (id, x, y) => openContextMenu(app, verbs, id, { x, y });
  const autosave = app.mayEdit ? startSaving(app) : null;
  app.emit("document:changed");
  app.emit("whatif:changed");
  new Panel(app, bridge).refresh("selection:changed");
  if (!boot.revision) {
    startFollowing(app, autosave);
    remember({ link: `/d/${boot.token}`, name: app.document.name ?? "", access: boot.access });
  }
  document.body.dataset.ready = "true";
  app.emit("editor:ready");
  if (app.editable) startTour(view.nodes.length === 0);
}

/**
 * @param {App} app
 * @param {View} view
 * @param {HTMLElement} stage
 */
function wireView(app, view, stage) {
  const handle = new Handle(app, view, stage);
  const { moved } = view.gestures;
  /** @type {Partial<import("./canvas/view.js").Gestures>} */
  const gestures = {
    move: (moves) => app.place(moves),
    clone: (ids, offset) => cloneSelection(app, ids, offset),
    open: (id) => {
      const subject = subjectOf(app.document, id);
      if (subject && app.editable) renameDialog(app, subject);
    },
    add: (at) => app.editable && addAt(app, view, "virtual-network", null, at),
    tap: (id) => failByClick(app, id),
    hover: (id) => handle.hover(id),
    moved: () => {
      moved();
      handle.place();
    },
  };
  Object.assign(view.gestures, gestures);
  stage.addEventListener("pointermove", (event) => handle.leave(event));
  startOverlay(app, view);
  document.addEventListener("theme:changed", () => view.setPalette(palette()));
  app.store.subscribe((change) => {
    view.show(change.document);
    app.selection = app.selection.filter((id) => subjectOf(change.document, id) !== null);
    view.select(app.selection);
    app.emit("document:changed");
    if (change.origin !== "command" && change.origin !== "remote")
      toast(`${change.origin === "undo" ? "Undone" : "Done again"}: ${change.label}`, { seconds: 2 });
  });
}

/**
 * @param {App} app
 * @param {View} view
 * @param {Record<string, import("./ui/verbs.js").Verb>} verbs
 * @param {Bridge} bridge
 */
function wireFrame(app, view, verbs, bridge) {
  document.body.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-verb]")
    );
    if (button) verbs[button.dataset.verb ?? ""]?.run();
  });
  const title = byId("title");
  title.addEventListener("change", () =>
    app.edit(
      "Rename the design",
      (document) => setProperty(document, "", "name", title.value.trim() || "untitled"),
      { quiet: true },
    ),
  );
  title.addEventListener(
    "keydown",
    (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && byId("stage").focus(),
  );
  byId("stage").addEventListener("pointerdown", () => {
    document.body.dataset.left = "";
  });
  startDrawer();
  registerDrawerTab("findings", "Findings", () => {});
  startFindings(app, bridge);
  startBadges(app, view, byId("stage"), (paths) => {
    openDrawer("findings");
    showFindings(paths);
  });
  keepInSight(view);
  document.addEventListener("document:changed", () => showDocument(app, view, title));
  startStrip(app, view);
  startFailures(app, view);
  startIntents(app);
  startMatrix(app);
  startBlame(app);
  startGrips();
}

/**
 * @param {App} app
 * @param {View} view
 * @param {HTMLInputElement} title
 */
function showDocument(app, view, title) {
  if (document.activeElement !== title) title.value = app.document.name ?? "";
  document.title = `${app.document.name ?? "Design"} · RouteCanvas`;
  byId("empty-canvas").hidden = view.nodes.length > 0;
  for (const [verb, stack] of /** @type {const} */ ([
    ["undo", app.store.undoStack],
    ["redo", app.store.redoStack],
  ])) {
    const button = document.querySelector(`[data-verb="${verb}"]`);
    if (button instanceof HTMLButtonElement) {
      button.disabled = stack.length === 0;
      button.title =
        stack.length === 0 ? verb : `${verb === "undo" ? "Undo" : "Redo"}: ${stack[stack.length - 1]?.label}`;
    }
  }
}

/** @param {App} app */
function startSaving(app) {
  const badge = byId("save-state");
  const autosave = new Autosave(app.store, app.boot.token, app.boot.version, {
    state: (state, words, problems) => {
      if (state === "saved" || state === "invalid") tellProblems(problems ?? []);
      if (badge.dataset.state !== state && state === "invalid")
        toast(words ?? "", { bad: true, until: "topology:saved" });
      badge.dataset.state = state;
      badge.textContent = STATES[state];
      badge.title = words ?? "";
    },
    saved: (version) => {
      app.version = version;
      remember({ link: `/d/${app.boot.token}`, name: app.document.name ?? "", access: "edit" });
      app.emit("topology:saved", { version });
    },
    conflict: askConflicts,
    misfit: askMisfit,
  });
  const draft = autosave.draft();
  if (draft) {
    app.edit("Bring back what was not saved", () => ({ document: draft }), { quiet: true });
    toast("Changes that were not saved last time are back.", {
      action: "Undo",
      onAction: () => app.store.undo(),
    });
  }
  return autosave;
}
