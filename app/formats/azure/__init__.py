"""What Azure's tools write, read as a design: ARM templates, lists of az, Resource Graph, Terraform; several files."""

from collections.abc import Sequence
from pathlib import PurePath

from app.document.problems import DocumentError, Problem
from app.formats.azure.assemble import Assembly
from app.formats.azure.files import decoded, is_azure, json_in, resources_in
from app.formats.base import File, Imported, Remark

_MARKS = ("microsoft.", "/providers/", "deploymentparameters", "azurerm_")


def sniff(content: bytes) -> bool:
    """Whether this looks like JSON of Azure's tools, and not like a design."""
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] not in (b"{", b"["):
        return False
    try:
        text = decoded(content)
    except DocumentError:
        return False
    lower = text.lower()
    return '"schemaVersion"' not in text and any(mark in lower for mark in _MARKS)


def read(files: Sequence[File]) -> Imported:
    """The design in some files together, and what was not understood; raises DocumentError."""
    parsed = []
    for file in files:
        data = json_in(file.content)
        if not is_azure(data):
            problem = Problem("", "no-resources", f"{file.name} holds no resources of Azure.", "Leave it out.")
            raise DocumentError([problem])
        parsed.append((file.name, data))
    remarks: list[Remark] = []
    assembly = Assembly(resources_in(parsed, remarks), remarks)
    largest = max(files, key=lambda file: len(file.content))
    title = "".join(letter for letter in PurePath(largest.name).stem if letter.isprintable())[:80]
    design = assembly.design(title or "imported")
    return Imported(design, tuple(assembly.draft.remarks))


__all__ = ["read", "sniff"]
