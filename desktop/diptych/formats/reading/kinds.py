"""The kinds of files: which can be opened, by what name people know them, and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """Kinds of content we tell apart; only those of ``FORMATS`` can be opened."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    EML = "eml"
    NITF = "nitf"
    NEWSML_G2 = "newsml-g2"
    NEWSML_1 = "newsml-1"
    NINJS = "ninjs"
    IPTC_7901 = "iptc-7901"
    ANPA_1312 = "anpa-1312"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    EPUB = "epub"
    SRT = "srt"
    VTT = "vtt"
    XLIFF = "xliff"
    TMX = "tmx"
    PO = "po"
    JSON_STRINGS = "json-strings"
    XML = "xml"
    ZIP = "zip"
    OLE = "ole"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind that can be opened. ``decoded`` says whether an encoding can be chosen for it."""

    kind: FileKind
    label: str
    suffixes: tuple[str, ...]
    decoded: bool = True


FORMATS: tuple[FileFormat, ...] = (
    FileFormat(FileKind.TEXT, "Plain text", (".txt", ".text")),
    FileFormat(FileKind.MARKDOWN, "Markdown", (".md", ".markdown")),
    FileFormat(FileKind.HTML, "Web page", (".html", ".htm", ".xhtml")),
    FileFormat(FileKind.MHTML, "Saved web page (MHTML)", (".mhtml", ".mht"), decoded=False),
    FileFormat(FileKind.EML, "E-mail", (".eml", ".emlx"), decoded=False),
    FileFormat(FileKind.NITF, "Wire (NITF)", (".nitf", ".xml")),
    FileFormat(FileKind.NEWSML_G2, "Wire (NewsML-G2)", (".newsml", ".xml")),
    FileFormat(FileKind.NEWSML_1, "Wire (NewsML 1)", (".newsml", ".xml")),
    FileFormat(FileKind.NINJS, "Wire (ninjs)", (".ninjs", ".json")),
    FileFormat(FileKind.IPTC_7901, "Wire (IPTC 7901)", (".iptc", ".wire")),
    FileFormat(FileKind.ANPA_1312, "Wire (ANPA 1312)", (".anpa", ".wire")),
    FileFormat(FileKind.DOCX, "Word document", (".docx", ".docm"), decoded=False),
    FileFormat(FileKind.ODT, "OpenDocument text", (".odt", ".fodt", ".ott"), decoded=False),
    FileFormat(FileKind.RTF, "Rich text (RTF)", (".rtf",), decoded=False),
    FileFormat(FileKind.PDF, "PDF", (".pdf",), decoded=False),
    FileFormat(FileKind.EPUB, "E-book (EPUB)", (".epub",), decoded=False),
    FileFormat(FileKind.SRT, "Subtitles (SRT)", (".srt",)),
    FileFormat(FileKind.VTT, "Subtitles (WebVTT)", (".vtt",)),
    FileFormat(FileKind.XLIFF, "Translation (XLIFF)", (".xlf", ".xliff"), decoded=False),
    FileFormat(FileKind.TMX, "Translation memory (TMX)", (".tmx",), decoded=False),
    FileFormat(FileKind.PO, "Translation (gettext PO)", (".po", ".pot")),
    FileFormat(FileKind.JSON_STRINGS, "Strings (JSON)", (".json",)),
    FileFormat(FileKind.XML, "Other XML", (".xml",)),
)


def format_of(kind: str) -> FileFormat | None:
    """The format with that name, None for what cannot be opened or is not known."""
    return next((found for found in FORMATS if found.kind == kind), None)
