"""What stands between the end of a line and the beginning of the next one, and whether hyphens stay.

In a PDF a hyphen at a line's end may belong to the word ("well-/known") or to the line ("impro-/
vement"); the file does not say which, whatever libraries make of it. It goes only where the text
itself speaks for that:

1. It stays before a capital or a figure, and after a figure; and with a blank before a word such as
   "und", for which half a word was left ("Vor- und Nachteile").
2. Where the text has the word elsewhere, with or without a hyphen, it is written as there.
3. Else it goes in texts that break words at line ends, and stays in those that hardly ever do so.

A soft hyphen (U+00AD) always goes. No blank comes after any of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from diptych.formats.reading.pdf_signs import unspaced

_ENDS_HALF = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=[-‐]\Z)")
_BEGINS_HALF = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEAVES_HALF = frozenset({"und", "oder", "bzw", "sowie", "and", "och", "eller", "og", "et", "ou"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/.?=&_%]\Z")
_UNSPACED_DASH = re.compile(r"\S—\Z|\d–\Z")
_HABIT = 0.02
"""The share of lines with a hyphen at their end in texts that break words."""


class Joiner:
    """Joins lines as the text as a whole suggests. ``lines`` are all of its lines, in order."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        breaks: list[tuple[str, str]] = []
        count = 0
        left: str | None = None
        for line in lines:
            tokens = _TOKEN.findall(line)
            half = _ENDS_HALF.search(line)
            if left is not None and tokens:
                breaks.append((left, tokens[0]))
            # Halves of words are no words: nothing is learnt from them.
            whole = tokens[left is not None : len(tokens) - (half is not None)]
            self._words.update(token.casefold() for token in whole)
            left = half.group() if half else None
            count += len(tokens) > 4
        self._breaks_words = self._habit(breaks, count)

    def _habit(self, breaks: Sequence[tuple[str, str]], lines: int) -> bool:
        """Whether the text breaks words: told by those it has elsewhere, else by their number."""
        votes = 0
        for left, right in breaks:
            plain, hyphened = self._known(left, right)
            votes += (plain > hyphened) - (plain < hyphened)
        return votes > 0 if votes else len(breaks) >= _HABIT * max(1, lines)

    def _known(self, left: str, right: str) -> tuple[int, int]:
        """How often the text has the word elsewhere, without and with a hyphen."""
        half, rest = left.casefold(), right.casefold()
        return self._words[half + rest], self._words[f"{half}-{rest}"]

    def join(self, line: str, following: str, *, blank: bool = False) -> str:
        """Two lines as one; ``blank`` says that the file has a blank at the end of the first."""
        first, second = line.rstrip(" "), following.lstrip(" ")
        if not first or not second:
            return first or second
        if first[-1] == "\u00ad":
            return first[:-1] + second
        if first[-1] in "-‐" and not first[-2:-1].isspace():
            return self._over_a_hyphen(first, second)
        if unspaced(first[-1]) or unspaced(second[0]):
            return first + " " * blank + second
        if _UNSPACED_DASH.search(first) or _ADDRESS.search(first.rpartition(" ")[2]):
            return first + second
        return f"{first} {second}"

    def _over_a_hyphen(self, first: str, second: str) -> str:
        left, right = _ENDS_HALF.search(first), _BEGINS_HALF.match(second)
        if left is None or right is None:
            return first + second
        if right.group().casefold() in _LEAVES_HALF and right.group().islower():
            return f"{first} {second}"
        return (first[:-1] if self._goes(left.group(), right.group()) else first) + second

    def _goes(self, left: str, right: str) -> bool:
        """Whether the hyphen between two halves of a word belongs to the line."""
        shouted = left.isupper() and right.isupper() and len(left) > 1
        if not shouted and (not right[0].islower() or left.isupper()):
            return False
        plain, hyphened = self._known(left, right)
        if plain != hyphened:
            return plain > hyphened
        return self._breaks_words
