"""Words of one level to the text they are: blanks between them and in them, raised figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diptych.formats.reading.pdf.characters import Characters, Style, Word
from diptych.formats.reading.pdf.signs import has_unspaced, raised, square, unspaced

_FIGURE = re.compile("[0-9]")
_GROUP = re.compile(r"\d{3}\b")
_LONGEST_LEAD = 3
_SEEN_GAP = 0.12
"""The narrowest gap that is a blank, in sizes of the letters."""

_NARROW = re.compile("[0-9][0-9]|[«‹].|.[»›%‰°€:;?!]")
"""Between what there are narrow blanks, at which no line is broken."""


class Speller:
    """Spells the words of a page, whose characters are given."""

    def __init__(self, characters: Characters) -> None:
        self._characters, self._text = characters, characters.text
        self._turn = 0
        self._as_one = False

    def end_of_lead(self, words: Sequence[Word]) -> int:
        """The place of the last word that goes with the first one to whatever line this does.

        Blanks inside of figures and beside opening or closing signs are no places to break.
        """
        first = self._text[words[0].start : words[0].end]
        place = 0
        while place + 1 < len(words) and place < _LONGEST_LEAD:
            following = self._text[words[place + 1].start : words[place + 1].end]
            joined = first[-1:].isdigit() and _GROUP.match(following) is not None
            joined |= not any(map(str.isalnum, following))
            if any(map(str.isalnum, first)) and not joined:
                break
            first, place = following, place + 1
        return place

    def spelled(self, words: Sequence[Word], style: Style, turn: int) -> str:
        """The words of a piece, with blanks between them where blanks are meant."""
        size, self._turn = style.size, turn
        self._as_one = self._characters.is_one_object(words[0].start, words[-1].end - 1)
        starts, ends, lefts, rights, *_ = zip(*words, strict=True)
        begin, end = min(starts), max(ends)
        written = self._all_written(words, style, begin, end)
        airy = has_unspaced(self._text[begin:end])
        steps = [after - before for after, before in zip(starts[1:], ends[:-1], strict=True)]
        gaps = [after - before for after, before in zip(lefts[1:], rights[:-1], strict=True)]
        touching = [gap < 0.02 * size for gap in gaps]
        # Some programs move letters by blanks that are not seen; with wrong widths all words touch.
        unseen = 5 * sum(touching) <= len(words)
        follow = not steps or (min(steps) > 0 and max(steps) <= 3)
        if follow and not airy and not (unseen and any(touching)):
            return " ".join(written)
        parts = [written[0]]
        for place, (before, after) in enumerate(pairwise(words)):
            if not 0 < steps[place] <= 3:
                blank = gaps[place] > 0.1 * size
            elif airy:
                blank = not (
                    self._is_near(before, after, size) and self._characters.is_generated(before.end)
                )
            else:
                blank = not (touching[place] and unseen)
            parts += (" ", written[place + 1]) if blank else (written[place + 1],)
        return "".join(parts)

    def _all_written(
        self, words: Sequence[Word], style: Style, begin: int, end: int
    ) -> Sequence[str]:
        """Each of the words as it is written; all of them stand between two places."""
        text = self._text
        if not (self._turn or self._as_one):
            return [self._written(word, style) for word in words]
        written = [text[word.start : word.end] for word in words]
        if _FIGURE.search(text, begin, end):
            for place, word in enumerate(words):
                if _FIGURE.search(text, word.start, word.end):
                    written[place] = self._written(word, style)
        return written

    def _is_near(self, before: Word, after: Word, size: float) -> bool:
        """Whether there is no more than air between two words of which one is of Han signs.

        These are as wide as high, though their boxes may be narrower.
        """
        text, gap = self._text, after.left - before.right
        if self._turn == 0 and square(text[before.end - 1]):
            gap = min(gap, self._characters.step(before.end - 1, after.start) - size)
        return gap < _air(text[before.end - 1], text[after.start]) * size

    def _written(self, word: Word, style: Style) -> str:
        """The word as it is written; figures that are raised are such characters.

        Else the number of a note would be taken for a part of the number before it.
        """
        text = self._opened(word, style.size)
        if self._turn or not _FIGURE.search(text) or len(text) != word.end - word.start:
            return text
        places = range(word.start, word.end)
        return "".join(
            raised(sign) if sign.isdigit() and self._characters.is_raised(place, style) else sign
            for sign, place in zip(text, places, strict=True)
        )

    def _opened(self, word: Word, size: float) -> str:
        """The word, with blanks where its letters stand as far apart as words do.

        Between what is shown by several commands, pdfium sees only gaps that are wide for the
        letters beside them: none beside broad ones, in kerned lines, or inside of French figures.
        """
        text = self._text[word.start : word.end]
        if self._turn or len(text) < 2 or self._as_one:
            return text
        if self._characters.is_one_object(word.start, word.end - 1):
            return text
        edges = [self._characters.sides(place, 0) for place in range(word.start, word.end)]
        gaps = [after[0] - before[1] for before, after in pairwise(edges)]
        if max(gaps) <= _SEEN_GAP * size:
            return text
        limit = max(_SEEN_GAP * size, sorted(gaps)[len(gaps) // 4] + 0.1 * size)
        parts = [text[0]]
        for gap, (before, sign) in zip(gaps, pairwise(text), strict=True):
            if gap > limit and not (unspaced(before) or unspaced(sign)):
                narrow = gap < 0.2 * size and _NARROW.match(before + sign)
                parts.append("\u202f" if narrow else " ")
            parts.append(sign)
        return "".join(parts)


def _air(before: str, after: str) -> float:
    """The air beside Han signs, which pdfium takes for a blank: less than this many of their size.

    Lines are justified by it, and a quarter stands between them and Latin letters.
    """
    both = unspaced(before), unspaced(after)
    return 0.22 if all(both) else 0.35 if any(both) else 0.0
