"""The one way from bytes to an article."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from diptych.core.article import Article, Metadata, SourceFile
from diptych.core.errors import CannotReadError
from diptych.core.text import Text, canonicalise
from diptych.formats.reading import docx, html
from diptych.formats.reading.encodings import declared_encoding, decode
from diptych.formats.reading.limits import check_size, check_zip
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.sniffing import FileKind, sniff
from diptych.formats.reading.structure import recognise

READABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Plain text", (".txt", ".text", ".md")),
    ("Web page", (".html", ".htm", ".xhtml")),
    ("Word document", (".docx",)),
)


@dataclass(frozen=True, slots=True)
class _Raw:
    reading: Reading
    format: str
    encoding: str | None


def read(
    data: bytes, name: str, *, encoding: str | None = None, path: str | None = None
) -> Article:
    """The article in ``data``. ``encoding`` is the user's choice for text and HTML.

    Raises CannotReadError with what is wrong and what to try; nothing else.
    """
    check_size(len(data), name)
    if not data:
        raise CannotReadError(
            f"“{name}” is empty.", "Check that it was saved or downloaded completely."
        )
    raw = _read_kind(data, name, encoding)
    reading = raw.reading
    if not _has_text(reading.value):
        raise CannotReadError(
            f"There is no text in “{name}”.",
            "If it holds pictures of text, it must be put through text recognition first.",
        )
    digest = hashlib.sha256(data).hexdigest()
    source = SourceFile(name, raw.format, data, digest, raw.encoding, path)
    return Article(
        id=digest[:12],
        text=Text(reading.value, reading.metadata.language),
        blocks=reading.blocks,
        metadata=reading.metadata,
        source=source,
        warnings=reading.warnings,
    )


def _read_kind(data: bytes, name: str, encoding: str | None) -> _Raw:
    kind = sniff(data, name)
    if kind is FileKind.DOCX:
        check_zip(data, name)
        return _Raw(docx.read(data, name), "docx", None)
    if kind in (FileKind.TEXT, FileKind.HTML) or (
        kind in (FileKind.BINARY, FileKind.RTF) and encoding
    ):
        declared = declared_encoding(data) if kind is FileKind.HTML else None
        decoded = decode(data, chosen=encoding, declared=declared)
        page = kind is FileKind.HTML
        reading = html.read(decoded.value, name) if page else _plain(decoded.value)
        told = (*_nuls(decoded.value), *decoded.warnings)
        return _Raw(reading.warned(*told), "html" if page else "text", decoded.encoding)
    raise _refusal(kind, data, name)


def _plain(raw: str) -> Reading:
    value = canonicalise(raw)
    return Reading(value, recognise(value), Metadata())


def _nuls(raw: str) -> tuple[str, ...]:
    count = raw.count("\x00")
    if not count:
        return ()
    subject = "1 NUL character was" if count == 1 else f"{count} NUL characters were"
    return (f"{subject} left out.",)


def _has_text(value: str) -> bool:
    return any(not c.isspace() and unicodedata.category(c) != "Cf" for c in value)


def _refusal(kind: FileKind, data: bytes, name: str) -> CannotReadError:
    if kind is FileKind.OLE:
        if "EncryptedPackage".encode("utf-16-le") in data:
            return CannotReadError(
                f"“{name}” is protected by a password.",
                "Open it in Word, remove the password, and save it again.",
            )
        return CannotReadError(
            f"“{name}” is an old Office document, which this version does not open.",
            "Open it in Word or LibreOffice and save it as .docx.",
        )
    if kind is FileKind.PDF:
        return CannotReadError(
            f"“{name}” is a PDF, which this version does not open.",
            "Copy its text into a text file, or save it as .docx, and open that.",
        )
    if kind is FileKind.RTF:
        return CannotReadError(
            f"“{name}” is an RTF document, which this version does not open.",
            "Open it in Word or LibreOffice and save it as .docx.",
        )
    if kind is FileKind.ZIP:
        check_zip(data, name)
        return CannotReadError(
            f"“{name}” is an archive or an Office file that holds no Word text.",
            "Unpack it and open the article inside, or save it as .docx.",
        )
    return CannotReadError(
        f"“{name}” is not a text: it holds binary data.",
        "Open a text, a web page or a .docx file.",
    )
