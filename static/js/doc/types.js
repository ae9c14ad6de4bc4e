/**
 * Types of the design document as the browser handles it. Decides no behaviour; the schema itself is the server's.
 *
 * @typedef {Record<string, any>} Item one object of a list of the document (a subnet, a gateway, a route …)
 * @typedef {Record<string, any>} Topology the whole design: named lists, `schemaVersion`, `name`, `canvas`
 * @typedef {{document: Topology, select?: string | null}} Outcome what a command answers: the new document and what to select
 * @typedef {[number, number]} Point a place on the canvas in drawing units
 */

export {};
