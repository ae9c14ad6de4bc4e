"""House rules that a linter does not know: sizes, docstrings, what must not be in the repository."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
MOST_FUNCTION_LINES = 60
TEXT = {".py", ".js", ".css", ".html", ".md", ".toml", ".json", ".yml", ".yaml", ".txt", ".svg", ".sh", ".lock", ""}
LOCKS = {"package-lock.json", "requirements"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(
    r"(?<![\w./-])/(work|root|tmp|home|Users)/[\w.-]|localhost:\d|(?<![\w.])(?:10|192\.168)\.[\d.]+:\d{2,5}\b"
)
ADDRESS = re.compile(r"https?://([\w.-]+)")
LOCK_HOSTS = {"opencollective.com", "github.com"}


def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    names = [name for name in listed.split("\0") if name]
    if not names:
        pytest.skip("this is not a git checkout")
    return tuple(path for name in names if (path := ROOT / name).is_file())


def own_code(*suffixes: str) -> Iterator[Path]:
    for path in tracked():
        parts = path.relative_to(ROOT).parts
        if path.suffix in suffixes and "vendor" not in parts and parts[:2] not in {("tests", "golden")}:
            yield path


def text_files() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        relative = path.relative_to(ROOT)
        if path.suffix in TEXT and "vendor" not in relative.parts and relative.parts[0] not in LOCKS:
            yield relative, path.read_text(encoding="utf-8")


def test_files_are_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in own_code(".py", ".js", ".css")
        if (n := len(p.read_text().splitlines())) > MOST_LINES
    }
    assert not long


def test_functions_are_short() -> None:
    long = []
    for path in own_code(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} {length}")
    assert not long


def test_modules_say_what_they_decide() -> None:
    silent = []
    for path in own_code(".py"):
        docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
        if not docstring or len(docstring.splitlines()) > 6:
            silent.append(str(path.relative_to(ROOT)))
    assert not silent


def test_nothing_is_left_for_later() -> None:
    found = [str(path) for path, text in text_files() if UNFINISHED.search(text) and path.name != Path(__file__).name]
    assert not found


def test_no_path_of_a_machine() -> None:
    found = [
        f"{path}: {match.group()}"
        for path, text in text_files()
        if path.parts[:2] != ("tests", "golden")
        and path.name not in {Path(__file__).name, "Dockerfile", "docker-compose.yml"}
        for match in MACHINE.finditer(text)
    ]
    assert not found


def test_locks_name_no_registry() -> None:
    for path in [*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"]:
        assert set(ADDRESS.findall(path.read_text())) <= LOCK_HOSTS, path.name


def test_locked_versions_agree() -> None:
    locked: dict[str, set[frozenset[str]]] = {}
    for name in ("run", "postgres", "dev"):
        path = ROOT / "requirements" / f"{name}.txt"
        here: dict[str, set[str]] = {}
        exported = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.+-]+)", path.read_text(), re.MULTILINE)
        assert exported, path.name
        for package, version in exported:
            here.setdefault(package, set()).add(version)
        for package, versions in here.items():
            locked.setdefault(package, set()).add(frozenset(versions))
    assert not {package: versions for package, versions in locked.items() if len(versions) > 1}


def test_npm_lock_knows_every_platform() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {f"node_modules/{name}" for each in packages.values() for name in each.get("optionalDependencies", {})}
    assert wanted <= set(packages), "npm ci refuses such a lock"
    assert all(each.get("version") for path, each in packages.items() if path)
