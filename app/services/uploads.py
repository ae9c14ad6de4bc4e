"""Files as they come in a request: text as it is, bytes in base64. Knows no format."""

import base64
from typing import NoReturn

from app.document.problems import DocumentError
from app.document.text import read_json
from app.errors import BadRequest, InvalidValue
from app.formats import File

MOST_FILES = 40


def files_in(body: bytes) -> list[File]:
    """The files in `{"content": …}` or `{"files": [{"name", "content" or "base64"}]}`."""
    try:
        data = read_json(body)
    except DocumentError as error:
        problem = error.problems[0]
        raise BadRequest(problem.message, code="not-json", hint=problem.hint) from error
    listed = [data] if set(data) == {"content"} else data.get("files")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_FILES or set(data) - {"content", "files"}:
        _refuse("files", f"Send one to {MOST_FILES} files.")
    return [_file(each, index) for index, each in enumerate(listed)]


def _file(each: object, index: int) -> File:
    if not isinstance(each, dict) or set(each) - {"name", "content", "base64"}:
        _refuse(f"files/{index}", "A file has a name and either content or base64.")
    name, content, coded = each.get("name", "file"), each.get("content"), each.get("base64")
    if not isinstance(name, str) or len(name) > 200 or (content is None) == (coded is None):
        _refuse(f"files/{index}", "A file has a name and either content or base64.")
    if isinstance(content, str):
        return File(name, content.encode("utf-8", "replace"))
    if not isinstance(coded, str):
        _refuse(f"files/{index}", "The content of a file is a text.")
    try:
        return File(name, base64.b64decode(coded, validate=True))
    except ValueError as error:
        raise InvalidValue("This is not base64.", path=f"files/{index}/base64") from error


def _refuse(path: str, message: str) -> NoReturn:
    raise InvalidValue(message, path=path, hint='For example {"files": [{"name": "vnets.json", "content": "[…]"}]}.')
