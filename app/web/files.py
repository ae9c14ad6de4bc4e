"""The files of the screen, kept in memory with their hash and packed once. One that changes on disk is read again."""

import gzip
import hashlib
import mimetypes
import stat
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_PACKED = ("text/", "application/json", "image/svg+xml")
_WORTH_PACKING = 600

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
        self._kept: dict[str, _File] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or that the browser has it already."""
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        file, asked = self._file(path), Headers(scope=scope)
        headers = {"ETag": file.etag}
        if file.packed:
            headers["Vary"] = "Accept-Encoding"
        if file.etag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if file.packed and "gzip" in asked.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(file.packed, media_type=file.media_type, headers=headers)
        return Response(file.body, media_type=file.media_type, headers=headers)

    def _file(self, path: str) -> _File:
        full, found = self.lookup_path(path)
        if found is None or not stat.S_ISREG(found.st_mode):
            raise HTTPException(404)
        changed = (found.st_mtime_ns, found.st_size)
        kept = self._kept.get(path)
        if kept is None or kept.changed != changed:
            kept = self._kept[path] = _read(Path(full), changed)
        return kept


def _read(path: Path, changed: tuple[int, int]) -> _File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    worth = len(body) >= _WORTH_PACKING and media_type.startswith(_PACKED)
    packed = gzip.compress(body, mtime=0) if worth else None
    return _File(changed, body, packed, media_type, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
