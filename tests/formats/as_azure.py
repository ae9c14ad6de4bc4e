"""Writes a design as the ARM template that an export of it would be, so that imports can be held against designs."""

from typing import Any

NETWORK = "Microsoft.Network"
Item = dict[str, Any]


def template(document: Item) -> Item:
    """The template: names in parameters, references by resourceId, children as resources of their own."""
    resources = [
        *_networks(document),
        *_tables(document),
        *_gateways(document),
        *_far_ends(document),
        *_connections(document),
        *_hubs(document),
        *_machines(document),
    ]
    names = {_parameter(each["type"], each.pop("of")): each["short"] for each in resources if each.get("of")}
    for each in resources:
        each.pop("short", None)
        each.pop("of", None)
    return {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {key: {"defaultValue": name, "type": "String"} for key, name in names.items()},
        "resources": resources,
    }


def _parameter(kind: str, name: str) -> str:
    return f"{kind.split('/')[1]}_{name.replace('-', '_').replace('.', '_')}_name"


def _resource(what: str, name: str, properties: Item, **more: Any) -> Item:
    full = f"{NETWORK}/{what}"
    expression = f"[parameters('{_parameter(full, name)}')]"
    return {"type": full, "name": expression, "of": name, "short": name, "properties": properties, **more}


def _child(kind: str, parent: str, name: str, properties: Item) -> Item:
    full = f"{NETWORK}/{kind}"
    return {
        "type": full,
        "name": f"[concat(parameters('{_parameter(full, parent)}'), '/{name}')]",
        "properties": properties,
    }


def _id(kind: str, *names: str) -> Item:
    full = f"{NETWORK}/{kind}"
    first = f"parameters('{_parameter(full, names[0])}')"
    rest = "".join(f", '{name}'" for name in names[1:])
    return {"id": f"[resourceId('{full}', {first}{rest})]"}


def _without(item: Item, *keys: str) -> Item:
    return {key: value for key, value in item.items() if key not in ("name", *keys)}


def _networks(document: Item) -> list[Item]:
    found = []
    for network in document.get("virtualNetworks", ()):
        name = network["name"]
        space = {"addressPrefixes": network.get("addressSpace", [])}
        found.append(_resource("virtualNetworks", name, {"addressSpace": space}, location=network.get("location")))
        for subnet in network.get("subnets", ()):
            table = {"routeTable": _id("routeTables", subnet["routeTable"])} if subnet.get("routeTable") else {}
            services = {"serviceEndpoints": [{"service": each} for each in subnet.get("serviceEndpoints", ())]}
            properties = _without(subnet, "routeTable", "serviceEndpoints") | table | services
            found.append(_child("virtualNetworks/subnets", name, subnet["name"], properties))
        for peering in network.get("peerings", ()):
            remote = {"remoteVirtualNetwork": _id("virtualNetworks", peering["remoteVirtualNetwork"])}
            properties = {"peeringState": "Connected", **_without(peering), **remote}
            found.append(_child("virtualNetworks/virtualNetworkPeerings", name, peering["name"], properties))
    return found


def _tables(document: Item) -> list[Item]:
    found = []
    for table in document.get("routeTables", ()):
        routes = [{"name": route["name"], "properties": _without(route)} for route in table.get("routes", ())]
        found.append(_resource("routeTables", table["name"], _without(table, "routes") | {"routes": routes}))
    return found


def _home(item: Item, subnet: str) -> Item:
    if item.get("virtualHub"):
        return {"virtualHub": _id("virtualHubs", item["virtualHub"])}
    inside = {"subnet": _id("virtualNetworks/subnets", item["virtualNetwork"], subnet)}
    if item.get("privateIpAddress"):
        inside["privateIPAddress"] = item["privateIpAddress"]
    return {"ipConfigurations": [{"name": "default", "properties": inside}]}


def _bgp(gateway: Item) -> Item:
    settings = gateway.get("bgpSettings")
    if not settings:
        return {}
    joined = ",".join(settings.get("bgpPeeringAddresses", ()))
    return {"bgpSettings": {"asn": settings.get("asn", 65515), "bgpPeeringAddress": joined}}


