"""The gallery: every design parses, is named as its file, says what it shows, and relates to designs that exist."""

from pathlib import Path

import pytest

import app.gallery
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.engine.trace import trace
from app.gallery import Template, gallery, template

FOLDER = Path(app.gallery.__file__).parent


@pytest.mark.parametrize("entry", gallery(), ids=lambda entry: entry.name)
def test_entry(entry: Template) -> None:
    document = template(entry.name)
    assert parse(document).name == entry.name
    assert entry.title
    assert entry.group
    assert 40 <= len(entry.paragraph) <= 600
    assert set(entry.related) <= {other.name for other in gallery()} - {entry.name}
    assert parse(dump(parse(document))) == parse(document)


def test_every_file_is_listed_once() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "index")
    assert sorted(entry.name for entry in gallery()) == files
    assert [entry.order for entry in gallery()] == list(range(1, len(files) + 1))


def test_the_first_design_is_the_one_of_the_first_five_minutes() -> None:
    assert gallery()[0].name == "er-vpn-coexistence"


def test_unknown_names_are_refused() -> None:
    for name in ("nothing", "../secrets", "index"):
        with pytest.raises(KeyError):
            template(name)


@pytest.mark.parametrize(
    ("subnet", "last"),
    [("vnet-apps-weu-001/snet-web", "internet"), ("vnet-vdi-weu-001/snet-tenant", "sites/web-proxy-supplier")],
)
def test_only_the_desktops_surf_through_the_tunnel(subnet: str, last: str) -> None:
    result = compute(lower(parse(template("web-access-4-exempted"))))
    packet = trace(result, subnet, "203.0.113.1")
    assert packet.verdict == "reached"
    assert packet.forward.hops[-1].at == last
