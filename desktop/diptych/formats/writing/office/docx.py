"""A Word document: highlights, comments with replies, tracked changes, languages of every run."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import Any

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Colour
from diptych.core.versions import Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.office.composing import outline
from diptych.formats.writing.office.docx_comments import Comments
from diptych.formats.writing.office.outline import (
    Begin,
    End,
    Outline,
    Paragraph,
    Style,
    Table,
    Words,
)
from diptych.formats.writing.tracking import Change

_STYLES = {
    Style.TITLE: "Title",
    Style.SUBTITLE: "Subtitle",
    Style.CAUTION: "IntenseQuote",
    Style.HEADING: "Heading1",
    Style.SUBHEADING: "Heading2",
    Style.BULLET: "ListBullet",
}
_HIGHLIGHTS = {
    Colour.YELLOW: "yellow",
    Colour.GREEN: "green",
    Colour.BLUE: "cyan",
    Colour.PINK: "magenta",
}
_SHADES = {Colour.ORANGE: "FFB84D"}
"""Word has no orange highlighter; its background can be any colour."""

_GREY = "6B6B6B"
_EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BESIDE = 3
"""As many columns as need a page on its side."""

_TWENTIETH = 635
"""python-docx's units in a twentieth of a point, which widths are told in."""


def write_docx(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The bytes of a .docx file. Notes with words are comments; without, highlights alone."""
    return _Writer(outline(document, versions, copy)).write()


class _Writer:
    def __init__(self, told: Outline) -> None:
        import docx

        self._told = told
        self._file: Any = docx.Document()
        self._comments = Comments(told)
        self._changes = count(self._comments.number)

    def write(self) -> bytes:
        if any(isinstance(b, Table) and len(b.heads) >= _BESIDE for b in self._told.blocks):
            self._turn()
        body = self._file.element.body
        page = body.sectPr
        for block in self._told.blocks:
            if isinstance(block, Table):
                self._table(body, block)
            else:
                self._paragraph(body, block)
        body.append(page)
        self._comments.put_into(self._file)
        self._properties()
        sink = BytesIO()
        self._file.save(sink)
        return sink.getvalue()

    def _turn(self) -> None:
        from docx.enum.section import WD_ORIENT

        page = self._file.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width

    def _table(self, body: Any, table: Table) -> None:
        page = self._file.sections[0]
        room = page.page_width - page.left_margin - page.right_margin
        width = str(room // _TWENTIETH // len(table.heads))
        element = _child(body, "w:tbl")
        properties = _child(element, "w:tblPr")
        _child(properties, "w:tblStyle", val="TableGrid")
        _child(properties, "w:tblW", w="0", type="auto")
        _child(properties, "w:tblLook", val="04A0")
        grid = _child(element, "w:tblGrid")
        for _ in table.heads:
            _child(grid, "w:gridCol", w=width)
        for number, row in enumerate((table.heads, *table.rows)):
            line = _child(element, "w:tr")
            if number == 0:
                _child(_child(line, "w:trPr"), "w:tblHeader")
            for cell in row:
                holder = _child(line, "w:tc")
                _child(_child(holder, "w:tcPr"), "w:tcW", w=width, type="dxa")
                self._paragraph(holder, cell)

    def _paragraph(self, parent: Any, paragraph: Paragraph) -> None:
        element = _child(parent, "w:p")
        style = _STYLES.get(paragraph.style)
        rtl = _is_rtl(paragraph.language)
        if style is not None or rtl:
            properties = _child(element, "w:pPr")
            if style is not None:
                _child(properties, "w:pStyle", val=style)
            if rtl:
                _child(properties, "w:bidi")
        for piece in paragraph.pieces:
            if isinstance(piece, Words):
                self._words(element, piece)
            elif isinstance(piece, Begin):
                for number in self._comments.numbers(piece):
                    _child(element, "w:commentRangeStart", id=str(number))
            else:
                self._end(element, piece)

    def _end(self, element: Any, piece: End) -> None:
        for number in self._comments.numbers(piece):
            _child(element, "w:commentRangeEnd", id=str(number))
            run = _child(element, "w:r")
            _child(_child(run, "w:rPr"), "w:rStyle", val="CommentReference")
            _child(run, "w:commentReference", id=str(number))

    def _words(self, element: Any, words: Words) -> None:
        if words.change is not Change.KEPT:
            said = {"id": str(next(self._changes)), "author": self._told.editor}
            if self._told.made is not None:
                said["date"] = f"{self._told.made:%Y-%m-%dT%H:%M:%SZ}"
            name = "w:ins" if words.change is Change.ADDED else "w:del"
            element = _child(element, name, **said)
        run = _child(element, "w:r")
        _properties(run, words)
        text = "w:delText" if words.change is Change.LEFT_OUT else "w:t"
        for number, line in enumerate(words.words.split("\n")):
            if number:
                _child(run, "w:br")
            for place, part in enumerate(line.split("\t")):
                if place:
                    _child(run, "w:tab")
                if part:
                    letters = _child(run, text)
                    letters.text = part
                    if part != part.strip() or "  " in part:
                        letters.set(_XML_SPACE, "preserve")

    def _properties(self) -> None:
        properties = self._file.core_properties
        properties.title = self._told.title[:255]
        properties.author = self._told.author[:255]
        properties.language = self._told.language or ""
        properties.comments = "Made with Diptych, offline"
        properties.last_modified_by = self._told.editor[:255]
        element = properties._element  # noqa: SLF001 - moments can be set, not taken away
        for name in ("created", "modified"):
            for old in element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
                element.remove(old)
        if self._told.made is not None:
            properties.created = properties.modified = self._told.made.replace(tzinfo=None)


def _properties(run: Any, words: Words) -> None:
    """How a run looks and what its language is, in the order that the schema wants."""
    rtl = _is_rtl(words.language)
    marks: list[tuple[str, dict[str, str]]] = []
    if words.bold:
        marks += [("w:b", {}), ("w:bCs", {})]
    if words.grey:
        marks.append(("w:color", {"val": _GREY}))
    if words.colour in _HIGHLIGHTS:
        marks.append(("w:highlight", {"val": _HIGHLIGHTS[words.colour]}))
    elif words.colour in _SHADES:
        fill = _SHADES[words.colour]
        marks.append(("w:shd", {"val": "clear", "color": "auto", "fill": fill}))
    if rtl:
        marks.append(("w:rtl", {}))
    if words.language is not None:
        script = language(words.language).script
        kind = "bidi" if rtl else "eastAsia" if script in _EAST_ASIAN else "val"
        marks.append(("w:lang", {kind: words.language}))
    if marks:
        properties = _child(run, "w:rPr")
        for name, said in marks:
            _child(properties, name, **said)


def _is_rtl(tag: str | None) -> bool:
    return tag is not None and language(tag).rtl


def _child(parent: Any, name: str, **said: str) -> Any:
    """A new element at the end of another, both its name and what it says in Word's namespace."""
    from docx.oxml.ns import qn
    from lxml import etree

    return etree.SubElement(parent, qn(name), {qn(f"w:{key}"): v for key, v in said.items()})
