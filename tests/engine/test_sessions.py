"""Sessions as an answer: what is up, what is missing and why, what cuts the graph."""

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.gallery import template


def test_branch_to_branch_joins_both_gateways_with_the_route_server() -> None:
    answer = ask(compute(lower(parse(template("branch-to-branch")))), "sessions")
    pairs = {frozenset((s["source"].partition("/")[0], s["target"].partition("/")[0])) for s in answer["sessions"]}
    assert frozenset(("routeServers", "virtualNetworkGateways")) in pairs
    assert answer["missing"] == []
    assert any(point.startswith("routeServers/") for point in answer["cutPoints"])


def test_a_missing_session_says_why() -> None:
    document = template("branch-to-branch")
    document["routeServers"][0]["allowBranchToBranchTraffic"] = False
    answer = ask(compute(lower(parse(document))), "sessions")
    assert {row["rule"] for row in answer["missing"]} == {"RS-18"}
    assert len(answer["missing"]) == 2
