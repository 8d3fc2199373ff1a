"""Plain text of one version, its notes numbered at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.sentences import unwrap
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.formats.writing.columns import fill, width
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.remarks import Remarks, quotation

_BEGIN = re.compile(r" *(?:\[\d+\] |- )?")


def write_text(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version's text in UTF-8; every note as [n] with its quotation, words and author.

    Its lines stay as they are. With ``columns`` each paragraph is filled to lines of that many;
    the lines of units that count as a whole, as subtitles do, are filled one by one. Notes on the
    article and on the summary, and those whose words are gone, have no mark in the text.
    """
    version = versions[-1] if versions else document.source
    columns = copy.columns
    remarks = Remarks(document, (version,), copy)
    marked = _Marked(version.text.value, remarks, version)
    last = len(version.text.value.rstrip("\n"))
    if columns is None:
        parts = [marked.of(Span(0, last))]
    else:
        parts = list(_filled(document, version, marked, last, columns))
    parts.append("\n")
    if remarks.all:
        parts.append("\n" + "-" * 8 + "\n")
    for note in remarks.all:
        for line in _lines(remarks, note):
            parts.append(f"{line if columns is None else _hung(line, columns)}\n")
    return "".join(parts).encode("utf-8", "replace")


def _lines(remarks: Remarks, note: Note) -> Iterator[str]:
    """A note with what is known of it, then each reply; lines of people's words stay lines."""
    quote, said = quotation(note), note.body.strip()
    meaning = remarks.meaning(note)
    about = [
        *([note.author] if note.author else []),
        *([f"{note.colour}: {meaning}"] if meaning else []),
        *remarks.state(note),
    ]
    words = f"{quote}: {said}" if quote and said else quote or said
    told = f" ({'; '.join(about)})" if about else ""
    first, *others = f"[{remarks.number(note)}] {words}{told}".splitlines()
    yield first
    yield from (f"    {line}" for line in others)
    for reply in note.replies:
        by = f" ({reply.author})" if reply.author else ""
        first, *others = f"- {reply.body.strip()}{by}".splitlines()
        yield f"    {first}"
        yield from (f"      {line}" for line in others)


def _hung(line: str, columns: int) -> str:
    """A line filled, its other lines as far in as the words that follow the number or the dash."""
    begun = _BEGIN.match(line)
    margin = " " * (begun.end() if begun is not None else 0)
    words = fill(line[len(margin) :], max(columns - len(margin), 1))
    return line[: len(margin)] + words.replace("\n", f"\n{margin}")


class _Marked:
    """A text with the number of each note behind its words."""

    def __init__(self, value: str, remarks: Remarks, version: Version) -> None:
        self._value = value
        self._marks = sorted((n.span.end, remarks.number(n)) for n in remarks.words_of(version))

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
