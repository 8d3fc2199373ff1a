"""The characters of one page of a PDF, put together to pieces of lines.

pdfium gives the characters of a page in a row, with blanks and line ends where it takes them to
be. It is believed as to words, and as to where a line ends; in which order words stand, which are
on one level, and whether a gap lies between them, is told by where they stand on the page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from diptych.formats.reading.pdf.asking import Asking
from diptych.formats.reading.pdf.bidi import Glyph, reading_order, with_marks
from diptych.formats.reading.pdf.characters import (
    DOWN,
    SLANTED,
    Box,
    Characters,
    Style,
    Word,
)
from diptych.formats.reading.pdf.signs import RIGHT_TO_LEFT, has_square, put_right, square, unspaced
from diptych.formats.reading.pdf.spelling import Speller

_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_THIN = 0.01
_BLANK = 0.17
"""The narrowest gap between words that run to the left, in sizes of the letters."""

_WIDE = 0.7
"""The narrowest gap that may part a line, in sizes of the letters."""

_MARK = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a piece of one; points, on the page when it is turned so that it runs to the right.

    ``base`` is where its letters stand, up from the page's bottom, and ``lead`` the width of its
    first word. ``order`` is its place in the file; a ``blank`` one has a blank at its end there.
    ``cells`` tells a row of a table, ``item`` a mark that stands apart before the words.
    """

    words: str
    left: float
    right: float
    base: float
    size: float
    lead: float = 0.0
    order: int = 0
    bold: bool = False
    turn: int = 0
    artifact: bool = False
    blank: bool = False
    cells: bool = False
    item: bool = False

    @property
    def top(self) -> float:
        """How high its letters reach."""
        return self.base + 0.78 * self.size

    @property
    def bottom(self) -> float:
        """How low its letters reach."""
        return self.base - 0.22 * self.size


@dataclass(frozen=True, slots=True)
class PageLines:
    """The pieces of the lines of a page in the order of the file, and what is to be said of them.

    ``characters`` is how many the page has, and ``outside`` how many of them stand beyond its
    edges. ``unknown`` counts pieces in fonts that do not say which letters they show. Most
    letters of an ``rtl`` page run to the left.
    """

    pieces: tuple[Line, ...]
    box: Box
    characters: int
    rtl: bool = False
    outside: int = 0
    unknown: int = 0


def lines_of(asking: Asking, textpage: Any, page: Box, most: int) -> PageLines:
    """The pieces of the lines of a page, of its first ``most`` characters.

    ``textpage`` is pdfium's own text of the page, and ``page`` what of it is seen.
    """
    characters = Characters(asking, textpage, page, most)
    maker = _Maker(characters, page)
    pieces = maker.pieces()
    outside = maker.outside + characters.lost
    return PageLines(pieces, page, characters.total, maker.rtl, outside, maker.unknown)


