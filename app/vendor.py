"""Copies the locked browser libraries from node_modules to static/vendor and writes their manifest.

Run as `python -m app.vendor` after `npm ci`. Hashes are always computed from the files, never copied from a page.
"""

import base64
import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
CDN = "https://cdn.jsdelivr.net/npm"


@dataclass(frozen=True, slots=True)
class Library:
    """One script of one npm package."""

    package: str
    path: str
    global_name: str

    @property
    def file(self) -> str:
        return self.path.rsplit("/", 1)[-1]


LIBRARIES = (
    Library("cytoscape", "dist/cytoscape.min.js", "cytoscape"),
    Library("htmx.org", "dist/htmx.min.js", "htmx"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page needs to load one library from the CDN or from here."""

    package: str
    version: str
    license: str
    file: str
    cdn: str
    integrity: str
    globalName: str


def integrity(content: bytes) -> str:
    """The subresource integrity value of a file."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def _entry(library: Library, node_modules: Path) -> tuple[Entry, bytes, str]:
    folder = node_modules / library.package
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    content = (folder / library.path).read_bytes()
    licence = next(path for path in sorted(folder.iterdir()) if path.name.upper().startswith(("LICENSE", "LICENCE")))
    entry = Entry(
        package=library.package,
        version=package["version"],
        license=package["license"],
        file=library.file,
        cdn=f"{CDN}/{library.package}@{package['version']}/{library.path}",
        integrity=integrity(content),
        globalName=library.global_name,
    )
    return entry, content, licence.read_text(encoding="utf-8")


def refresh(node_modules: Path = ROOT / "node_modules", target: Path = VENDOR) -> tuple[Entry, ...]:
    """Write every library, the manifest and the licence texts; answer the entries."""
    target.mkdir(parents=True, exist_ok=True)
    entries, texts = [], []
    for library in LIBRARIES:
        entry, content, licence = _entry(library, node_modules)
        (target / entry.file).write_bytes(content)
        entries.append(entry)
        texts.append(f"{entry.package} {entry.version} ({entry.license})\n{'=' * 72}\n{licence.strip()}\n")
    manifest = {"libraries": [asdict(entry) for entry in entries]}
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (target / "LICENSES.txt").write_text("\n\n".join(texts), encoding="utf-8")
    return tuple(entries)


def main() -> int:
    for entry in refresh():
        print(f"{entry.file}  {entry.package} {entry.version}  {entry.integrity}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
