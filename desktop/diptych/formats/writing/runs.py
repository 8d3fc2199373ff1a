"""A stretch of a version cut wherever a note begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diptych.core.notes import Note
from diptych.core.text import Span


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the notes that lie on all of them, in the order of the notes."""

    words: str
    span: Span
    notes: tuple[Note, ...]


def cut(value: str, span: Span, notes: Sequence[Note]) -> tuple[Run, ...]:
    """Runs that together are ``span`` of ``value``; notes that do not touch it are ignored."""
    near = [note for note in notes if note.span.overlaps(span) and not note.orphan]
    edges = {span.start, span.end}
    for note in near:
        edges |= {max(note.span.start, span.start), min(note.span.end, span.end)}
    places = sorted(edges)
    return tuple(
        Run(
            value[start:end],
            Span(start, end),
            tuple(n for n in near if n.span.start <= start and n.span.end >= end),
        )
        for start, end in zip(places, places[1:], strict=False)
    )
