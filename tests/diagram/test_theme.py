"""Tokens: every kind has an icon and words, both palettes have the same names, colours can be read."""

import re
import xml.etree.ElementTree as ET

import pytest

from app.diagram.theme import STATIC, icon, theme

EXTRA_ICONS = {"peering", "route-table", "internet", "none"}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_kind_has_an_icon() -> None:
    files = {path.stem for path in (STATIC / "icons").glob("*.svg")}
    assert files == set(theme().nodes) | EXTRA_ICONS
    for name in files:
        root = ET.parse(STATIC / "icons" / f"{name}.svg").getroot()
        assert root.get("viewBox") == "0 0 18 18"
        assert root.findtext("{http://www.w3.org/2000/svg}title")


def test_icons_follow_the_palette() -> None:
    assert theme("dark").colours["vpn"] in icon("vpn-gateway", "dark")
    assert "#fff" not in icon("vpn-gateway", "dark")


def test_palettes_have_the_same_names() -> None:
    assert theme("light").colours.keys() == theme("dark").colours.keys()
    assert all(
        re.fullmatch(r"#[0-9a-f]{6}", colour) for name in ("light", "dark") for colour in theme(name).colours.values()
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_texts_can_be_read(name: str) -> None:
    tokens = theme(name)
    colours = tokens.colours
    for kind in tokens.nodes:
        assert contrast(tokens.node_colour(kind), tokens.node_tint(kind)) >= 4.2, kind
        assert contrast(colours["muted"], tokens.node_tint(kind)) >= 4.2, kind
    for kind in tokens.edges:
        assert contrast(tokens.edge_colour(kind), colours["background"]) >= 4.2, kind
    for surface in ("background", "surface", "container", "hub", "sunken"):
        assert contrast(colours["text"], colours[surface]) >= 7, surface
        assert contrast(colours["muted"], colours[surface]) >= 4.5, surface


def test_sizes_stand_on_the_grid() -> None:
    loose = {"text", "smallText", "titleText", "icon", "edgeWidth", "chip"}
    assert all(size % theme().sizes["grid"] == 0 for key, size in theme().sizes.items() if key not in loose)
