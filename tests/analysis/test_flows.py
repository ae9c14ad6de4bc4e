"""Pairs of groups share a flow only where each would find the same by itself."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.analysis.flows import Flow
from app.analysis.walks import Flows
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from benchmarks.generate import CLASSIC, Classic, design
from tests.engine.designs import designs

Design = dict[str, Any]


def told(flow: Flow | None) -> tuple[object, ...] | None:
    return flow and (flow.kind, flow.works, flow.asymmetric, flow.route, flow.depends)


def shared(flows: Flows) -> int:
    """How many pairs have the flow of another pair, after a look at each by itself."""
    cells = flows.cells()
    for i, j, together, _, flow, _ in cells:
        assert told(flow) == told(flows.flow(i, j, together)), (flows.groups[i], flows.groups[j])
    found = [flow for *_, flow, _ in cells if flow is not None]
    return len(found) - len(set(found))


def test_prefixes_that_another_table_names_share_the_flow_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLASSIC, "few", Classic(2, 4, 8, branches=1, branch_prefixes=2, route_tables=2, user_routes=3))
    flows = Flows(compute(lower(parse(design("few")))))
    assert shared(flows) >= 10


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(designs())
def test_random_designs_share_only_what_is_the_same(document: Design) -> None:
    shared(Flows(compute(lower(parse(document)))))
