/** Addresses that Azure picks, in the words of the tables. */
import assert from "node:assert/strict";
import test from "node:test";
import { addressWords } from "../../static/js/doc/addresses.js";

test("a place that stands for an address is said by its name and its part", () => {
  assert.equal(addressWords("10.0.0.4"), "10.0.0.4");
  assert.equal(addressWords("@expressRouteCircuits/er1/primary"), "er1 primary");
  assert.equal(addressWords("@sites/hq"), "hq");
  assert.equal(addressWords("@virtualNetworkGateways/gw/instances/1"), "gw instance 2");
  assert.equal(addressWords("@virtualNetworkGateways/gw/publicIp/0"), "gw public address 1");
});
