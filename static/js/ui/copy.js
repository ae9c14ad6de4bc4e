/** Copies a table of the panel: as text like az prints it, as CSV, as Markdown, or the az command that would print it. */

import { openMenu } from "./dialog.js";
import { copyText } from "./dom.js";
import { toast } from "./toast.js";

/**
 * @param {HTMLTableElement} table
 * @returns {string[][]} heading and rows
 */
function cells(table) {
  const rows = [
    ...table.querySelectorAll("thead tr, tbody tr:not(.why-row):not(.fold-row):not(.lost):not(.instance)"),
  ];
  return rows.map((row) =>
    [...row.children].map((cell) => {
      const hops = cell.querySelectorAll(":scope > .hop");
      const text =
        hops.length > 0
          ? [...hops].map((hop) => hop.textContent).join(" ")
          : (cell.querySelector(".chip, .px") ?? cell).textContent;
      return (text ?? "").replaceAll(/\s+/g, " ").trim();
    }),
  );
}

/** @param {string[][]} rows */
export function asText(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = rows;
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...body.map(line)].join("\n");
}

/** @param {string[][]} rows */
export function asCsv(rows) {
  const quote = (/** @type {string} */ cell) =>
    /[",\n]|^[=+@-]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(quote).join(",")).join("\r\n");
}

/** @param {string[][]} rows */
export function asMarkdown(rows) {
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

/**
 * @param {HTMLTableElement | null} table
 * @param {HTMLElement} button
 */
export function openCopyMenu(table, button) {
  if (!table) return;
  const copy = (/** @type {string} */ words, /** @type {string} */ text) => async () => {
    toast((await copyText(text)) ? `${words} copied` : "The browser does not allow copying here.");
  };
  const rows = cells(table);
  const { left, bottom } = button.getBoundingClientRect();
  const command = table.dataset.az;
  const hint = table.dataset.more && "Only the rows that are shown; Export has all of them.";
  openMenu(
    [
      { label: "As az prints it", ...(hint ? { hint } : {}), run: copy("Table", asText(rows)) },
      { label: "CSV", run: copy("CSV", asCsv(rows)) },
      { label: "Markdown", run: copy("Markdown", asMarkdown(rows)) },
      ...(command ? [null, { label: "The az command", run: copy("Command", command) }] : []),
    ],
    { x: left, y: bottom + 4 },
  );
}