def _gateways(document: Item) -> list[Item]:
    found = []
    for gateway in document.get("virtualNetworkGateways", ()):
        kind = "virtualNetworkGateways"
        if gateway.get("virtualHub"):
            kind = "vpnGateways" if gateway["gatewayType"] == "Vpn" else "expressRouteGateways"
            kind = "p2sVpnGateways" if "vpnClientConfiguration" in gateway else kind
        keys = ("sku", "virtualNetwork", "virtualHub", "bgpSettings", "vpnClientConfiguration", "customRoutes")
        properties = _without(gateway, *keys) | _home(gateway, "GatewaySubnet") | _bgp(gateway)
        if "vpnClientConfiguration" in gateway:
            pool = gateway["vpnClientConfiguration"]["vpnClientAddressPool"]
            clients = {"vpnClientAddressPool": {"addressPrefixes": pool}}
            properties["vpnClientConfiguration"] = clients
            properties["p2SConnectionConfigurations"] = [{"name": "all", "properties": clients}]
        if "customRoutes" in gateway:
            properties["customRoutes"] = {"addressPrefixes": gateway["customRoutes"]}
        found.append(_resource(kind, gateway["name"], properties, sku={"name": gateway.get("sku")}))
    for firewall in document.get("azureFirewalls", ()):
        properties = _home(firewall, "AzureFirewallSubnet")
        if firewall.get("virtualHub"):
            properties["hubIPAddresses"] = {"privateIPAddress": firewall.get("privateIpAddress")}
        found.append(_resource("azureFirewalls", firewall["name"], properties))
    return found


def _far_ends(document: Item) -> list[Item]:
    found = []
    for local in document.get("localNetworkGateways", ()):
        space = {"localNetworkAddressSpace": {"addressPrefixes": local.get("addressSpace", [])}}
        more = {key: local[key] for key in ("gatewayIpAddress", "bgpSettings") if key in local}
        found.append(_resource("localNetworkGateways", local["name"], space | more))
    for circuit in document.get("expressRouteCircuits", ()):
        keys = ("peerASN", "primaryPeerAddressPrefix", "secondaryPeerAddressPrefix")
        private = {key: circuit[key] for key in keys if key in circuit}
        reach = [
            {"peerExpressRouteCircuitPeering": _id("expressRouteCircuits/peerings", other, "AzurePrivatePeering")}
            for other in circuit.get("globalReach", ())
        ]
        private["connections"] = [{"name": f"reach-{at}", "properties": each} for at, each in enumerate(reach)]
        place = {"serviceProviderProperties": {"peeringLocation": circuit.get("peeringLocation", "")}}
        sku = {"tier": circuit.get("sku", "Standard")}
        found.append(_resource("expressRouteCircuits", circuit["name"], place, sku=sku))
        found.append(_child("expressRouteCircuits/peerings", circuit["name"], "AzurePrivatePeering", private))
    return found


def _connections(document: Item) -> list[Item]:
    hubs = {each["name"]: each for each in document.get("virtualNetworkGateways", ()) if each.get("virtualHub")}
    found = []
    for connection in document.get("connections", ()):
        if connection["virtualNetworkGateway"] in hubs:
            found.append(_hub_connection(connection, hubs[connection["virtualNetworkGateway"]]["virtualHub"]))
            continue
        keys = ("virtualNetworkGateway", "localNetworkGateway", "expressRouteCircuit", "remoteGateway", "fastPath")
        properties = _without(connection, *keys)
        properties["virtualNetworkGateway1"] = _id("virtualNetworkGateways", connection["virtualNetworkGateway"])
        for ours, theirs, kind in (
            ("localNetworkGateway", "localNetworkGateway2", "localNetworkGateways"),
            ("remoteGateway", "virtualNetworkGateway2", "virtualNetworkGateways"),
            ("expressRouteCircuit", "peer", "expressRouteCircuits"),
        ):
            if ours in connection:
                properties[theirs] = _id(kind, connection[ours])
        found.append(_resource("connections", connection["name"], properties))
    return found


