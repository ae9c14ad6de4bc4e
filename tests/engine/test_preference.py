"""Preference orders are data: every step is a known rule, and a choice does not depend on how candidates are listed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.bgp import PathAttributes
from app.engine.preference import ORDERS, Step, choose
from app.engine.rulebook import RULES

BASE = PathAttributes(
    as_path=(65010,), next_hop="10.0.0.4", origin="EBgp", kind="vpn", source="s", session="t", entry="e", trail=("e",)
)
STEPS = {f"{name}-{step.code}": step for name, steps in ORDERS.items() for step in steps}
IDS = {f"speaker{n}": (n, f"speaker{n}") for n in range(4)}

paths = st.builds(
    BASE._replace,
    as_path=st.lists(st.sampled_from((65010, 65020, 12076)), max_size=4).map(tuple),
    origin=st.sampled_from(("EBgp", "IBgp")),
    kind=st.sampled_from(("vpn", "expressroute", "appliance", "static", "vnet", "hubstatic")),
    source=st.sampled_from(sorted(IDS)),
    weight=st.sampled_from((32768, 32769, 32779)),
    preference=st.sampled_from((100, 200)),
    remote=st.booleans(),
)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_every_step_names_a_rule_and_says_it(step: Step) -> None:
    assert step.rule in RULES
    assert step.sentence.endswith(".")


@pytest.mark.parametrize("name", ORDERS)
def test_every_order_ends_with_what_only_settles(name: str) -> None:
    kinds = [step.tie_break for step in ORDERS[name]]
    assert kinds == sorted(kinds)
    assert len({step.code for step in ORDERS[name]}) == len(kinds)


def numbered(some: list[PathAttributes]) -> list[PathAttributes]:
    return [path._replace(session=f"session{number}") for number, path in enumerate(some)]


@given(st.sampled_from(sorted(ORDERS)), st.lists(paths, min_size=1, max_size=6).map(numbered), st.randoms())
def test_a_choice_ignores_the_order_of_its_candidates(order: str, some: list[PathAttributes], random: object) -> None:
    one = choose(some, order, IDS)
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = choose(shuffled, order, IDS)
    assert one.best == other.best
    assert {p.session for p in one.shared} == {p.session for p in other.shared}


@given(st.sampled_from(sorted(ORDERS)), st.lists(paths, min_size=1, max_size=6).map(numbered))
def test_each_candidate_shares_or_lost_by_a_step(order: str, some: list[PathAttributes]) -> None:
    choice = choose(some, order, IDS)
    lost = {path.session: step for path, step in choice.lost}
    assert choice.best in choice.shared
    assert {p.session for p in choice.shared} | lost.keys() == {p.session for p in some}
    assert not {p.session for p in choice.shared} & lost.keys()
    for path, step in choice.lost:
        assert step.key(path) > step.key(choice.best)


@pytest.mark.parametrize(
    ("order", "better", "worse"),
    [
        ("vpn", {}, {"as_path": (65010, 65010)}),
        ("expressroute", {"weight": 32779, "as_path": (1, 2, 3)}, {"weight": 32769}),
        ("expressroute", {"source": None, "origin": "Network"}, {"weight": 32779}),
        ("router", {"preference": 200, "as_path": (1, 2, 3)}, {}),
        ("routeserver:ExpressRoute", {"kind": "expressroute", "as_path": (1, 2, 3)}, {}),
        ("routeserver:VpnGateway", {"as_path": (1, 2, 3)}, {"kind": "expressroute"}),
        ("routeserver:ASPath", {}, {"kind": "expressroute", "as_path": (1, 2)}),
        ("routeserver:ASPath", {"kind": "expressroute"}, {}),
        ("hub:ExpressRoute", {"kind": "expressroute"}, {}),
        ("hub:ExpressRoute", {"as_path": (1, 2, 3)}, {"remote": True}),
        ("hub:ExpressRoute", {"remote": True}, {"remote": True, "kind": "expressroute"}),
        ("hub:VpnGateway", {"as_path": (1, 2, 3)}, {"kind": "expressroute"}),
        ("hub:ASPath", {"remote": True}, {"as_path": (1, 2)}),
        ("hub:ASPath", {"kind": "hubstatic", "as_path": (1, 2)}, {}),
    ],
)
def test_each_order_prefers_what_its_rules_say(order: str, better: dict[str, object], worse: dict[str, object]) -> None:
    winner = BASE._replace(session="winner", **{"source": "speaker1", **better})  # type: ignore[arg-type]
    loser = BASE._replace(session="loser", **{"source": "speaker0", **worse})  # type: ignore[arg-type]
    choice = choose([loser, winner], order, IDS)
    assert choice.best is winner
    assert choice.shared == (winner,)
