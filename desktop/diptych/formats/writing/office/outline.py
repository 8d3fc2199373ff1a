"""What a copy for a word processor is made of, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from diptych.core.notes import Colour
from diptych.formats.writing.tracking import Change

NOBODY = "Diptych"
"""Who is named where nobody signed: both formats want a name."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Style(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    CAUTION = "caution"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BULLET = "bullet"
    TEXT = "text"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that look the same. ``language`` is BCP 47, None for our own English."""

    words: str
    language: str | None = None
    colour: Colour | None = None
    bold: bool = False
    grey: bool = False
    change: Change = Change.KEPT


@dataclass(frozen=True, slots=True)
class Begin:
    """Here begins what a thread is about; the number is its place among the outline's threads."""

    thread: int


@dataclass(frozen=True, slots=True)
class End:
    """Here ends what a thread is about."""

    thread: int


Piece = Words | Begin | End


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and the ends of threads in reading order; ``language`` is that of most of it."""

    style: Style
    pieces: tuple[Piece, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns side by side, with one row of heads; every row has as many cells as heads."""

    heads: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One person's words in a thread, line by line. ``when`` is None where it is not known."""

    id: str
    lines: tuple[str, ...]
    author: str
    when: datetime | None

    @property
    def initials(self) -> str:
        """The first letters of up to three names."""
        return "".join(part[0] for part in self.author.split())[:3]


@dataclass(frozen=True, slots=True)
class Thread:
    """A note, then the replies to it in order."""

    said: tuple[Said, ...]
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A copy from its title to its last paragraph, with the threads that are marked in it.

    ``editor`` made the changes in it, at ``made``, which is when the copy was saved as well.
    """

    title: str
    author: str
    language: str | None
    editor: str
    made: datetime | None
    blocks: tuple[Paragraph | Table, ...]
    threads: tuple[Thread, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, those in the cells of tables row by row."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
                continue
            for row in (block.heads, *block.rows):
                yield from row


def clean(words: str) -> str:
    """Words without what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", words)


def moment(created: str) -> datetime | None:
    """A moment in UTC, to the second; None for words that name none."""
    try:
        told = datetime.fromisoformat(created)
        aware = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware.replace(microsecond=0)
