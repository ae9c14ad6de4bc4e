"""Why a row is there, in sentences that name the objects of the design; the rule's page says it in general."""

from collections.abc import Callable, Iterator, Mapping

from app.engine import Result
from app.engine.rows import Row
from app.engine.rulebook import RULES

Reason = tuple[str, str]


def reasons(result: Result, row: Row) -> Iterator[Reason]:
    """(rule, sentence) pairs in the order in which the row came about."""
    if row.source == "VirtualNetworkGateway" and row.path is not None:
        yield from _gateway_reasons(result, row)
        told = {"D-10", "D-23", "D-50", "E-20", "RS-39", "D-40"}
    else:
        yield row.rules[0] if row.rules else "", _plain(result, row)
        told = set(row.rules[:1])
    yield from ((rule, RULES[rule].sentence) for rule in row.rules if rule not in told)


def _name(path: str | None) -> str:
    return (path or "").rpartition("/")[2]


def _plain(result: Result, row: Row) -> str:
    sentences: Mapping[str, Callable[[], str]] = {
        "VnetLocal": lambda: f"Address space of {_name(row.origin)} itself.",
        "VNetPeering": lambda: _peering(row, "in the same region"),
        "VNetGlobalPeering": lambda: _peering(row, "in another region"),
        "ConnectedGroup": lambda: f"{row.remote} is in the connected group {_name(row.origin)}.",
        "InterfaceEndpoint": lambda: (
            f"Private endpoint {_name(row.origin)}: its VNet and directly peered ones know it."
        ),
        "Internet": lambda: "The default route of every subnet: nothing better is known for this address.",
        "None": lambda: "A reserved range that nothing in this design covers: Azure drops it.",
    }
    if row.source == "User":
        return f"Route {row.name} of route table {_name(row.origin)}: user routes come first at equal length."
    sentence = sentences.get(row.next_hop_type)
    return sentence() if sentence else RULES[row.rules[0]].sentence if row.rules else ""


def _peering(row: Row, where: str) -> str:
    if row.remote is None:
        return f"Address prefix of the virtual hub, by connection {_name(row.origin)}."
    return f"Address space of {row.remote} {where}, by peering {_name(row.origin)}."


def _gateway_reasons(result: Result, row: Row) -> Iterator[Reason]:
    yield _entry(result, row)
    gateways = [_name(s) for s in row.trail if s.startswith("virtualNetworkGateways/")]
    servers = [_name(s) for s in row.trail if s.startswith("routeServers/")]
    vnets = [_name(s) for s in row.trail if s.startswith("virtualNetworks/")]
    if row.kind == "expressroute":
        yield "E-20", "Traffic goes straight to the circuit's Microsoft edges; their addresses are Azure's choice."
    if servers:
        yield "RS-39", f"Route Server {servers[-1]} programs it into {vnets[-1] if vnets else 'the VNet'}."
    elif len(gateways) > 1:
        yield "F-12", f"{gateways[0]} tells {gateways[-1]}, which programs the VNet where both gateways stand."
    if len(vnets) > 1:
        yield "C-11", f"Passed on from {vnets[-2]} to {vnets[-1]} by gateway transit."


def _entry(result: Result, row: Row) -> Reason:
    """Where the route entered Azure."""
    path, origin = row.path, _name(row.origin)
    assert path is not None
    site = next((_name(s) for s in row.trail if s.startswith("sites/")), None)
    teller = f"by {site} " if site else ""
    connection = result.network.vpn_connections.get(origin)
    if path.kind == "static":
        branch = connection.remote_site.name if connection and connection.remote_site else origin
        return "D-10", f"Static prefix of {branch}, installed by connection {origin}."
    if path.kind == "peerhost":
        return "D-23", f"Host route to the BGP peer at the far end of {origin}."
    if path.kind == "p2s":
        return "D-50", f"Client address pool of {origin}."
    if path.kind == "appliance":
        return "RS-27", f"Announced by appliance {origin} over BGP."
    if path.kind == "expressroute":
        return "E-04", f"Announced {teller}over circuit {origin} (AS path {_as_path(row)})."
    if path.kind == "vpn":
        return "D-26", f"Announced {teller}over BGP through {origin} (AS path {_as_path(row)})."
    rule = row.rules[0] if row.rules else "C-11"
    return rule, RULES[rule].sentence


def _as_path(row: Row) -> str:
    return " ".join(map(str, row.path.as_path)) if row.path and row.path.as_path else "empty"
