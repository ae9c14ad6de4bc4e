/** Prefix arithmetic. */
import assert from "node:assert/strict";
import test from "node:test";
import { parts } from "../../static/js/doc/plan.js";
import {
  addressAt,
  contains,
  formatPrefix,
  longestMatch,
  nextFree,
  parsePrefix,
} from "../../static/js/doc/prefix.js";

for (const [text, shown] of [
  ["10.0.0.0/8", "10.0.0.0/8"],
  ["10.1.2.3/16", "10.1.0.0/16"],
  ["192.168.1.4", "192.168.1.4/32"],
  ["fd00:0:0:1::/64", "fd00:0:0:1::/64"],
  ["::1", "::1/128"],
  ["2001:db8::1:0:0:1/128", "2001:db8::1:0:0:1/128"],
]) {
  test(`${text} is ${shown}`, () => assert.equal(formatPrefix(parsePrefix(text)), shown));
}

for (const text of [
  "",
  "10.0.0",
  "10.0.0.256",
  "10.0.0.0/33",
  "10.0.0.0/8/8",
  "fd00::1::2",
  "12345::",
  "Storage",
  "1:2:3:4:5:6:7:8:9",
]) {
  test(`"${text}" is no prefix`, () => assert.equal(parsePrefix(text), null));
}

test("a prefix holds what starts with it, never another family", () => {
  assert.ok(contains(parsePrefix("10.0.0.0/8"), parsePrefix("10.255.0.0/16")));
  assert.ok(!contains(parsePrefix("10.0.0.0/16"), parsePrefix("10.0.0.0/8")));
  assert.ok(!contains(parsePrefix("0.0.0.0/0"), parsePrefix("::/0")));
});

test("the next free prefix steps over whatever is in the way", () => {
  const used = ["10.0.0.0/16", "10.1.128.0/17", "10.2.0.0/15"].map(parsePrefix);
  assert.equal(formatPrefix(nextFree(parsePrefix("10.0.0.0/8"), used, 16)), "10.4.0.0/16");
  assert.equal(nextFree(parsePrefix("10.0.0.0/30"), [parsePrefix("10.0.0.0/29")], 30), null);
});

test("the longest prefix wins the filter", () => {
  assert.equal(longestMatch(["0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "Storage"], "10.1.2.3"), 2);
  assert.equal(longestMatch(["10.0.0.0/8"], "not an address"), -1);
});

test("the first usable address of a subnet is its fifth", () =>
  assert.equal(addressAt("10.0.0.32/27", 4), "10.0.0.36"));

test("an address plan names what is taken and the free prefixes between", () => {
  const network = {
    addressSpace: ["10.0.0.0/22"],
    subnets: [{ name: "web", addressPrefixes: ["10.0.1.0/24"] }],
  };
  assert.deepEqual(
    parts(network).map(({ text, name }) => [text, name]),
    [
      ["10.0.0.0/24", null],
      ["10.0.1.0/24", "web"],
      ["10.0.2.0/23", null],
    ],
  );
});
