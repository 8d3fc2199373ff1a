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


APART = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.REPEATED, BlockKind.FURNITURE})
"""Kinds that are kept in every copy, shown greyed, and never detected on nor summarised."""

TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
"""Kinds that name the text rather than tell it: never picked for a summary."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind. ``repeats`` is the id of the block this one says again."""

    id: str
    kind: BlockKind
    span: Span
    repeats: str | None = None
    language: str | None = None

    @property
    def apart(self) -> bool:
        """Whether the block stands outside the story proper."""
        return self.kind in APART


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; dates as the file writes them, or ISO 8601."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    date_guessed: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file as it was read: its bytes are kept, so that nothing is ever lost."""

    name: str
    format: str
    data: bytes = field(repr=False)
    sha256: str
    encoding: str | None = None
    path: str | None = None


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
                return " ".join(block.span.of(self.text.value).split())
        return self.metadata.title or self.source.name
