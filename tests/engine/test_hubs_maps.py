"""Route maps and address translation on the connections of hubs (VW-110 to VW-115)."""

import pytest

from app.engine.network import RouteMapRule
from app.engine.prefix import Prefix, parse
from app.engine.route_maps import run
from tests.builders import hops, learned
from tests.hub_builders import Wan, of_prefix, routing

Criterion = tuple[str, str, tuple[Prefix, ...], tuple[int, ...], tuple[str, ...]]


def rule(*actions: tuple[object, ...], match: Criterion | None = None, stop: bool = False) -> RouteMapRule:
    made = tuple((a[0], *(a[1:] or ((), (), ()))) for a in actions)
    return RouteMapRule("r", (match,) if match else (), made, stop)  # type: ignore[arg-type]


def on_prefix(condition: str, *prefixes: str) -> Criterion:
    return (condition, "", tuple(map(parse, prefixes)), (), ())


def on_path(condition: str, *numbers: int) -> Criterion:
    return (condition, "", (), numbers, ())


@pytest.mark.parametrize(
    ("match", "hit"),
    [
        (on_prefix("Contains", "10.0.0.0/8"), True),
        (on_prefix("Contains", "10.0.1.0/24"), True),
        (on_prefix("Equals", "10.0.0.0/8"), False),
        (on_prefix("Equals", "10.0.1.0/24"), True),
        (on_prefix("NotContains", "10.0.0.0/8"), False),
        (on_prefix("NotEquals", "10.0.0.0/8"), True),
        (on_path("Contains", 65010), True),
        (on_path("Equals", 65010), False),
        (on_path("Equals", 12076, 65010), True),
        (on_path("NotContains", 65011), True),
        (("Contains", "*", (), (), ()), True),
        (("Contains", "", (), (), ()), False),
        (("NotContains", "", (), (), ()), True),
        (("Unknown", "", (), (), ()), True),
        (("Contains", "", (), (), ("65010:1",)), False),
    ],
)
def test_vw_110_what_a_rule_matches(match: Criterion, hit: bool) -> None:
    assert (run([rule(("Drop",), match=match)], parse("10.0.1.0/24"), (12076, 65010)) is None) is hit


def test_vw_112_what_actions_do() -> None:
    prefix, path = parse("10.0.1.0/24"), (12076, 65010)

    def after(*actions: tuple[object, ...]) -> tuple[str, tuple[int, ...]]:
        found = run([rule(*actions)], prefix, path)
        assert found is not None
        return str(found.prefix), found.as_path

    assert after(("Add", (), (64500, 64500), ())) == ("10.0.1.0/24", (64500, 64500, 12076, 65010))
    assert after(("Remove", (), (12076,), ())) == ("10.0.1.0/24", (65010,))
    assert after(("Replace", (), (64500,), ())) == ("10.0.1.0/24", (64500,))
    assert after(("Replace", (parse("10.0.0.0/16"),), (), ())) == ("10.0.0.0/16", ())
    remote = run([rule(("Add", (), (64500,), ()))], prefix, (65520, 65520, 65011))
    assert remote is not None
    assert remote.as_path == (65520, 65520, 64500, 65011)


def test_vw_115_rules_go_on_until_one_ends_them_and_what_none_matches_passes() -> None:
    first = rule(("Add", (), (1,), ()), match=on_prefix("Equals", "10.0.1.0/24"))
    drop = rule(("Drop",))
    assert run([first, drop], parse("10.0.1.0/24"), ()) is None
    ending = rule(("Add", (), (1,), ()), match=on_prefix("Equals", "10.0.1.0/24"), stop=True)
    assert run([ending, drop], parse("10.0.1.0/24"), ()) is not None
    assert run([first], parse("10.0.2.0/24"), (7,)) is not None


def mapped(rules: list[dict[str, object]], **where: str) -> Wan:
    """A hub with a spoke, a branch and a circuit; `where` puts the map on the branch's or the spoke's connection."""
    wan = Wan().hub("h1", "10.10.0.0/23", routeMaps=[{"name": "m", "rules": rules}]).hub("h2", "10.11.0.0/23")
    wan.spoke("a", "10.0.1.0/24", "h1", **(routing(**{where["spoke"]: "m"}) if "spoke" in where else {}))
    wan.spoke("c", "10.0.3.0/24", "h2").circuit_on("er", "h1", prefixes=["10.0.9.0/24"])
    return wan.site(
        "office", "h1", 65010, "192.168.1.0/24", **(routing(**{where["site"]: "m"}) if "site" in where else {})
    )


