"""The lines before a Markdown text in which it says what it is, between two lines of ``---``.

They are YAML. Of that, a key with a word or a list of words is read, which is what programs that
publish such texts ask for; the rest is kept and means nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diptych.core.article import Metadata
from diptych.core.languages import normalise_tag
from diptych.core.text import Span

_MOST_LINES = 400
_OPENS = re.compile(r"\s*---[ \t]*\n")
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?\Z")
_ENTRY = re.compile(r"\s*-\s+(.*)\Z")
_COMMENT = re.compile(r"\s+#.*\Z")

Said = dict[str, list[str]]


def metadata_in(value: str) -> tuple[Span | None, Metadata]:
    """Where the lines stand, None when there are none, and what they say."""
    opening = _OPENS.match(value)
    if opening is None:
        return None, Metadata()
    start = place = opening.end()
    lines: list[str] = []
    for _ in range(_MOST_LINES):
        end = value.find("\n", place)
        line = value[place : end if end >= 0 else len(value)]
        if line.rstrip() in ("---", "..."):
            said = _said(lines)
            begin = start - len(opening.group().lstrip())
            return (Span(begin, place + 3), _metadata(said)) if said else (None, Metadata())
        if end < 0:
            break
        lines.append(line)
        place = end + 1
    return None, Metadata()


def _said(lines: Iterable[str]) -> Said:
    said: Said = {}
    entries: list[str] | None = None
    for line in lines:
        key, entry = _KEY.match(line), _ENTRY.match(line)
        if key is not None:
            entries = said.setdefault(key[1].lower(), [])
            entries += _values(key[2] or "")
        elif entry is not None and entries is not None:
            entries += _values(entry[1])
    return said


def _values(raw: str) -> list[str]:
    """One word or several in brackets, without quotation marks and comments."""
    raw = raw.strip()
    if raw[:1] in ("'", '"'):
        end = raw.find(raw[0], 1)
        return [raw[1:end]] if end > 1 else []
    plain = _COMMENT.sub("", raw).strip()
    if plain.startswith("[") and plain.endswith("]"):
        return [word for part in plain[1:-1].split(",") if (word := part.strip(" \t'\""))]
    return [plain] if plain and plain not in ("|", ">", "|-", ">-", "~", "null") else []


def _metadata(said: Said) -> Metadata:
    def first(*keys: str) -> str | None:
        return next((said[key][0] for key in keys if said.get(key)), None)

    declared = first("lang", "language", "locale")
    return Metadata(
        title=first("title"),
        author=", ".join(said.get("author", []) + said.get("authors", [])) or None,
        date=first("date", "published"),
        updated=first("updated", "lastmod", "modified"),
        language=normalise_tag(declared) if declared else None,
        slug=first("slug"),
        category=tuple(said.get("category", []) + said.get("categories", [])),
        keywords=tuple(said.get("keywords", []) + said.get("tags", [])),
        copyright=first("copyright", "rights", "license"),
    )
