"""Side by side: for each block of the article, where it stands in every version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.core.article import Block
from diptych.core.document import Document
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.formats.writing.columns import width

_PROSE = range(40, 101)
"""How wide lines are that end for their length."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One block in one version: its segments in order; empty when it has none."""

    version: Version
    segments: tuple[Segment, ...]

    def pieces(self) -> Iterator[tuple[Segment | None, Span]]:
        """Segments and the gaps between them (None), in order."""
        last: int | None = None
        for segment in self.segments:
            if last is not None and segment.span.start > last:
                yield None, Span(last, segment.span.start)
            yield segment, segment.span
            last = segment.span.end


@dataclass(frozen=True, slots=True)
class Row:
    """A block with a cell for the source and one for each version."""

    block: Block
    cells: tuple[Cell, ...]


def rows(document: Document, versions: Sequence[Version]) -> Iterator[Row]:
    """The rows of a side-by-side copy, in reading order."""
    columns = [_by_block(version) for version in (document.source, *versions)]
    for block in document.article.blocks:
        cells = tuple(
            Cell(version, tuple(by_block.get(block.id, ()))) for version, by_block in columns
        )
        yield Row(block, cells)


def _by_block(version: Version) -> tuple[Version, dict[str, list[Segment]]]:
    found: dict[str, list[Segment]] = {}
    for segment in version.segments:
        found.setdefault(segment.block, []).append(segment)
    return version, found


def wrapped(block: Block, value: str) -> bool:
    """Whether the lines of a block end for their length alone, as those of prose in a wire do."""
    lines = block.span.of(value).split("\n")[:-1]
    return bool(lines) and not block.whole and all(width(line) in _PROSE for line in lines)


def all_wrapped(document: Document) -> bool:
    """Whether all blocks of several lines are prose, so that none need stay as they are."""
    value = document.source.text.value
    several = [b for b in document.article.blocks if "\n" in b.span.of(value)]
    return all(wrapped(block, value) for block in several)