def a_rule(action: dict[str, object], *prefixes: str, step: str = "Continue", **match: object) -> dict[str, object]:
    criterion = {"matchCondition": "Contains", **({"routePrefix": list(prefixes)} if prefixes else {}), **match}
    return {"name": "r", "matchCriteria": [criterion], "actions": [action], "nextStepIfMatched": step}


SUMMARY: dict[str, object] = {"type": "Replace", "parameters": [{"routePrefix": ["10.0.0.0/16"]}]}


def test_vw_112_vw_113_vw_114_a_summary_takes_the_place_of_what_it_covers() -> None:
    told = learned(mapped([a_rule(SUMMARY, "10.0.0.0/16")], site="outboundRouteMap").compute(), "office")
    assert told == {"10.0.0.0/16": {"65515"}, "10.10.0.0/23": {"65515"}}


def test_vw_113_no_summary_without_a_contributor() -> None:
    wan = mapped([a_rule(SUMMARY, "10.0.0.0/16")], site="outboundRouteMap")
    result = wan.compute("hubVirtualNetworkConnections/to-a", "virtualHubs/h2", "connections/er-h1-er")
    assert "10.0.0.0/16" not in learned(result, "office")


def test_vw_110_drop_by_path_before_the_summary() -> None:
    rules = [a_rule({"type": "Drop"}, asPath=["12076", "65520"], step="Terminate"), a_rule(SUMMARY, "10.0.0.0/16")]
    wan = mapped(rules, site="outboundRouteMap")
    assert "10.0.0.0/16" in learned(wan.compute(), "office")
    assert "10.0.0.0/16" not in learned(wan.compute("hubVirtualNetworkConnections/to-a"), "office")


def test_vw_110_inbound_maps_change_what_the_hub_takes_in() -> None:
    rules = [a_rule({"type": "Add", "parameters": [{"asPath": ["64496"]}]}, "192.168.0.0/16")]
    result = mapped(rules, site="inboundRouteMap").compute()
    assert of_prefix(result, "h1/defaultRouteTable", "192.168.1.0/24") == {"VPN_S2S_Gateway h1-vpn 64496-65010"}
    assert of_prefix(result, "h2/defaultRouteTable", "192.168.1.0/24") == {"Remote Hub h1 65520-65520-64496-65010"}


def test_vw_110_maps_on_a_vnet_connection() -> None:
    drop = [a_rule({"type": "Drop"}, "192.168.0.0/16", "10.0.1.0/24")]
    outbound = mapped(drop, spoke="outboundRouteMap").compute()
    assert hops(outbound, "a/work", "192.168.1.0/24") == set()
    assert hops(outbound, "a/work", "10.0.3.0/24") == {"10.10.0.68"}
    inbound = mapped(drop, spoke="inboundRouteMap").compute()
    assert of_prefix(inbound, "h1/defaultRouteTable", "10.0.1.0/24") == set()
    assert hops(inbound, "a/work", "192.168.1.0/24") != set()


def test_t_13_translation_replaces_prefixes_in_both_directions() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23").spoke("a", "10.3.0.0/24", "h1")
    wan.site("office", "h1", 65010, "10.3.0.0/24", "10.9.0.0/24", egressNatRules=["out"], ingressNatRules=["in"])
    wan.change(
        "virtualNetworkGateways", "h1-vpn", enableBgpRouteTranslationForNat=True,
        natRules=[
            {
                "name": name, "mode": mode, "internalMappings": [{"addressSpace": "10.3.0.0/24"}],
                "externalMappings": [{"addressSpace": outside}],
            }
            for name, mode, outside in (("out", "EgressSnat", "100.64.1.0/24"), ("in", "IngressSnat", "100.64.2.0/24"))
        ],
    )  # fmt: skip
    result = wan.compute()
    assert of_prefix(result, "h1/defaultRouteTable", "100.64.2.0/24") == {"VPN_S2S_Gateway h1-vpn 65010"}
    assert of_prefix(result, "h1/defaultRouteTable", "10.3.0.0/24") == {"Virtual Network Connection to-a"}
    assert of_prefix(result, "h1/defaultRouteTable", "10.9.0.0/24") == {"VPN_S2S_Gateway h1-vpn 65010"}
    told = learned(result, "office")
    assert told == {"100.64.1.0/24": {"65515"}, "10.10.0.0/23": {"65515"}}
