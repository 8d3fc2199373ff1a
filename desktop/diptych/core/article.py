"""An article: one text of record, its blocks, what is known about it and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from diptych.core.text import Span, Text


class BlockKind(StrEnum):
    """What a block is in the article; furniture and repeats are shown greyed."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    REPEATED = "repeated"
    FURNITURE = "furniture"
    CODE = "code"
    TRANSMISSION = "transmission"
    EDITORS_NOTE = "editors-note"
    NOT_FOR_PUBLICATION = "not-for-publication"
    CORRECTION = "correction"
    ADVISORY = "advisory"
    SIGN_OFF = "sign-off"


APART = frozenset(
    {
        BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.REPEATED, BlockKind.FURNITURE,
        BlockKind.CODE, BlockKind.TRANSMISSION, BlockKind.EDITORS_NOTE,
        BlockKind.NOT_FOR_PUBLICATION, BlockKind.CORRECTION, BlockKind.ADVISORY, BlockKind.SIGN_OFF,
    }
)  # fmt: skip
"""Kinds that are kept in every copy, shown greyed, and never detected on nor summarised."""

KIND_NAMES: dict[BlockKind, str] = {
    BlockKind.BYLINE: "Byline",
    BlockKind.DATELINE: "Dateline",
    BlockKind.REPEATED: "Repeats an earlier paragraph",
    BlockKind.FURNITURE: "Not part of the story",
    BlockKind.CODE: "Code",
    BlockKind.TRANSMISSION: "Transmission header",
    BlockKind.EDITORS_NOTE: "Note to editors",
    BlockKind.NOT_FOR_PUBLICATION: "Not for publication",
    BlockKind.CORRECTION: "Correction",
    BlockKind.ADVISORY: "Advisory",
    BlockKind.SIGN_OFF: "Sign-off",
}
"""What blocks that stand apart are called where they are shown."""

TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
"""Kinds that name the text rather than tell it: never picked for a summary."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a subtitle is shown: milliseconds from the beginning, and how, as its file says it."""

    start: int
    end: int
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind. ``repeats`` is the id of the block this one says again.

    ``unit`` is what the file itself calls it: a key, the id of a unit, the number of a subtitle.
    A block that is ``whole`` is one segment, whatever its sentences, as its file counts it; a
    subtitle with several speakers is one for each of them.
    Where marks stand around the words, as ``## `` before a heading, ``inner`` is where the words
    are: segments lie in there, and so the marks reach every version as they are.
    """

    id: str
    kind: BlockKind
    span: Span
    repeats: str | None = None
    language: str | None = None
    unit: str | None = None
    timing: Timing | None = None
    whole: bool = False
    inner: Span | None = None

    @property
    def told(self) -> Span:
        """Where the words of the block are, without the marks around them."""
        return self.span if self.inner is None else self.inner

    @property
    def apart(self) -> bool:
        """Whether the block stands outside the story proper."""
        return self.kind in APART


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; dates as the file writes them, or ISO 8601.

    ``author`` is the byline of a wire and ``date`` when it was first made. ``sent`` and
    ``updated`` are when this version was. ``guid`` names the story, and ``version`` which telling
    of it this is. An ``embargo`` is the moment, or the words, until which nothing may be published.
    """

    title: str | None = None
    author: str | None = None
    date: str | None = None
    date_guessed: bool = False
    language: str | None = None
    slug: str | None = None
    dateline: str | None = None
    guid: str | None = None
    version: str | None = None
    sent: str | None = None
    updated: str | None = None
    urgency: str | None = None
    category: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    copyright: str | None = None
    status: str | None = None
    embargo: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One of several articles in a file: its id there, its title, and what else is known of it."""

    id: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file as it was read: its bytes are kept, so that nothing is ever lost.

    ``item`` is the id of the article in a file that holds several.
    """

    name: str
    format: str
    data: bytes = field(repr=False)
    sha256: str
    encoding: str | None = None
    path: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its blocks in order; spans are code points of ``text.value``."""

    id: str
    text: Text
    blocks: tuple[Block, ...]
    metadata: Metadata
    source: SourceFile
    warnings: tuple[str, ...] = ()

    def block(self, block_id: str) -> Block:
        """The block with that id; raises KeyError when there is none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def in_language(self, language: str | None) -> Article:
        """The same article with another language."""
        return replace(self, text=Text(self.text.value, language))

    @property
    def headline(self) -> str:
        """The headline on one line, else the file's title, else its name."""
        for block in self.blocks:
            if block.kind is BlockKind.HEADLINE:
                return " ".join(block.told.of(self.text.value).split())
        return self.metadata.title or self.source.name
