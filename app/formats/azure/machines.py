"""Network interfaces as machines and appliances, private endpoints, and Route Servers with their peers."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from app.formats.azure.draft import Draft, Item, Skip, addresses, named, one, picked
from app.formats.azure.ids import Ident, Resource, parse_id

APPLIANCES = "networkVirtualAppliances"


def interface(draft: Draft, resource: Resource) -> None:
    """A machine where the interface belongs to one; an appliance where it also forwards."""
    body = resource.body
    owner = parse_id(one(body, "virtualmachine.id"))
    forwards = one(body, "enableipforwarding") is True
    if owner is None and not forwards:
        draft.remark("not needed", resource, "it belongs to no machine in these files.")
        return
    try:
        subnet = draft.subnet(one(body, "ipconfigurations[].subnet.id"))
    except Skip as skip:
        draft.remark("left out", resource, f"{skip}.")
        return
    private = addresses(picked(body, "ipconfigurations[].privateipaddress"))
    if not forwards:
        name = draft.unique("virtualMachines", owner.names[-1] if owner else resource.name)
        item: Item = {"name": name, "subnet": subnet, **({"privateIpAddress": private[0]} if private else {})}
        draft.lists["virtualMachines"].append(item)
        return
    name = draft.give(APPLIANCES, resource.ident, owner.names[-1] if owner else "")
    draft.lists[APPLIANCES].append({"name": name, "subnet": subnet, "privateIpAddresses": private})


def balancer(draft: Draft, resource: Resource, interfaces: Iterable[Resource]) -> None:
    """The address in front of appliances."""
    front = addresses(picked(resource.body, "frontendipconfigurations[].privateipaddress"))
    behind = {
        name
        for value in picked(resource.body, "backendaddresspools[].backendipconfigurations[].id")
        if (name := draft.name_of(APPLIANCES, parse_id(value)))
    }
    for each in interfaces:
        for value in picked(each.body, "ipconfigurations[].loadbalancerbackendaddresspools[].id"):
            ident = parse_id(value)
            name = draft.name_of(APPLIANCES, each.ident)
            if name and ident and ident.parent and ident.parent.key == resource.ident.key:
                behind.add(name)
    if not front or not behind:
        draft.remark("not needed", resource, "it stands in front of no appliance in these files.")
        return
    for item in draft.lists[APPLIANCES]:
        if item["name"] in behind:
            item["loadBalancer"] = {"frontendPrivateIpAddress": front[0]}


def endpoint(draft: Draft, resource: Resource, name: str, interfaces: Mapping[Any, Resource]) -> Item:
    """A private endpoint with its address."""
    body = resource.body
    item: Item = {"name": name, "subnet": draft.subnet(one(body, "subnet.id"))}
    idents = [parse_id(value) for value in picked(body, "networkinterfaces[].id")]
    cards = [interfaces[ident.key] for ident in idents if ident and ident.key in interfaces]
    found = addresses(picked(body, "customdnsconfigs[].ipaddresses[]|ipconfigurations[].privateipaddress"))
    found = found or [a for card in cards for a in addresses(picked(card.body, "ipconfigurations[].privateipaddress"))]
    return item | ({"privateIpAddress": found[0]} if found else {})


def route_server(draft: Draft, resource: Resource) -> None:
    """A Route Server; its peers are appliances, found by address or added."""
    body = resource.body
    network = draft.name_of("virtualNetworks", parse_id(one(body, "ipconfigurations[].subnet.id")))
    if network is None:
        network = _network_of(draft, addresses(picked(body, "virtualrouterips[]")))
    if network is None:
        draft.remark("left out", resource, "its virtual network is in none of the files.")
        return
    fields = (
        ("allowBranchToBranchTraffic", "allowbranchtobranchtraffic", "flag"),
        ("hubRoutingPreference", "hubroutingpreference", "choice:ExpressRoute,VpnGateway,ASPath"),
    )
    name = draft.give("routeServers", resource.ident)
    item: Item = {"name": name, "virtualNetwork": network, **draft.read(resource, body, fields)}
    for own, peering in named(body, "bgpconnections"):
        peer = _peer(draft, resource, own, peering)
        if peer:
            item.setdefault("bgpPeers", []).append(peer)
    draft.lists["routeServers"].append(item)


def _peer(draft: Draft, resource: Resource, name: str, body: Item) -> str | None:
    address = next(iter(addresses(picked(body, "peerip"))), None)
    asn = one(body, "peerasn")
    if address is None or asn is None:
        draft.remark("left out", resource, "the BGP peer is left out: it has no address or AS number.", name)
        return None
    for appliance in draft.lists[APPLIANCES]:
        if address in appliance["privateIpAddresses"]:
            appliance["asn"] = asn
            return str(appliance["name"])
    subnet = _subnet_of(draft, address)
    if subnet is None:
        draft.remark("left out", resource, f"the BGP peer is left out: no subnet here holds {address}.", name)
        return None
    given = draft.unique(APPLIANCES, name)
    draft.lists[APPLIANCES].append({"name": given, "subnet": subnet, "privateIpAddresses": [address], "asn": asn})
    draft.remark("note", resource, "an appliance was drawn for the BGP peer; give it the prefixes it announces.", name)
    return given


def _subnet_of(draft: Draft, address: str) -> str | None:
    wanted = ip_address(address)
    for network in draft.lists["virtualNetworks"]:
        for subnet in network.get("subnets", ()):
            if any(_holds(prefix, wanted) for prefix in subnet.get("addressPrefixes", ())):
                return f"{network['name']}/{subnet['name']}"
    return None


def _holds(prefix: str, address: Any) -> bool:
    try:
        return address in ip_network(prefix)
    except ValueError:
        return False


def _network_of(draft: Draft, own: list[str]) -> str | None:
    subnet = _subnet_of(draft, own[0]) if own else None
    return subnet.split("/")[0] if subnet and subnet.endswith("/RouteServerSubnet") else None


def interfaces_by_key(resources: Iterable[Resource]) -> dict[Any, Resource]:
    """The network interfaces among some resources, by what an id says."""
    found: dict[Any, Resource] = {}
    for each in resources:
        if each.ident.type == "microsoft.network/networkinterfaces":
            found[each.ident.key] = each
    return found


__all__ = ["Ident", "balancer", "endpoint", "interface", "interfaces_by_key", "route_server"]
