/** Addresses that Azure picks, in words: answers name them by what has them, such as `@expressRouteCircuits/er1/primary`. */

/** @param {string} address */
export function addressWords(address) {
  if (!address.startsWith("@")) return address;
  const [, name = "", ...rest] = address.slice(1).split("/");
  const number = rest.find((step) => /^\d+$/.test(step));
  const parts = rest.filter((step) => step !== number).map((step) => PARTS[step] ?? step);
  return [name, ...parts, number && String(Number(number) + 1)].filter(Boolean).join(" ");
}

const PARTS = /** @type {Record<string, string>} */ ({
  instances: "instance",
  publicIp: "public address",
  privateIp: "private address",
  ipv6: "IPv6",
});
