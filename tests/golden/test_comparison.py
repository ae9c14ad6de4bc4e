"""What counts as agreement with an observation, kind by kind."""

from typing import Any

import pytest

from app.analysis.cases import QUESTION_KEYS, question_of
from app.analysis.verify import COMPARISONS, compare, summary, verify
from tests.golden.open_cases import cases


def nic(prefix: str, hop_type: str = "VNetPeering", hops: Any = None, **more: Any) -> dict[str, Any]:
    row = {"source": "Default", "state": "Active", "addressPrefix": prefix, "nextHopType": hop_type}
    return row | {"nextHopIpAddress": hops} | more


def bgp(network: str, path: str = "", hop: Any = None, **more: Any) -> dict[str, Any]:
    return {"network": network, "asPath": path, "nextHop": hop} | more


def agrees(kind: str, expected: dict[str, Any], answered: dict[str, Any]) -> bool:
    return not compare({"id": "o", "kind": kind, **expected}, {"case": "c", "observation": "o", **answered})


def tables_agree(kind: str, expected: list[Any], answered: list[Any], **more: Any) -> bool:
    return agrees(kind, {"routes": expected, **more}, {"routes": answered})


def test_each_observation_agrees_with_itself() -> None:
    seen = set()
    for case in cases():
        answers = [{**o, "case": case["id"], "observation": o["id"]} for o in case["observations"]]
        differing = [v for v in verify(case, answers) if not v.agrees and v.kind != "rejected"]
        assert not differing
        seen |= {o["kind"] for o in case["observations"]}
    assert seen <= set(COMPARISONS)


def test_questions_hold_nothing_that_azure_answered() -> None:
    for case in cases():
        question = question_of(case)
        assert set(question) == {"id", "topology", "observations"}
        for observation in question["observations"]:
            assert set(observation) <= QUESTION_KEYS
            assert not {"routes", "reachable", "peers", "path", "errorCode", "message"} & set(observation)


@pytest.mark.parametrize(
    ("expected", "answered", "same"),
    [
        (["10.0.0.4"], ["10.0.0.4"], True),
        (["10.0.0.4"], ["10.0.0.5"], False),
        (["10.0.0.4", "10.0.0.5"], ["10.0.0.5", "10.0.0.4"], True),
        (["10.0.0.4", "10.0.0.5"], ["10.0.0.4"], False),
        ("*", ["10.0.0.4", "10.0.0.5"], True),
        (["52.1.2.3"], ["@expressRouteCircuits/er1/primary"], True),
        (["52.1.2.3"], ["@expressRouteCircuits/er1/primary", "@expressRouteCircuits/er1/secondary"], False),
        (["10.0.0.4", "52.1.2.3"], ["10.0.0.4", "@virtualNetworkGateways/gw/publicIp/0"], True),
        (["52.1.2.3"], ["10.0.0.4"], False),
    ],
)
def test_next_hops(expected: Any, answered: Any, same: bool) -> None:
    rows = [nic("10.1.0.0/16", hops=expected)], [nic("10.1.0.0/16", hops=answered)]
    assert tables_agree("nicEffectiveRoutes", *rows) is same


def test_rows_of_one_prefix_are_taken_together() -> None:
    one_each = [nic("10.1.0.0/16", hops="10.0.0.4"), nic("10.1.0.0/16", hops="10.0.0.5")]
    assert tables_agree("nicEffectiveRoutes", one_each, [nic("10.1.0.0/16", hops=["10.0.0.4", "10.0.0.5"])])


def test_incomplete_tables_ask_only_for_their_rows() -> None:
    rows = [nic("10.1.0.0/16")], [nic("10.1.0.0/16"), nic("10.2.0.0/16")]
    assert not tables_agree("nicEffectiveRoutes", *rows)
    assert tables_agree("nicEffectiveRoutes", *rows, complete=False)
    assert tables_agree("nicEffectiveRoutes", *rows, filter="grep 10.1")
    assert not tables_agree("nicEffectiveRoutes", *rows, complete=False, absent=["10.2.0.0/16"])


def test_dated_drop_rows_and_service_endpoints_are_left_out() -> None:
    drops = [nic("10.0.0.0/8", "None"), nic("25.4.0.0/14", "None")]
    assert tables_agree("nicEffectiveRoutes", [nic("10.1.0.0/16")], [nic("10.1.0.0/16"), *drops])
    assert tables_agree("nicEffectiveRoutes", [nic("10.0.0.0/8", "None")], drops)
    assert not tables_agree("nicEffectiveRoutes", [nic("100.64.0.0/10", "None")], drops)
    endpoint = nic("20.1.0.0/16", "VirtualNetworkServiceEndpoint")
    assert tables_agree("nicEffectiveRoutes", [nic("10.1.0.0/16")], [nic("10.1.0.0/16"), endpoint])


