"""Highlights and notes on words of a version, found again after edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from diptych.core.text import Span

CONTEXT = 32
"""Code points of context kept on either side of a quotation."""


class Colour(StrEnum):
    """Highlighter colours; each is also told by its name, never by colour alone."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"


class NoteOn(StrEnum):
    """What a note is about. All but words of a version may be without a quotation."""

    WORDS = "words"
    SUMMARY = "summary"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a note; ``created`` is ISO 8601 in UTC."""

    id: str
    body: str
    author: str
    created: str


@dataclass(frozen=True, slots=True)
class Note:
    """A highlight, with or without words, on a span of one version's text.

    ``quote``, ``prefix`` and ``suffix`` are the marked words and their neighbours, after the W3C
    Web Annotation text quote selector. ``created`` and ``changed`` are ISO 8601 in UTC. An
    ``orphan`` is a note whose words could not be found any more: it keeps its quotation and its
    last place. A note on the summary quotes the chosen sentence in the source; one on all of the
    summary or of the article has no quotation, and its span is empty.
    """

    id: str
    version: str
    span: Span
    quote: str
    prefix: str
    suffix: str
    body: str
    author: str
    created: str
    colour: Colour = Colour.YELLOW
    orphan: bool = False
    on: NoteOn = NoteOn.WORDS
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    changed: str = ""

    @property
    def overall(self) -> bool:
        """Whether it stands on no words at all."""
        return not self.quote


def anchor(value: str, span: Span) -> tuple[str, str, str]:
    """The quotation at ``span`` with up to 32 code points before and after it."""
    return (
        span.of(value),
        value[max(0, span.start - CONTEXT) : span.start],
        value[span.end : span.end + CONTEXT],
    )


def reanchor(note: Note, value: str) -> Note:
    """The note at its place in a changed text; an orphan when its words are not there.

    The place is kept when quotation and context still stand there; else the occurrence of the
    quotation with the most agreeing context wins, the nearest one among equals.
    """
    if note.overall:
        return note
    if anchor(value, note.span) == (note.quote, note.prefix, note.suffix):
        return replace(note, orphan=False)
    best: tuple[tuple[int, int], int] | None = None
    place = value.find(note.quote) if note.quote else -1
    while place >= 0:
        _, before, after = anchor(value, Span(place, place + len(note.quote)))
        agreeing = _shared_end(before, note.prefix) + _shared_start(after, note.suffix)
        rank = (agreeing, -abs(place - note.span.start))
        if best is None or rank > best[0]:
            best = (rank, place)
        place = value.find(note.quote, place + 1)
    if best is None:
        return replace(note, orphan=True)
    span = Span(best[1], best[1] + len(note.quote))
    quote, prefix, suffix = anchor(value, span)
    return replace(note, span=span, quote=quote, prefix=prefix, suffix=suffix, orphan=False)


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _shared_end(a: str, b: str) -> int:
    return _shared_start(a[::-1], b[::-1])
