"""What a file is, told by its content first and its name second."""

from __future__ import annotations

import io
import re
import zipfile

from diptych.formats.reading.charsets.guessing import reads_as_wide
from diptych.formats.reading.charsets.wide import wide_encoding
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import MOST_ENTRIES, ZIP_FAULTS
from diptych.formats.reading.text_marks import is_xml, text_kind

HEAD = 4_096
"""Bytes at the beginning of a file that tell what it is."""

_MORE = 65_536
"""Bytes in which a page has its first tags; styles and scripts may stand before them."""

_PAGE = re.compile(
    rb"(?:\s++|<\?xml[^>]*+>|<!--.*?-->)*+<(?:(?P<sure>!doctype\s++html)|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|body|article|p|h1|title|meta)\b[^@<>]*>", re.IGNORECASE
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*+\b[^@<>]*+>", re.IGNORECASE)
_FEWEST_TAGS = 3
"""Tags that a page has at the least, and a sentence about a tag has not."""

_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_ENTITY = re.compile(rb"&(?:[a-z]{2,8}|#\d{2,5});", re.IGNORECASE)
_BLANKS = b"\xef\xbb\xbf \t\r\n\x00"
_RTF = re.compile(rb"\{\\rtf[\d\\]")
_PDF_WITHIN = 1_024
"""Bytes of something else that readers of PDF allow before it begins."""

_ZIPPED = (
    (b"application/epub+zip", FileKind.EPUB),
    (b"application/vnd.oasis.opendocument.text", FileKind.ODT),
    (b"application/", FileKind.ZIP),
)
_WORD_BODY = re.compile(r"word[/\\]document\d*\.xml", re.IGNORECASE)
_NOT_TEXTS = (".ods", ".odp", ".odg", ".odf", ".odb")
_ZIP_SUFFIXES = {
    (".docx", ".docm", ".dotx"): FileKind.DOCX,
    (".odt", ".ott"): FileKind.ODT,
    (".epub",): FileKind.EPUB,
}


def sniff(data: bytes, name: str) -> FileKind:
    """The kind of ``data``; ``name`` decides only where the content could be either."""
    told = _document_kind(data, name.lower()) or text_kind(data, name.lower())
    if told is not None:
        return told
    if _is_binary(data):
        return FileKind.BINARY
    if _is_page(data, name.lower()):
        return FileKind.HTML if not is_xml(data, "") else FileKind.XML
    if is_xml(data, name.lower()):
        return FileKind.XML
    markdown = name.lower().endswith((".md", ".markdown"))
    return FileKind.MARKDOWN if markdown else FileKind.TEXT


def _document_kind(data: bytes, name: str) -> FileKind | None:
    """By the signatures that files of word processors and PDF begin with."""
    head = data[:HEAD]
    start = head.lstrip(_BLANKS)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLE
    if start.startswith(b"%PDF-") or (
        b"%PDF-" in head[:_PDF_WITHIN] and b" obj" in head and b"%%EOF" in data[-_PDF_WITHIN:]
    ):
        return FileKind.PDF
    if _RTF.match(start):
        return FileKind.RTF
    zipped = head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))
    return _zip_kind(data, name) if zipped else None


def _is_page(data: bytes, name: str) -> bool:
    """Whether it is a web page: a text that merely speaks of tags is not, whatever its name."""
    narrow = data[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if name.endswith(_HTML_SUFFIXES):
        return b"<" in data or _ENTITY.search(narrow) is not None
    if name.endswith(_TEXT_SUFFIXES):
        begins = _PAGE.match(narrow)
        if begins is None:
            return False
        tags = _TAG.findall(data[:_MORE].replace(b"\x00", b""))
        return begins["sure"] is not None or len(tags) >= _FEWEST_TAGS
    return _MARKUP.search(narrow) is not None


def _zip_kind(data: bytes, name: str) -> FileKind:
    """By the type that stands first in it, by its parts, and by the name of a damaged one."""
    if data[30:38] == b"mimetype":
        told = next((kind for start, kind in _ZIPPED if data[38:].startswith(start)), None)
        if told is not None:
            return told
    parts = _parts(data)
    if any(_WORD_BODY.fullmatch(part) for part in parts) or (not parts and b"word/" in data):
        return FileKind.DOCX
    if "META-INF/container.xml" in parts:
        return FileKind.EPUB
    if {"content.xml", "META-INF/manifest.xml"} <= parts and not name.endswith(_NOT_TEXTS):
        return FileKind.ODT
    if parts:
        return FileKind.ZIP
    return next((kind for ends, kind in _ZIP_SUFFIXES.items() if name.endswith(ends)), FileKind.ZIP)


def _parts(data: bytes) -> set[str]:
    """The names of the parts of a zip file; none of a damaged one, or of one with too many."""
    if data.count(b"PK\x01\x02") > MOST_ENTRIES:
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist())
    except ZIP_FAULTS:
        return set()


_KNOWN_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"BM", b"RIFF",
    b"OggS", b"ID3", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"\xca\xfe\xba\xbe",
)  # fmt: skip


def _is_binary(data: bytes) -> bool:
    sample = data[:8192]
    if not sample or sample.startswith(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
    ):
        return False
    if wide_encoding(sample) or reads_as_wide(sample):
        return False
    controls = sum(
        1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0c\x1b\x00\x01\x02\x03\x04"
    )
    nulls = sample.count(0)
    if any(sample.startswith(mark) for mark in _KNOWN_BINARY) and controls + nulls > 0:
        return True
    return nulls > max(2, 0.02 * len(sample)) or controls > 0.05 * len(sample)
