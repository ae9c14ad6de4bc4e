"""Circuits in the fabric: Microsoft edges, their sessions with customers, gateways and each other."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.engine.bgp import MICROSOFT_ASN, Origination, Speaker
from app.engine.network import Circuit, Network
from app.engine.prefix import Prefix, nth_address

if TYPE_CHECKING:
    from app.engine.fabric import FabricBuilder


class CircuitFabric:
    """Adds the circuits' speakers and sessions to a fabric under construction."""

    def __init__(self, builder: "FabricBuilder") -> None:
        self.builder = builder
        self.network: Network = builder.network

    def build(self) -> None:
        """Adds edges, customer sessions, gateway sessions and Global Reach."""
        for circuit in self.network.circuits.values():
            customer = self._customer(circuit)
            for link in circuit.links:
                edge = self._edge(circuit, link)
                if customer is not None and self.builder.up(circuit.path, f"{circuit.path}/links/{link}"):
                    self._customer_session(circuit, link, customer, edge)
        for connection in self.network.er_connections.values():
            gateway = self.network.gateways[connection.gateway]
            if not self.builder.up(connection.path) or connection.circuit not in self.network.circuits:
                continue
            weight = 32769 + connection.routing_weight
            for edge in self.builder.instances(f"expressRouteCircuits/{connection.circuit}"):
                for speaker in self.builder.instances(gateway.path):
                    self._edge_session(edge, speaker, connection.path, weight)
        self._global_reach()

    def _edge(self, circuit: Circuit, link: str) -> Speaker:
        path = f"{circuit.path}/links/{link}"
        token = f"@{circuit.path}/{link}"
        return self.builder.add_speaker(Speaker(path, circuit.path, "edge", MICROSOFT_ASN, token, None, "edge"))

    def _customer(self, circuit: Circuit) -> Speaker | None:
        if circuit.site is not None:
            return self.builder.speakers.get(f"sites/{circuit.site}")
        owner = f"{circuit.path}/customer"
        return self.builder.add_speaker(Speaker(owner, owner, "site", circuit.peer_asn, f"@{owner}", None, "router"))

    def _customer_session(self, circuit: Circuit, link: str, customer: Speaker, edge: Speaker) -> None:
        """E-44: of a link's network the customer's router has the first address."""
        self.builder.pair(customer, edge, circuit.path, "site", "edge-site")
        forth, back = f"{customer.id}>{edge.id}#{circuit.path}", f"{edge.id}>{customer.id}#{circuit.path}"
        preference = self.builder.local_preference(customer, circuit.name)
        self.builder.sessions[forth] = self.builder.sessions[forth]._replace(
            own_asn=circuit.peer_asn,
            prepend=circuit.as_path_prepend,
            enters="expressroute",
            ibgp=False,
            next_hop=nth_address(circuit.peering[link], 1) if link in circuit.peering else customer.address,
        )
        self.builder.sessions[back] = self.builder.sessions[back]._replace(
            target_asn=circuit.peer_asn, preference=preference, ibgp=False
        )
        for tail, prefixes in self._by_tail(circuit, link, self._behind(customer)).items():
            self.builder.originations.append(
                Origination(customer.id, forth, "expressroute", tuple(prefixes), circuit.path, tail)
            )

    def _by_tail(
        self, circuit: Circuit, link: str, far: frozenset[Prefix]
    ) -> Mapping[tuple[int, ...], Sequence[Prefix]]:
        """What the customer announces on a link, by the AS path behind its own ASN."""
        announced = circuit.advertised.get(link, ())
        if not far and not circuit.as_path_by_prefix:
            return {(): announced} if announced else {}
        by_tail: dict[tuple[int, ...], list[Prefix]] = {}
        for prefix in announced:
            tail = circuit.as_path_by_prefix.get(prefix, ())
            if tail or prefix not in far:
                by_tail.setdefault(tail[1:] if tail[:1] == (circuit.peer_asn,) else tail, []).append(prefix)
        return by_tail

    def _behind(self, customer: Speaker) -> frozenset[Prefix]:
        """The prefixes of other sites to which a router with transit leads over its own WAN links.

        It announces them as it hears them, with their AS path, and not when the link is down.
        """
        sites = self.network.sites
        router = sites.get(customer.owner.removeprefix("sites/"))
        if router is None or not router.transit:
            return frozenset()
        reached = {s for link in self.network.site_links.values() if router.name in link.sites for s in link.sites}
        return frozenset(p for s in reached if s in sites for p in sites[s].address_space) - {*router.address_space}

    def _edge_session(self, edge: Speaker, gateway: Speaker, via: str, weight: int) -> None:
        """The session stays when the customer's link is down, but nothing comes over it (F-20, F-22)."""
        up = self.builder.up(edge.owner, edge.id)
        self.builder.pair(edge, gateway, via, "edge-gateway" if up else "down", "gateway-edge")
        forth = f"{edge.id}>{gateway.id}#{via}"
        self.builder.sessions[forth] = self.builder.sessions[forth]._replace(weight=weight, enters="expressroute")

    def _global_reach(self) -> None:
        circuits = self.network.circuits
        for circuit in circuits.values():
            for other in circuit.global_reach:
                if other not in circuits or not self.builder.up(circuit.path, circuits[other].path):
                    continue
                for one in self.builder.instances(circuit.path):
                    for far in self.builder.instances(circuits[other].path):
                        same_link = one.id.rpartition("/")[2] == far.id.rpartition("/")[2]
                        if same_link and self.builder.up(one.id, far.id):
                            self.builder.pair(one, far, circuit.path, "edge-edge", "edge-edge")
