/** Small designs to edit, and the verdict of a pair without the server's table. */

/** A hub with both gateways and one spoke, peered. */
export function hubAndSpoke() {
  return {
    schemaVersion: 1,
    name: "test",
    virtualNetworks: [
      {
        name: "hub",
        addressSpace: ["10.0.0.0/16"],
        subnets: [
          { name: "GatewaySubnet", addressPrefixes: ["10.0.0.0/27"] },
          { name: "shared", addressPrefixes: ["10.0.1.0/24"], routeTable: "rt" },
        ],
        peerings: [{ name: "hub-to-spoke", remoteVirtualNetwork: "spoke", allowGatewayTransit: true }],
      },
      {
        name: "spoke",
        addressSpace: ["10.1.0.0/16"],
        subnets: [{ name: "web", addressPrefixes: ["10.1.0.0/24"] }],
        peerings: [{ name: "spoke-to-hub", remoteVirtualNetwork: "hub", useRemoteGateways: true }],
      },
    ],
    routeTables: [{ name: "rt", routes: [] }],
    virtualNetworkGateways: [
      { name: "er", gatewayType: "ExpressRoute", virtualNetwork: "hub" },
      { name: "vpn", gatewayType: "Vpn", virtualNetwork: "hub", enableBgp: true },
    ],
    expressRouteCircuits: [{ name: "circuit", site: "hq" }],
    localNetworkGateways: [{ name: "lgw", site: "hq" }],
    connections: [
      {
        name: "c1",
        connectionType: "ExpressRoute",
        virtualNetworkGateway: "er",
        expressRouteCircuit: "circuit",
      },
      { name: "c2", connectionType: "IPsec", virtualNetworkGateway: "vpn", localNetworkGateway: "lgw" },
    ],
    sites: [{ name: "hq", asn: 65010, addressSpace: ["192.168.0.0/24"] }],
    virtualMachines: [{ name: "vm", subnet: "spoke/web", privateIpAddress: "10.1.0.4" }],
    canvas: { positions: { "virtualNetworks/hub": [0, 0], "virtualNetworks/spoke": [400, 0] } },
  };
}

/**
 * An allowed pair, as the server's table would have it.
 * @param {string} kinds
 * @param {string} source
 * @param {string} target
 */
export function allowed(kinds, source, target) {
  const [one, other] = kinds.split(" ");
  const pair = { source: one, target: other, allowed: true, verb: "Join" };
  return { allowed: true, verb: "Join", effect: "", refusal: "", pair, source, target };
}
