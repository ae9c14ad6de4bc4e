"""What a trace says in a few words: the packet's verdict, and what becomes of its answer."""

from typing import Any

import pytest

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.gallery import template
from tests.engine.test_trace import hub_and_spokes


def _traced(document: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    return ask(compute(lower(parse(document))), "trace", **{"from": source, "to": target})


@pytest.mark.parametrize(
    ("name", "outcome", "devices"),
    [
        (
            "firewall-one-direction",
            "Reached, but a stateful device sees one direction only",
            ["azureFirewalls/afw-hub-weu-001"],
        ),
        ("firewall-both-directions", "Reached", []),
    ],
)
def test_one_direction_past_a_firewall(name: str, outcome: str, devices: list[str]) -> None:
    answer = _traced(template(name), "vnet-apps-weu-001/snet-web", "172.16.0.10")
    assert (answer["verdict"], answer["outcome"], answer["oneSided"]) == ("reached", outcome, devices)


def test_an_answer_that_does_not_come_back_is_part_of_the_outcome() -> None:
    document = hub_and_spokes()
    document["virtualNetworks"][1]["subnets"][0]["routeTable"] = None
    document["routeTables"][1]["routes"][0].update(nextHopType="None", nextHopIpAddress=None)
    answer = _traced(document, "one/web", "192.168.0.10")
    assert (answer["verdict"], answer["reachable"]) == ("reached", False)
    assert answer["outcome"] == "Reached, but the answer is dropped"


def test_what_does_not_arrive_says_only_that() -> None:
    assert _traced(hub_and_spokes(), "one/web", "10.99.0.1")["outcome"] == "Dropped"
