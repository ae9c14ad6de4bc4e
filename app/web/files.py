"""The files of the screen, kept in memory with their hash and packed once. One that changes on disk is read again.

Pages name them below the version of the whole folder, so that a browser need not ask again for what it has.
"""

import gzip
import hashlib
import mimetypes
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_PACKED = ("text/", "application/json", "image/svg+xml")
_WORTH_PACKING = 600
_FOR_GOOD = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class _File:
    changed: tuple[int, int]
    body: bytes
    packed: bytes | None
    media_type: str
    etag: str


class Files(StaticFiles):
    """A folder of few and small files: one page asks for a hundred of them, so none is worth a thread and a read."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._folder = directory
        self._version = ""
        self._kept: dict[str, _File] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or that the browser has it already."""
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        asked = Headers(scope=scope)
        first, _, rest = path.partition(os.sep)
        file = self._file(rest if first.startswith("~") else path)
        headers = {"ETag": file.etag}
        if self._is_now(first):
            headers["Cache-Control"] = _FOR_GOOD
        if file.packed:
            headers["Vary"] = "Accept-Encoding"
        if file.etag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if file.packed and "gzip" in asked.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(file.packed, media_type=file.media_type, headers=headers)
        return Response(file.body, media_type=file.media_type, headers=headers)

    def _is_now(self, name: str) -> bool:
        if name.startswith("~") and name != self._version:
            self._version = version(self._folder)
        return name == self._version

    def _file(self, path: str) -> _File:
        full, found = self.lookup_path(path)
        if found is None or not stat.S_ISREG(found.st_mode):
            raise HTTPException(404)
        changed = (found.st_mtime_ns, found.st_size)
        kept = self._kept.get(path)
        if kept is None or kept.changed != changed:
            kept = self._kept[path] = _read(Path(full), changed)
        return kept


def version(folder: Path) -> str:
    """A name for what the folder holds now: another one as soon as a file changes, the same wherever the files are."""
    return _version(folder, tuple(sorted(_states(folder))))


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            found = os.stat(path)
            yield path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _version(folder: Path, states: tuple[tuple[str, int, int], ...]) -> str:
    whole = hashlib.sha256()
    for path, _, size in states:
        whole.update(f"{os.path.relpath(path, folder)}\n{size}\n".encode())
        whole.update(Path(path).read_bytes())
    return f"~{whole.hexdigest()[:12]}"


def _read(path: Path, changed: tuple[int, int]) -> _File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    worth = len(body) >= _WORTH_PACKING and media_type.startswith(_PACKED)
    packed = gzip.compress(body, mtime=0) if worth else None
    return _File(changed, body, packed, media_type, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
