"""Small Virtual WAN designs for tests: hubs, spokes, branches, circuits; hub tables read as lines."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from app.analysis.questions import ask
from app.engine import Result
from tests.builders import Design


def routing(
    associated: str = "defaultRouteTable", names: Iterable[str] = (), labels: Iterable[str] = ("default",), **more: Any
) -> dict[str, Any]:
    """A routing configuration."""
    propagated = {"names": list(names), "labels": list(labels)}
    return {"routingConfiguration": {"associatedRouteTable": associated, "propagatedRouteTables": propagated, **more}}


class Wan(Design):
    """A document with one Virtual WAN `wan`."""

    def __init__(self, **properties: Any) -> None:
        super().__init__()
        self.add("virtualWans", "wan", **properties)

    def hub(
        self,
        name: str,
        prefix: str,
        preference: str = "ExpressRoute",
        tables: Mapping[str, Iterable[str]] | None = None,
        statics: Mapping[str, Mapping[str, str]] | None = None,
        **more: Any,
    ) -> Self:
        """A hub; `tables` gives further tables with their labels, `statics` per table PREFIXES -> NEXT HOP."""
        labels = {"defaultRouteTable": ["default"], **{t: list(found) for t, found in (tables or {}).items()}}
        items = [
            {
                "name": table,
                "labels": found,
                "routes": [
                    {"name": f"s{i}", "destinations": prefixes.split(), "nextHop": hop}
                    for i, (prefixes, hop) in enumerate((statics or {}).get(table, {}).items())
                ],
            }
            for table, found in labels.items()
        ]
        return self.add(
            "virtualHubs", name, virtualWan="wan", addressPrefix=prefix, hubRoutingPreference=preference,
            routeTables=items, **more,
        )  # fmt: skip

    def spoke(self, name: str, prefix: str, hub: str, **connection: Any) -> Self:
        """A VNet and its connection `to-NAME`."""
        self.vnet(name, prefix)
        return self.add(
            "hubVirtualNetworkConnections", f"to-{name}", virtualHub=hub, remoteVirtualNetwork=name, **connection
        )

    def site(self, name: str, hub: str, asn: int, *prefixes: str, **connection: Any) -> Self:
        """A branch with BGP on the hub's VPN gateway `HUB-vpn`, which is made when it is not there."""
        gateways = self.document.setdefault("virtualNetworkGateways", [])
        if not any(g["name"] == f"{hub}-vpn" for g in gateways):
            self.add("virtualNetworkGateways", f"{hub}-vpn", gatewayType="Vpn", virtualHub=hub)
        self.add("sites", name, asn=asn, addressSpace=list(prefixes))
        return self.branch(
            f"lng-{name}", gateway=f"{hub}-vpn", asn=asn, advertised=prefixes, site=name, connection=connection
        )

    def circuit_on(self, name: str, *hubs: str, prefixes: Iterable[str] = (), asn: int = 65020, **more: Any) -> Self:
        """A circuit on the ExpressRoute gateways `HUB-er` of some hubs, which are made when they are not there."""
        gateways = self.document.setdefault("virtualNetworkGateways", [])
        for hub in hubs:
            if not any(g["name"] == f"{hub}-er" for g in gateways):
                self.add("virtualNetworkGateways", f"{hub}-er", gatewayType="ExpressRoute", virtualHub=hub)
        own = {"peerASN": asn} | more
        return self.circuit(name, *prefixes, gateways=[f"{hub}-er" for hub in hubs], **own)

    def nva(self, name: str, address: str, asn: int, hub: str, vnet: str, *prefixes: str, **peer: Any) -> Self:
        """A BGP peer of a hub in a spoke, with the appliance behind it."""
        self.appliance(name, address, *prefixes, subnet=f"{vnet}/work", asn=asn)
        found = next(h for h in self.document["virtualHubs"] if h["name"] == hub)
        found.setdefault("bgpPeers", []).append(
            {
                "name": f"bgp-{name}", "connection": f"to-{vnet}", "peerIp": address, "peerAsn": asn,
                "advertisedPrefixes": list(prefixes), **peer,
            }
        )  # fmt: skip
        return self


def hub_table(result: Result, at: str) -> set[str]:
    """`PREFIX TYPE NEXTHOP [PATH]` for each row of a hub table or firewall."""
    rows = ask(result, "hubroutes", at=at)["routes"]
    return {" ".join([r["addressPrefixes"][0], r["nextHopType"], r["nextHops"][0], r["asPath"]]).strip() for r in rows}


def of_prefix(result: Result, at: str, prefix: str) -> set[str]:
    """The rows of one prefix, without it."""
    return {row.removeprefix(f"{prefix} ") for row in hub_table(result, at) if row.startswith(f"{prefix} ")}
