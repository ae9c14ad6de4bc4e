"""The benchmark designs: the same bytes each time, sound documents, tables shared rather than one per subnet."""

import hashlib

import pytest

from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from benchmarks.generate import design_bytes

SIZES = ("S", "M", "L", "XL", "J100x1000", "J1000x1000")
DIGESTS = {
    "S": "034621925a24d05e",
    "M": "4578c2a07ad2f3f0",
    "L": "2e0f9acbed3aec45",
    "XL": "46fc98e19678c035",
    "J100x1000": "59d7bbceff979999",
    "J1000x1000": "b061dc07cf5c11b8",
}
SUBNETS = {"S": 33, "M": 310, "L": 1920, "XL": 3010, "J100x1000": 100, "J1000x1000": 1000}
MOST_ROWS = {"S": 500, "M": 10_000, "L": 100_000, "XL": 300_000, "J100x1000": 20_000, "J1000x1000": 50_000}


@pytest.mark.parametrize("size", SIZES)
def test_bytes_are_always_the_same(size: str) -> None:
    assert hashlib.sha256(design_bytes(size)).hexdigest()[:16] == DIGESTS[size]


@pytest.mark.parametrize("size", SIZES)
def test_rows_are_shared(size: str) -> None:
    topology = parse(design_bytes(size))
    assert sum(len(network.subnets) for network in topology.virtual_networks) == SUBNETS[size]
    result = compute(lower(topology))
    result.prepare()
    assert result.rows_held() < MOST_ROWS[size]


def test_tables_of_the_largest_design_are_full() -> None:
    result = compute(lower(parse(design_bytes("XL"))))
    assert sum(1 for _ in result.table_at("spoke2-250/snet1").rows()) > 10_000
