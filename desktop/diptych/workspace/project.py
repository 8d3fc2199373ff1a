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

MIME_TYPE = "application/vnd.diptych+zip"
FORMAT_VERSION = 1
LARGEST = 256 * 1024 * 1024
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PARTS = ("document.json", "versions.json", "summary.json", "notes.json")
_ORIGINAL = "original/source"


def is_project(data: bytes) -> bool:
    """Whether these bytes begin like one of our files."""
    return data[:4] == b"PK\x03\x04" and MIME_TYPE.encode() in data[:200]


def to_bytes(document: Document) -> bytes:
    """The whole document as a file; the same document gives the same bytes."""
    extra: dict[str, Any] = dict(document.extra)
    parts: dict[str, Any] = {
        "document.json": {
            "format_version": FORMAT_VERSION,
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
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        _add(archive, "mimetype", MIME_TYPE.encode(), zipfile.ZIP_STORED)
        for name, part in parts.items():
            part.update(extra.get(name, {}))
            text = json.dumps(part, ensure_ascii=False, indent=1, sort_keys=True)
            _add(archive, name, text.encode("utf-8", "surrogatepass"), zipfile.ZIP_DEFLATED)
        _add(archive, _ORIGINAL, document.article.source.data, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def from_bytes(data: bytes, name: str) -> Document:
    """The document in a file. Raises CannotReadError when it is damaged or of a newer format.

    Keys we do not know are kept and written again.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise _damaged(name, "it would unpack to too much")
            # First of all the format: a newer one may have other parts.
            _check_format(json.loads(archive.read(_PARTS[0])), name)
            parts = {part: json.loads(archive.read(part)) for part in _PARTS}
            original = archive.read(_ORIGINAL)
        return checked(_document(parts, original))
    except CannotReadError:
        raise
    # Damage can surface anywhere in the zip, JSON and model layers.
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError,
            EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as error:  # fmt: skip
        raise _damaged(name, f"{type(error).__name__}: {error}") from error


def _document(parts: dict[str, Any], original: bytes) -> Document:
    article = project_json.load_article(parts["document.json"]["article"], original)
    if hashlib.sha256(original).hexdigest() != article.source.sha256:
        told = "The original file kept inside has changed since it was saved."
        if told not in article.warnings:
            article = replace(article, warnings=(*article.warnings, told))
    versions = tuple(project_json.load_version(v) for v in parts["versions.json"]["versions"])
    if not versions:
        raise ValueError("no versions")
    known = {
        "document.json": {"format_version", "article", "detection", "terms"},
        "versions.json": {"versions"},
        "summary.json": {"summary"},
        "notes.json": {"notes", "meanings"},
    }
    extra = {
        part: {key: value for key, value in parts[part].items() if key not in known[part]}
        for part in _PARTS
    }
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
        extra=tuple((part, keys) for part, keys in extra.items() if keys),
    )


def _check_format(raw: dict[str, Any], name: str) -> None:
    version = raw["format_version"]
    if version > FORMAT_VERSION:
        raise CannotReadError(
            f"“{name}” was saved by a newer Diptych (format {version}; this one reads up to "
            f"{FORMAT_VERSION}).",
            "Update Diptych, or save an HTML or Word copy there.",
        )


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
