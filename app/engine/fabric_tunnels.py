"""Tunnels in the fabric: branches and other gateways behind VPN gateways, static or with BGP."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.engine.bgp import Origination, Session, Speaker
from app.engine.network import Network, RemoteSite, VpnConnection
from app.engine.prefix import Prefix, host

if TYPE_CHECKING:
    from app.engine.fabric import FabricBuilder


class TunnelFabric:
    """Adds the tunnels' sessions and static prefixes to a fabric under construction."""

    def __init__(self, builder: "FabricBuilder") -> None:
        self.builder = builder
        self.network: Network = builder.network

    def build(self) -> None:
        """Adds every connection of a VPN gateway that is up."""
        done: set[frozenset[str]] = set()
        for connection in self.network.vpn_connections.values():
            if not self.builder.up(connection.path) or connection.gateway not in self.network.gateways:
                continue
            if connection.remote_site is not None:
                self._branch(connection, connection.remote_site)
            elif connection.remote_gateway in self.network.gateways:
                ends = frozenset((connection.gateway, connection.remote_gateway or ""))
                if ends not in done:
                    done.add(ends)
                    self._between_gateways(connection)

    def tunnel_ends(self, connection: VpnConnection, *, failed: bool = False) -> Iterator[Speaker]:
        """The gateway instances with a tunnel that is up; with `failed` also the others: what is configured stays
        (L-11).
        """
        for speaker in self.builder.instances(f"virtualNetworkGateways/{connection.gateway}"):
            up = failed or self.builder.up(f"{connection.path}/tunnels/{speaker.address}")
            if up and speaker.address in connection.tunnels:
                yield speaker

    def _branch(self, connection: VpnConnection, remote: RemoteSite) -> None:
        owner = f"sites/{remote.site}" if remote.site in self.network.sites else remote.path
        if owner.startswith("sites/") and owner not in self.builder.speakers:
            return
        asn = remote.asn or 0
        appliance = self.builder.appliances.behind(remote)
        if appliance is not None:
            self.builder.aliases[remote.path] = appliance.id
        router = appliance or self.builder.add_speaker(
            Speaker(owner, owner, "site", asn, remote.peer_address or f"@{owner}", None, "router")
        )
        bgp = connection.enable_bgp and remote.asn is not None
        peer = host(remote.peer_address) if bgp and remote.peer_address else None
        statics = tuple(p for p in remote.statics if p != peer)
        up = list(self.tunnel_ends(connection))
        for speaker in self.tunnel_ends(connection, failed=True):
            if statics:
                self.builder.originations.append(Origination(speaker.id, None, "static", statics, connection.path))
            if bgp and speaker in up:
                self._branch_session(connection, remote, router, speaker)
        if peer is not None:
            self._peer_host(connection, peer)

    def _peer_host(self, connection: VpnConnection, peer: Prefix) -> None:
        """D-23: every instance is configured with the peer, with a tunnel that is up or without (KAY, 2024-12)."""
        for speaker in self.builder.instances(f"virtualNetworkGateways/{connection.gateway}"):
            self.builder.originations.append(Origination(speaker.id, None, "peerhost", (peer,), connection.path))

    def _branch_session(self, connection: VpnConnection, remote: RemoteSite, router: Speaker, gateway: Speaker) -> None:
        via = f"{connection.path}/tunnels/{gateway.address}"
        token = remote.peer_address or f"@{remote.path}/peer"
        self.builder.pair(
            router, gateway, via, "tunnel" if router.kind == "appliance" else "site", "vpn-peer", ibgp=False
        )
        forth, back = f"{router.id}>{gateway.id}#{via}", f"{gateway.id}>{router.id}#{via}"
        prepend = remote.prepend_by_tunnel.get(gateway.address, remote.as_path_prepend)
        self.builder.sessions[forth] = self.builder.sessions[forth]._replace(
            next_hop=token, own_asn=remote.asn, prepend=prepend, enters="vpn"
        )
        self.builder.sessions[back] = self.builder.sessions[back]._replace(
            target_asn=remote.asn,
            peer=token,
            preference=self.builder.local_preference(router, connection.name),
            peer_hosts=frozenset({host(token)} if not token.startswith("@") else ()),
        )
        extra: dict[tuple[int, ...], list[Prefix]] = {}
        for prefix in remote.advertised:
            tail = (remote.asn or 0,) * remote.prepend_by_prefix.get(prefix, 0)
            extra.setdefault(tail, []).append(prefix)
        appliance = self.network.appliances.get(router.owner.partition("/")[2]) if router.kind == "appliance" else None
        for tail, prefixes in extra.items():
            if appliance is not None and not tail:
                self.builder.appliances.list_prefixes(router, forth, "vpn", prefixes, connection.path, appliance.subnet)
            else:
                self.builder.originations.append(
                    Origination(router.id, forth, "vpn", tuple(prefixes), connection.path, tail)
                )

    def _between_gateways(self, connection: VpnConnection) -> None:
        """D-43: one connection resource in each direction; the tunnels of both ends count."""
        twin = next(
            (
                c
                for c in self.network.vpn_connections.values()
                if c.gateway == connection.remote_gateway and c.remote_gateway == connection.gateway
            ),
            None,
        )
        if twin is not None and not self.builder.up(twin.path):
            return
        near = list(self.tunnel_ends(connection))
        far_all = self.builder.instances(f"virtualNetworkGateways/{connection.remote_gateway}")
        far = list(self.tunnel_ends(twin)) if twin else far_all
        if connection.enable_bgp and (twin is None or twin.enable_bgp):
            for one in near:
                for other in far:
                    self._gateway_session(connection.path, one, other)
                    self._gateway_session((twin or connection).path, other, one)
        else:
            self._static_between(connection.path, near, connection.remote_gateway)
            self._static_between((twin or connection).path, far, connection.gateway)

    def _gateway_session(self, via: str, target: Speaker, source: Speaker) -> None:
        peer = frozenset({host(source.address)}) if not source.address.startswith("@") else frozenset()
        if peer:
            self.builder.originations.append(Origination(target.id, None, "peerhost", tuple(peer), via))
        self.builder.add_session(
            Session(
                id=f"{source.id}>{target.id}#{via}",
                source=source.id,
                target=target.id,
                via=via,
                announce="vpn-peer",
                ibgp=False,
                next_hop=source.address,
                peer=target.address,
                enters="vpn",
                peer_hosts=frozenset({host(target.address)}) if not target.address.startswith("@") else frozenset(),
            )
        )

    def _static_between(self, via: str, near: list[Speaker], far: str | None) -> None:
        home = self.builder.homes.get(self.network.gateways[far or ""].virtual_network or "")
        if home is not None:
            prefixes = tuple(p for p in home.prefixes if p.version == 4)
            for speaker in near:
                self.builder.originations.append(Origination(speaker.id, None, "static", prefixes, via))
