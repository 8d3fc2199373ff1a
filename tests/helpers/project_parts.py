"""Taking .diptych files apart, and putting them together again with something changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from diptych.core.document import Document
from diptych.workspace import project

PARTS = ("document.json", "versions.json", "summary.json", "notes.json")


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these members; the first one is stored."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(members.items()):
            archive.writestr(name, data, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED)
    return sink.getvalue()


def parts_of(document: Document) -> dict[str, Any]:
    """The JSON of each part of a document's file."""
    members = unpacked(project.to_bytes(document))
    return {part: json.loads(members[part]) for part in PARTS}


def with_parts(document: Document, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The document's file after ``change`` of the JSON of its parts."""
    members = unpacked(project.to_bytes(document))
    parts = {part: json.loads(members[part]) for part in PARTS}
    change(parts)
    return packed({**members, **{name: json.dumps(raw).encode() for name, raw in parts.items()}})


def objects_in(raw: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, the outermost first."""
    if isinstance(raw, dict):
        yield raw
        for value in raw.values():
            yield from objects_in(value)
    elif isinstance(raw, list):
        for item in raw:
            yield from objects_in(item)


def make_newer(parts: dict[str, Any]) -> None:
    """Give the file the next format, with a colour and a kind of block that nobody knows yet."""
    parts["document.json"]["format_version"] = project.FORMAT_VERSION + 1
    parts["document.json"]["article"]["blocks"][0]["kind"] = "poem"
    parts["notes.json"]["notes"][0]["colour"] = "mauve"
    parts["notes.json"]["notes"][1] = {"id": "n2", "drawing": [1, 2]}
    parts["document.json"]["weather"] = "fine"
