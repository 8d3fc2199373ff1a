"""The characters of one page of a PDF: which they are and where they stand, asked of pdfium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from diptych.formats.reading.pdf.asking import AT_ONCE, Asking

SLANTED = -1
"""The turn of words that run neither along the page nor across it."""

DOWN = 270
"""The turn of words that run down the page."""

_WORD = re.compile("[^ \t\x0b\x0c]+")
_OFF = 0.02
"""Quarters of a turn by which a word may be off."""

_FARTHEST = 1e6
_LARGEST = 10_000.0
_BOLD = re.compile(b"bold|black|heavy|demi|[a-z]bd|cmbx|[es][cf]bx", re.IGNORECASE)
_LONGEST_NAME = 128


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From its lower to its upper edge."""
        return self.top - self.bottom

    def turned(self, turn: int) -> Box:
        """The same when the page is turned so that words of this turn run to the right."""
        if turn == 90:
            return Box(self.bottom, -self.right, self.top, -self.left)
        if turn == 180:
            return Box(-self.right, -self.top, -self.left, -self.bottom)
        if turn == 270:
            return Box(-self.top, self.left, -self.bottom, self.right)
        return self


class Word(NamedTuple):
    """Characters ``start`` to ``end`` without a blank, and where they stand on the turned page.

    ``base`` is the line on which the first one stands. Boxes are as high as the font says its
    letters are, and those of fonts that do not say it as high as their letters. The first and the
    last one of an ``uneven`` word differ in height.
    """

    start: int
    end: int
    left: float
    right: float
    bottom: float
    top: float
    base: float
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is set: ``base`` is where it stands, up from the turned page's bottom.

    An ``artifact`` is marked by the file as no part of its text. Fonts of ``unknown`` letters do
    not say which ones they show.
    """

    base: float
    size: float
    bold: bool
    artifact: bool
    unknown: bool


class Characters:
    """One page's characters. Boxes and bases count from the corner of the page when it is turned.

    ``textpage`` is pdfium's own text of the page and ``page`` what of the page is seen. No more
    than ``most`` characters are looked at.
    """

    def __init__(self, asking: Asking, textpage: Any, page: Box, most: int) -> None:
        raw, self._asking = asking.raw, asking
        self._raw, self._page, self._seen = raw, textpage, page
        self._rectangle, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._longest = ctypes.c_ulong(_LONGEST_NAME)
        self.total = max(0, raw.FPDFText_CountChars(textpage))
        self.text = self._characters(min(most, self.total))
        self.lost = 0

    def _characters(self, count: int) -> str:
        """One character for each of pdfium's, halves of pairs among them."""
        units = (ctypes.c_ushort * (count + 1))()
        written = self._raw.FPDFText_GetText(self._page, 0, count, units)
        if written == count + 1:
            text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
            return text if len(text) == count else "".join(map(chr, units[:count]))
        # pdfium left some out, so that places in its text are not those of the characters.
        codes = (self._raw.FPDFText_GetUnicode(self._page, place) for place in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\x01" for code in codes)

    def turn(self, place: int) -> int:
        """By how many degrees the character leans to the left: 0, 90, 180, 270, or SLANTED.

        pdfium counts radians to the right.
        """
        quarters = -self._raw.FPDFText_GetCharAngle(self._page, place) / (math.pi / 2)
        if not math.isfinite(quarters):
            return 0
        return round(quarters) % 4 * 90 if abs(quarters - round(quarters)) < _OFF else SLANTED

    def words(self, start: int, end: int, turn: int) -> list[Word]:
        """The words between two places of the text. Those that stand nowhere are counted lost."""
        matches = _WORD.finditer(self.text, start, end)
        found: list[Word] = []
        while spans := [match.span() for match in islice(matches, AT_ONCE)]:
            self._place(spans, turn, found)
        return found

    def _place(self, spans: Sequence[tuple[int, int]], turn: int, found: list[Word]) -> None:
        """Add the words that stand anywhere; of each, its first and last character tell where."""
        corner = self._seen.turned(turn)
        x, y = corner.left, corner.bottom
        starts, ends = zip(*spans, strict=True)
        firsts = self._asking.boxes(self._page, starts)
        lasts = self._asking.boxes(self._page, [end - 1 for end in ends])
        origins = self._asking.origins(self._page, starts)
        told = zip(starts, ends, firsts, lasts, origins, strict=True)
        for start, end, first, last, origin in told:
            left, top, right, bottom = first
            last_left, last_top, last_right, last_bottom = last
            uneven, base = False, origin[1]
            if top == last_top and bottom == last_bottom and left <= last_left:
                right = max(right, last_right)
            else:
                height, last_height = top - bottom, last_top - last_bottom
                uneven = abs(height - last_height) > 0.15 * max(height, last_height)
                left, right = min(left, last_left), max(right, last_right)
                bottom, top = min(bottom, last_bottom), max(top, last_top)
            if turn > 0:
                box = Box(left, bottom, right, top).turned(turn)
                left, bottom, right, top = box.left, box.bottom, box.right, box.top
                base = Box(*origin, *origin).turned(turn).bottom
            left, right, bottom, top = left - x, right - x, bottom - y, top - y
            if -_FARTHEST < left <= right < _FARTHEST and -_FARTHEST < bottom <= top < _FARTHEST:
                word = (start, end, left, right, bottom, top, base - y, uneven)
                found.append(tuple.__new__(Word, word))  # in half the time that Word() takes
            else:
                self.lost += end - start

    def _base(self, place: int, turn: int, corner: Box) -> float:
        """The line on which a character stands, up from the corner of the turned page."""
        x, y = self._x, self._y
        self._raw.FPDFText_GetCharOrigin(self._page, place, ctypes.byref(x), ctypes.byref(y))
        if turn <= 0:
            return y.value - corner.bottom
        return Box(x.value, y.value, x.value, y.value).turned(turn).bottom - corner.bottom

    def sides(self, place: int, turn: int, *, tight: bool = False) -> tuple[float, float]:
        """The left and right edge of one character; ``tight`` ones are those of its ink."""
        if tight:
            edges = [ctypes.c_double() for _ in range(4)]
            self._raw.FPDFText_GetCharBox(self._page, place, *map(ctypes.byref, edges))
            left, right, bottom, top = (edge.value for edge in edges)
        else:
            found = self._rectangle
            self._raw.FPDFText_GetLooseCharBox(self._page, place, ctypes.byref(found))
            left, bottom, right, top = found.left, found.bottom, found.right, found.top
        if turn <= 0:
            return left - self._seen.left, right - self._seen.left
        box = Box(left, bottom, right, top).turned(turn)
        corner = self._seen.turned(turn).left
        return box.left - corner, box.right - corner

    def is_raised(self, place: int, style: Style) -> bool:
        """Whether a character is smaller than those of a style, and stands higher."""
        base = self._base(place, 0, self._seen)
        return base > style.base + 0.08 * style.size and self._size(place) < 0.85 * style.size

    def _size(self, place: int) -> float:
        """The size of a character on the page; 0 where it is none that letters have."""
        raw, page = self._raw, self._page
        self._asking.matrix_of(page, place, ctypes.byref(self._matrix))
        scale = math.hypot(self._matrix.c, self._matrix.d)
        size: float = raw.FPDFText_GetFontSize(page, place) * scale
        return size if 0.1 < size < _LARGEST else 0.0

    def step(self, place: int, following: int) -> float:
        """How far to the right of one character another one begins, on a page as it is."""
        x, y = self._x, self._y
        self._raw.FPDFText_GetCharOrigin(self._page, place, ctypes.byref(x), ctypes.byref(y))
        begin = x.value
        self._raw.FPDFText_GetCharOrigin(self._page, following, ctypes.byref(x), ctypes.byref(y))
        return x.value - begin

    def is_one_object(self, first: int, last: int) -> bool:
        """Whether the file shows two characters, and so what is between, with one command."""
        object_of = self._asking.object_of
        shown = object_of(self._page, first)
        return shown is not None and bool(shown == object_of(self._page, last))

    def style(self, word: Word, turn: int) -> Style:
        """How a word is set, by its first character, or by its last one where that is larger.

        It is ``bold`` when both are.
        """
        raw, page, place, base = self._raw, self._page, word.start, word.base
        size = self._size(place)
        if word.uneven and self._size(word.end - 1) > 1.1 * size:
            place = word.end - 1
            size, base = self._size(place), self._base(place, turn, self._seen.turned(turn))
        if not size:
            height = (word.top - word.bottom) / 1.15
            size = height if 0.1 < height < _LARGEST else 1.0
        if not word.bottom - size <= base <= word.top + size:
            base = word.bottom + 0.22 * size
        bold = self._is_bold(word.start) and self._is_bold(word.end - 1)
        unknown = raw.FPDFText_HasUnicodeMapError(page, place) == 1
        return Style(base, size, bold, self._is_artifact(place), unknown)

    def is_generated(self, place: int) -> bool:
        """Whether pdfium put the character there, a blank, and not the file."""
        return bool(self._raw.FPDFText_IsGenerated(self._page, place) == 1)

    def _is_bold(self, place: int) -> bool:
        """Whether the name of its font says so; weights that files give are no good."""
        length = self._asking.font_of(self._page, place, self._name, self._longest, None)
        return 0 < length <= _LONGEST_NAME and _BOLD.search(self._name.raw, 0, length) is not None

    def _is_artifact(self, place: int) -> bool:
        """Whether the text is marked as one, as headers and footers are in tagged files."""
        raw = self._raw
        shown = raw.FPDFText_GetTextObject(self._page, place)
        if not shown:
            return False
        marks = raw.FPDFPageObj_CountMarks(shown)
        if marks <= 0:
            return False
        length = ctypes.c_ulong()
        name = (ctypes.c_ushort * 16)()
        for number in range(min(4, marks)):
            mark = raw.FPDFPageObj_GetMark(shown, number)
            found = mark and raw.FPDFPageObjMark_GetName(
                mark, name, ctypes.sizeof(name), ctypes.byref(length)
            )
            if found and bytes(name)[: length.value].decode("utf-16-le") == "Artifact\0":
                return True
        return False
