"""`routes`, `learned`, `advertised` and `trace`: one question each, printed as a table or as JSON."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from app.analysis.labels import address_label
from app.analysis.questions import ask
from app.cli.errors import InputError
from app.cli.printing import picked, print_json
from app.cli.reading import compute_design, read_design
from app.engine import Result, UnknownPlace
from app.engine.prefix import BadPrefix

ROUTE_COLUMNS = {
    "Source": "source",
    "State": "state",
    "AddressPrefix": "addressPrefix",
    "NextHopType": "nextHopType",
    "NextHopIP": "nextHopIpAddress",
}
BGP_COLUMNS = {
    "Network": "network",
    "NextHop": "nextHop",
    "SourcePeer": "sourcePeer",
    "Peer": "peer",
    "Origin": "origin",
    "AsPath": "asPath",
    "Weight": "weight",
    "LocalAddress": "localAddress",
    "Best": "best",
}
HUB_COLUMNS = {
    "AddressPrefixes": "addressPrefixes",
    "NextHopType": "nextHopType",
    "NextHops": "nextHops",
    "AsPath": "asPath",
    "Origin": "origin",
}
HOP_COLUMNS = {"Hop": "at", "AddressPrefix": "addressPrefix", "NextHopType": "nextHopType", "Reason": "sentence"}
ADDRESSES = ("nextHopIpAddress", "nextHop", "nextHops", "sourcePeer", "peer", "localAddress")
ARRIVED, UNDECIDED = 0, 1


def routes(options: Namespace) -> int:
    """Effective routes of one, several or all subnets."""
    result = compute_design(read_design(options.design), options.down)
    if options.at:
        tables = [entry for at in options.at for entry in question(result, "routes", at=at)["tables"]]
    else:
        tables = question(result, "routes")["tables"]
    if options.output == "json":
        print_json(tables)
        return 0
    blocks = []
    for entry in tables:
        heading = f"{entry['at']}  (route table {entry['routeTable']})" if entry["routeTable"] else entry["at"]
        rows = picked(ROUTE_COLUMNS, map(_in_words, entry["routes"]))
        blocks.append(rows if len(options.at) == 1 else f"{heading}\n{rows}")
    print("\n\n".join(blocks))
    return 0


def learned(options: Namespace) -> int:
    """What a router has learned."""
    return _bgp_table(options, "learned")


def advertised(options: Namespace) -> int:
    """What a router announces."""
    return _bgp_table(options, "advertised")


def trace(options: Namespace) -> int:
    """A packet's way there and back; exit code 1 when it does not arrive."""
    result = compute_design(read_design(options.design), options.down)
    answer = question(result, "trace", **{"from": options.source, "to": options.target})
    if options.output == "json":
        print_json(answer)
    else:
        print(f"{answer['from']} to {answer['to']}: {answer['outcome']}")
        for title, hops in (("There", answer["forward"]), ("Back", answer["return"])):
            print(f"\n{title}\n{picked(HOP_COLUMNS, map(_hop, hops))}")
        for note in answer["notes"]:
            print(f"\n{note if isinstance(note, str) else note.get('sentence', note)}")
    return ARRIVED if answer["verdict"] == "reached" else UNDECIDED


def question(result: Result, name: str, **parameters: str) -> dict[str, Any]:
    """The answer to a question; a place that is not there becomes a sentence."""
    try:
        return ask(result, name, **parameters)
    except UnknownPlace as error:
        places = ask(result, "places")
        known = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in places.items() if names)
        raise InputError(f"The design has no place {error.place!r}.", f"It has {known or 'no places'}.") from error
    except BadPrefix as error:
        raise InputError(f"{error}") from error


def _bgp_table(options: Namespace, name: str) -> int:
    result = compute_design(read_design(options.design), options.down)
    parameters = {"at": options.at} | ({"peer": options.peer} if options.peer else {})
    answer = question(result, name, **parameters)
    if options.output == "json":
        print_json(answer)
    else:
        rows = [_in_words(row) for row in answer["routes"]]
        columns = HUB_COLUMNS if any("addressPrefixes" in row for row in rows) else BGP_COLUMNS
        print(picked(_filled(columns, rows), rows))
    return 0


def _filled(columns: Mapping[str, str], rows: list[dict[str, Any]]) -> dict[str, str]:
    """The columns that some row fills."""
    return {
        title: name for title, name in columns.items() if not rows or any(row.get(name) is not None for row in rows)
    }


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with words in place of the names of addresses that Azure picks."""
    shown = dict(row)
    for name in ADDRESSES:
        value = shown.get(name)
        if isinstance(value, list):
            shown[name] = [address_label(str(each)) for each in value]
        elif value is not None:
            shown[name] = address_label(str(value))
    return shown


def _hop(hop: Mapping[str, Any]) -> dict[str, Any]:
    return {**(hop.get("row") or {}), **hop, "at": hop.get("label") or hop["at"]}
