"""What a file is, told by its content first and its name second."""

from __future__ import annotations

import re
from enum import StrEnum

from diptych.formats.reading.wide import wide_encoding

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|body|article|p|h1|title|meta)\b[^@>]*>", re.IGNORECASE
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_TEXT_SUFFIXES = (".txt", ".text", ".md")
_BLANKS = b"\xef\xbb\xbf \t\r\n\x00"


class FileKind(StrEnum):
    """Kinds of content we tell apart; only some can be opened."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    ZIP = "zip"
    OLE = "ole"
    PDF = "pdf"
    RTF = "rtf"
    BINARY = "binary"


def sniff(data: bytes, name: str) -> FileKind:
    """The kind of ``data``; ``name`` decides only between plain text and HTML."""
    head = data[:4096]
    start = head.lstrip(_BLANKS)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLE
    if start.startswith(b"%PDF-"):
        return FileKind.PDF
    if start.startswith(b"{\\rtf"):
        return FileKind.RTF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return FileKind.DOCX if _is_word(data, name) else FileKind.ZIP
    if _is_binary(data):
        return FileKind.BINARY
    return FileKind.HTML if _is_page(head, name.lower()) else FileKind.TEXT


def _is_page(head: bytes, name: str) -> bool:
    """Whether it is a web page: a text that merely speaks of tags is not."""
    if name.endswith(_HTML_SUFFIXES):
        return True
    narrow = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if name.endswith(_TEXT_SUFFIXES):
        return _PAGE.match(narrow) is not None
    return _MARKUP.search(narrow) is not None


def _is_word(data: bytes, name: str) -> bool:
    return b"word/" in data or name.lower().endswith((".docx", ".docm", ".dotx"))


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
    if wide_encoding(sample):
        return False
    controls = sum(
        1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0c\x1b\x00\x01\x02\x03\x04"
    )
    nulls = sample.count(0)
    if any(sample.startswith(mark) for mark in _KNOWN_BINARY) and controls + nulls > 0:
        return True
    return nulls > max(2, 0.02 * len(sample)) or controls > 0.05 * len(sample)
