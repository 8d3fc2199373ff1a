"""Passages that break off at the end of a column or a page, joined to what they go on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diptych.formats.reading.pdf.passages import LARGE, Passage
from diptych.formats.reading.pdf.signs import finished, starts_bullet, starts_item, starts_small

_ORDINAL = re.compile(r"(?:\A|\s)\d{1,2}\.\Z")
"""A number and a stop, which in German is no more the end of a sentence than its middle."""

_LOOKED_AT = 9
"""Passages after one that breaks off, among which the one is sought that it goes on with."""


def mended(passages: Sequence[Passage], body: float) -> list[Passage]:
    """The same, where those that run over the end of a column are whole.

    What stood between, such as notes, captions and boxes, follows after them. ``body`` is the size
    of most letters.
    """
    indents = _marked_by_indents(passages, body)
    result: list[Passage] = []
    taken: set[int] = set()
    for place, passage in enumerate(passages):
        if place in taken:
            continue
        lines, last, found = list(passage.lines), passage, place
        while True:
            sequel = _sequel(last, passages, found + 1, body, taken, indents=indents)
            if sequel is None:
                break
            taken.add(sequel)
            last, found = passages[sequel], sequel
            lines += last.lines
        result.append(replace(passage, lines=tuple(lines)))
    return result


def _sequel(
    passage: Passage, passages: Sequence[Passage], begin: int, body: float, taken: set[int],
    *, indents: bool,
) -> int | None:  # fmt: skip
    """The place of the passage that this one goes on with, if there is one."""
    last = passage.lines[-1]
    if last.cells or passage.listing or passage.size >= LARGE * body:
        goes_on = begin < len(passages) and _is_rest_of_heading(passage, passages[begin])
        return begin if goes_on else None
    done = _is_done(passage)
    parted = headed = False
    seen: Passage | None = None
    for place in range(begin, min(begin + _LOOKED_AT, len(passages))):
        other = passages[place]
        if place in taken:
            continue
        if not _are_alike(passage, other):
            parted = True
            headed |= other.size > passage.size and not other.aside
            continue
        same_column = other.column == passage.column
        if same_column and (seen is not None or not parted):
            return None
        if _is_full(passage, other):
            if not done and _starts_inside(other):
                nearer = seen is not None and not _is_done(seen) and _is_full(seen, other)
                return None if nearer else place
            may = indents and other.opens and not parted if done else not headed
            if may and seen is None and not same_column and _may_go_on(passage, other):
                return place
        if same_column:
            return None
        seen = other
    return None


def _is_done(passage: Passage) -> bool:
    """Whether the passage ends with a sentence."""
    words = passage.lines[-1].words
    return finished(words) and _ORDINAL.search(words[-8:]) is None


def _starts_inside(passage: Passage) -> bool:
    """Whether it begins in the middle of a sentence."""
    words = passage.lines[0].words
    return starts_small(words) and not starts_bullet(words)


def _is_rest_of_heading(passage: Passage, other: Passage) -> bool:
    """Whether a line of a heading stands right under it in another column, beside a box."""
    last, first = passage.lines[-1], other.lines[0]
    if last.cells or passage.page != other.page or passage.column == other.column:
        return False
    under = 0 < last.base - first.base < 1.8 * last.size and abs(last.left - first.left) < 2
    return under and _are_alike(passage, other) and last.bold == first.bold


def _are_alike(passage: Passage, other: Passage) -> bool:
    last, first = passage.lines[-1], other.lines[0]
    alike = first.turn == last.turn and abs(other.size - passage.size) <= 0.06 * passage.size
    return alike and not first.cells and not first.item and not other.listing


def _is_full(passage: Passage, other: Passage) -> bool:
    """Whether the last line of the passage had no room for the first word of the other one."""
    last, first = passage.lines[-1], other.lines[0]
    return passage.right - last.right - 0.6 * last.size <= max(first.lead, last.size)


def _may_go_on(passage: Passage, other: Passage) -> bool:
    """Whether a passage of the same kind goes on with this one, though no small letter tells."""
    last, first = passage.lines[-1], other.lines[0]
    if last.bold != first.bold or other.indented:
        return False
    if starts_item(first.words) or starts_bullet(first.words):
        return False
    widths = sorted((passage.right - passage.left, other.right - other.left))
    return widths[0] > 0.75 * widths[1]


def _marked_by_indents(passages: Sequence[Passage], body: float) -> bool:
    """Whether the text indents its paragraphs, so that lines that are not indented go on."""
    told = [p for p in passages if len(p.lines) > 1 and abs(p.size - body) < 0.06 * body]
    inner = [passage for passage in told if not passage.opens]
    return len(inner) > 2 and 2 * sum(passage.indented for passage in inner) > len(inner)
