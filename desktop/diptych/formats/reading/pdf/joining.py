"""How lines are joined: with a blank or without one, and what becomes of hyphens at their ends.

In a PDF a hyphen at a line's end may belong to the word ("well-/known") or to the line ("impro-/
vement"); the file does not say which, whatever libraries make of it. It goes only where the text
itself speaks for that:

1. It stays before a capital or a figure, and after a figure; in words that have another one
   ("round-the-/world"); and with a blank before a word such as "und", for which half a word was
   left ("Vor- und Nachteile").
2. Where the text has the word elsewhere, with or without a hyphen, it is written as there.
3. Else it goes in texts that break words at line ends, and stays in those that hardly ever do so.

A soft hyphen (U+00AD) goes before a small letter, and so does U+2010, which browsers put in its
place and hardly anyone types. No blank comes after any of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from diptych.formats.reading.pdf.signs import ends_at_hyphen, unspaced

_ENDS_HALF = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=[-‐]\Z)")
_HYPHENS = ("-", "‐")
_BEGINS_HALF = re.compile(r"[^\W\d_]+(?P<more>-\w)?")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEAVES_HALF = frozenset({"und", "oder", "bzw", "sowie", "and", "och", "eller", "og", "et", "ou"})
_LONGEST_ADDRESS = 300
_UNSPACED_DASH = re.compile(r"\S—\Z|\d–\Z")
_END = 60
"""Characters at a line's end in which its last word is looked for; no word is longer."""

_HABIT = 0.06
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
            half = _ENDS_HALF.search(line[-_END:]) if line.endswith(_HYPHENS) else None
            if left is not None and tokens:
                breaks.append((left, tokens[0]))
            # Halves of words are no words: nothing is learnt from them.
            whole = tokens[left is not None : len(tokens) - (half is not None)]
            self._words.update(map(str.casefold, whole))
            left = half.group() if half else None
            count += len(tokens) > 4
        self._breaks_words = self._habit(breaks, count)

    def _habit(self, breaks: Sequence[tuple[str, str]], lines: int) -> bool:
        """Whether the text breaks words: told by those it has elsewhere, else by their number."""
        votes = 0
        for left, right in breaks:
            plain, hyphened = self._known(left, right)
            votes += (plain > hyphened) - (plain < hyphened)
        return votes > 0 if votes else len(breaks) > 1 and len(breaks) >= _HABIT * lines

    def _known(self, left: str, right: str) -> tuple[int, int]:
        """How often the text has the word elsewhere, without and with a hyphen."""
        half, rest = left.casefold(), right.casefold()
        return self._words[half + rest], self._words[f"{half}-{rest}"]

    def joined(self, lines: Iterable[tuple[str, bool]]) -> str:
        """Lines as one; each with whether the file has a blank at its end."""
        parts: list[str] = []
        before, blank = "", False
        for line, blank_after in lines:
            words = line.strip(" ")
            if not words:
                continue
            if before:
                goes, between = self._between(before, words, blank)
                if goes:
                    parts[-1] = parts[-1][:-1]
                parts.append(between)
            parts.append(words)
            before, blank = words, blank_after
        return "".join(parts)

    def _between(self, first: str, second: str, blank: bool) -> tuple[bool, str]:
        """Whether the last sign of a line goes, and what stands between it and the next line."""
        if first[-1] in "\u00ad‐" and second[0].islower():
            return True, ""
        if ends_at_hyphen(first):
            return self._over_a_hyphen(first, second)
        if unspaced(first[-1]) or unspaced(second[0]):
            return False, " " * blank
        if _UNSPACED_DASH.search(first[-2:]) or _ends_address(first):
            return False, ""
        return False, " "

    def _over_a_hyphen(self, first: str, second: str) -> tuple[bool, str]:
        left, right = _ENDS_HALF.search(first[-_END:]), _BEGINS_HALF.match(second)
        if left is None or right is None:
            return False, ""
        if right.group() in _LEAVES_HALF:
            return False, " "
        inner = "-" in left.group() or first[-_END:][: left.start()].endswith("-")
        if inner or right["more"]:
            return False, ""
        return self._goes(left.group(), right.group()), ""

    def _goes(self, left: str, right: str) -> bool:
        """Whether the hyphen between two halves of a word belongs to the line."""
        shouted = left.isupper() and right.isupper() and len(left) > 1
        if not shouted and (not right[0].islower() or left.isupper()):
            return False
        plain, hyphened = self._known(left, right)
        if plain != hyphened:
            return plain > hyphened
        return self._breaks_words


def _ends_address(line: str) -> bool:
    """Whether the line ends inside of an address of the web, at one of its signs."""
    word = line[-_LONGEST_ADDRESS:].rpartition(" ")[2]
    return word.endswith(tuple("/.?=&_%")) and word.startswith(("http://", "https://", "www."))
