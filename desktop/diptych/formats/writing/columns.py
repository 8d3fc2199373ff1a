"""Text in columns: how wide it is on a screen of fixed width, and where its lines may break.

Lines break at blanks that are not no-break ones, and between Chinese and Japanese characters but
not where a line would begin or end with a mark that may not stand there. Reading joins such lines
to the same text again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_CHARACTER = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WIDE_MARK = "\uff01-\uffef\u3001-\u301f"
_JOINED = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
"""Between two of these, reading takes a line end for nothing: a blank there must not be one."""

_NEVER_FIRST = (
    "、。，．：；？！）」』】〉》〕｝］〗〙…‥ー々〻・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NEVER_LAST = "（「『【〈《〔｛［〖〘"
_BREAK = re.compile(
    # French puts a blank inside of quotation marks and before others, where no line may end.
    rf"(?<![«‹¿¡ \t])(?:(?<![{_JOINED}])[ \t]+|[ \t]+(?![{_JOINED} \t]))"
    r"(?![»›%?!:;]+(?:[ \t\n]|\Z)|[ \t]|\Z)"
    rf"|(?<=[{_CHARACTER}{_WIDE_MARK}])(?<![{_NEVER_LAST}])"
    rf"(?=[{_CHARACTER}{_WIDE_MARK}])(?![{_NEVER_FIRST}])"
)


def width(words: str) -> int:
    """Columns that words on one line take: two for wide characters, none for combining ones."""
    return len(words) if words.isascii() else sum(map(_width, words))


def fill(words: str, columns: int, begun: int = 0) -> str:
    """The words in lines of at most ``columns``, but for words that are longer than a line.

    ``begun`` columns of the first line are taken. Only blanks at the ends of lines are lost.
    """
    parts: list[str] = []
    taken, empty = begun, True
    for blank, piece in _pieces(words):
        wide, gap = width(piece), width(blank)
        if not empty and taken + gap + wide > columns:
            parts += ("\n", piece)
            taken = wide
        else:
            parts += (blank, piece)
            taken += gap + wide
        empty = False
    return "".join(parts)


def halved(words: str) -> str:
    """The words in the two lines whose longer one is the shortest; in one where none may break."""
    places = list(_BREAK.finditer(words))
    whole = width(words)
    best, longest = words, whole
    taken = last = 0
    for place in places:
        taken += width(words[last : place.end()])
        last = place.end()
        longer = max(taken - width(place[0]), whole - taken)
        if longer < longest:
            best, longest = f"{words[: place.start()]}\n{words[place.end() :]}", longer
    return best


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """What must stay together, each piece with the blanks before it."""
    start, blank = 0, ""
    for place in _BREAK.finditer(words):
        yield blank, words[start : place.start()]
        start, blank = place.end(), place[0]
    yield blank, words[start:]


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
