"""Headers and footers: lines at the top and the bottom of pages that other pages have, too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from diptych.formats.reading.pdf.flows import Flow
from diptych.formats.reading.pdf.lines import Line
from diptych.formats.reading.pdf.rows import levels, rows_of

_ROWS = 4
"""Rows at either end of a page that may be headers or footers."""

_NEAR = 3
"""Pages between which a line must come again; headers of left and right pages take turns."""

_SHIFT = 3.0
_FIGURES = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlcdm]{1,7}|[IVXLCDM]{1,7}")

_LARGE = 1.3
_LONGEST = 200
"""Characters of a piece of a header or footer."""

_LONGEST_NUMBER = 30
"""Characters of such a piece that is a page's number, with what stands around it."""


_Key = tuple[int, bool, str, int]
"""The turn of a piece, whether it is at the top, its words without figures, and its page."""

_Seen = Mapping[_Key, Sequence[tuple[float, str]]]
"""Where such pieces stand, from the edge of the page, and their words."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The first of the headers or footers that are alike, and the number of its page."""

    words: str
    page: int
    top: bool


@dataclass(frozen=True, slots=True)
class Margins:
    """Pages without headers and footers, these once each, and how often they are left out."""

    flows: list[Flow]
    margins: list[Margin]
    repeats: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row at one end of a page. One that is ``apart`` does not stand as lines of a text do."""

    pieces: tuple[Line, ...]
    distance: float
    apart: bool


def without_margins(flows: Sequence[Flow]) -> Margins:
    """Find the headers and footers of all pages, and take them out of the text.

    A row is one when a piece of it stands at the same height on a page nearby, and it is set apart
    from the text or has the pages' number; or when the file itself marks it. Figures may differ as
    the numbers of the pages do.
    Rows are looked at from the edge of the page, as long as they are headers or footers. Where all
    rows of all pages are, none is.
    """
    ends = [(flow, top, _end(flow, top)) for flow in flows for top in (True, False)]
    seen: dict[_Key, list[tuple[float, str]]] = {}
    for flow, top, rows in ends:
        for row in rows:
            for piece in row.pieces:
                key = (flow.turn, top, _masked(piece.words), flow.number)
                seen.setdefault(key, []).append((row.distance, piece.words))
    margins: dict[tuple[int, bool, str], Margin] = {}
    dropped: set[int] = set()
    repeats = 0
    for flow, top, rows in ends:
        for row in _margins_of(rows, flow, seen, top=top):
            dropped |= {id(piece) for piece in row.pieces}
            words = "\t".join(line.words.strip() for line in rows_of(row.pieces))
            alike = (flow.turn, top, _masked(words))
            repeats += alike in margins
            margins.setdefault(alike, Margin(words, flow.number, top))
    kept = [
        replace(flow, lines=tuple(line for line in flow.lines if id(line) not in dropped))
        for flow in flows
    ]
    if not any(flow.lines for flow in kept):
        return Margins(list(flows), [], 0)  # there is nothing that they could be beside of
    return Margins([flow for flow in kept if flow.lines], list(margins.values()), repeats)


def _end(flow: Flow, top: bool) -> list[_Row]:
    """The outermost rows at one end of a page, from the edge."""
    rows = levels(flow.lines)
    if not top:
        rows.reverse()
    bases = [max(piece.base for piece in row) for row in rows]
    steps = [abs(outer - inner) for outer, inner in pairwise(bases)]
    pitch = median(steps) if steps else 0.0
    found = []
    for place, row in enumerate(rows[: min(_ROWS, (len(rows) + 1) // 2)]):
        sizes = {round(piece.size) for piece in row}
        apart = len(rows) <= 3 or steps[place] > 1.3 * pitch
        apart = apart or round(rows[place + 1][0].size) not in sizes
        distance = flow.height - bases[place] if top else bases[place]
        found.append(_Row(tuple(row), distance, apart))
    return found


def _margins_of(rows: Sequence[_Row], flow: Flow, seen: _Seen, *, top: bool) -> Sequence[_Row]:
    """Those of the outermost rows of a page that are headers or footers."""
    size = median(line.size for line in flow.lines)
    marked = 2 * sum(line.artifact for line in flow.lines) < len(flow.lines)
    sure = end = 0
    for row in rows:
        end += 1
        if marked and all(piece.artifact for piece in row.pieces):
            sure = end
            continue
        pages = [_pages(piece, row.distance, flow, seen, top, size) for piece in row.pieces]
        if not any(pages):
            break
        numbered = any(
            count > 2 and len(piece.words) <= _LONGEST_NUMBER and _FIGURES.search(piece.words)
            for count, piece in zip(pages, row.pieces, strict=True)
        )
        if row.apart or numbered:
            sure = end
    return rows[:sure]


def _pages(piece: Line, distance: float, flow: Flow, seen: _Seen, top: bool, size: float) -> int:
    """On how many pages nearby a piece like this one stands at the same height."""
    if len(piece.words) > _LONGEST:
        return 0
    masked = _masked(piece.words)
    count = 0
    for away in range(-_NEAR, _NEAR + 1):
        others = seen.get((flow.turn, top, masked, flow.number + away), ()) if away else ()
        count += any(
            abs(distance - other) <= _SHIFT
            and (
                words == piece.words
                or (piece.size <= _LARGE * size and _counts(piece.words, words, away))
            )
            for other, words in others
        )
    return count


def _masked(words: str) -> str:
    """The words without what changes from page to page: figures, and Roman ones alone."""
    plain = " ".join(words.split())
    return "#" if _ROMAN.fullmatch(plain) else _FIGURES.sub("#", plain).casefold()


def _counts(words: str, others: str, away: int) -> bool:
    """Whether the figures that differ count the pages between the two."""
    return all(
        int(other) - int(figure) in (0, away)
        for figure, other in zip(_FIGURES.findall(words), _FIGURES.findall(others), strict=False)
    )
