/** The libraries that `vendor.js` puts on the page. */
declare const cytoscape: typeof import("cytoscape");
declare const htmx: {
  ajax(
    verb: string,
    path: string,
    options: { target: Element | string; source?: Element | string; swap?: string },
  ): Promise<void>;
  process(element: Element): void;
};
