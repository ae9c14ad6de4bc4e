"""Traces over random user routes: the walk always ends, follows rows, and agrees with its own count of paths."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.engine.forwarding import Verdict
from app.engine.trace import MOST_HOPS, trace
from tests.builders import Design

NETWORKS = ("hub", "one", "two", "three")
PREFIXES = ("0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.1.0.64/26")
ADDRESSES = (f"VirtualAppliance 10.{n}.0.{host}" for n in range(4) for host in (4, 9))
HOPS = (*ADDRESSES, "None", "Internet", "VnetLocal")
TARGETS = ("10.1.0.70", "10.3.0.9", "8.8.8.8")
ROUTES = st.dictionaries(st.sampled_from(PREFIXES), st.sampled_from(HOPS), max_size=4)
TABLES = st.fixed_dictionaries(dict.fromkeys(NETWORKS, ROUTES))
FLAGS = st.tuples(st.booleans(), st.booleans())


def network(tables: dict[str, dict[str, str]], flags: tuple[bool, bool]) -> Design:
    design = Design()
    for index, name in enumerate(NETWORKS):
        design.vnet(name, f"10.{index}.0.0/16")
        design.add(
            "networkVirtualAppliances", f"nva-{name}", subnet=f"{name}/work", privateIpAddresses=[f"10.{index}.0.4"]
        )
        lines = [f"{prefix} {hop}" for prefix, hop in tables[name].items()]
        design.route_table(f"rt-{name}", *lines, at=[f"{name}/work"])
    access, forwarded = flags
    for spoke in NETWORKS[1:]:
        design.peer("hub", spoke, allowVirtualNetworkAccess=access, allowForwardedTraffic=forwarded)
    return design


@settings(max_examples=80, deadline=None)
@given(
    tables=TABLES,
    flags=FLAGS,
    source=st.sampled_from(NETWORKS),
    target=st.sampled_from(TARGETS),
)
def test_the_walk_ends(tables: dict[str, dict[str, str]], flags: tuple[bool, bool], source: str, target: str) -> None:
    result = compute(lower(parse(network(tables, flags).document)))
    found = trace(result, f"{source}/work", target)
    assert trace(result, f"{source}/work", target) == found
    for way in (found.forward, found.back):
        if way is None:
            continue
        assert 0 < len(way.hops) <= MOST_HOPS + 2
        assert 0 <= way.lost <= way.ways
        assert (way.verdict is Verdict.REACHED) == (way.back is not None or way.hops[-1].at == "internet")
        for hop in way.hops:
            assert hop.row is None or hop.row.prefix is None or hop.row.state == "Active"
    if found.reachable and found.back is not None:
        again = trace(result, target, found.back.hops[-1].at)
        assert again.verdict is Verdict.REACHED
