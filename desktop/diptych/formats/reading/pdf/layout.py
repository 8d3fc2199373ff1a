"""Where the columns of a page are, and in which order they are read.

A page is cut at gutters: bands that no line crosses, with running text on both sides of them. What
stands above a gutter's run is read first, then what is left and right of it, then what is below;
each of these may have gutters of its own. Tables have gutters, too; they are told from columns by
the order in which the file has their words, and by how much each line says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from diptych.formats.reading.pdf.lines import Line
from diptych.formats.reading.pdf.signs import starts_small

_FEWEST = 2
"""Lines on either side of a gutter, at least."""

_ENOUGH = 3
"""Lines on either side, beside one another, that make columns without other signs of them."""

_MOST_LINES = 3_000
_MOST_CUTS = 40
_MOST_EDGES = 12
_GUTTER = 0.6
"""The width of a gutter, at least, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter: the lines from ``first`` to ``last`` stand to the left or right of it."""

    first: int
    last: int
    left: list[Line]
    right: list[Line]


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in columns, in the order in which these are read; each from the top."""
    todo = [sorted(lines, key=lambda line: -line.base)]
    if len(lines) > _MOST_LINES:
        return todo
    found: list[list[Line]] = []
    cuts = 0
    while todo:
        part = todo.pop()
        cut = _gutter(part) if cuts < _MOST_CUTS else None
        if cut is None:
            found.append(part)
        else:
            cuts += 1
            parts = (part[cut.last :], cut.right, cut.left, part[: cut.first])
            todo += [lines for lines in parts if lines]
    return found


def _gutter(lines: Sequence[Line]) -> _Cut | None:
    """The gutter along which most lines stand; the leftmost of equals."""
    if len(lines) < 2 * _FEWEST or not _any_abreast(lines):
        return None
    best, most = None, 0
    size = median(line.size for line in lines)
    for edge in _edges(lines):
        for cut in _cuts(lines, edge - _GUTTER * size, edge, 0.1 * size):
            if cut.last - cut.first > most and _are_columns(cut.left, cut.right):
                best, most = cut, cut.last - cut.first
    return best


def _any_abreast(lines: Sequence[Line]) -> bool:
    return any(
        above.base - line.base < 1.2 * max(above.size, line.size)
        and (above.right < line.left or line.right < above.left)
        for above, line in pairwise(lines)
    )


def _edges(lines: Sequence[Line]) -> list[float]:
    """Where several lines begin, but for those that begin leftmost; from left to right."""
    groups: list[list[float]] = []
    for left in sorted(line.left for line in lines):
        if groups and left - groups[-1][0] < 2.0:
            groups[-1].append(left)
        else:
            groups.append([left])
    able = sorted((group for group in groups[1:] if len(group) >= _FEWEST), key=len, reverse=True)
    return sorted(group[0] for group in able[:_MOST_EDGES])


def _cuts(lines: Sequence[Line], begin: float, end: float, slack: float) -> list[_Cut]:
    """The runs of lines, from the top, of which none crosses the band from begin to end."""
    cuts: list[_Cut] = []
    start = 0
    for place in range(len(lines) + 1):
        line = lines[place] if place < len(lines) else None
        if line and (line.right <= begin + slack or line.left >= end - slack):
            continue
        if place - start >= 2 * _FEWEST:
            first, last = _trimmed(lines, start, place, end - slack)
            sides: tuple[list[Line], list[Line]] = ([], [])
            for line in lines[first:last]:
                sides[line.left >= end - slack].append(line)
            cuts.append(_Cut(first, last, *sides))
        start = place + 1
    return cuts


def _trimmed(lines: Sequence[Line], start: int, end: int, middle: float) -> tuple[int, int]:
    """The run without what stands by itself over or under both sides, with a gap between."""
    sides: tuple[list[int], list[int]] = ([], [])
    for place in range(start, end):
        sides[lines[place].left >= middle].append(place)
    if not all(sides):
        return start, end
    first, last = start, end
    for places in sides:
        other = sides[places is sides[0]]
        pitch = _pitch([lines[place] for place in places])
        for above, below in pairwise(places):
            gap = lines[above].base - lines[below].base
            if gap > 1.8 * pitch:
                if above < other[0]:
                    first = max(first, above + 1)
                if below > other[-1]:
                    last = min(last, below)
    return first, max(first, last)


def _pitch(lines: Sequence[Line]) -> float:
    size = median(line.size for line in lines)
    steps = [above.base - line.base for above, line in pairwise(lines)]
    steps = [step for step in steps if step > 0.5 * size]
    return max(size, median(steps)) if steps else 1.2 * size


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether these are columns of running text, and not of a table."""
    if not left or not right:
        return False
    low = max(left[-1].base, right[-1].base)
    high = min(left[0].base, right[0].base)
    abreast = [_levels(line for line in side if low <= line.base <= high) for side in (left, right)]
    if min(abreast) < _FEWEST:
        return False
    says = sorted(_says(side) for side in (left, right))
    turns = _turns(left, right)
    if min(abreast) < _ENOUGH:
        return len(turns) <= 1 and says[0] >= 12
    if len(turns) <= 2:
        return says[1] >= 12 or not _level(left, right)
    if len(turns) <= 0.15 * (len(left) + len(right)):
        return says[0] >= 12
    # The file goes from side to side: line by line in columns, whose lines begin anywhere in a
    # sentence, or cell by cell in tables, whose cells begin with capitals and figures.
    return says[0] >= 15 and sum(map(starts_small, turns)) >= 0.35 * len(turns)


def _says(lines: Sequence[Line]) -> float:
    """How many letters stand on one level; justified lines come in pieces."""
    return sum(len(line.words) for line in lines) / _levels(lines)


def _levels(lines: Iterable[Line]) -> int:
    return len({round(line.base) for line in lines})


def _turns(left: Sequence[Line], right: Sequence[Line]) -> list[str]:
    """The words with which the file goes over from one side to the other."""
    sided = sorted([(line.order, 0, line.words) for line in left]
                   + [(line.order, 1, line.words) for line in right])  # fmt: skip
    return [after[2] for before, after in pairwise(sided) if before[1] != after[1]]


def _level(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether most lines of the shorter side are on one level with lines of the other one."""
    fewer, more = sorted((left, right), key=len)
    bases = {round(line.base) for line in more}
    return sum(bool({round(line.base) + d for d in (-1, 0, 1)} & bases) for line in fewer) > 0.6 * (
        len(fewer)
    )
