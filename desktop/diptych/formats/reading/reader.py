"""The one way from bytes to an article."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module

from diptych.core.article import Article, SourceFile
from diptych.core.errors import CannotReadError
from diptych.core.text import Text
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import check_size, check_zip
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.refusals import refusal

Read = Callable[[Given], Reading]

_READERS: dict[FileKind, str] = {
    FileKind.TEXT: "plain",
    FileKind.MARKDOWN: "markup.markdown",
    FileKind.HTML: "markup.html",
    FileKind.MHTML: "mail.reader",
    FileKind.EML: "mail.reader",
    FileKind.NITF: "wires.nitf",
    FileKind.NEWSML_G2: "wires.newsml_g2",
    FileKind.NEWSML_1: "wires.newsml_1",
    FileKind.NINJS: "wires.ninjs",
    FileKind.IPTC_7901: "wires.telegram",
    FileKind.ANPA_1312: "wires.telegram",
    FileKind.DOCX: "documents.docx",
    FileKind.ODT: "documents.odt",
    FileKind.RTF: "documents.rtf",
    FileKind.PDF: "pdf.reader",
    FileKind.EPUB: "documents.epub",
    FileKind.SRT: "units.subtitles",
    FileKind.VTT: "units.subtitles",
    FileKind.XLIFF: "units.xliff",
    FileKind.TMX: "units.tmx",
    FileKind.PO: "units.po",
    FileKind.JSON_STRINGS: "units.json_strings",
    FileKind.XML: "wires.other_xml",
}
"""The module that reads each kind, imported when a file of that kind comes."""


def _reader(kind: FileKind) -> Read | None:
    name = _READERS.get(kind)
    if name is None:
        return None
    read: Read = import_module(f"diptych.formats.reading.{name}").read
    return read


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file was taken for, and what was read in it; plain data that can travel."""

    kind: FileKind
    reading: Reading = field(repr=False)


def understand(given: Given) -> Understood:
    """Read a file as what the user says it is, else as what it shows itself to be.

    Raises CannotReadError with what is wrong and what to try, and nothing else; two kinds of it
    are questions: PasswordNeededError, and SeveralArticlesError for a file with many.
    """
    # As with the readers: it is another process than the window's that needs it.
    from diptych.formats.reading.sniffing import sniff

    check_size(len(given.data), given.name)
    if not given.data:
        raise CannotReadError(
            f"“{given.name}” is empty.", "Check that it was saved or downloaded completely."
        )
    found = sniff(given.data, given.name)
    kind = given.kind or found
    if kind in (FileKind.BINARY, FileKind.RTF) and given.encoding and given.kind is None:
        kind = FileKind.TEXT
    if found in (FileKind.DOCX, FileKind.ODT, FileKind.EPUB) and given.data.startswith(b"PK"):
        check_zip(given.data, given.name)
    read = _reader(kind)
    if read is None:
        raise refusal(kind, given)
    reading = _careful(read, replace(given, kind=kind))
    if not _has_text(reading.value):
        raise CannotReadError(
            f"There is no text in “{given.name}”.",
            "If it holds pictures of text, it must be put through text recognition first.",
        )
    return Understood(kind, reading)


def _careful(read: Read, given: Given) -> Reading:
    try:
        return read(given)
    except CannotReadError:
        raise
    except MemoryError as error:
        raise CannotReadError(
            f"“{given.name}” needs more memory to read than an article may.",
            "It may be damaged or made to do harm. Ask the sender for plain text.",
        ) from error
    # A file that is damaged in a way nobody foresaw must not look like a fault of the program.
    except Exception as error:
        raise CannotReadError(
            f"“{given.name}” is damaged, or made in a way that is not known here.",
            "Open it in the program it comes from and save it again, or ask for plain text.",
            f"{type(error).__name__}: {error}",
        ) from error


def article_of(given: Given, understood: Understood, path: str | None = None) -> Article:
    """The article, with the bytes it came from."""
    reading = understood.reading
    data = given.data if reading.kept is None else reading.kept
    digest = hashlib.sha256(data).hexdigest()
    told = digest if given.item is None else hashlib.sha256(f"{digest}{given.item}".encode())
    return Article(
        id=(told if isinstance(told, str) else told.hexdigest())[:12],
        text=Text(reading.value, reading.metadata.language),
        blocks=reading.blocks,
        metadata=reading.metadata,
        source=SourceFile(
            given.name, understood.kind, data, digest, reading.encoding, path, given.item
        ),
        warnings=reading.warnings,
    )


def read(
    data: bytes, name: str, *, encoding: str | None = None, path: str | None = None
) -> Article:
    """The article in ``data``; raises as ``understand`` does."""
    given = Given(data, name, encoding=encoding)
    return article_of(given, understand(given), path)


def _has_text(value: str) -> bool:
    return any(not c.isspace() and unicodedata.category(c) != "Cf" for c in value)
