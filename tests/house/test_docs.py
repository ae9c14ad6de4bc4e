"""The documentation names what exists: commands, options, settings, formats, targets."""

import argparse
import json
import re
from pathlib import Path

import pytest

from app.cli.parser import build_parser, command_names
from app.formats import EXPORTERS, IMPORTERS
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", command_names())
def test_commands_are_documented(name: str) -> None:
    text = (DOCS / "cli.md").read_text()
    assert f"## {name}" in text
    assert f"routecanvas {name}" in text
    commands = next(a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    for action in commands.choices[name]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in text, f"{name} {option}"


def test_documented_commands_exist() -> None:
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for name in re.findall(r"^routecanvas (?!-)([a-z]+)", page.read_text(), re.MULTILINE):
            assert name in command_names(), f"{page.name}: {name}"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_settings_are_documented(name: str) -> None:
    variable = f"ROUTECANVAS_{name.upper()}"
    assert f"`{variable}`" in (DOCS / "settings.md").read_text()


def test_documented_settings_exist() -> None:
    named = re.findall(r"`ROUTECANVAS_([A-Z_]+)`", (DOCS / "settings.md").read_text())
    assert set(named) <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted({each.name for each in (*EXPORTERS, *IMPORTERS)}))
def test_formats_are_documented(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / "formats.md").read_text()


def test_http_routes_are_documented() -> None:
    from app.web.app import create_app

    text = (DOCS / "api.md").read_text()
    for path in create_app().openapi()["paths"]:
        assert f"`{path.removeprefix('/api/v1')}`" in text, path


def test_make_targets_in_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", README)) <= targets


def test_links_of_the_documentation_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_gallery_is_named_in_the_readme() -> None:
    titles = [entry["title"] for entry in json.loads((ROOT / "app" / "gallery" / "index.json").read_text())]
    assert titles[0] in README
