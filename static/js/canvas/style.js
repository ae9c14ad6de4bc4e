/**
 * The Cytoscape style sheet, made from the theme. Every node has a background image: without one Cytoscape restyles the
 * node on each frame. States are classes: selected is Cytoscape's own, the rest is set by the overlay.
 *
 * @typedef {import("./paint.js").Theme} Theme
 */

const BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/**
 * @param {Theme} theme
 * @param {string} palette
 * @returns {any[]}
 */
export function styleSheet(theme, palette) {
  const colours = theme.palettes[palette] ?? {};
  return [...nodeStyles(theme, colours), ...edgeStyles(theme, colours), ...stateStyles(colours)];
}

/**
 * @param {Theme} theme
 * @param {Record<string, string>} colours
 */
function nodeStyles(theme, colours) {
  const { containerRadius, boxRadius } = theme.sizes;
  const base = {
    shape: "round-rectangle",
    width: "data(width)",
    height: "data(height)",
    "corner-radius": boxRadius,
    "background-color": colours.surface,
    "background-image": BLANK,
    "border-width": 1,
    "border-color": colours.line,
    "z-index-compare": "manual",
    "z-index": 4,
  };
  const kinds = Object.entries(theme.nodes).map(([kind, { shape, meaning }]) => {
    const hub = kind === "virtual-hub";
    const looks = /** @type {Record<string, object>} */ ({
      container: {
        "background-color": hub ? colours.hub : colours.container,
        "border-color": hub ? colours.hubLine : colours.containerLine,
        "border-width": 1.25,
        "corner-radius": containerRadius,
        "z-index": 1,
      },
      frame: {
        "background-opacity": 0,
        "border-color": kind === "frame" ? colours.muted : colours.hubLine,
        "border-style": "dashed",
        "corner-radius": 16,
        "z-index": 0,
      },
      subnet: { "z-index": 2 },
      note: { "background-color": colours.sunken, "corner-radius": 6 },
      tile: { "background-color": colours[`${meaning}Soft`], "border-color": colours[meaning] },
      pill: { "border-color": colours[meaning], "border-width": 1.25, "corner-radius": 14 },
      site: { "corner-radius": containerRadius },
      row: { "background-color": colours.sunken, "border-width": 0, "corner-radius": 6 },
    });
    return { selector: `node[kind = "${kind}"]`, style: looks[shape] };
  });
  return [
    { selector: "node", style: base },
    {
      selector: "node[picture]",
      style: {
        "background-image": "data(picture)",
        "background-width": "100%",
        "background-height": "100%",
        "background-image-smoothing": "yes",
      },
    },
    ...kinds,
  ];
}

/**
 * @param {Theme} theme
 * @param {Record<string, string>} colours
 */
function edgeStyles(theme, colours) {
  const base = {
    width: theme.sizes.edgeWidth,
    "curve-style": "unbundled-bezier",
    "edge-distances": "endpoints",
    "source-endpoint": "data(sourceEnd)",
    "target-endpoint": "data(targetEnd)",
    "control-point-distances": "data(distances)",
    "control-point-weights": "data(weights)",
    "target-arrow-shape": "none",
    "z-index-compare": "manual",
    "z-index": 3,
    "line-cap": "round",
  };
  const words = {
    label: "data(label)",
    "font-size": theme.sizes.smallText,
    "font-family": theme.fonts.sans,
    "font-weight": 600,
    "text-background-opacity": 1,
    "text-background-color": colours.surface,
    "text-background-padding": 5,
    "text-background-shape": "roundrectangle",
    "text-border-width": 1,
    "text-border-opacity": 1,
    "min-zoomed-font-size": 3.5,
  };
  const kinds = Object.entries(theme.edges).map(([kind, { meaning, dash }]) => ({
    selector: `edge[kind = "${kind}"]`,
    style: {
      "line-color": colours[meaning],
      color: colours[meaning],
      "text-border-color": colours[meaning],
      "source-arrow-color": colours[meaning],
      "target-arrow-color": colours[meaning],
      ...(dash ? { "line-style": "dashed", "line-dash-pattern": dash.split(" ").map(Number) } : {}),
    },
  }));
  const ring = { "arrow-scale": 0.75 };
  return [
    { selector: "edge", style: base },
    { selector: 'edge[label != ""]', style: words },
    ...kinds,
    {
      selector: "edge.source-gateway",
      style: { ...ring, "source-arrow-shape": "circle", "source-arrow-fill": "hollow" },
    },
    {
      selector: "edge.target-gateway",
      style: { ...ring, "target-arrow-shape": "circle", "target-arrow-fill": "hollow" },
    },
    {
      selector: "edge.one-sided, edge.disconnected",
      style: {
        "line-color": colours.dropped,
        color: colours.dropped,
        "text-border-color": colours.dropped,
        "line-style": "dashed",
        "line-dash-pattern": [2, 5],
      },
    },
  ];
}

