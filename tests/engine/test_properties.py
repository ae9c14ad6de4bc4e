"""Laws that hold for every design: what lookups, origins, list orders, failures and user routes may and may not do."""

import copy
import random
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.document.paths import resolve
from app.engine import Result
from app.engine.network import Subnet
from app.engine.prefix import BITS, Prefix, contains, format_address
from app.engine.rows import Row
from tests.builders import computed, hub_and_spoke, line
from tests.engine.designs import designs, failures

FAST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
RANK = {"User": 3, "VirtualNetworkGateway": 2, "Default": 1}
INSTANCES_IN_ORDER = ("privateIpAddresses", "bgpPeeringAddresses", "publicIpAddresses", "devicePaths")


def subnets(result: Result) -> list[Subnet]:
    return [s for v in result.network.virtual_networks.values() for s in v.subnets]


def rows(result: Result, at: str) -> list[Row]:
    return list(result.table_at(at).rows())


def ribs(result: Result) -> set[tuple[object, ...]]:
    """Everything that every speaker holds, without numbers that mean nothing."""
    return {
        (speaker.id, str(prefix), path.as_path, path.next_hop, path.source, path.kind, path.weight, best)
        for speaker in result.fabric.speakers.values()
        for cls, path, best in result.candidates(speaker)
        for prefix in cls.prefixes
    }


@FAST
@given(designs(), st.randoms(use_true_random=False))
def test_lookups_find_the_longest_active_prefix(document: dict[str, Any], rand: random.Random) -> None:
    result = computed(document)
    for subnet in subnets(result):
        table = rows(result, subnet.at)
        active = [r for r in table if r.state == "Active" and r.prefix is not None]
        for row in rand.sample(active, min(8, len(active))):
            prefix = row.prefix
            assert prefix is not None
            value = rand.choice((prefix.value, prefix.last, rand.randint(prefix.value, prefix.last)))
            host = Prefix(value, BITS[prefix.version], prefix.version)
            covering = [r for r in active if r.prefix is not None and contains(r.prefix, host)]
            best = max(covering, key=lambda r: (r.prefix.length if r.prefix else 0, RANK[r.source]))
            assert line(result.table_at(subnet.at).lookup(format_address(value, prefix.version))) == line(best)


@FAST
@given(designs())
def test_every_route_comes_from_something_in_the_document(document: dict[str, Any]) -> None:
    result = computed(document)
    for subnet in subnets(result):
        for row in rows(result, subnet.at):
            for path in (row.origin, *row.trail, *(x.row.origin for x in row.losers)):
                assert path is None or exists(document, path), path
            if row.source == "VirtualNetworkGateway":
                assert row.origin
                assert row.trail


def exists(document: dict[str, Any], path: str) -> bool:
    """True if the resource that the path starts with is there, and the peering if it names one."""
    steps = path.split("/")
    try:
        resolve(document, "/".join(steps[: 4 if "peerings" in steps else 2]))
    except KeyError:
        return False
    return True


@FAST
@given(designs())
def test_rows_are_unique_and_the_best_of_their_kind(document: dict[str, Any]) -> None:
    result = computed(document)
    for subnet in subnets(result):
        keys = [(r.source, r.address_prefix, r.next_hop_type) for r in rows(result, subnet.at) if r.source != "User"]
        assert len(keys) == len(set(keys))


def shuffled(value: Any, rand: random.Random, key: str = "") -> Any:
    """The document with all lists in another order, except those whose order names instances."""
    if isinstance(value, dict):
        return {k: shuffled(v, rand, k) for k, v in value.items()}
    if isinstance(value, list):
        items = [shuffled(v, rand) for v in value]
        return items if key in INSTANCES_IN_ORDER else rand.sample(items, len(items))
    return value


@FAST
@given(designs(), st.randoms(use_true_random=False))
def test_the_order_of_lists_changes_nothing(document: dict[str, Any], rand: random.Random) -> None:
    one, other = computed(document), computed(shuffled(document, rand))
    if one.outcome.unstable:
        return
    assert ribs(one) == ribs(other)
    for subnet in subnets(one):
        assert {*map(told, rows(one, subnet.at))} == {*map(told, rows(other, subnet.at))}


def told(row: Row) -> tuple[object, ...]:
    """A row with its reasons."""
    return line(row), row.kind, row.origin, row.rules, frozenset((line(x.row), x.rule) for x in row.losers)


def uses(row: Row, down: str) -> bool:
    """True if the row leads over what is down."""
    return any(step == down or step.startswith(f"{down}/") for step in (*row.trail, row.origin or "")) or any(
        hop == f"@{down}" or hop.startswith(f"@{down}/") for hop in row.next_hop_ips
    )


@FAST
@given(designs(), st.data())
def test_a_what_if_never_uses_what_is_down(document: dict[str, Any], data: st.DataObject) -> None:
    possible = failures(document)
    if not possible:
        return
    down = data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3, unique=True))
    result = computed(document, *down)
    for subnet in subnets(result):
        for row in rows(result, subnet.at):
            if row.source != "User":
                assert not [d for d in down if uses(row, d)], (subnet.at, line(row), row.trail)
    for speaker in result.fabric.speakers.values():
        for cls, path, _ in result.candidates(speaker):
            steps = (*path.trail, path.source or "")
            assert not [d for d in down if d in steps], (speaker.id, str(cls.prefixes[0]), path.trail)


@FAST
@given(designs(), st.data())
def test_a_user_route_moves_no_other_tables_subnets(document: dict[str, Any], data: st.DataObject) -> None:
    tables = document.get("routeTables", [])
    if not tables:
        return
    name = data.draw(st.sampled_from([t["name"] for t in tables]))
    changed = copy.deepcopy(document)
    route = {"name": "extra", "addressPrefix": "172.20.0.0/15", "nextHopType": "None"}
    next(t for t in changed["routeTables"] if t["name"] == name)["routes"].append(route)
    before, after = computed(document), computed(changed)
    assert ribs(before) == ribs(after)
    for subnet in subnets(before):
        same = [line(r) for r in rows(after, subnet.at)]
        if subnet.route_table == name:
            same.remove("User Active 172.20.0.0/15 None")
        assert same == [line(r) for r in rows(before, subnet.at)]


@FAST
@given(designs())
@example(hub_and_spoke(2, ["VpnActive", "ExpressRoute"]).document)
def test_propagation_ends_and_says_what_kept_changing(document: dict[str, Any]) -> None:
    outcome = computed(document).outcome
    assert outcome.rounds <= 4 * len(outcome.ribs) + 20
    assert set(outcome.unstable) <= set(outcome.ribs)


@FAST
@given(designs())
def test_nobody_holds_a_path_with_its_own_number(document: dict[str, Any]) -> None:
    """Microsoft edges are excepted: from customers they take 12076 in, and gateways judge it (E-46)."""
    result = computed(document)
    for speaker in result.fabric.speakers.values():
        for cls, path, _ in result.candidates(speaker):
            session = result.fabric.sessions.get(path.session or "")
            own = session.target_asn if session and session.target_asn else speaker.asn
            if speaker.kind != "edge" and session is not None:
                assert own not in path.as_path, (speaker.id, str(cls.prefixes[0]), path.as_path)
