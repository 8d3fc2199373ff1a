"""The lines of columns to passages: where one ends and the next one begins.

A line begins a passage when it is set otherwise, when it stands further below or to the right than
lines do that go on, or when the line before it was left while there was room for the next word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from diptych.formats.reading.pdf.lines import Line
from diptych.formats.reading.pdf.signs import (
    ends_at_hyphen,
    finished,
    starts_bullet,
    starts_item,
    starts_small,
    unspaced,
)

LARGE = 1.15
"""How many times as large as the text headings are, at least."""

_DOTS = ".·…_"
_FEWEST_DOTS = 6
_LEADERS = re.compile(rf"(?:\s?[{_DOTS}]){{{_FEWEST_DOTS},}}\s*(?:\d+|[ivxlc]+)?\s*\Z")
_LONGEST_LEADERS = 300
_NOTE = re.compile(r"\d{1,3}\s|[⁰¹²³⁴-⁹*†‡]")
_MOST_OF_HEADING = 6
_NEIGHBOURS = 4
_ENOUGH_VOTES = 3
_SMALL = 0.94
_SAME = 0.08
_FEWEST_TO_TELL = 4
_INDENT = 0.6
"""How far to the right a line is indented, at least, in sizes of its letters."""


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column from the top, and the number of its page.

    One that is ``aside`` runs another way than the text of its page.
    """

    lines: tuple[Line, ...]
    page: int
    aside: bool = False

    @property
    def left(self) -> float:
        """The leftmost place at which two lines begin, else that of any."""
        lefts = sorted(line.left for line in self.lines)
        return next((left for left, other in pairwise(lefts) if other - left < 2.0), lefts[0])


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together, the number of the page they begin on, and that of their column.

    ``size`` is that of most of their letters. One that ``opens`` its column is the first in it.
    Lines of about its size go from ``left`` to ``right`` there.
    """

    lines: tuple[Line, ...]
    size: float
    page: int
    column: int
    left: float
    right: float
    opens: bool
    aside: bool = False

    @property
    def listing(self) -> bool:
        """Whether it is a line of a table of contents: dots lead to a page's number."""
        return _leads(self.lines[-1])

    @property
    def indented(self) -> bool:
        """Whether its first line begins further to the right than its column does."""
        return self.lines[0].left > self.left + _INDENT * self.lines[0].size


def body_size(columns: Iterable[Column]) -> float:
    """The size of most letters, in halves of points, but for what runs aside."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in () if column.aside else column.lines:
            sizes[round(2 * line.size) / 2] += len(line.words)
    return sizes.most_common(1)[0][0]


def passages_of(columns: Sequence[Column], body: float) -> list[Passage]:
    """The passages of all columns, in order. ``body`` is the size of most letters."""
    pitches, reach = _Pitches(columns), _Reach(columns)
    passages = []
    breaks = [_Breaks(column, body, pitches) for column in columns]
    votes = sum(of_column.votes for of_column in breaks)
    for number, column in enumerate(columns):
        left = column.left
        for place, lines in enumerate(breaks[number].groups(votes)):
            size = max(lines, key=lambda line: len(line.words)).size
            right = reach.of(number, lines[-1])
            passages.append(
                Passage(
                    lines, size, column.page, number, left, right, place == 0, column.aside
                )
            )  # fmt: skip
    return passages


class _Reach:
    """How far to the right lines of a size go, rows of tables aside.

    Where a column has few of them, those of others that begin where it does tell it.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._own: list[dict[int, float]] = []
        self._all: dict[tuple[int, int], float] = {}
        self._lefts = [round(column.left / 2) for column in columns]
        for column, left in zip(columns, self._lefts, strict=True):
            rights: dict[int, list[float]] = {}
            for line in column.lines:
                if not line.cells:
                    rights.setdefault(_grade(line.size), []).append(line.right)
            for grade, found in rights.items():
                key = (left, grade)
                self._all[key] = max(self._all.get(key, 0.0), *found)
            self._own.append({g: max(f) for g, f in rights.items() if len(f) >= _FEWEST_TO_TELL})

    def of(self, column: int, line: Line) -> float:
        """How far lines like this one go in the column of that number."""
        grades = [_grade(line.size) + step for step in (-1, 0, 1)]
        own = [self._own[column][grade] for grade in grades if grade in self._own[column]]
        if own:
            return max(line.right, *own)
        lefts = [self._lefts[column] + step for step in (-1, 0, 1)]
        return max(line.right, *(self._all.get((x, g), 0.0) for x in lefts for g in grades))


class _Pitches:
    """How far below one another lines of a size stand in the text as a whole."""

    def __init__(self, columns: Iterable[Column]) -> None:
        steps: dict[int, list[float]] = {}
        for column in columns:
            for above, line in pairwise(column.lines):
                step = above.base - line.base
                if not _resized(above, line) and 0.7 * line.size < step < 3.5 * line.size:
                    steps.setdefault(round(2 * line.size), []).append(step)
        self._pitches = {
            size: quantiles(found, n=10)[2] if len(found) > 4 else 0.0
            for size, found in steps.items()
        }

    def of(self, size: float) -> float:
        """The pitch of lines of this size, in points."""
        return self._pitches.get(round(2 * size)) or 1.3 * size