/** @param {Record<string, string>} colours */
function stateStyles(colours) {
  return [
    { selector: ":active", style: { "overlay-opacity": 0 } },
    { selector: "node.hover", style: { "border-color": colours.accent } },
    { selector: "edge.hover", style: { width: 3.5 } },
    { selector: "node:selected", style: { "border-color": colours.accent, "border-width": 2 } },
    {
      selector: 'node[shape = "subnet"]:selected, node[shape = "row"]:selected',
      style: { "background-color": colours.accentSoft },
    },
    { selector: 'node[shape = "row"]:selected', style: { "border-width": 1.5 } },
    {
      selector: "edge:selected",
      style: {
        "line-color": colours.accent,
        color: colours.accent,
        "text-border-color": colours.accent,
        width: 3.5,
      },
    },
    {
      selector: ".drop",
      style: { "border-color": colours.accent, "border-width": 2.5, "background-color": colours.accentSoft },
    },
    { selector: "node.lit", style: { "border-color": colours.ok, "border-width": 2.5 } },
    {
      selector: "edge.lit",
      style: {
        width: 4.5,
        "line-color": colours.ok,
        "text-border-color": colours.ok,
        color: colours.ok,
        "z-index": 5,
      },
    },
    { selector: "node.lit-end", style: { "border-color": colours.ok, "border-width": 3.5 } },
    ...oneWay("there", colours.accent),
    ...oneWay("back", colours.warning),
    {
      selector: "node.one-sided",
      style: {
        "border-color": colours.warning,
        "border-style": "dashed",
        "border-width": 3.5,
        "background-color": colours.warningSoft,
      },
    },
    { selector: ".dim", style: { opacity: 0.35 } },
    { selector: "node.dragged", style: { "background-opacity": 0 } },
    { selector: "node.exposed", style: { "background-color": colours.warningSoft } },
    { selector: "node.moved", style: { "border-color": colours.warning, "border-width": 2 } },
    {
      selector: "edge.moved",
      style: {
        width: 4,
        "line-color": colours.warning,
        "text-border-color": colours.warning,
        color: colours.warning,
      },
    },
    {
      selector: "node.gone",
      style: { "border-color": colours.dropped, "border-width": 2, "border-style": "dashed" },
    },
    {
      selector: "edge.gone",
      style: {
        "line-color": colours.dropped,
        color: colours.dropped,
        "text-border-color": colours.dropped,
        "line-style": "dashed",
        "line-dash-pattern": [2, 5],
      },
    },
    {
      selector: "node.down",
      style: {
        "border-color": colours.dropped,
        "border-style": "dashed",
        "border-width": 2,
        "background-color": colours.droppedSoft,
        opacity: 0.75,
      },
    },
    {
      selector: "edge.down",
      style: {
        "line-color": colours.dropped,
        color: colours.dropped,
        "text-border-color": colours.dropped,
        "line-style": "dashed",
        "line-dash-pattern": [2, 6],
        opacity: 0.8,
      },
    },
    ...heatStyles(colours),
    { selector: "node.warned", style: { "border-color": colours.warning } },
    { selector: "node.fresh", style: { "border-color": colours.accent } },
  ];
}

/**
 * What a trace passes in one direction only.
 * @param {string} name
 * @param {string | undefined} colour
 */
function oneWay(name, colour) {
  return [
    { selector: `node.${name}`, style: { "border-color": colour, "border-width": 3.5 } },
    {
      selector: `edge.${name}`,
      style: { width: 4.5, "line-color": colour, "text-border-color": colour, color: colour, "z-index": 5 },
    },
  ];
}

/**
 * How much hangs on a thing: the wider and redder, the more.
 * @param {Record<string, string>} colours
 */
function heatStyles(colours) {
  return [
    ["heat-1", 2.5, colours.warning],
    ["heat-2", 3.5, colours.warning],
    ["heat-3", 5, colours.dropped],
  ].flatMap(([name, width, colour]) => [
    { selector: `node.${name}`, style: { "border-color": colour, "border-width": width } },
    {
      selector: `edge.${name}`,
      style: { width: Number(width) + 1, "line-color": colour, color: colour, "text-border-color": colour },
    },
  ]);
}
