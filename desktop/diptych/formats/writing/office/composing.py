"""From a document to the outline of a copy: title, cautions, summary, text, notes without place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.notes import Note, NoteOn
from diptych.core.versions import Segment, Version
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.office.cells import Cells
from diptych.formats.writing.office.drafts import Draft, DraftTable, placed, threads
from diptych.formats.writing.office.outline import (
    NOBODY,
    Outline,
    Style,
    Table,
    Words,
    clean,
    moment,
)
from diptych.formats.writing.rows import Row, rows
from diptych.formats.writing.tracking import machine_of

GONE = "Notes whose words are gone"
"""The heading of notes that no words stand under any more."""

_STYLES = {
    BlockKind.HEADLINE: Style.TITLE,
    BlockKind.STANDFIRST: Style.SUBTITLE,
    BlockKind.HEADING: Style.SUBHEADING,
}


def outline(document: Document, versions: Sequence[Version], copy: Copy) -> Outline:
    """The copy of a document with these versions, and with the source where it was chosen.

    One version alone is set as a text, several in a table; several without the source follow each
    other. Notes on the summary and on all of the article stand on their headings, and those whose
    words are gone at the end: none of those on what is shown is dropped.
    """
    return _Composer(document, versions, copy).outline()


class _Composer:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document, self._copy = document, copy
        source = document.source
        others = [version for version in versions if version.id != source.id]
        self._rows = list(rows(document, others))
        shown = [source, *others] if copy.source or not others else others
        ids = {version.id for version in shown}
        self._notes = [
            note
            for note in document.notes
            if copy.notes and (note.on is not NoteOn.WORDS or note.version in ids)
        ]
        words = [note for note in self._notes if note.on is NoteOn.WORDS]
        self._columns = [
            Cells(v, words, machine_of(document, v) if copy.tracked else None) for v in shown
        ]
        self._body = object()
        self._blocks: list[Draft | DraftTable] = []

    def outline(self) -> Outline:
        after = self._head()
        for caution in self._copy.cautions:
            self._add(Style.CAUTION, caution)
        self._legend()
        self._summary()
        if len(self._columns) == 1:
            self._flow(self._columns[0], self._rows[after:])
        elif self._columns[0].version is self._document.source:
            self._table()
        else:
            for column in self._columns:
                self._add(Style.HEADING, column.version.name)
                self._flow(column, self._rows, headline=Style.SUBHEADING)
        self._gone()
        return self._finished()

    def _head(self) -> int:
        """Write the title, and what stands above it; returns how many rows that took."""
        title = None
        after = 0
        if len(self._columns) == 1:
            kinds = [row.block.kind for row in self._rows]
            if BlockKind.HEADLINE in kinds:
                after = kinds.index(BlockKind.HEADLINE) + 1
                self._flow(self._columns[0], self._rows[:after])
                titles = (d for d in self._drafts() if d.style is Style.TITLE)
                title = next(titles, None)
        if title is None:
            language = self._document.source.text.language
            title = self._add(Style.TITLE, self._document.article.headline, language)
        self._about(title, (n for n in self._notes if n.overall and n.on is NoteOn.ARTICLE))
        if not self._summarised():
            self._about(title, self._on_the_summary())
        return after

    def _legend(self) -> None:
        named = [(colour, words) for colour, words in self._document.meanings if words.strip()]
        if not self._notes or not named:
            return
        draft = Draft(Style.TEXT, self._body)
        for number, (colour, meaning) in enumerate(named):
            draft.add(Words("   " if number else "Colours: "))
            draft.add(Words(colour.capitalize(), colour=colour))
            draft.add(Words(f" {clean(meaning)}"))
        self._blocks.append(draft)

    def _summarised(self) -> list[Segment]:
        """The sentences of the source that were chosen."""
        summary = self._document.summary
        if summary is None:
            return []
        places = {segment.id: segment for segment in self._document.source.segments}
        return [places[pick.segment] for pick in summary.picks if pick.segment in places]

    def _on_the_summary(self) -> Iterator[Note]:
        return (n for n in self._notes if n.overall and n.on is NoteOn.SUMMARY)

    def _summary(self) -> None:
        chosen = self._summarised()
        if not chosen:
            return
        heading = self._add(Style.HEADING, "Summary")
        self._about(heading, self._on_the_summary())
        quoting = [n for n in self._notes if n.on is NoteOn.SUMMARY and n.quote and not n.orphan]
        for segment in chosen:
            about = [note for note in quoting if note.span.overlaps(segment.span)]
            for number, column in enumerate(self._columns):
                is_source = column.version is self._document.source
                draft = Draft(Style.BULLET, self._body, column.version.text.language)
                column.write_segment(draft, segment.id, about if is_source else ())
                if not is_source and number == 0:
                    self._about(draft, about)
                if draft.words:
                    self._blocks.append(draft)
        if len(self._columns) == 1 or self._columns[0].version is self._document.source:
            self._add(Style.HEADING, "Text")

    def _table(self) -> None:
        heads = []
        for column in self._columns:
            head = Draft(Style.CELL, object())
            head.add(Words(clean(column.version.name), bold=True))
            heads.append(head)
        table = DraftTable(tuple(heads))
        for row in self._rows:
            cells = []
            for column, cell in zip(self._columns, row.cells, strict=True):
                draft = Draft(Style.CELL, object(), column.version.text.language)
                column.write(draft, row.block, cell)
                cells.append(draft)
            table.rows.append(tuple(cells))
        self._blocks.append(table)

    def _flow(self, column: Cells, rows_: Iterable[Row], headline: Style = Style.TITLE) -> None:
        """A version as headings and paragraphs; blocks it says nothing in are left out."""
        for row in rows_:
            style = _STYLES.get(row.block.kind, Style.TEXT)
            if style is Style.TITLE:
                style = headline
            draft = Draft(style, self._body, column.version.text.language)
            cell = next(c for c in row.cells if c.version.id == column.version.id)
            column.write(draft, row.block, cell)
            if draft.words:
                self._blocks.append(draft)

    def _gone(self) -> None:
        """Notes that no words stand under any more are listed, never dropped."""
        places = placed(self._drafts())
        lost = [note for note in self._notes if note.id not in places]
        if not lost:
            return
        self._add(Style.HEADING, GONE)
        languages = {v.id: v.text.language for v in self._document.versions}
        for note in lost:
            language = languages.get(note.version)
            draft = Draft(Style.BULLET, self._body, language)
            quote = " ".join(clean(note.quote).split())
            draft.add(Words(f"“{quote}”", language, note.colour), [note])
            self._blocks.append(draft)

    def _add(self, style: Style, words: str, language: str | None = None) -> Draft:
        draft = Draft(style, self._body, language)
        draft.add(Words(clean(words), language))
        self._blocks.append(draft)
        return draft

    @staticmethod
    def _about(draft: Draft, notes: Iterable[Note]) -> None:
        """Let notes be about all of a paragraph, and leave its looks alone."""
        ids = tuple(note.id for note in notes)
        draft.notes = [(*others, *ids) for others in draft.notes]

    def _drafts(self) -> Iterator[Draft]:
        for block in self._blocks:
            if isinstance(block, Draft):
                yield block
            else:
                for row in (block.heads, *block.rows):
                    yield from row

    def _finished(self) -> Outline:
        told, marked = threads(self._notes, placed(self._drafts()))
        blocks = tuple(
            marked.finished(block)
            if isinstance(block, Draft)
            else Table(
                tuple(marked.finished(head) for head in block.heads),
                tuple(tuple(marked.finished(cell) for cell in row) for row in block.rows),
            )
            for block in self._blocks
        )
        article = self._document.article
        return Outline(
            title=clean(article.headline),
            author=clean(article.metadata.author or ""),
            language=self._columns[0].version.text.language,
            editor=" ".join(clean(self._copy.author).split()) or NOBODY,
            made=moment(self._copy.made),
            blocks=blocks,
            threads=told,
        )
