"""Highlights and notes on words of a version, and how they quote them."""

from __future__ import annotations

from dataclasses import dataclass
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
