"""The .diptych file: a zip of JSON parts and the original bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import replace
from typing import Any

from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.workspace import project_json
from diptych.workspace.project_checks import checked
from diptych.workspace.project_newer import softened
from diptych.workspace.project_unknown import put_back, unknown

MIME_TYPE = "application/vnd.diptych+zip"
FORMAT_VERSION = 1
LARGEST = 256 * 1024 * 1024
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PARTS = ("document.json", "versions.json", "summary.json", "notes.json")
_ORIGINAL = "original/source"

# What ``Document.extra`` holds, by these names.
_KEYS = "keys"
_MEMBERS = "members"
_NEWER = "newer format"

# Damage can surface anywhere in the zip, JSON and model layers.
_DAMAGE = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    OSError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip


def is_project(data: bytes) -> bool:
    """Whether these bytes begin like one of our files."""
    return data[:4] == b"PK\x03\x04" and MIME_TYPE.encode() in data[:200]


def to_bytes(document: Document) -> bytes:
    """The whole document as a file; the same document gives the same bytes."""
    kept: dict[str, Any] = dict(document.extra)
    parts = _parts(document)
    put_back(parts, kept.get(_KEYS, {}))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        _add(archive, "mimetype", MIME_TYPE.encode(), zipfile.ZIP_STORED)
        for name, part in parts.items():
            _add(
                archive,
                name,
                project_json.written(part).encode("utf-8", "surrogatepass"),
                zipfile.ZIP_DEFLATED,
            )
        _add(archive, _ORIGINAL, document.article.source.data, zipfile.ZIP_DEFLATED)
        for name, data in kept.get(_MEMBERS, {}).items():
            _add(archive, name, data, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def from_bytes(data: bytes, name: str) -> Document:
    """The document in a file. Raises CannotReadError when it is damaged.

    Keys and members of the zip that we do not know are kept and written again. A file of a newer
    format is read as far as it can be, which ``newer_format`` tells; CannotReadError when it
    cannot be read at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise _damaged(name, "it would unpack to too much")
            # First of all the format: a newer one may have other parts.
            version = _format_of(archive)
            if version > FORMAT_VERSION:
                return _newer(archive, version, name)
            parts = {part: json.loads(archive.read(part)) for part in _PARTS}
            original = archive.read(_ORIGINAL)
            members = _members(archive)
        return _kept(_document(parts, original), parts, members)
    except CannotReadError:
        raise
    except _DAMAGE as error:
        raise _damaged(name, f"{type(error).__name__}: {error}") from error


def newer_format(document: Document) -> int | None:
    """The format of the file a document was read from, when it is newer than ours."""
    version = dict(document.extra).get(_NEWER)
    return version if isinstance(version, int) else None


def why_read_only(document: Document) -> str:
    """Why a document may be read and not changed; empty when it may be changed."""
    if newer_format(document) is None:
        return ""
    return (
        "This file was made by a newer Diptych. You can read it and save copies; "
        "nothing here will change it."
    )


def in_our_format(document: Document) -> Document:
    """The document without what only a newer Diptych understands; for a new file of ours."""
    return document if newer_format(document) is None else replace(document, extra=())


def is_newer(data: bytes) -> bool:
    """Whether these bytes are a file of ours in a newer format; False for damaged ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _format_of(archive) > FORMAT_VERSION
    except _DAMAGE:
        return False


def _format_of(archive: zipfile.ZipFile) -> int:
    version = json.loads(archive.read(_PARTS[0]))["format_version"]
    if not isinstance(version, int):
        raise TypeError(f"not a format: {version!r}")
    return version


def _parts(document: Document) -> dict[str, Any]:
    """The JSON of each part, but for what we do not know."""
    newer = newer_format(document)
    return {
        "document.json": {
            "format_version": FORMAT_VERSION if newer is None else newer,
            "article": project_json.dump(document.article),
            "detection": project_json.dump(document.detection),
            "terms": project_json.dump(document.terms),
        },
        "versions.json": {"versions": project_json.dump(document.versions)},
        "summary.json": {"summary": project_json.dump(document.summary)},
        "notes.json": {
            "notes": project_json.dump(document.notes),
            "meanings": project_json.dump(document.meanings),
        },
    }


def _document(parts: dict[str, Any], original: bytes) -> Document:
    article = project_json.load_article(parts["document.json"]["article"], original)
    if hashlib.sha256(original).hexdigest() != article.source.sha256:
        told = "The original file kept inside has changed since it was saved."
        if told not in article.warnings:
            article = replace(article, warnings=(*article.warnings, told))
    versions = tuple(project_json.load_version(v) for v in parts["versions.json"]["versions"])
    if not versions:
        raise ValueError("no versions")
    return Document(
        article=article,
        versions=versions,
        detection=project_json.maybe(
            parts["document.json"]["detection"], project_json.load_detection
        ),
        summary=project_json.maybe(parts["summary.json"]["summary"], project_json.load_summary),
        notes=tuple(project_json.load_note(note) for note in parts["notes.json"]["notes"]),
        terms=tuple(map(project_json.load_term, parts["document.json"].get("terms", ()))),
        meanings=project_json.load_meanings(parts["notes.json"].get("meanings", [])),
    )


def _kept(document: Document, parts: dict[str, Any], members: dict[str, bytes]) -> Document:
    """The document, checked, with what its file held besides."""
    keys = unknown(parts, _parts(document))
    extra = ((_KEYS, keys), (_MEMBERS, members))
    return replace(checked(document), extra=tuple(pair for pair in extra if pair[1]))


def _newer(archive: zipfile.ZipFile, version: int, name: str) -> Document:
    """What can be read of a newer file."""
    try:
        parts = softened({part: json.loads(archive.read(part)) for part in _PARTS})
        document = checked(_document(parts, archive.read(_ORIGINAL)))
    except _DAMAGE as error:
        raise CannotReadError(
            f"“{name}” was saved by a newer Diptych (format {version}; this one reads up to "
            f"{FORMAT_VERSION}).",
            "Update Diptych, or save an HTML or Word copy there.",
            f"{type(error).__name__}: {error}",
        ) from error
    return replace(document, extra=((_NEWER, version),))


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Members of the zip that we do not know, by name."""
    ours = {"mimetype", _ORIGINAL, *_PARTS}
    return {name: archive.read(name) for name in archive.namelist() if name not in ours}


def _damaged(name: str, details: str) -> CannotReadError:
    return CannotReadError(
        f"“{name}” is damaged and cannot be opened.",
        "Open an earlier copy. The file has not been changed.",
        details,
    )


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
