"""The text of the page with its marks, side by side or one version after the other; the summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from diptych.core.article import KIND_NAMES, TITLES, BlockKind
from diptych.core.document import Document
from diptych.core.notes import Note, NoteOn
from diptych.core.versions import Segment, Version
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.pages.tags import language_of
from diptych.formats.writing.remarks import Remarks, chosen
from diptych.formats.writing.rows import Cell, Row, rows, wrapped
from diptych.formats.writing.runs import Run, cut
from diptych.formats.writing.tracking import Change, Machine, Piece, machine_of, stretches


class Body:
    """Text and summary. The text is written first: the summary links to what stands there.

    ``marked`` are the ids of the notes that have a mark so far. A single version is a text of
    paragraphs, of which the headline is taken out: ``heading`` is that with its marks, and
    ``headline`` its words, both empty where there is none.
    """

    def __init__(
        self, document: Document, shown: Sequence[Version], copy: Copy, remarks: Remarks
    ) -> None:
        self._document, self._shown, self._remarks = document, shown, remarks
        machines = [machine_of(document, v) if copy.tracked else None for v in shown]
        self._machines = [Machine(machine) for machine in machines]
        self.tracked = any(machine is not None for machine in machines)
        self._notes = {version.id: remarks.words_of(version) for version in shown}
        self.marked: set[str] = set()
        self._anchors: set[str] = set()
        self.headline = self.heading = ""

    def text(self) -> Iterator[str]:
        """The section of the text."""
        beside = len(self._shown) > 1 and self._shown[0] is self._document.source
        found = list(rows(self._document, self._shown))
        # The rows begin with the source; where it is not shown its cells are left out.
        found = [Row(row.block, row.cells[1:]) for row in found]
        if beside:
            yield from self._table(found)
            return
        if len(self._shown) == 1:
            self._take_headline(found)
        for column, version in enumerate(self._shown):
            key = "text" if column == 0 else f"text-{column + 1}"
            name = "Text" if len(self._shown) == 1 else escape(version.name)
            yield f'<section class="flow plain" aria-labelledby="{key}">\n'
            yield f'<h2 id="{key}">{name}</h2>\n<div{language_of(version)}>\n'
            for row in found:
                yield from self._paragraph(row, column)
            yield "</div>\n</section>\n"

    def _take_headline(self, found: list[Row]) -> None:
        for place, row in enumerate(found):
            if row.block.kind is BlockKind.HEADLINE:
                words = "".join(span.of(self._value(0)) for _, span in row.cells[0].pieces())
                if words.strip():
                    self.headline = " ".join(words.split())
                    self.heading = "".join(self._cell(row, 0))
                    del found[place]
                return

    def _value(self, column: int) -> str:
        return self._shown[column].text.value

    def _table(self, found: Sequence[Row]) -> Iterator[str]:
        yield '<section aria-labelledby="text">\n<h2 id="text">Text</h2>\n'
        yield '<table aria-labelledby="text">\n<thead><tr>'
        for version in self._shown:
            way = ' dir="rtl"' if 'dir="rtl"' in language_of(version) else ""
            yield f'<th scope="col"{way}>{escape(version.name)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        source = self._document.source.text.value
        for row in found:
            yield f'<tr class="{_class(row, source)}"{_kind(row)}>'
            for column in range(len(self._shown)):
                heading = ' role="heading" aria-level="3"' if row.block.kind in TITLES else ""
                words = "".join(self._cell(row, column))
                said = f"<div{heading}>{words}</div>" if heading and words else words
                yield f"<td{language_of(self._shown[column])}>{said}</td>"
            yield "</tr>\n"
        yield "</tbody></table>\n</section>\n"

    def _paragraph(self, row: Row, column: int) -> Iterator[str]:
        words = "".join(self._cell(row, column))
        if not words.strip():
            return
        source = self._document.source.text.value
        tag = "h3" if row.block.kind in TITLES else "p"
        yield f'<{tag} class="{_class(row, source)}"{_kind(row)}>{words}</{tag}>\n'

    def _cell(self, row: Row, column: int) -> Iterator[str]:
        cell = row.cells[column]
        pieces = list(self._machines[column].pieces(row.block.id, cell))
        if not any(p.span.of(self._value(column)).strip() or (p.old or "").strip() for p in pieces):
            return
        for piece in pieces:
            words = "".join(self._piece(cell, piece))
            if piece.segment is None:
                yield words
            else:
                yield f"<span{self._sentence(piece.segment, column)}>{words}</span>"

    def _sentence(self, segment: Segment, column: int) -> str:
        anchor = ""
        if column == 0:
            anchor = f' id="{self._anchor(segment.id)}"'
            self._anchors.add(segment.id)
        return f' data-s="{escape(segment.id)}"{anchor}{_alarms(segment)}'

    def _anchor(self, segment: str) -> str:
        first = "source" if self._shown[0] is self._document.source else "target"
        return f"{first}-{escape(segment)}"

    def _piece(self, cell: Cell, piece: Piece) -> Iterator[str]:
        value = cell.version.text.value
        words = piece.span.of(value)
        notes = self._notes[cell.version.id]
        for stretch in stretches(words if piece.old is None else piece.old, words):
            if stretch.change is Change.LEFT_OUT:
                yield f"<del>{escape(stretch.words)}</del>"
                continue
            for run in cut(value, stretch.span.shifted(piece.span.start), notes):
                yield self._run(run, added=stretch.change is Change.ADDED)

    def _run(self, run: Run, *, added: bool = False) -> str:
        words = escape(run.words)
        words = f"<ins>{words}</ins>" if added else words
        for note in run.notes:
            about = escape(self._remarks.colour(note))
            words = f'<mark class="{note.colour}" title="{about}">{words}</mark>'
        ending = [note for note in run.notes if note.span.end == run.span.end]
        return words + "".join(map(self._reference, ending))

    def _reference(self, note: Note) -> str:
        number = self._remarks.number(note)
        anchor = "" if note.id in self.marked else f' id="mark-{number}"'
        self.marked.add(note.id)
        return (
            f'<sup><a{anchor} href="#note-{number}" role="doc-noteref" '
            f'aria-label="Note {number}">{number}</a></sup>'
        )

    def on_the_article(self) -> str:
        """The references to notes on the article as a whole."""
        return "".join(map(self._reference, self._remarks.on_all_of(NoteOn.ARTICLE)))

    def summary(self) -> Iterator[str]:
        """The section of the summary, empty where no sentence of it is shown."""
        items = [item for item in map(self._item, chosen(self._document)) if item]
        if not items:
            return
        about = "".join(map(self._reference, self._remarks.on_all_of(NoteOn.SUMMARY)))
        yield '<section class="summary" aria-labelledby="summary">\n'
        yield f'<h2 id="summary">Summary{about}</h2>\n<ul>\n'
        yield from items
        yield "</ul>\n</section>\n"

    def _item(self, pick: tuple[object, Segment]) -> str:
        segment = pick[1]
        said: list[str] = []
        notes = self._remarks.on_pick(segment.span)
        for version in self._shown:
            found = next((s for s in version.segments if s.id == segment.id), None)
            if found is None or not found.span:
                continue
            if version is self._document.source:
                runs = cut(version.text.value, found.span, notes)
                words = "".join(self._run(run) for run in runs).replace("\n", " ")
            else:
                words = escape(" ".join(version.text_of(found).split()))
                words += "" if said else "".join(map(self._reference, notes))
            if said:
                said.append(f'<br><span class="answer"{language_of(version)}>{words}</span>')
            else:
                said.append(self._linked(words, segment.id, version))
        return f"<li>{''.join(said)}</li>\n" if said else ""

    def _linked(self, words: str, segment: str, version: Version) -> str:
        """The sentence with a link to its place; links do not stand in links."""
        tongue = language_of(version)
        if segment not in self._anchors:
            return f"<span{tongue}>{words}</span>"
        href = f'href="#{self._anchor(segment)}"'
        if "<sup>" in words:
            arrow = f'<a {href} aria-label="To this sentence in the text" lang="en">↓</a>'
            return f"<span{tongue}>{words}</span> {arrow}"
        return f"<a {href}{tongue}>{words}</a>"


def _class(row: Row, value: str) -> str:
    names = [str(row.block.kind)]
    names += ["apart"] if row.block.apart else []
    names += ["wrapped"] if wrapped(row.block, value) else []
    return " ".join(names)


def _kind(row: Row) -> str:
    kind = row.block.kind
    return f' title="{KIND_NAMES[kind]}"' if kind in KIND_NAMES else ""


def _alarms(segment: Segment) -> str:
    return f' title="{escape("; ".join(map(str, segment.alarms)))}"' if segment.alarms else ""
