"""What every reader gives: a canonical text, its blocks, metadata and honest warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from diptych.core.article import Block, BlockKind, Metadata
from diptych.core.text import Span, canonicalise
from diptych.formats.reading.structure import Draft, classify


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of record with its blocks; spans are code points of ``value``."""

    value: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()

    def warned(self, *more: str) -> Reading:
        """The same with more warnings."""
        return replace(self, warnings=(*self.warnings, *more))


def from_paragraphs(
    paragraphs: Iterable[tuple[str, BlockKind | None]], metadata: Metadata, warnings: Iterable[str]
) -> Reading:
    """A text of paragraphs with a blank line between them; empty ones are left out."""
    parts: list[str] = []
    drafts: list[Draft] = []
    length = 0
    for raw, kind in paragraphs:
        words = canonicalise(raw).strip()
        if not words:
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        parts.append(words)
        drafts.append(Draft(Span(length, length + len(words)), kind))
        length += len(words)
    value = "".join(parts)
    return Reading(value, classify(value, drafts), metadata, tuple(warnings))
