"""A Word document: columns side by side, highlights, real comments, languages of every run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from diptych.core.article import TITLES
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Colour, Note
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.rows import Cell, Row, rows
from diptych.formats.writing.runs import cut

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HIGHLIGHTS = {
    Colour.YELLOW: "YELLOW",
    Colour.GREEN: "BRIGHT_GREEN",
    Colour.BLUE: "TURQUOISE",
    Colour.PINK: "PINK",
    Colour.ORANGE: "GRAY_25",
}
_GREY = 0x6B
_EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})


def write_docx(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The bytes of a .docx file. Notes with words are comments; without, highlights alone."""
    return _Writer(document, versions).write(copy.cautions)


class _Writer:
    def __init__(self, document: Document, versions: Sequence[Version]) -> None:
        import docx

        self._document = document
        self._versions = versions
        self._file: Any = docx.Document()
        self._runs: dict[str, list[Any]] = {}

    def write(self, cautions: Sequence[str]) -> bytes:
        article = self._document.article
        title = self._file.add_heading(level=0)
        self._words(title, article.headline, self._document.source)
        for caution in cautions:
            self._file.add_paragraph(_clean(caution), style="Intense Quote")
        self._summary()
        self._table()
        self._comments()
        self._orphans()
        self._properties()
        sink = BytesIO()
        self._file.save(sink)
        return sink.getvalue()

    def _summary(self) -> None:
        summary = self._document.summary
        if summary is None or not summary.picks:
            return
        self._file.add_heading("Summary", level=1)
        for pick in summary.picks:
            for version in (self._document.source, *self._versions):
                words = {s.id: version.text_of(s) for s in version.segments}.get(pick.segment)
                if words:
                    paragraph = self._file.add_paragraph(style="List Bullet")
                    self._words(paragraph, " ".join(words.split()), version)

    def _table(self) -> None:
        columns = (self._document.source, *self._versions)
        table = self._file.add_table(rows=1, cols=len(columns), style="Table Grid")
        for cell, version in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(_clean(version.name)).bold = True
        for row in rows(self._document, self._versions):
            cells = table.add_row().cells
            for place, cell in zip(cells, row.cells, strict=True):
                self._cell(place.paragraphs[0], row, cell)

    def _cell(self, paragraph: Any, row: Row, cell: Cell) -> None:
        from docx.shared import RGBColor

        notes = [n for n in self._document.notes if n.version == cell.version.id]
        _direct(paragraph, cell.version)
        for segment, span in cell.pieces():
            for run_words, run_notes in self._pieces(cell.version, span, notes):
                run = self._words(paragraph, run_words, cell.version)
                if row.block.kind in TITLES:
                    run.bold = run.font.cs_bold = True
                if row.block.apart and not run_notes:  # grey cannot be read on a highlight
                    run.font.color.rgb = RGBColor(_GREY, _GREY, _GREY)
                if segment is not None:
                    self._mark(run, run_notes)

    @staticmethod
    def _pieces(
        version: Version, span: Span, notes: Sequence[Note]
    ) -> list[tuple[str, tuple[Note, ...]]]:
        return [(run.words, run.notes) for run in cut(version.text.value, span, notes)]

    def _mark(self, run: Any, notes: Sequence[Note]) -> None:
        from docx.enum.text import WD_COLOR_INDEX

        for note in notes:
            run.font.highlight_color = getattr(WD_COLOR_INDEX, _HIGHLIGHTS[note.colour])
            self._runs.setdefault(note.id, []).append(run)

    def _words(self, paragraph: Any, words: str, version: Version) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(_clean(words))
        tag = version.text.language
        if tag is not None:
            mark = OxmlElement("w:lang")
            rtl, script = language(tag).rtl, language(tag).script
            kind = "w:bidi" if rtl else "w:eastAsia" if script in _EAST_ASIAN else "w:val"
            mark.set(qn(kind), tag)
            properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no other way
            if rtl:
                properties.append(OxmlElement("w:rtl"))
            properties.append(mark)
        return run

    def _comments(self) -> None:
        for note in self._document.notes:
            runs = self._runs.get(note.id)
            if not runs or not note.body:
                continue
            author = _clean(note.author) or "Diptych"
            initials = "".join(part[0] for part in author.split())[:3]
            comment = self._file.add_comment(
                [runs[0], _last_beside(runs)],
                text=_clean(note.body),
                author=author,
                initials=initials,
            )
            when = _moment(note.created)
            if when is not None:
                from docx.oxml.ns import qn

                element = comment._comment_elm  # noqa: SLF001 - the date has no setter
                element.set(qn("w:date"), when.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _orphans(self) -> None:
        """Notes that no words stand under any more are listed, never dropped."""
        shown = {self._document.source.id, *(version.id for version in self._versions)}
        lost = [n for n in self._document.notes if n.version in shown and n.id not in self._runs]
        if not lost:
            return
        self._file.add_heading("Notes on words that are no longer in the text", level=1)
        for note in lost:
            said = "".join(f"\n{part}" for part in (note.body, note.author) if part)
            self._file.add_paragraph(_clean(f"“{note.quote}”{said}"), style="List Bullet")

    def _properties(self) -> None:
        article = self._document.article
        properties = self._file.core_properties
        properties.title = _clean(article.headline)[:255]
        properties.author = _clean(article.metadata.author or "")[:255]
        properties.language = self._document.language or ""
        properties.comments = "Made with Diptych, offline"


def _last_beside(runs: Sequence[Any]) -> Any:
    """The last run in the paragraph of the first: a comment must not reach across table cells."""
    home = runs[0]._r.getparent()  # noqa: SLF001 - python-docx has no other way
    return [run for run in runs if run._r.getparent() is home][-1]  # noqa: SLF001


def _direct(paragraph: Any, version: Version) -> None:
    """Right to left where the language is written so."""
    from docx.oxml import OxmlElement

    tag = version.text.language
    if tag is not None and language(tag).rtl:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other way
        properties.append(OxmlElement("w:bidi"))


def _moment(created: str) -> datetime | None:
    try:
        return datetime.fromisoformat(created)
    except ValueError:
        return None


def _clean(words: str) -> str:
    """Words without what XML cannot hold."""
    return _FORBIDDEN.sub("�", words)
