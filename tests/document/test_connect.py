"""The table of what may be connected is complete in itself and can be served as JSON."""

import json

from app.document.connect import CONNECTABLE, KINDS, as_json, between
from app.document.jsonschema import json_schema


def test_each_pair_is_said_once() -> None:
    pairs = [frozenset((entry.source, entry.target)) for entry in CONNECTABLE]
    assert len(pairs) == len(set(pairs))
    assert {kind for pair in pairs for kind in pair} <= set(KINDS)


def test_allowed_pairs_say_what_they_do_and_refused_ones_why() -> None:
    for entry in CONNECTABLE:
        if entry.allowed:
            assert entry.verb
            assert entry.effect
            assert bool(entry.creates) != bool(entry.sets)
            assert not entry.refusal
        else:
            assert entry.refusal.endswith(".")
            assert not entry.creates


def test_lists_are_lists_of_the_format() -> None:
    properties = json_schema()["properties"]
    assert isinstance(properties, dict)
    lists = [str(kind["list"]) for kind in KINDS.values()]
    for path in (*lists, *(path for entry in CONNECTABLE for path in entry.creates)):
        assert path.partition("/")[0] in properties


def test_between_in_either_order() -> None:
    forward, back = between("vpnGateway", "expressRouteCircuit"), between("expressRouteCircuit", "vpnGateway")
    assert forward is back
    assert forward is not None
    assert not forward.allowed
    peering = between("virtualNetwork", "virtualNetwork")
    assert peering is not None
    assert peering.verb == "Peer"
    assert between("virtualMachine", "virtualWan") is None


def test_served_as_json() -> None:
    served = json.loads(json.dumps(as_json()))
    assert len(served["pairs"]) == len(CONNECTABLE)
    assert served["otherwise"]
