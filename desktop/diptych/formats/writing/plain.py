"""Plain text of one version, its notes numbered at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.sentences import unwrap
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.formats.writing.columns import fill, width
from diptych.formats.writing.copy import USUAL, Copy


def write_text(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version's text in UTF-8; every note as [n] with its quotation, words and author.

    Its lines stay as they are. With ``columns`` each paragraph is filled to lines of that many;
    the lines of units that count as a whole, as subtitles do, are filled one by one.
    """
    version = versions[-1] if versions else document.source
    columns = copy.columns
    notes = sorted((n for n in document.notes if n.version == version.id), key=lambda n: n.span)
    marked = _Marked(version.text.value, notes)
    last = len(version.text.value.rstrip("\n"))
    if columns is None:
        parts = [marked.of(Span(0, last))]
    else:
        parts = list(_filled(document, version, marked, last, columns))
    parts.append("\n")
    if notes:
        parts.append("\n" + "-" * 8 + "\n")
    for number, note in enumerate(notes, start=1):
        line = _line(number, note)
        parts.append(f"{line if columns is None else fill(line, columns)}\n")
    return "".join(parts).encode("utf-8", "replace")


def _line(number: int, note: Note) -> str:
    said = f": {note.body}" if note.body else ""
    by = f" ({note.author})" if note.author else ""
    return f"[{number}] “{' '.join(note.quote.split())}”{said}{by}"


class _Marked:
    """A text with the number of each note behind its words."""

    def __init__(self, value: str, notes: Sequence[Note]) -> None:
        self._value = value
        self._marks = sorted(
            (note.span.end, number) for number, note in enumerate(notes, start=1) if not note.orphan
        )

    def of(self, span: Span) -> str:
        """A stretch with the marks in it and at its end."""
        parts: list[str] = []
        last = span.start
        for end, number in self._marks:
            if span.start < end <= span.end:
                parts += (self._value[last:end], f"[{number}]")
                last = end
        parts.append(self._value[last : span.end])
        return "".join(parts)


def _filled(
    document: Document, version: Version, marked: _Marked, end: int, columns: int
) -> Iterator[str]:
    """The text block by block; what stands between blocks stays."""
    whole = {block.id for block in document.article.blocks if block.whole}
    last = 0
    for block, span in _stretches(version):
        gap = marked.of(Span(last, span.start))
        yield gap
        begun = width(gap.rpartition("\n")[2])
        words = marked.of(span)
        lines = words.split("\n") if block in whole else [unwrap(words)]
        yield fill(lines[0], columns, begun)
        for line in lines[1:]:
            yield f"\n{fill(line, columns)}"
        last = span.end
    yield marked.of(Span(last, max(last, end)))


def _stretches(version: Version) -> Iterator[tuple[str, Span]]:
    """Where each block stands in a version, in order; those without words are left out."""
    found: dict[str, Span] = {}
    for segment in version.segments:
        known = found.get(segment.block, segment.span)
        found[segment.block] = Span(known.start, segment.span.end)
    return ((block, span) for block, span in found.items() if span)
