"""From the outline of a copy to what is printed: HTML in the part of it that Qt lays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Note
from diptych.core.sentences import unwrap
from diptych.core.versions import Version
from diptych.formats.writing.annotations import PAINTS
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.office.composing import outline
from diptych.formats.writing.office.outline import (
    Begin,
    End,
    Outline,
    Paragraph,
    Style,
    Table,
    Thread,
    Words,
)
from diptych.formats.writing.printed.fonts import SANS, SERIF, dressed, family
from diptych.formats.writing.printed.printout import Comment, Heading, Printout, Remark
from diptych.formats.writing.remarks import Remarks, moment, quotation, shown
from diptych.formats.writing.rows import all_wrapped
from diptych.formats.writing.tracking import Change

_GREY = "#565c66"
_LINE = "#c9ced6"
_CHANGES = {
    Change.KEPT: "",
    Change.ADDED: "color:#14602a;text-decoration:underline",
    Change.LEFT_OUT: "color:#98202c;text-decoration:line-through",
}
_TAGS = {
    Style.TITLE: "h1",
    Style.HEADING: "h2",
    Style.SUBHEADING: "h3",
}
_LEVELS = {Style.TITLE: 1, Style.HEADING: 2, Style.SUBHEADING: 3}
_STYLE = f"""
body {{ font-family: {family(SERIF)}; font-size: 10.5pt; color: #1b1e23; }}
p, li {{ margin-top: 0; margin-bottom: 7px; line-height: 128%; }}
h1 {{ font-size: 19pt; margin-top: 0; margin-bottom: 9px; line-height: 112%; }}
h2 {{ font-family: {family(SANS)}; font-size: 12pt; margin-top: 24px; margin-bottom: 9px; }}
h3 {{ font-size: 11.5pt; margin-top: 14px; margin-bottom: 5px; }}
p.subtitle {{ font-size: 12pt; color: {_GREY}; }}
p.facts {{ font-family: {family(SANS)}; font-size: 8.5pt; color: {_GREY}; margin-bottom: 10px; }}
p.caution {{ font-family: {family(SANS)}; font-size: 9.5pt; }}
p.note {{ margin-left: 19px; text-indent: -19px; margin-top: 8px; margin-bottom: 1px; }}
p.about {{ font-family: {family(SANS)}; font-size: 8pt; color: {_GREY}; margin-left: 19px; }}
p.reply {{ margin-left: 36px; margin-bottom: 1px; }}
p.signed {{ font-family: {family(SANS)}; font-size: 8pt; color: {_GREY}; margin-left: 36px; }}
p.cell {{ margin-bottom: 3px; margin-top: 3px; }}
a {{ color: #1d55b0; text-decoration: none; }}
"""


def write_printout(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> Printout:
    """What is printed of a copy: the same parts as in documents for word processors, then notes.

    Line ends inside of paragraphs become blanks where they are there for their length alone.
    """
    return _Printer(document, versions, copy).printout()


class _Printer:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document = document
        self._outline: Outline = outline(document, versions, copy)
        self._shown = shown(document, versions, copy)
        self._remarks = Remarks(document, self._shown, copy)
        self._notes = {note.id: note for note in document.notes}
        self._unwraps = all_wrapped(document)
        self._headings: list[Heading] = []

    def printout(self) -> Printout:
        body = "".join(self._body())
        told = self._outline
        return Printout(
            html=f"<html><head><style>{_STYLE}</style></head><body>{body}</body></html>",
            title=" ".join(told.title.split()),
            author=" ".join(told.author.split()),
            language=told.language,
            headings=tuple(self._headings),
            comments=tuple(self._comments()),
        )

    def _body(self) -> Iterator[str]:
        blocks = list(self._outline.blocks)
        for number, block in enumerate(blocks):
            if isinstance(block, Table):
                yield from self._table(block)
                continue
            if block.style is Style.BULLET:
                before = blocks[number - 1] if number else None
                after = blocks[number + 1] if number + 1 < len(blocks) else None
                yield "" if _is_bullet(before) else "<ul>"
                yield f"<li{_direction(block.language)}>{self._pieces(block)}</li>"
                yield "" if _is_bullet(after) else "</ul>"
                continue
            yield self._paragraph(block)
            if block.style is Style.TITLE:
                yield f'<p class="facts">{" · ".join(self._facts())}</p>'
        yield from self._note_list()

    def _facts(self) -> Iterator[str]:
        article = self._document.article
        for fact in (article.source.name, article.metadata.author, article.metadata.date):
            if fact:
                yield dressed(fact, None)
        for version in self._shown:
            if version.text.language:
                yield escape(language(version.text.language).name)

    def _paragraph(self, paragraph: Paragraph) -> str:
        style = paragraph.style
        tag = _TAGS.get(style, "p")
        kind = f' class="{style}"' if tag == "p" else ""
        anchor = self._bookmark(paragraph, _LEVELS[style]) if style in _LEVELS else ""
        words = f"{anchor}{self._pieces(paragraph)}"
        return f"<{tag}{kind}{_direction(paragraph.language)}>{words}</{tag}>"

    def _bookmark(self, paragraph: Paragraph, level: int) -> str:
        kept = [p for p in paragraph.pieces if isinstance(p, Words)]
        words = "".join(p.words for p in kept if p.change is not Change.LEFT_OUT)
        return self._heading(" ".join(words.split()), level)

    def _heading(self, title: str, level: int) -> str:
        name = f"heading-{len(self._headings) + 1}"
        self._headings.append(Heading(name, title, level))
        return f'<a name="{name}"></a>'

    def _table(self, table: Table) -> Iterator[str]:
        width = 100 / len(table.heads)
        yield '<table width="100%" cellspacing="0" cellpadding="6" border="0"'
        yield ' style="margin-bottom:14px"><thead><tr>'
        for head, version in zip(table.heads, self._shown, strict=True):
            way = _direction(version.text.language)
            yield f'<td width="{width:.1f}%" style="border-bottom:1px solid {_GREY}">'
            yield f'<p class="facts"{way}>{self._pieces(head)}</p></td>'
        yield "</tr></thead>"
        for row in table.rows:
            if not any(_words(cell).strip() for cell in row):
                continue
            yield "<tr>"
            for column, cell in enumerate(row):
                runs = [p for p in cell.pieces if isinstance(p, Words)]
                titled = column == 0 and runs and all(piece.bold for piece in runs)
                anchor = self._bookmark(cell, 3) if titled else ""
                words = f"{anchor}{self._pieces(cell)}"
                yield f'<td style="border-bottom:1px solid {_LINE}">'
                yield f'<p class="cell"{_direction(cell.language)}>{words}</p></td>'
            yield "</tr>"
        yield "</table>"

    def _pieces(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for piece in paragraph.pieces:
            if isinstance(piece, Begin):
                parts.append(f'<a name="begin-{piece.thread + 1}"></a>')
            elif isinstance(piece, End):
                number = piece.thread + 1
                parts.append(
                    f'<a href="#note-{number}"><sup style="font-size:10.5pt">{number}</sup></a>'
                )
            else:
                parts.append(self._run(piece))
        return "".join(parts)

    def _run(self, piece: Words) -> str:
        styles = [
            f"background-color:{PAINTS[piece.colour]}" if piece.colour else "",
            "font-weight:bold" if piece.bold else "",
            f"color:{_GREY}" if piece.grey else "",
            _CHANGES[piece.change],
        ]
        words = unwrap(piece.words) if self._unwraps else piece.words
        html = dressed(words, piece.language).replace("\n", "<br>")
        style = ";".join(style for style in styles if style)
        return f'<span style="{style}">{html}</span>' if style else html

    def _note_list(self) -> Iterator[str]:
        if not self._outline.threads:
            return
        yield f"<h2>{self._heading('Notes', 2)}Notes</h2>"
        for number, thread in enumerate(self._outline.threads, start=1):
            yield from self._thread(number, thread)

    def _thread(self, number: int, thread: Thread) -> Iterator[str]:
        note = self._notes[thread.said[0].id]
        version = next((v for v in self._document.versions if v.id == note.version), None)
        quote = dressed(quotation(note), version.text.language if version else None)
        said = "<br>".join(dressed(line, None) for line in thread.said[0].lines)
        words = "<br>".join(part for part in (quote, said) if part)
        yield f'<p class="note"><a name="note-{number}"></a><b>{number}</b>&nbsp;&nbsp; {words}</p>'
        yield f'<p class="about">{" · ".join(self._about(note))}</p>'
        for reply, known in zip(thread.said[1:], note.replies, strict=True):
            lines = "<br>".join(dressed(line, None) for line in reply.lines)
            signed = [*([known.author] if known.author else []), moment(known.created)]
            yield f'<p class="reply">{lines}</p>'
            yield f'<p class="signed">{" · ".join(dressed(s, None) for s in signed if s)}</p>'

    def _about(self, note: Note) -> Iterator[str]:
        if note.author:
            yield dressed(note.author, None)
        if note.created:
            yield escape(moment(note.created))
        if note.quote:
            paint = PAINTS[note.colour]
            about = dressed(self._remarks.colour(note), None)
            yield f'<span style="background-color:{paint};color:#1b1e23">&nbsp;{about}&nbsp;</span>'
        for state in self._remarks.state(note):
            yield f"<b>{state}</b>" if state == "resolved" else state

    def _comments(self) -> Iterator[Comment]:
        for number, thread in enumerate(self._outline.threads, start=1):
            note = self._notes[thread.said[0].id]
            first, *others = (
                Remark("\n".join(said.lines), said.author, said.when) for said in thread.said
            )
            yield Comment(
                f"begin-{number}",
                f"#note-{number}",
                note.colour,
                first,
                tuple(others),
                note.resolved,
            )


def _is_bullet(block: Paragraph | Table | None) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.BULLET


def _words(paragraph: Paragraph) -> str:
    return "".join(piece.words for piece in paragraph.pieces if isinstance(piece, Words))


def _direction(tag: str | None) -> str:
    return ' dir="rtl"' if tag is not None and language(tag).rtl else ""
