"""Documents in, topologies or problems out: malformed documents as data, golden topologies, limits."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from app.document.limits import MAX_BYTES, MAX_LIST, MAX_VIRTUAL_NETWORKS
from app.document.load import parse
from app.document.problems import MOST_PROBLEMS, DocumentError, Problem

HERE = Path(__file__).parent
GOLDEN = sorted((HERE.parent / "golden").glob("*/*.json"))
MALFORMED = sorted((HERE / "malformed").glob("*.json"))


def problems_of(source: bytes | str | dict[str, object]) -> tuple[Problem, ...]:
    with pytest.raises(DocumentError) as caught:
        parse(source)
    return caught.value.problems


@pytest.mark.parametrize("path", MALFORMED, ids=lambda path: path.stem)
def test_malformed_document(path: Path) -> None:
    case = json.loads(path.read_text())
    source = case["text"] if "text" in case else json.dumps(case["document"])
    assert [asdict(problem) for problem in problems_of(source)] == case["problems"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_topology_is_read(path: Path) -> None:
    topology = json.loads(path.read_text())["topology"]
    assert parse(json.dumps(topology)) == parse(topology)


def test_text_in_every_form() -> None:
    text = '{"schemaVersion": 1, "name": "hub"}'
    assert parse(text) == parse(text.encode()) == parse("\ufeff" + text) == parse(json.loads(text))


def test_draft_without_version_is_read() -> None:
    assert parse({"name": "draft"}).schema_version == 1


def test_bytes_that_are_no_text() -> None:
    assert [problem.code for problem in problems_of(b'{"name": "\xff"}')] == ["not-utf-8"]


@pytest.mark.parametrize("source", [b" " * (MAX_BYTES + 1), "," * 1_100_000])
def test_too_large(source: bytes | str) -> None:
    assert [problem.code for problem in problems_of(source)] == ["too-large"]


def test_too_many_networks_and_prefixes() -> None:
    networks = [{"name": f"v{i}"} for i in range(MAX_VIRTUAL_NETWORKS + 1)]
    sites = [{"name": "hq", "addressSpace": ["10.0.0.0/8"] * (MAX_LIST + 1)}]
    found = problems_of({"virtualNetworks": networks, "sites": sites})
    assert [(problem.path, problem.code) for problem in found] == [
        ("virtualNetworks", "too-many"),
        ("sites/0/addressSpace", "too-many"),
    ]


def test_a_flood_of_problems_is_cut() -> None:
    sites = [{"name": f"s{i}", "transit": 1} for i in range(2_000)]
    assert len(problems_of({"sites": sites})) == MOST_PROBLEMS
    assert [problem.code for problem in problems_of({"sites": [{"x": 1}] * 5_000})] == ["too-many-problems"]


def test_error_reads_as_a_list() -> None:
    with pytest.raises(DocumentError, match=r"sites/hq/addressSpace/0: .*Write 10\.0\.0\.0/8\."):
        parse({"sites": [{"name": "hq", "addressSpace": ["10.1.0.0/8"]}]})


def test_example_of_the_documentation_is_read() -> None:
    text = (HERE.parents[1] / "docs" / "document-format.md").read_text(encoding="utf-8")
    example = text.partition("```json\n")[2].partition("```")[0]
    assert parse(example).name == "hub and one spoke"