class _Breaks:
    """Finds where passages begin in one column."""

    def __init__(self, column: Column, body: float, pitches: _Pitches) -> None:
        self._lines, self._body, self._pitches = column.lines, body, pitches
        self._left = column.left
        self._filled = self._is_filled()
        company = sum(self._has_company(place) for place in range(len(self._lines)))
        self._justified = 2 * company > len(self._lines)
        self.votes = self._votes_for_first_lines()
        self._indents_first = False
        self._start = 0

    def groups(self, votes: int) -> Iterator[tuple[Line, ...]]:
        """The lines of each passage. ``votes`` are those of all columns for first lines."""
        self._indents_first = (self.votes if abs(self.votes) >= _ENOUGH_VOTES else votes) > 0
        self._start = 0
        for place in range(1, len(self._lines)):
            if self._begins(place):
                yield self._lines[self._start : place]
                self._start = place
        yield self._lines[self._start :]

    def _begins(self, place: int) -> bool:
        """Whether the line begins a passage."""
        above, line = self._lines[place - 1], self._lines[place]
        goes_on = starts_small(line.words) and not finished(above.words)
        goes_on |= ends_at_hyphen(above.words)
        if line.item or starts_bullet(line.words) or self._is_set_otherwise(above, line, goes_on):
            return True
        step = above.base - line.base
        if min(above.size, line.size) >= LARGE * self._body:
            return step > 1.8 * line.size or place - self._start >= _MOST_OF_HEADING
        if step > 1.35 * self._pitches.of(line.size) or self._is_indented(place, goes_on):
            return True
        early = self._is_short(place)
        may_be_item = starts_item(line.words)
        if line.size < _SMALL * self._body:
            may_be_item |= _NOTE.match(line.words) is not None
        if may_be_item and (finished(above.words) or early):
            return True
        return early and not goes_on

    def _is_set_otherwise(self, above: Line, line: Line, goes_on: bool) -> bool:
        """Whether the lines are no lines of one passage by their form alone.

        In the middle of a sentence a line may be mostly names in another font.
        """
        if above.cells or line.cells or _leads(above):
            return True
        if goes_on:
            return _share(above.size, line.size) > 0.2
        return _resized(above, line) or above.bold != line.bold

    def _is_indented(self, place: int, goes_on: bool) -> bool:
        """Whether the line's left edge makes it the first one of a passage."""
        above, line = self._lines[place - 1], self._lines[place]
        indent = _INDENT * line.size
        shift = line.left - above.left
        second = place - 1 == self._start
        if self._are_centred(above, line):
            return False
        if shift < -indent:
            return not second
        if shift > indent:
            item = above.item or starts_bullet(above.words) or starts_item(above.words)
            if item and second:
                return False
            alone = self._indents_first and not self._stays_indented(place)
            return finished(above.words) or self._is_short(place) or (alone and not goes_on)
        alone = self._indents_first and not self._stays_indented(place)
        ended = finished(above.words) or (alone and not goes_on)
        return second and line.left > self._left + indent and ended

    def _stays_indented(self, place: int) -> bool:
        """Whether there is a line after this one that begins as far to the right."""
        line = self._lines[place]
        rest = self._lines[place + 1 : place + 2]
        return any(after.left > line.left - _INDENT * line.size / 2 for after in rest)

    def _are_centred(self, above: Line, line: Line) -> bool:
        apart = abs(above.left + above.right - line.left - line.right) / 2
        inner = min(above.left, line.left) > self._left + _INDENT * line.size
        return inner and apart < 0.4 * line.size and abs(above.left - line.left) > 1.5

    def _is_short(self, place: int) -> bool:
        """Whether the line before was left while there was room for this one's first word.

        How far lines reach is taken from those around, as columns may be narrower beside pictures.
        Justified ones reach as far as others beside them. In lists and verse, all are left early.
        """
        above, line = self._lines[place - 1], self._lines[place]
        if self._justified and self._has_company(place - 1):
            return False
        if not self._filled:
            return True
        near = self._lines[max(0, place - 1 - _NEIGHBOURS) : place + _NEIGHBOURS]
        reach = max(other.right for other in near if not _resized(other, above))
        room = reach - above.right - 0.6 * line.size
        return room > (1.6 * line.size if unspaced(line.words[0]) else line.lead)

    def _has_company(self, place: int) -> bool:
        """Whether a line beside this one ends just where it does."""
        beside = (place - 2, place - 1, place + 1, place + 2)
        right = self._lines[place].right
        return any(
            abs(self._lines[near].right - right) < 1
            for near in beside
            if 0 <= near < len(self._lines)
        )

    def _votes_for_first_lines(self) -> int:
        """How many more ends come before indented lines than before such that are not.

        Where there are more, first lines are indented; else all others are.
        """
        votes = 0
        for place, (above, line) in enumerate(pairwise(self._lines), start=1):
            shift = line.left - above.left
            if abs(shift) > _INDENT * line.size and not _resized(above, line):
                ended = finished(above.words) or self._is_short(place)
                votes += ended if shift > 0 else -ended
        return votes

    def _is_filled(self) -> bool:
        """Whether most lines reach about as far as the longest one."""
        told = [line for line in self._lines if not line.cells and abs(line.size - self._body) < 1]
        if len(told) < _FEWEST_TO_TELL:
            return True
        reach = max(line.right for line in told)
        near = reach - 0.25 * (reach - min(line.left for line in told))
        return 2 * sum(line.right > near for line in told) >= len(told)


def _leads(line: Line) -> bool:
    """Whether dots lead to the line's end."""
    end = line.words[-_LONGEST_LEADERS:]
    # Few lines have so many dots, and to count them takes less time than to look for their row.
    return sum(map(end.count, _DOTS)) >= _FEWEST_DOTS and _LEADERS.search(end) is not None


def _resized(above: Line, line: Line) -> bool:
    return above.size != line.size and _share(above.size, line.size) > _SAME


def _grade(size: float) -> int:
    """Sizes that are hardly to be told apart are of the same grade or of neighbouring ones."""
    return round(math.log(size) / math.log1p(_SAME))


def _share(size: float, other: float) -> float:
    """By what share of the larger one two sizes differ."""
    return abs(size - other) / max(size, other)
