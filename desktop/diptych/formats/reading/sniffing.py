"""What a file is, told by its content first and its name second."""

from __future__ import annotations

import re
from enum import StrEnum

_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|h1|title|meta)\b", re.IGNORECASE
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


class FileKind(StrEnum):
    """Kinds of content we tell apart; only some can be opened."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    ZIP = "zip"
    OLE = "ole"
    PDF = "pdf"
    BINARY = "binary"


def sniff(data: bytes, name: str) -> FileKind:
    """The kind of ``data``; ``name`` decides only between plain text and HTML."""
    head = data[:4096]
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLE
    if head.startswith(b"%PDF-"):
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return FileKind.DOCX if _is_word(data, name) else FileKind.ZIP
    if _is_binary(data):
        return FileKind.BINARY
    if _HTML.search(_ascii(head)) or name.lower().endswith(_HTML_SUFFIXES):
        return FileKind.HTML
    return FileKind.TEXT


def _is_word(data: bytes, name: str) -> bool:
    return b"word/" in data or name.lower().endswith((".docx", ".docm", ".dotx"))


def _ascii(head: bytes) -> bytes:
    """The head as ASCII, were it UTF-16."""
    return head.replace(b"\x00", b"")


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
    half = len(sample) // 2
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    wide = half >= 2 and max(even, odd) > 0.3 * half and min(even, odd) < 0.05 * half
    controls = sum(
        1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0c\x1b\x00\x01\x02\x03\x04"
    )
    nulls = 0 if wide else sample.count(0)
    if any(sample.startswith(mark) for mark in _KNOWN_BINARY) and controls + nulls > 0:
        return True
    return not wide and (nulls > max(2, 0.02 * len(sample)) or controls > 0.05 * len(sample))