class _Maker:
    """Makes the pieces of one page."""

    def __init__(self, characters: Characters, page: Box) -> None:
        self._characters, self._page = characters, page
        self._text = characters.text
        self._leftward = len(RIGHT_TO_LEFT.findall(self._text))
        self.rtl = self._leftward > 0 and 2 * self._leftward > sum(map(str.isalpha, self._text))
        self._may_stand = has_square(self._text)
        self._pieces: list[Line] = []
        self._unordered: list[tuple[int, Sequence[Glyph]]] = []
        self._speller = Speller(characters)
        self._turn = 0
        self.outside = self.unknown = 0

    def pieces(self) -> tuple[Line, ...]:
        """All of them, in the order of the file."""
        for match in _LINE.finditer(self._text):
            self._turn = self._characters.turn(match.start())
            words = self._characters.words(match.start(), match.end(), self._turn)
            if self._may_stand:
                words = [word for word in words if not self._stands(word)]
            for level in _levels(words) if self._turn != SLANTED else [words]:
                self._add(level)
        orders = reading_order([glyphs for _, glyphs in self._unordered], rtl=self.rtl)
        for (place, _), words_read in zip(self._unordered, orders, strict=True):
            self._pieces[place] = replace(self._pieces[place], words=put_right(words_read))
        return tuple(piece for piece in self._pieces if piece.words.strip())

    def _add(self, level: list[Word]) -> None:
        """Add the words of one level: one piece, or several with gaps between them."""
        if not level:
            return
        style = self._style(level)
        if self._leftward and any(
            RIGHT_TO_LEFT.search(self._text, word.start, word.end) for word in level
        ):
            self._add_leftward(level, style)
            return
        lefts = [word.left for word in level]
        if lefts != sorted(lefts):
            level = sorted(level, key=lambda word: word.left)
        gaps = [after.left - before.right for before, after in pairwise(level)]
        begin = 0
        for end in (*self._wide(gaps, style.size), len(level)):
            words = level[begin:end]
            of_words = style if len(words) == len(level) else self._style(words)
            lead = words[self._speller.end_of_lead(words)].right - words[0].left
            self._add_piece(
                words, self._speller.spelled(words, of_words, self._turn), lead, of_words
            )
            begin = end

    def _wide(self, gaps: Sequence[float], size: float) -> list[int]:
        """The places after gaps that part the line."""
        if self._turn == SLANTED or max(gaps, default=0.0) <= _WIDE * size:
            return []
        limit = _limit(gaps, size)
        return [place for place, gap in enumerate(gaps, start=1) if gap > limit]

    def _stands(self, word: Word) -> bool:
        """Whether the signs of the word stand under one another; then it is added here."""
        tall = word.top - word.bottom > 1.5 * (word.right - word.left)
        if self._turn or not tall or word.end - word.start < 2:
            return False
        if not square(self._text[word.start]):
            return False
        style = self._characters.style(word, 0)
        text = put_right(self._text[word.start : word.end])
        size, top, middle = style.size, self._page.height, (word.left + word.right) / 2
        self._pieces.append(
            Line(
                text, top - word.top, top - word.bottom, middle - 0.28 * size, size, size,
                word.start, style.bold, DOWN, style.artifact,
            )
        )  # fmt: skip
        return True

    def _add_piece(self, words: Sequence[Word], spelled: str, lead: float, style: Style) -> bool:
        """Add a piece that is seen; say whether it is."""
        starts, ends, lefts, rights, *_ = zip(*words, strict=True)
        start, end, left, right = min(starts), max(ends), min(lefts), max(rights)
        page = self._page.turned(self._turn)
        across = left < page.width and right > 0
        if not (across and -style.size < style.base < page.height):
            self.outside += sum(word.end - word.start for word in words)
            return False
        self.unknown += style.unknown
        lead = style.size if unspaced(self._text[start]) else lead
        blank = self._text[end : end + 1] == " " and not self._characters.is_generated(end)
        self._pieces.append(
            Line(
                put_right(spelled), left, right, style.base, style.size, lead, start, style.bold,
                self._turn, style.artifact, blank,
            )
        )  # fmt: skip
        return True

    def _style(self, words: Sequence[Word]) -> Style:
        """How most of it is set; bold when its ends are bold, too."""
        heights = [word.top - word.bottom for word in words]
        alike = words
        if max(heights) > min(heights) + 1:
            letters: dict[float, int] = {}
            for word, height in zip(words, heights, strict=True):
                letters[round(height)] = letters.get(round(height), 0) + word.end - word.start
            usual = max(letters, key=lambda height: letters[height])
            alike = [word for word, h in zip(words, heights, strict=True) if round(h) == usual]
        lengths = [word.end - word.start for word in alike]
        style = self._characters.style(alike[lengths.index(max(lengths))], self._turn)
        if style.bold and len(words) > 1:
            ends = (self._characters.style(word, self._turn) for word in (words[0], words[-1]))
            return replace(style, bold=all(end.bold for end in ends))
        return style

    def _add_leftward(self, level: list[Word], style: Style) -> None:
        """Add a line with letters that run to the left; its words are ordered in the end."""
        glyphs = with_marks(list(self._glyphs(level)))
        for part in _parts(glyphs, style.size):
            solid = [glyph for glyph in part if glyph.text != " "]
            left = min(glyph.left for glyph in solid)
            right = max(glyph.right for glyph in solid)
            blanks = [glyph.centre for glyph in part if glyph.text == " "]
            lead = right - max((blank for blank in blanks if blank < right), default=left)
            extent = level[0]._replace(left=left, right=right, end=level[-1].end)
            if self._add_piece([extent], "-", lead, style):
                self._unordered.append((len(self._pieces) - 1, part))

    def _glyphs(self, level: Sequence[Word]) -> Iterator[Glyph]:
        """What each glyph of the words stands for, and the blanks that the file has."""
        waiting: Glyph | None = None
        for word in level:
            end = word.end
            while end < len(self._text) and self._text[end] == " ":
                end += 1
            for place in range(word.start, end):
                sign = self._text[place]
                tight = _MARK.match(sign) is not None
                sides = self._characters.sides(place, self._turn, tight=tight)
                if sign == " " and sides[1] - sides[0] < _THIN:
                    continue  # pdfium's own, which it puts anywhere in such lines
                alone = tight or sign == " " or waiting is None or _alone(waiting.text)
                if waiting and not alone and (waiting.left, waiting.right) == sides:
                    waiting = waiting._replace(text=waiting.text + sign)
                    continue
                if waiting:
                    yield waiting
                waiting = Glyph(sign, *sides)
        if waiting:
            yield waiting


def _alone(text: str) -> bool:
    """Whether it is a blank or a mark, which are glyphs of their own."""
    return text == " " or _MARK.match(text) is not None


def _levels(words: Sequence[Word]) -> list[list[Word]]:
    """The words in runs on one level; raised and lowered ones are on it, initials over lines not.

    pdfium sometimes takes two lines for one.
    """
    if len({word.base for word in words}) == 1:
        return [list(words)]
    levels: list[list[Word]] = []
    for word in words:
        if levels:
            last = levels[-1][-1]
            taller = max(word.top - word.bottom, last.top - last.bottom)
            if abs(word.base - last.base) <= 0.45 * taller:
                levels[-1].append(word)
                continue
        levels.append([word])
    return levels


def _limit(gaps: Sequence[float], size: float) -> float:
    """How wide a gap must be to part a line: wider than justified lines have between words."""
    wide = _WIDE * size
    return max(wide, 1.6 * median(gaps)) if len(gaps) > 3 else wide


def _parts(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Glyphs from left to right, parted at wide gaps, with blanks in gaps of a blank's width."""
    solid = [glyph for glyph in glyphs if glyph.text != " "]
    gaps = [after.left - before.right for before, after in pairwise(solid)]
    limit = _limit([gap for gap in gaps if gap > _BLANK * size], size)
    parts: list[list[Glyph]] = []
    reach = -math.inf
    blanks: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text == " ":
            blanks.append(glyph)
            continue
        if parts and _MARK.fullmatch(glyph.text):
            parts[-1].append(glyph)
            continue
        gap = glyph.left - reach
        if not parts or gap > limit:
            parts.append([])
        elif blanks or gap > _BLANK * size:
            parts[-1].append(Glyph(" ", reach, max(reach, glyph.left)))
        blanks = []
        parts[-1].append(glyph)
        reach = max(reach, glyph.right)
    return parts
