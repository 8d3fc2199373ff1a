"""Formats that are text themselves, told by how they begin: wires, mail, subtitles, units."""

from __future__ import annotations

import re

from diptych.formats.reading.charsets.encodings import decode
from diptych.formats.reading.charsets.wide import wide_encoding
from diptych.formats.reading.json_marks import HEAD as JSON_HEAD
from diptych.formats.reading.json_marks import json_kind
from diptych.formats.reading.kinds import FileKind

HEAD = 16_384
"""Bytes that are looked at; comments may stand before what tells."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Possessive throughout: what has been matched is never tried again in another way, and a file
# made to that end takes no longer than any other.
_PROLOG = rb"(?:\s++|<\?[^>]*+>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?+>)*+"
_NAME = rb"<(?:[A-Za-z_][\w.-]*+:)?+(?P<root>[A-Za-z_][\w.-]*+)"
_DECLARED = re.compile(rb"<\?xml\s[^>]*+>" + _PROLOG + _NAME, re.DOTALL)
_ROOT = re.compile(
    _PROLOG + _NAME + rb"(?:[^<>\"']|\"[^\"]*+\"?+|'[^']*+'?+)*+(?:>\s*+(?:<|\Z)|\Z)",
    re.DOTALL,
)
_NO_CONTROLS = bytes(range(32, 256))
_MOST_CONTROLS = 20
"""Different control characters that wires have at the most; noise has them all."""

_ROOTS = {
    b"nitf": FileKind.NITF,
    b"newsItem": FileKind.NEWSML_G2,
    b"newsMessage": FileKind.NEWSML_G2,
    b"packageItem": FileKind.NEWSML_G2,
    b"NewsML": FileKind.NEWSML_1,
    b"NewsItem": FileKind.NEWSML_1,
    b"xliff": FileKind.XLIFF,
    b"tmx": FileKind.TMX,
    b"document-content": FileKind.ODT,
    b"document": FileKind.ODT,
}
_OPEN_DOCUMENT = b"urn:oasis:names:tc:opendocument"
_HEADER = re.compile(rb"([!-9;-~]{1,76}):")
_OF_MAIL = frozenset(
    {
        b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"received", b"cc",
        b"return-path", b"content-type", b"delivered-to", b"reply-to", b"sender", b"bcc",
        b"snapshot-content-location", b"content-transfer-encoding", b"x-mailer", b"in-reply-to",
    }
)  # fmt: skip
_OF_PROGRAMS = _OF_MAIL - {
    b"from", b"to", b"subject", b"date", b"cc", b"bcc", b"sender", b"reply-to",
}  # fmt: skip
"""Headers that programs write; people write the others on their notes as well."""

_ADDRESS = re.compile(rb"^(?:from|sender|to):[^\r\n]*?[^\s@]@[^\s@]", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE = re.compile(
    rb"^(?:snapshot-content-location:|from:[^\r\n]*\bsaved by\b)", re.IGNORECASE | re.MULTILINE
)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_CLOCK = rb"(?:\d{1,3}:)?\d\d:\d\d[,.]\d{1,3}[ \t]*+-->"
_SRT = re.compile(rb"\s*+\d++[ \t]*+(?:\r\n|\n|\r)\s*+" + _CLOCK)
_CUE = re.compile(rb"^[ \t]*+" + _CLOCK, re.MULTILINE)
_VTT = re.compile(rb"WEBVTT(?:[ \t\r\n]|\Z)")
_QUOTED = rb'(?:[ \t]*+"[^\r\n]*+\r?\n)*+'
_UNIT = (
    rb'msgid[ \t]++"[^\r\n]*+\r?\n' + _QUOTED + rb"(?:msgid_plural[^\r\n]*+\r?\n" + _QUOTED
    + rb')?+msgstr(?:\[\d\])?+[ \t]++"'
)  # fmt: skip
_PO = re.compile(
    rb"(?:[ \t]*+(?:#[^\r\n]*+)?+\r?\n)*+"
    rb'(?:msgctxt[ \t]++"[^\r\n]*+\r?\n' + _QUOTED + rb")?+" + _UNIT
)  # fmt: skip
_PO_WITHIN = re.compile(rb"^" + _UNIT, re.MULTILINE)


def text_kind(data: bytes, name: str) -> FileKind | None:
    """The kind that the text shows itself to be, None for a plain one or no text at all.

    ``name`` is in small letters.
    """
    head = _readable(data, HEAD)
    if head is None:
        return None
    telegram = _telegram(head)
    if telegram is not None:
        return telegram
    start = head.lstrip()
    if start.startswith(b"<"):
        return _by_root(start)
    if start.startswith((b"{", b"[")):
        return json_kind(data, (_readable(data, JSON_HEAD) or start).lstrip(), name)
    return _by_lines(head, start, name)


def _readable(data: bytes, most: int) -> bytes | None:
    """The beginning as bytes in which ASCII reads as such, without a mark; None where it cannot."""
    head = data[:most]
    marked = head.startswith(_MARKS)
    if 0 in head:
        if not marked and wide_encoding(head) is None:
            return None
        head = decode(head[: most // 4 * 4]).value.encode("utf-8", "replace")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head


def _telegram(head: bytes) -> FileKind | None:
    """Wires of the teleprinter: SOH begins the header and STX the text; ANPA syncs with SYN."""
    begin = head[:64].find(b"\x01")
    if begin < 0 or b"\x02" not in head[begin : begin + 512]:
        return None
    if len(set(head.translate(None, _NO_CONTROLS))) > _MOST_CONTROLS:
        return None
    if b"\x16" in head[:begin] or b"\x1f" in head[begin : begin + 128] or b"\x13" in head[:300]:
        return FileKind.ANPA_1312
    return FileKind.IPTC_7901


def _by_root(start: bytes) -> FileKind | None:
    """By the name of the root element, in which there are elements and not prose."""
    match = _ROOT.match(start)
    if match is None:
        return None
    found = _ROOTS.get(match["root"])
    if found is FileKind.ODT and _OPEN_DOCUMENT not in start:
        return None
    return found


def is_xml(data: bytes, name: str) -> bool:
    """Whether it is XML by its declaration, or by its name and its root; a page is none.

    ``name`` is in small letters.
    """
    start = (_readable(data, HEAD) or b"").lstrip()
    match = _DECLARED.match(start) or (_ROOT.match(start) if name.endswith(".xml") else None)
    return match is not None and match["root"].lower() != b"html"


def _by_lines(head: bytes, start: bytes, name: str) -> FileKind | None:
    if _VTT.match(start) and (_CUE.search(head) or name.endswith(".vtt") or b" " not in start):
        return FileKind.VTT
    if _SRT.match(start) or (name.endswith(".srt") and _CUE.search(head)):
        return FileKind.SRT
    if _PO.match(head) or (name.endswith((".po", ".pot")) and _PO_WITHIN.search(head)):
        return FileKind.PO
    return _mail(start, name)


def _mail(start: bytes, name: str) -> FileKind | None:
    """Lines of headers before the first blank one, as programs write them and people do not."""
    text = start.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    top, blank, _ = text.partition(b"\n\n")
    lines = top.split(b"\n")
    cut = not blank and len(start) >= HEAD // 2
    if cut:
        del lines[-1]  # it breaks off where we stopped to look
    if lines and lines[0].strip().isdigit():  # Apple's mail counts the bytes first
        del lines[0]
    if lines and lines[0].startswith(b"From ") and b":" in lines[0]:  # as in a mailbox
        del lines[0]
    found = set()
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            continue
        match = _HEADER.match(line)
        if match is None:
            return None
        found.add(match.group(1).lower())
    headers = b"\n".join(lines)
    named = name.endswith((".eml", ".emlx", ".mht", ".mhtml"))
    sure = (named and found & _OF_MAIL) or (cut and found & _OF_PROGRAMS)
    if not sure and len(found & _OF_MAIL) < 3:
        return None
    if not sure and not found & _OF_PROGRAMS and not _ADDRESS.search(headers):
        return None
    personal = {b"to", b"received", b"delivered-to", b"return-path"} & found
    page = _SAVED_PAGE.search(headers) or (_RELATED.search(headers) and not personal)
    return FileKind.MHTML if page else FileKind.EML
