"""`export` as a person or a script uses it: the words of the export dialog, and sentences where they do not fit."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from app.cli import main
from app.document.load import parse
from app.formats import read
from app.gallery import template

DESIGN = template("er-primary-vpn-backup")
HUB = "virtualNetworks/vnet-hub-weu-001"


@pytest.fixture
def design(tmp_path: Path) -> str:
    path = tmp_path / "design.json"
    path.write_text(json.dumps(DESIGN))
    return str(path)


def exported(design: str, name: str, *options: str) -> bytes:
    target = Path(design).with_name(name)
    assert main(["export", design, "-o", str(target), *options]) == 0
    return target.read_bytes()


@pytest.mark.parametrize("name", ["picture.svg", "picture.png"])
def test_a_picture_opens_again_unless_no_copy_is_wanted(
    design: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(exported(design, name)) == parse(DESIGN)
    exported(design, name, "--no-copy")
    assert main(["import", str(Path(design).with_name(name))]) == 2
    assert "carries no copy of a design" in capsys.readouterr().err


def test_theme_and_transparent(design: str) -> None:
    light, dark = exported(design, "a.svg"), exported(design, "b.svg", "--theme", "dark")
    assert dark == exported(design, "c.dark.svg") != light
    clear = Image.open(io.BytesIO(exported(design, "d.png", "--transparent"))).convert("RGBA")
    assert clear.getpixel((1, 1))[3] == 0


def test_scale(design: str) -> None:
    sizes = [Image.open(io.BytesIO(exported(design, "a.png", "--scale", scale))).width for scale in ("1", "2.5")]
    assert sizes[1] == pytest.approx(2.5 * sizes[0], abs=3)


@pytest.mark.parametrize("name", ["part.svg", "part.drawio", "part.mmd"])
def test_a_selection_shows_nothing_else(design: str, name: str) -> None:
    part = exported(design, name, "--selection", HUB, "--selection", "sites/hq-paris").decode()
    assert "vnet-hub-weu-001" in part
    assert "hq-paris" in part
    assert "GatewaySubnet" in part
    assert "vnet-apps-weu-001" not in part


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("a.csv", ["--theme", "dark"], "csv has no --theme; png, svg, pdf have"),
        ("a.svg", ["--scale", "2"], "svg has no --scale; png have"),
        ("a.drawio", ["--no-copy"], "drawio has no --copy"),
        ("a.md", ["--selection", HUB], "md has no --selection"),
        ("a.svg", ["--selection", "virtualNetworks/hub"], "nothing that is called virtualNetworks/hub"),
        ("a.png", ["--scale", "8", "--selection", "virtualNetworks/nope"], "virtualNetworks/nope"),
        ("a.gif", [], "There is no format for"),
    ],
)
def test_what_cannot_be_is_said(
    design: str, name: str, options: list[str], words: str, capsys: pytest.CaptureFixture
) -> None:
    target = Path(design).with_name(name)
    assert main(["export", design, "-o", str(target), *options]) == 2
    assert words in capsys.readouterr().err
    assert not target.exists()


def test_a_scale_out_of_bounds_is_refused(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", design, "-o", "a.png", "--scale", "50"])
    assert ended.value.code == 2
    assert "50 is not 0.1 to 8" in capsys.readouterr().err


def test_a_picture_too_large_is_refused_in_words(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    many = {
        **DESIGN,
        "virtualNetworks": [
            *DESIGN["virtualNetworks"],
            *({"name": f"v{n}", "addressSpace": [f"10.100.{n}.0/24"], "location": "westeurope"} for n in range(200)),
        ],
    }
    Path(design).write_text(json.dumps(many))
    assert main(["export", design, "-o", f"{design}.png", "--scale", "8"]) == 2
    assert "Choose a smaller scale, or SVG." in capsys.readouterr().err


def test_sheets_of_paper(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert b"/MediaBox [0 0 841.89 595.28]" in exported(design, "a.pdf", "--paper", "a4")
    assert main(["export", design, "-o", f"{design}.svg", "--paper", "a4"]) == 2
    assert "svg has no --paper; pdf have" in capsys.readouterr().err
