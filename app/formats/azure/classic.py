"""Virtual networks, route tables, gateways, circuits, branches and their connections as items of the design."""

from typing import Any

from app.formats.azure.draft import Draft, Item, Skip, addresses, named, one, picked
from app.formats.azure.ids import Resource, parse_id
from app.formats.azure.mapping import CONNECTION, FIREWALL, PLAIN, Fields

PREMISES = "what its premises announce is not in Azure's files: give the site {site} its prefixes"
HUB_PEERING = "RemoteVnetToHubPeering_"
FAR_ENDS = {"ExpressRoute": "expressRouteCircuit", "IPsec": "localNetworkGateway", "Vnet2Vnet": "remoteGateway"}


def plain(draft: Draft, resource: Resource, name: str) -> Item:
    """An item by the table of properties alone."""
    mapping = PLAIN[resource.ident.type]
    item = {"name": name, **draft.read(resource, resource.body, mapping.fields)}
    for inner in mapping.inner:
        taken: set[str] = set()
        for own, body in named(resource.body, inner.azure):
            try:
                read = draft.read(resource, body, inner.fields, own)
            except Skip as skip:
                managed = own.startswith(HUB_PEERING)
                reason = "Virtual WAN made it for a hub." if managed else f"the {inner.words} is left out: {skip}."
                draft.remark("not needed" if managed else "left out", resource, reason, own)
                continue
            if read.get("peeringState") == "Connected":
                del read["peeringState"]
            if own.lower() not in taken:
                item.setdefault(inner.ours, []).append({"name": own, **read})
                taken.add(own.lower())
    return item


def gateway(draft: Draft, resource: Resource, name: str) -> Item:
    """A VPN or ExpressRoute gateway of a virtual network."""
    item = plain(draft, resource, name)
    if "publicIpAddresses" not in item:
        idents = [parse_id(value) for value in picked(resource.body, "ipconfigurations[].publicipaddress.id")]
        public = [draft.public_addresses.get(ident.key) for ident in idents if ident]
        item |= {"publicIpAddresses": public} if public and all(public) else {}
    if item["gatewayType"] != "Vpn":
        item.pop("vpnType", None)
        item.pop("enableBgp", None)
        return item
    item |= bgp_settings(resource.body)
    pool = picked(resource.body, "vpnclientconfiguration.vpnclientaddresspool.addressprefixes[]")
    if pool:
        item["vpnClientConfiguration"] = {"vpnClientAddressPool": [str(each) for each in pool]}
    return item


def bgp_settings(body: Item) -> Item:
    """The BGP speaker of a VPN gateway, where it has one."""
    asn = one(body, "bgpsettings.asn")
    if asn is None:
        return {}
    given = addresses(picked(body, "bgpsettings.bgppeeringaddress"))
    given = given or addresses(picked(body, "bgpsettings.bgppeeringaddresses[].defaultbgpipaddresses[]"))
    return {"bgpSettings": {"asn": asn, **({"bgpPeeringAddresses": given} if given else {})}}


def local_gateway(draft: Draft, resource: Resource, name: str) -> Item:
    """A branch as the gateway knows it, with a site for its premises."""
    body = resource.body
    prefixes = [str(each) for each in picked(body, "localnetworkaddressspace.addressprefixes[]")]
    item: Item = {"name": name, "addressSpace": prefixes}
    public = addresses(picked(body, "gatewayipaddress"))
    if public:
        item["gatewayIpAddress"] = public[0]
    return with_site(draft, resource, item, body.get("bgpsettings"))


def with_site(draft: Draft, resource: Resource, item: Item, speaker: Any, site: str = "") -> Item:
    """The branch with its BGP speaker and its site."""
    asn = one(speaker, "asn")
    peer = next(iter(addresses(picked(speaker, "bgppeeringaddress"))), None)
    if asn is not None and peer:
        item["bgpSettings"] = {"asn": asn, "bgpPeeringAddress": peer}
    behind = [prefix for prefix in item["addressSpace"] if prefix != f"{peer}/32"]
    item["site"] = site or new_site(draft, item["name"], behind, asn if peer else None)
    if peer and not site:
        draft.remark("note", resource, PREMISES.format(site=item["site"]) + ".")
    return item


def new_site(draft: Draft, wanted: str, prefixes: list[str], asn: Any) -> str:
    """Premises that Azure's files only imply."""
    name = draft.unique("sites", wanted)
    draft.lists["sites"].append(
        {"name": name, "addressSpace": prefixes, **({"asn": asn} if isinstance(asn, int) else {})}
    )
    return name


def circuit(draft: Draft, resource: Resource, name: str) -> Item:
    """A circuit with its private peering."""
    item: Item = {"name": name}
    body = resource.body
    for ours, path in (
        ("peeringLocation", "serviceproviderproperties.peeringlocation"),
        ("sku", "sku.tier"),
    ):
        value = one(body, path)
        if isinstance(value, str) and value:
            item[ours] = value
    peerings = dict(named(body, "peerings"))
    private = next((each for key, each in peerings.items() if key.lower() == "azureprivatepeering"), None)
    if private is None:
        draft.remark("note", resource, "its private peering is in none of the files.")
    asn = one(private, "peerasn") or None
    if asn is not None:
        item["peerASN"] = asn
    for ours in ("primaryPeerAddressPrefix", "secondaryPeerAddressPrefix"):
        value = one(private, ours.lower())
        if isinstance(value, str) and value:
            item[ours] = value
    if any(key.lower() != "azureprivatepeering" for key in peerings):
        draft.remark("note", resource, "only the private peering is taken over.")
    reached = [
        draft_name
        for value in picked(
            private,
            "connections[].peerexpressroutecircuitpeering.id|peeredconnections[].peerexpressroutecircuitpeering.id",
        )
        if (draft_name := _known(draft, value))
    ]
    if reached:
        item["globalReach"] = list(dict.fromkeys(reached))
    item["site"] = new_site(draft, name, [], asn)
    draft.remark("note", resource, PREMISES.format(site=item["site"]) + ".")
    return item


def _known(draft: Draft, value: object) -> str | None:
    try:
        return draft.reference("expressRouteCircuits", value)
    except Skip:
        return None


def connection(draft: Draft, resource: Resource, name: str) -> Item:
    """What joins a gateway to a circuit, a branch or another gateway."""
    far = FAR_ENDS[draft.read(resource, resource.body, CONNECTION[:1])["connectionType"]]
    return {"name": name, **draft.read(resource, resource.body, _needing(CONNECTION, far))}


def firewall(draft: Draft, resource: Resource, name: str) -> Item:
    """Azure Firewall in a virtual network or a hub."""
    home, other = ("virtualHub", "virtualNetwork")[:: 1 if resource.body.get("virtualhub") else -1]
    fields = tuple(each for each in FIREWALL if each[0] != other)
    return {"name": name, **draft.read(resource, resource.body, _needing(fields, home))}


def _needing(fields: Fields, needed: str) -> Fields:
    """The same properties, one of them needed."""
    return tuple((ours, path, f"{how}!" if ours == needed else how) for ours, path, how in fields)
