"""The tables in the head of an RTF document: what alphabet fonts have, and what styles are."""

from __future__ import annotations

import codecs
import re

from diptych.core.article import BlockKind
from diptych.formats.reading.documents.rtf_words import FONT_CHARSETS
from diptych.formats.reading.documents.style_names import kind_of_style

_FONT = re.compile(r"\\(f|fcharset|cpg)(\d{1,6})(?![0-9A-Za-z])")
_STYLE = re.compile(r"\\s(\d{1,5})(?![0-9A-Za-z])")
_BASED = re.compile(r"\\sbasedon(\d{1,5})")
_MARKUP = re.compile(r"\\[A-Za-z]{1,32}-?\d{0,10} ?|\\'[0-9A-Fa-f]{2}|[\\{}*\r\n]")
_PAGES = {10_000: "mac-roman", 936: "gb18030", 950: "big5hkscs"}
_MOST_PARENTS = 20


def charsets_in(table: str) -> dict[int, str]:
    """Python's codecs by the numbers of the fonts that have an alphabet of their own."""
    found: dict[int, str] = {}
    font = None
    for name, number in _FONT.findall(table):
        if name == "f":
            font = int(number)
        elif font is not None and name == "fcharset" and int(number) in FONT_CHARSETS:
            found[font] = FONT_CHARSETS[int(number)]
        elif font is not None and name == "cpg":
            codec = codec_of(int(number))
            if codec is not None:
                found.setdefault(font, codec)
    return found


def kinds_in(table: str) -> dict[int, BlockKind | None]:
    """What paragraphs are by the numbers of their styles."""
    names: dict[int, tuple[str, int]] = {}
    for entry in table.split(";"):
        number, based = _STYLE.search(entry), _BASED.search(entry)
        name = _MARKUP.sub("", entry).strip()
        names[int(number[1]) if number else 0] = name, int(based[1]) if based else -1
    return {style: kind_of_style(_ancestry(style, names)) for style in names}


def codec_of(page: int) -> str | None:
    """Python's codec of a code page of Windows, None for those it does not have."""
    try:
        return codecs.lookup(_PAGES.get(page, f"cp{page}")).name
    except LookupError:
        return None


def _ancestry(style: int, names: dict[int, tuple[str, int]]) -> list[str]:
    """The names of a style and of those it is based on; circles end."""
    found: list[str] = []
    while style in names and len(found) < _MOST_PARENTS:
        name, style = names[style]
        found.append(name)
    return found
