"""Side by side: for each block of the article, where it stands in every version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.core.article import Block
from diptych.core.document import Document
from diptych.core.text import Span
from diptych.core.versions import Segment, Version


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