def test_a_hidden_state_agrees_with_any() -> None:
    assert tables_agree("nicEffectiveRoutes", [nic("10.1.0.0/16", state="*")], [nic("10.1.0.0/16", state="Invalid")])
    assert not tables_agree("nicEffectiveRoutes", [nic("10.1.0.0/16")], [nic("10.1.0.0/16", state="Invalid")])


def test_as_paths_are_compared_as_numbers() -> None:
    assert tables_agree("circuitRouteTable", [bgp("10.0.0.0/16", "65515 65001 i")], [bgp("10.0.0.0/16", "65515-65001")])
    assert not tables_agree("circuitRouteTable", [bgp("10.0.0.0/16", "65515")], [bgp("10.0.0.0/16", "65515 65515")])
    assert tables_agree("circuitRouteTable", [bgp("10.0.0.0/16", "*")], [bgp("10.0.0.0/16", "65515")])
    assert not tables_agree("circuitRouteTable", [bgp("10.0.0.0/16", "*")], [])


def test_origin_counts_where_the_source_shows_it() -> None:
    learned = [bgp("10.0.0.0/16", hop="10.0.0.4", origin="IBgp")]
    assert tables_agree("gatewayLearnedRoutes", learned, learned)
    assert not tables_agree("gatewayLearnedRoutes", learned, [{**learned[0], "origin": "EBgp"}])
    assert tables_agree("gatewayLearnedRoutes", [bgp("10.0.0.0/16", hop="10.0.0.4")], learned)


def test_the_table_of_one_instance_is_enough() -> None:
    both = [bgp("10.0.0.0/16", localAddress=a) for a in ("10.0.0.4", "10.0.0.5")]
    both.append(bgp("10.9.0.0/16", localAddress="10.0.0.5"))
    assert tables_agree("routeServerLearnedRoutes", [bgp("10.0.0.0/16")], both)
    asked = [bgp("10.0.0.0/16", localAddress="10.0.0.5")]
    assert not tables_agree("routeServerLearnedRoutes", asked, both)


def test_only_the_best_rows_of_a_router_count() -> None:
    table = [bgp("10.0.0.0/16", "65515", best=True), bgp("10.0.0.0/16", "12076 65515", best=False)]
    assert tables_agree("routerRib", [table[0]], table)


def test_client_prefixes() -> None:
    assert tables_agree("p2sClientRoutes", [bgp("10.0.0.0/16")], [{"network": "10.0.0.0/16"}])
    assert not tables_agree("p2sClientRoutes", [bgp("10.0.0.0/16")], [{"network": "10.1.0.0/16"}])


def test_connected_peers() -> None:
    up = {"neighbor": "10.0.0.4", "asn": 65515, "state": "Connected"}
    picked = {**up, "neighbor": "@virtualNetworkGateways/gw/publicIp/0"}
    down = {**up, "neighbor": "10.0.0.9", "state": "Connecting"}
    assert agrees("bgpPeerStatus", {"peers": [up, down]}, {"peers": [up]})
    assert agrees("bgpPeerStatus", {"peers": [up]}, {"peers": [picked]})
    assert not agrees("bgpPeerStatus", {"peers": [up]}, {"peers": []})


def test_single_values() -> None:
    assert agrees("reachability", {"reachable": True}, {"reachable": True})
    assert not agrees("reachability", {"reachable": True}, {"reachable": False})
    assert agrees("nextHop", {"nextHopType": "Internet", "nextHopIpAddress": "*"}, {"nextHopType": "Internet"})
    assert agrees("mseeAsPath", {"asPathAtOnPremises": "12076 65113"}, {"asPathAtOnPremises": "12076-65113"})


def test_refusals_by_code_else_by_sentence() -> None:
    observed = {
        "errorCode": "*",
        "message": "Peering /subscriptions/a/b cannot have UseRemoteGateways flag set to true",
    }
    assert agrees("rejected", {"errorCode": "VnetAddressSpacesOverlap"}, {"errorCode": "VnetAddressSpacesOverlap"})
    assert not agrees("rejected", {"errorCode": "VnetAddressSpacesOverlap"}, {"errorCode": "Other"})
    assert agrees("rejected", observed, {"message": "Peering 'x' cannot have UseRemoteGateways flag set to true."})
    assert not agrees("rejected", observed, {"message": "No."})


def test_what_is_not_answered_differs() -> None:
    case = {"id": "c", "observations": [{"id": "a", "kind": "reachability", "reachable": True}]}
    assert summary(verify(case, [])) == {"reachability": (0, 1)}
    unanswered = {"case": "c", "observation": "a", "unanswered": "no answer"}
    assert not verify(case, [unanswered])[0].agrees