def _hub_connection(connection: Item, hub: str) -> Item:
    gateway, name = connection["virtualNetworkGateway"], connection["name"]
    properties: Item = {"routingConfiguration": _routing(connection, hub)}
    if connection["connectionType"] == "ExpressRoute":
        peering = _id("expressRouteCircuits/peerings", connection["expressRouteCircuit"], "AzurePrivatePeering")
        properties |= {"expressRouteCircuitPeering": peering, "routingWeight": connection.get("routingWeight", 0)}
        return _child("expressRouteGateways/expressRouteConnections", gateway, name, properties)
    properties["remoteVpnSite"] = _id("localNetworkGateways", connection["localNetworkGateway"])
    properties["enableBgp"] = connection.get("enableBgp", False)
    return _child("vpnGateways/vpnConnections", gateway, name, properties)


def _routing(item: Item, hub: str) -> Item:
    given = item.get("routingConfiguration")
    if not given:
        return {}

    def table(name: str) -> Item:
        owner, _, own = name.rpartition("/")
        return _id("virtualHubs/hubRouteTables", owner or hub, own)

    spread = given.get("propagatedRouteTables", {})
    return {
        "associatedRouteTable": table(given.get("associatedRouteTable", "defaultRouteTable")),
        "propagatedRouteTables": {
            "ids": [table(name) for name in spread.get("names", ())],
            "labels": spread.get("labels", []),
        },
    }


def _hubs(document: Item) -> list[Item]:
    found = []
    for wan in document.get("virtualWans", ()):
        found.append(_resource("virtualWans", wan["name"], _without(wan)))
    for hub in document.get("virtualHubs", ()):
        properties = _without(hub, "virtualWan", "routeTables", "bgpPeers", "routingIntent")
        properties["virtualWan"] = _id("virtualWans", hub["virtualWan"])
        found.append(_resource("virtualHubs", hub["name"], properties, location=hub.get("location")))
        for table in hub.get("routeTables", ()):
            found.append(_child("virtualHubs/hubRouteTables", hub["name"], table["name"], _without(table)))
        policies = [
            {"name": key, "destinations": [word], "nextHop": _id("azureFirewalls", target)["id"]}
            for key, word in (("internetTraffic", "Internet"), ("privateTraffic", "PrivateTraffic"))
            if (target := hub.get("routingIntent", {}).get(key))
        ]
        if policies:
            found.append(_child("virtualHubs/routingIntent", hub["name"], "intent", {"routingPolicies": policies}))
    for link in document.get("hubVirtualNetworkConnections", ()):
        properties = {
            "remoteVirtualNetwork": _id("virtualNetworks", link["remoteVirtualNetwork"]),
            "enableInternetSecurity": link.get("enableInternetSecurity", True),
            "routingConfiguration": _routing(link, link["virtualHub"]),
        }
        found.append(_child("virtualHubs/hubVirtualNetworkConnections", link["virtualHub"], link["name"], properties))
    return found


def _machines(document: Item) -> list[Item]:
    found = []
    for kind in ("networkVirtualAppliances", "virtualMachines"):
        for item in document.get(kind, ()):
            given = item.get("privateIpAddresses") or [item.get("privateIpAddress")]
            subnet = _id("virtualNetworks/subnets", *item["subnet"].split("/"))
            cards = [{"name": f"c{at}", "privateIPAddress": each, "subnet": subnet} for at, each in enumerate(given)]
            owner = {
                "id": f"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/{item['name']}"
            }
            properties = {"ipConfigurations": cards, "virtualMachine": owner}
            properties["enableIPForwarding"] = kind == "networkVirtualAppliances"
            found.append(_resource("networkInterfaces", f"{item['name']}-nic", properties))
    for server in document.get("routeServers", ()):
        keys = ("allowBranchToBranchTraffic", "hubRoutingPreference")
        properties = {key: server[key] for key in keys if key in server}
        found.append(_resource("virtualHubs", server["name"], properties, kind="RouteServer"))
        subnet = {"subnet": _id("virtualNetworks/subnets", server["virtualNetwork"], "RouteServerSubnet")}
        found.append(_child("virtualHubs/ipConfigurations", server["name"], "default", subnet))
        for peer in server.get("bgpPeers", ()):
            item = next(each for each in document["networkVirtualAppliances"] if each["name"] == peer)
            speaker = {"peerIp": item["privateIpAddresses"][0], "peerAsn": item.get("asn", 65001)}
            found.append(_child("virtualHubs/bgpConnections", server["name"], peer, speaker))
    return found
