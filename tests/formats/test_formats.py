"""All formats alike: the same bytes every time, the empty document, the gallery, round trips; then each one's traps."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from PIL import Image

from app.diagram.elements import elements
from app.document.load import parse
from app.document.problems import DocumentError
from app.formats import EXPORTERS, IMPORTERS, PLAIN, Exporter, Options, exporter, importer, pdf, png, read
from app.formats.base import address_words
from app.formats.table import safe
from app.gallery import gallery, template

GALLERY = [entry.name for entry in gallery()]
HOSTILE = {
    "schemaVersion": 1,
    "name": "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> \"quoted\" [a](b) # ü",
    "virtualNetworks": [{"name": "v", "addressSpace": ["10.0.0.0/16"], "location": "<b>nowhere</b>"}],
    "expressRouteCircuits": [{"name": "e", "peeringLocation": "</metadata><script>"}],
}
ROW = {
    "source": "VirtualNetworkGateway",
    "state": "Active",
    "addressPrefix": "172.16.0.0/16",
    "nextHopType": "VirtualNetworkGateway",
    "nextHopIpAddress": ["@expressRouteCircuits/er1/primary", "10.0.0.4"],
    "name": "=1+1",
    "origin": "expressRouteCircuits/er1",
}


def answers(question: str, /, **_: str) -> dict[str, Any]:
    """Answers as the engine shapes them."""
    if question == "findings":
        sentence = "One peering only may use remote gateways | really."
        return {"findings": [{"rule": "H-10", "kind": "refused", "path": "virtualNetworks/v", "sentence": sentence}]}
    if question == "sweep":
        counts = {"lost": 3, "asymmetric": 0, "moved": 1, "lastWay": 2}
        failure = {"label": "Circuit expressRouteCircuits/er1", "counts": counts, "weight": 1}
        return {"failures": [failure], "tried": 4, "harmless": 3, "next": None}
    if question == "places":
        return {"subnets": ["v/s"]}
    return {"tables": [{"at": "v/s", "routeTable": "rt", "routes": [ROW]}]}


def written(name: str, document: Any, asked: Any = answers, options: Options = PLAIN) -> bytes:
    chosen = exporter(name)
    assert chosen is not None
    return chosen.function(document, asked, options)


def each(name: str) -> Any:
    return parse(template(name))


@pytest.mark.parametrize("each_format", EXPORTERS, ids=lambda each_format: each_format.name)
class TestEveryExporter:
    def test_gallery(self, each_format: Exporter) -> None:
        for name in GALLERY:
            content = each_format.function(each(name), answers)
            assert content
            assert content == each_format.function(each(name), answers)
            if each_format.name not in ("pdf", "png"):
                content.decode()

    def test_empty_document(self, each_format: Exporter) -> None:
        assert each_format.function(parse({"schemaVersion": 1}), answers)

    def test_hostile_texts(self, each_format: Exporter) -> None:
        content = each_format.function(parse(HOSTILE), answers).decode(errors="replace")
        if each_format.suffix.endswith((".svg", ".drawio")):
            ET.fromstring(content)
        if each_format.name not in ("json", "png"):
            assert "<img" not in content.replace("\\<img", "")
            assert "<script" not in content

    def test_unrouted_ones_ask_nothing(self, each_format: Exporter) -> None:
        asked = []

        def listening(question: str, /, **_: str) -> dict[str, Any]:
            asked.append(question)
            return answers(question)

        each_format.function(each("er-vpn-coexistence"), listening)
        assert bool(asked) == each_format.routed

    def test_is_found_by_name_and_suffix(self, each_format: Exporter) -> None:
        for name in (each_format.name, each_format.suffix, each_format.suffix[1:], f"design{each_format.suffix}"):
            assert exporter(name) is each_format


def test_importers_are_found_by_name_and_suffix() -> None:
    for each_format in IMPORTERS:
        for name in (each_format.name, each_format.suffix, f"x{each_format.suffix}"):
            assert importer(name) is each_format


WRITTEN = [each_format for each_format in IMPORTERS if exporter(each_format.name)]


@pytest.mark.parametrize("each_format", WRITTEN, ids=lambda each_format: each_format.name)
def test_round_trip(each_format: Any) -> None:
    writer = exporter(each_format.name)
    assert writer is not None
    for document in [*map(each, GALLERY), parse(HOSTILE)]:
        content = writer.function(document, answers)
        assert each_format.sniff(content)
        assert read(content) == document


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x89PNX", "unknown-format"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no-copy")]
)
def test_unreadable_files_say_why(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(content)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].hint


def test_csv_is_one_line_a_route_and_no_formula() -> None:
    content = written("csv", each("empty"), answers).decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Next Hop IP"] for row in rows] == ["er1 primary (Microsoft edge); 10.0.0.4"]
    assert rows[0]["User Defined Route Name"] == "'=1+1"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formula_cells(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_report_has_all_parts() -> None:
    text = written("md", each("p2s-classic"), answers).decode()
    assert "| vnet-hub-weu-001 | GatewaySubnet | 10.20.0.0/27 |  |" in text
    assert "one peering only may use remote gateways \\| really." in text.lower()
    assert "### v/s" in text
    assert "```mermaid\n---" in text
    assert "| Circuit er1 | 3 | 0 | 1 | 2 |" in text
    assert "172.31.0.0/24" in text


def test_drawio_has_real_containers_and_attached_lines() -> None:
    document = each("dual-hub")
    drawn = elements(document)
    content = written("drawio", document, answers).decode()
    objects = {item.get("path"): item for item in ET.fromstring(content).iter("object")}
    ids = {item.get("id"): path for path, item in objects.items()}
    assert len(ids) == len(drawn.nodes) + len(drawn.edges)
    for node in drawn.nodes:
        cell = objects[node.id].find("mxCell")
        assert cell is not None
        assert ids.get(cell.get("parent")) == node.parent
    for edge in drawn.edges:
        cell = objects[edge.id].find("mxCell")
        assert cell is not None
        assert (ids[cell.get("source")], ids[cell.get("target")]) == (edge.source, edge.target)


def test_drawio_names_shapes_that_draw_io_has() -> None:
    content = ET.fromstring(written("drawio", each("er-vpn-coexistence")))
    styles = {item.get("path", ""): cell.get("style", "") for item in content.iter("object") for cell in item}
    images = {style.split("image=")[1].split(";")[0] for style in styles.values() if "image=" in style}
    assert "img/lib/azure2/networking/ExpressRoute_Circuits.svg" in images
    assert "img/lib/azure2/networking/Virtual_Networks.svg" in images
    containers = [path for path, style in styles.items() if "container=1" in style]
    assert containers
    assert all(path.startswith("virtualNetworks/") for path in containers)
    for item in content.iter("mxGeometry"):
        assert item.get("relative") == "1" or float(item.get("width", "0")) > 0


def test_notes_and_frames_in_draw_io() -> None:
    document = template("er-vpn-coexistence")
    network = f"virtualNetworks/{document['virtualNetworks'][0]['name']}"
    frame = {"name": "f", "kind": "region", "label": "West <Europe>", "members": [network]}
    note = {"name": "n", "text": "first line\n<b>second</b>"}
    canvas = {"positions": {"notes/n": [900, 20]}, "notes": [note], "frames": [frame]}
    content = ET.fromstring(written("drawio", parse(document | {"canvas": canvas})))
    labels = {item.get("path"): item.get("label") for item in content.iter("object")}
    assert labels["frames/f"] == "West &lt;Europe&gt;"
    assert labels["notes/n"] == "first line<br>&lt;b&gt;second&lt;/b&gt;"
    part = written("drawio", parse(document | {"canvas": canvas}), options=Options(only=(network,)))
    assert b"notes/n" not in part


def test_options_of_pictures() -> None:
    document = each("er-vpn-coexistence")
    network = f"virtualNetworks/{document.virtual_networks[0].name}"
    other = document.virtual_networks[1].name
    plain, dark = written("svg", document), written("svg", document, options=Options(theme="dark"))
    assert dark == written("svg-dark", document)
    assert len(written("svg", document, options=Options(transparent=True))) < len(plain)
    assert b"<metadata>" not in written("svg", document, options=Options(copy=False))
    part = Options(only=(network,))
    for name in ("svg", "png", "drawio", "mermaid", "pdf"):
        assert len(written(name, document, options=part)) < len(written(name, document, options=Options(copy=False)))
    shown = written("svg", document, options=part).decode()
    assert f'data-path="{network}"' in shown
    assert other not in shown, "a part must not carry the rest"


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGBA")


def test_png_is_as_large_as_the_drawing_times_the_scale_and_has_letters() -> None:
    document = each("er-vpn-coexistence")
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', written("svg", document).decode())
    assert size is not None
    width, height = float(size[1]), float(size[2])
    plain = pixels(written("png", document))
    assert plain.size == pytest.approx((width, height), abs=1)
    assert pixels(written("png", document, options=Options(scale=2))).size == pytest.approx(
        (2 * width, 2 * height), abs=1
    )
    title = plain.crop((32, 16, 300, 56)).convert("L").getextrema()
    assert title[0] < 100 < title[1], "the title must be seen"


def test_png_is_dark_or_has_no_ground() -> None:
    document = each("er-vpn-coexistence")
    corner = {
        name: pixels(written("png", document, options=options)).getpixel((1, 1))
        for name, options in (
            ("light", PLAIN),
            ("dark", Options(theme="dark")),
            ("none", Options(transparent=True)),
        )
    }
    assert min(corner["light"][:3]) > 200
    assert max(corner["dark"][:3]) < 60
    assert corner["none"][3] == 0


def test_png_carries_a_copy_only_where_it_may() -> None:
    document = each("er-vpn-coexistence")
    network = f"virtualNetworks/{document.virtual_networks[0].name}"
    for options in (Options(copy=False), Options(only=(network,))):
        with pytest.raises(DocumentError, match="no copy"):
            read(written("png", document, options=options))


def test_png_refuses_what_no_viewer_opens() -> None:
    with pytest.raises(DocumentError, match="pixels"):
        written("png", each("dual-hub"), options=Options(scale=20))


def test_png_without_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_letters", lambda: False)
    with pytest.raises(DocumentError) as caught:
        written("png", each("dual-hub"))
    assert caught.value.problems[0].code == "no-fonts"
    assert "fonts-dejavu-core" in caught.value.problems[0].hint


def test_a_chosen_line_brings_its_ends_along() -> None:
    document = each("er-vpn-coexistence")
    edge = next(edge for edge in elements(document).edges if edge.kind == "expressroute")
    shown = written("svg", document, options=Options(only=(edge.id,))).decode()
    assert all(f'data-path="{path}"' in shown for path in (edge.source, edge.target, edge.id))


def test_pdf_is_one_page_as_large_as_the_picture() -> None:
    document = each("dual-hub")
    content = written("pdf", document)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', written("svg", document).decode())
    assert size is not None
    assert content.startswith(b"%PDF-1.")
    assert content.count(b"/Type /Page\n") == 1
    assert f"/MediaBox [0 0 {float(size[1]):.2f} {float(size[2]):.2f}]".encode() in content


def test_mermaid_balances_its_subgraphs() -> None:
    lines = written("mermaid", each("vwan-routing-intent"), answers).decode().splitlines()
    words = [line.split()[0] for line in lines]
    assert words.count("subgraph") == words.count("end") > 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("10.0.0.4", "10.0.0.4"),
        ("@expressRouteCircuits/er1/secondary", "er1 secondary (Microsoft edge)"),
        ("@virtualNetworkGateways/vpngw/publicIp/0", "vpngw public address 0"),
        ("@virtualHubs/vhub-we/router", "vhub-we router"),
    ],
)
def test_addresses_in_words(address: str, words: str) -> None:
    assert address_words(address) == words


def test_json_is_the_document() -> None:
    assert parse(json.loads(written("json", each("dual-hub"), answers))) == each("dual-hub")


def many_networks(count: int) -> Any:
    hub = [{"name": "web", "addressPrefixes": ["10.0.1.0/24"]}]
    spokes = [
        {
            "name": f"spoke-{n}",
            "location": "westeurope",
            "addressSpace": [f"10.{n}.0.0/16"],
            "subnets": [{"name": f"s{m}", "addressPrefixes": [f"10.{n}.{m}.0/24"]} for m in range(3)],
            "peerings": [{"name": "to-hub", "remoteVirtualNetwork": "hub"}],
        }
        for n in range(1, count + 1)
    ]
    back = [{"name": f"to-{n}", "remoteVirtualNetwork": f"spoke-{n}"} for n in range(1, count + 1)]
    first = {"name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": hub, "peerings": back}
    return parse({"schemaVersion": 1, "name": "many", "virtualNetworks": [first, *spokes]})


def test_mermaid_of_a_hundred_networks_is_short_enough_for_viewers() -> None:
    text = written("mermaid", many_networks(120)).decode()
    assert len(text) < 50_000, "viewers refuse longer texts"
    classes = {line.split()[-1] for line in text.splitlines() if line.startswith("  class ")}
    assert {f"  classDef {name} " in text for name in classes} == {True}


def test_report_has_equal_tables_once_and_an_end() -> None:
    large = [{**ROW, "addressPrefix": f"10.{n // 250}.{n % 250}.0/24"} for n in range(4000)]
    tables = {**{f"v/s{n}": [ROW] for n in range(3)}, "v/large": large, "v/over": large[1:]}

    def asked(question: str, /, **more: str) -> dict[str, Any]:
        if question == "places":
            return {"subnets": list(tables)}
        return {"tables": [{"routes": tables[more["at"]]}]} if question == "routes" else answers(question)

    text = written("md", each("empty"), asked).decode()
    assert "### v/s0, v/s1, v/s2" in text
    assert text.count("172.16.0.0/16") == 1
    assert "### v/large" in text
    assert "v/over" not in text
    assert "The table of 1 more subnet is left out; `routecanvas export DESIGN -o routes.csv`" in text


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_pdf_is_divided_into_sheets_of_paper(paper: str) -> None:
    sides = {f"{side:.2f}" for side in pdf.PAPERS[paper]}
    for document, most in ((each("er-vpn-coexistence"), 1), (many_networks(40), 12)):
        content = written("pdf", document, options=Options(paper=paper))
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
        assert boxes
        assert all({box[0].decode(), box[1].decode()} == sides for box in boxes)
        assert content.count(b"/Type /Page\n") <= most
    assert content == written("pdf", document, options=Options(paper=paper))
    assert content.count(b"/Type /Page\n") > 1


@pytest.mark.parametrize(
    ("width", "height", "across", "down"),
    [(500, 300, 1, 1), (1600, 1100, 1, 1), (7000, 600, 5, 1), (600, 7000, 1, 5)],
)
def test_letters_on_paper_stay_readable(width: float, height: float, across: int, down: int) -> None:
    found = pdf.sheets("a4", width, height)
    assert pdf.SMALLEST <= found.scale <= 1
    assert (found.across, found.down) == (across, down)
    inside = found.width - 2 * pdf.MARGIN, found.height - 2 * pdf.MARGIN - pdf.FOOT
    assert width * found.scale <= across * inside[0] + 0.01
    assert height * found.scale <= down * inside[1] + 0.01


def test_the_largest_drawings_still_get_paper() -> None:
    found = pdf.sheets("a4", 60_000, 60_000)
    assert max(found.across, found.down) == pdf.MOST_SHEETS
