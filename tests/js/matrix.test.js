/** The matrix by networks and sites: opened headings, mixed cells, where a trace starts and ends. */
import assert from "node:assert/strict";
import test from "node:test";
import { cellWords } from "../../static/js/matrix/kinds.js";
import { cellOf, endsOf, linesOf, shownLines } from "../../static/js/matrix/model.js";

const group = (kind, owners, rest = {}) => ({
  kind,
  label: "",
  sends: true,
  receives: true,
  owners,
  ...rest,
});
const owner = (name, ...names) => ({ owner: name, count: names.length, names });
const matrix = {
  legend: {},
  pairs: {},
  groups: [
    group("subnet", [owner("hub", "web"), owner("apps", "one", "two")]),
    group("subnet", [owner("apps", "three")]),
    group("site", [owner("sites/hq", "172.16.0.0/16")], { receives: false }),
    group("prefix", [owner("sites/hq", "172.16.0.0/16", "192.168.1.4/32")], { sends: false }),
    group("internet", [owner("Internet")], { sends: false }),
  ],
  rows: ["px.ei", "xx.ex", "ee..x", ".....", "....."],
  inside: { "0,0": "=", "0,1": "=", "1,0": "=" },
  asymmetric: [[2, 0]],
};
const oneSided = new Set(matrix.asymmetric.map(String));
const rows = linesOf(matrix, "sends");
const columns = linesOf(matrix, "receives");
const by = (lines, key) => lines.find((line) => line.key === key);

test("networks, sites and the Internet are lines, each once", () => {
  assert.deepEqual(
    rows.map((line) => line.label),
    ["hub", "apps", "hq"],
  );
  assert.deepEqual(
    columns.map((line) => line.label),
    ["hub", "apps", "hq", "Internet"],
  );
});

test("an opened network shows its subnets, one of a kind stays closed", () => {
  const shown = shownLines(rows, new Set(["apps", "hub"]), "");
  assert.deepEqual(
    shown.map((line) => line.label),
    ["hub", "apps", "one", "two", "three", "hq"],
  );
  assert.deepEqual(
    shownLines(rows, new Set(), "three").map((line) => line.label),
    ["apps"],
  );
});

test("a cell in which ways differ tells the worst first and all of them", () => {
  const cell = cellOf(matrix, oneSided, by(rows, "hub"), by(columns, "apps"));
  assert.deepEqual(cell.letters, ["x", "p"]);
  assert.match(cellWords(cell, "hub", "apps"), /mixed, dropped, peering/);
});

test("a network of one subnet reaches nothing in itself, others do", () => {
  assert.equal(cellOf(matrix, oneSided, by(rows, "hub"), by(columns, "hub")), null);
  assert.deepEqual(cellOf(matrix, oneSided, by(rows, "apps"), by(columns, "apps")).letters, ["="]);
  const [one] = by(rows, "apps").inner;
  assert.equal(cellOf(matrix, oneSided, one, by(columns, "apps").inner[0]), null);
});

test("one-sided ways are marked", () => {
  assert.equal(cellOf(matrix, oneSided, by(rows, "sites/hq"), by(columns, "hub")).oneSided, true);
});

test("traces start at elements and lead to names or addresses", () => {
  assert.equal(by(rows, "hub").start, "virtualNetworks/hub/subnets/web");
  assert.equal(by(rows, "sites/hq").start, "sites/hq");
  assert.equal(by(columns, "hub").target, "hub/web");
  assert.equal(by(columns, "Internet").target, "Internet");
  assert.deepEqual(
    by(columns, "sites/hq").inner.map((line) => line.target),
    ["172.16.0.10", "192.168.1.4"],
  );
});

test("the trace behind a mixed cell shows what the cell shows", () => {
  assert.deepEqual(endsOf(matrix, by(rows, "hub"), by(columns, "apps")), {
    start: "virtualNetworks/hub/subnets/web",
    target: "apps/three",
  });
});
