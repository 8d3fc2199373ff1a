"""JSON told apart: items of news, strings of a program, and texts that begin with a bracket."""

from __future__ import annotations

import json
import re

from diptych.formats.reading.charsets.encodings import decode
from diptych.formats.reading.kinds import FileKind

HEAD = 262_144
"""Bytes in which the keys of the first object are looked for."""

MOST_PARSED = 4 * 1024 * 1024
"""Bytes up to which a file is parsed to see whether it is JSON at all."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?+|[{}\[\]:]', re.DOTALL)
_PLAUSIBLE = re.compile(rb'\{\s*+["}]|\[\s*+[\[{"\]\d]')
_LIST = re.compile(rb'"items"\s*+:\s*+\[')
_BODIES = frozenset({"body_text", "body_xhtml", "body_html", "bodies", "headlines"})
_TEXTS = _BODIES | {"headline"}
_OF_ITEMS = frozenset(
    {
        "uri", "guid", "versioncreated", "firstcreated", "pubstatus", "urgency", "usageterms",
        "copyrightholder", "copyrightnotice", "altids", "standard", "representationtype",
    }
)  # fmt: skip
_OF_ITEMS_TOO = frozenset({"type", "language", "headline", "byline", "version"})
_SUFFIXES = (".json", ".arb", ".ninjs")


def json_kind(data: bytes, start: bytes, name: str) -> FileKind | None:
    """News by its keys, strings where the name says JSON; None for what is no JSON or unknown.

    ``start`` is the beginning of ``data`` in UTF-8, without a mark and blanks.
    """
    if _PLAUSIBLE.match(start) is None:
        return None
    keys = first_keys(start)
    inside = _LIST.search(start, 0, HEAD) if "items" in keys and not keys & _TEXTS else None
    if inside is not None:
        keys |= first_keys(start[inside.end() - 1 :])
    if keys & _TEXTS and keys & _OF_ITEMS:
        return FileKind.NINJS
    if (keys & _BODIES and keys & _OF_ITEMS_TOO) or len(keys & _OF_ITEMS) >= 3:
        return FileKind.NINJS
    return FileKind.JSON_STRINGS if name.endswith(_SUFFIXES) and _is_json(data) else None


def first_keys(start: bytes) -> frozenset[str]:
    """The keys of the outermost object, or of the first one in a list; of a damaged one as well.

    It reads tokens one after the other, so that no nesting is too deep.
    """
    keys: set[str] = set()
    depth, level = 0, 0
    last = b""
    for match in _TOKEN.finditer(start[:HEAD]):
        token = match.group()
        if token in (b"{", b"["):
            depth += 1
            level = level or (depth if token == b"{" else 0)
        elif token in (b"}", b"]"):
            depth -= 1
            if depth < level:
                break
        elif token == b":":
            if depth == level:
                keys.add(last.strip(b'"').decode("utf-8", "replace"))
        else:
            last = token
    return frozenset(keys)


def _is_json(data: bytes) -> bool:
    """Whether it can be parsed; a large one that begins well is taken at its name's word."""
    if len(data) > MOST_PARSED:
        return True
    try:
        json.loads(decode(data).value)
    except (ValueError, RecursionError):
        return False
    return True
