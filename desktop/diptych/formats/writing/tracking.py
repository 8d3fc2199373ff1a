"""Tracked changes: what was left out of one text and added to it to make another of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from diptych.core.differences import differences
from diptych.core.document import Document
from diptych.core.text import Span
from diptych.core.versions import Segment, Version, VersionKind
from diptych.formats.writing.rows import Cell

_BLANKS = re.compile(r"(\s+)")


class Change(StrEnum):
    """What became of words when the machine's text was edited."""

    KEPT = "kept"
    ADDED = "added"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, added or left out; ``span`` is their place in the new text.

    What was left out has an empty span, where it would stand.
    """

    change: Change
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell and what the machine said there; ``old`` is None where nobody asks.

    ``segment`` is None between segments, and where the machine cut the block in another way.
    """

    segment: Segment | None
    old: str | None
    span: Span


class Machine:
    """The machine's version that an edited one is compared with, if it is to be."""

    def __init__(self, version: Version | None) -> None:
        self.version = version
        self._blocks = _blocks(version) if version is not None else {}

    def pieces(self, block: str, cell: Cell) -> Iterator[Piece]:
        """The cell's segments and the gaps between them, each with the machine's words for it.

        Where these were cut into other segments the whole block is one piece.
        """
        pieces = list(cell.pieces())
        if self.version is None or not pieces:
            yield from (Piece(segment, None, span) for segment, span in pieces)
            return
        before = self._blocks.get(block, [])
        if [name for name, _ in before] == [s.id if s else None for s, _ in pieces]:
            for (_, old), (segment, span) in zip(before, pieces, strict=True):
                yield Piece(segment, old, span)
            return
        whole = Span(pieces[0][1].start, pieces[-1][1].end)
        yield Piece(None, "".join(old for _, old in before), whole)


def machine_of(document: Document, version: Version) -> Version | None:
    """The version that an edited one stands on, where it is in the document."""
    if version.kind is not VersionKind.EDITED:
        return None
    return next((v for v in document.versions if v.id == version.based_on), None)


def _blocks(version: Version) -> dict[str, list[tuple[str | None, str]]]:
    """The segments of each block and what is between them, with their words."""
    cells: dict[str, list[Segment]] = {}
    for segment in version.segments:
        cells.setdefault(segment.block, []).append(segment)
    return {
        block: [
            (piece.id if piece else None, span.of(version.text.value))
            for piece, span in Cell(version, tuple(segments)).pieces()
        ]
        for block, segments in cells.items()
    }


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """What makes ``new`` of ``old``, in reading order; what was left out stands first.

    Words kept and left out are ``old``, and words kept and added are ``new``, to the character.
    """
    if old == new:
        return (Stretch(Change.KEPT, new, Span(0, len(new))),) if new else ()
    return tuple(_joined(_stretches(old, new)))


def _stretches(old: str, new: str) -> Iterator[Stretch]:
    old_place = new_place = 0
    for found in differences(old, new):
        kept = Span(new_place, found.new.start)
        yield from _alike(old[old_place : found.old.start], kept.of(new), kept.start)
        yield from _replaced(found.old.of(old), found.new.of(new), found.new.start)
        old_place, new_place = found.old.end, found.new.end
    yield from _alike(old[old_place:], new[new_place:], new_place)


def _alike(old: str, new: str, start: int) -> Iterator[Stretch]:
    """Stretches of which the words are the same, and the blanks between them may not be."""
    if old == new:
        yield Stretch(Change.KEPT, new, Span(start, start + len(new)))
        return
    ours, theirs = _BLANKS.split(old), _BLANKS.split(new)
    if len(ours) != len(theirs):
        yield from _replaced(old, new, start)
        return
    for before, after in zip(ours, theirs, strict=True):
        if before == after:
            yield Stretch(Change.KEPT, after, Span(start, start + len(after)))
        else:
            yield from _replaced(before, after, start)
        start += len(after)


def _replaced(old: str, new: str, start: int) -> Iterator[Stretch]:
    yield Stretch(Change.LEFT_OUT, old, Span(start, start))
    yield Stretch(Change.ADDED, new, Span(start, start + len(new)))


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one, and none that are empty."""
    last: Stretch | None = None
    for stretch in found:
        if not stretch.words:
            continue
        if last is not None and last.change is stretch.change:
            span = Span(last.span.start, stretch.span.end)
            last = Stretch(last.change, last.words + stretch.words, span)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
