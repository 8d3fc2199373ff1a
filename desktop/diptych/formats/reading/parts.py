"""What every reader gives: a canonical text, its blocks, metadata and honest warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from diptych.core.article import Block, BlockKind, Metadata, Timing
from diptych.core.text import Span, canonicalise
from diptych.core.versions import SegmentState


@dataclass(frozen=True, slots=True)
class Target:
    """What a file has as the translation of one of its units, and how far the work on it is."""

    words: str
    state: SegmentState = SegmentState.EDITED


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation that came with the file: targets by the ids of the blocks they answer."""

    language: str | None
    targets: tuple[tuple[str, Target], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of record with its blocks; spans are code points of ``value``.

    ``encoding`` is what the bytes were decoded by, where it can be chosen. ``kept`` are the bytes
    of one article in a file that holds many, to be kept instead of the whole file's.
    """

    value: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    encoding: str | None = None
    kept: bytes | None = field(default=None, repr=False)

    def warned(self, *more: str) -> Reading:
        """The same with more warnings."""
        return replace(self, warnings=(*self.warnings, *more))


class Paragraph(NamedTuple):
    """One block on its way; ``kind`` is None where the format does not say it.

    ``whole`` paragraphs are one segment each, and are never taken for headings or repeats.
    ``targets`` are translations that came along, each with its language (BCP 47).
    """

    words: str
    kind: BlockKind | None = None
    unit: str | None = None
    timing: Timing | None = None
    whole: bool = False
    language: str | None = None
    targets: tuple[tuple[str | None, Target], ...] = ()


def from_paragraphs(
    paragraphs: Iterable[Paragraph], metadata: Metadata, warnings: Iterable[str] = ()
) -> Reading:
    """A text of paragraphs with a blank line between them; empty ones are left out."""
    # Not above: the window, which knows these shapes, starts sooner without all the patterns.
    from diptych.formats.reading.structure import Draft, classify

    parts: list[str] = []
    drafts: list[Draft] = []
    kept: list[Paragraph] = []
    length = 0
    for paragraph in paragraphs:
        words = canonicalise(paragraph.words).strip()
        if not words:
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        parts.append(words)
        span = Span(length, length + len(words))
        drafts.append(Draft(span, paragraph.kind, whole=paragraph.whole))
        kept.append(paragraph)
        length += len(words)
    value = "".join(parts)
    blocks = tuple(
        replace(block, unit=p.unit, timing=p.timing, language=p.language)
        for block, p in zip(classify(value, drafts), kept, strict=True)
    )
    return Reading(value, blocks, metadata, tuple(warnings), _renderings(blocks, kept))


def _renderings(blocks: Iterable[Block], paragraphs: Iterable[Paragraph]) -> tuple[Rendering, ...]:
    found: dict[str | None, list[tuple[str, Target]]] = {}
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        for language, target in paragraph.targets:
            words = canonicalise(target.words).strip()
            found.setdefault(language, []).append((block.id, replace(target, words=words)))
    return tuple(Rendering(language, tuple(targets)) for language, targets in found.items())
