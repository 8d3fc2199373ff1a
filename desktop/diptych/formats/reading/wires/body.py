"""Bodies of wires, in NITF, XHTML, HTML or plain words, to paragraphs in one pass."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from diptych.core.article import BlockKind
from diptych.core.text import canonicalise
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.structure import paragraphs_of
from diptych.formats.reading.wires.xml_parts import local, on_one_line

_SILENT = frozenset(
    {
        "head", "script", "style", "template", "noscript", "svg", "rt", "rp",
        "media-metadata", "media-object", "media-reference", "nitf-table-metadata",
    }
)  # fmt: skip
_READINGS = frozenset({"rt", "rp"})
_MEDIA = frozenset({"media", "img", "image", "video", "audio", "object", "embed", "iframe"})
_BLOCKS = frozenset(
    {
        "abstract", "address", "article", "aside", "bibliography", "block", "blockquote", "body",
        "body.content", "body.end", "body.head", "bq", "byline", "caption", "center", "copyrite",
        "credit", "custom-table", "datasource", "dateline", "dd", "distributor", "div", "dl", "dt",
        "ednote", "figcaption", "figure", "fn", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hedline", "hl1", "hl2", "hr", "html", "li", "main", "media", "media-caption",
        "media-producer", "nav", "nitf", "nitf-table", "note", "ol", "p", "pre", "section",
        "summary", "table", "tagline", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_KINDS = {
    **dict.fromkeys(("hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(
        ("figure", "figcaption", "media", "credit", "copyrite", "datasource", "bibliography",
         "distributor"),
        BlockKind.FURNITURE,
    ),
    "abstract": BlockKind.STANDFIRST,
    "byline": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
    "ednote": BlockKind.EDITORS_NOTE,
    "note": BlockKind.EDITORS_NOTE,
    "tagline": BlockKind.SIGN_OFF,
    "nav": BlockKind.FURNITURE,
    "li": BlockKind.PARAGRAPH,
}  # fmt: skip
_KINDS_BY_CLASS = {
    "byline": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
    "dat": BlockKind.DATELINE,
    "ingress": BlockKind.STANDFIRST,
    "standfirst": BlockKind.STANDFIRST,
    "caption": BlockKind.FURNITURE,
    "ednote": BlockKind.EDITORS_NOTE,
    "lead": BlockKind.STANDFIRST,
    "slugline": BlockKind.FURNITURE,
    "genre": BlockKind.FURNITURE,
    "publicationdate": BlockKind.FURNITURE,
    "np-nonpublic": BlockKind.NOT_FOR_PUBLICATION,
    "closingline": BlockKind.SIGN_OFF,
}
"""Names that agencies give to blocks of their web pages."""

_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_BREAKS = re.compile(r" ?\n ?")
_NEW_PARAGRAPH = re.compile(r"\n{2,}")
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|body|p|div|br|h[1-6]|ul|ol|table|blockquote|section|article"
    r"|strong|em|b|i|a|span)\b[^<>]*)>",
    re.IGNORECASE,
)
_ONE_ELEMENT = re.compile(r"\s*<p>([^<>]*)</p>\s*", re.IGNORECASE)
_INDENT = re.compile(r"(?: {2,}|\t|\u3000)\S")
_BEFORE_INDENT = re.compile(r"\n(?=(?: {2,}|\t|\u3000)\S)")
_NAMED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NEAR = 8
"""Pieces of a quotation that are looked at for its first sign."""

_QUOTES = "\"'“”„‟«»‹›‘’‚「」『』"


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs in reading order, and what is not among them.

    ``media`` counts pictures and the like; ``readings`` says whether readings of letters (ruby)
    were left out.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    media: int = 0
    readings: bool = False

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence where readings were left out."""
        return ("Readings above the letters (ruby) are left out.",) if self.readings else ()


def of_element(element: Any, *, known: bool = True, without: frozenset[str] = frozenset()) -> Body:
    """What an element holds, all but the elements ``without``.

    Each element is a paragraph where their names are not ``known``.
    """
    from lxml import etree

    builder = _Builder(known=known, silent=_SILENT | without)
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            builder.start(local(part), part.attrib)
            builder.data(part.text or "")
        else:
            builder.end(local(part))
            if part is not element:
                builder.data(part.tail or "")
    return builder.body()


def of_text(words: str) -> Body:
    """What words hold that may be HTML written as text.

    One element around plain words, lines and all, is only for the looks.
    """
    alone = _ONE_ELEMENT.fullmatch(words)
    if alone and alone.group(1).count("\n") > 1:
        return Body(tuple(plain(alone.group(1))))
    return of_markup(words) if _MARKUP.search(words) else Body(tuple(plain(words)))


def of_markup(markup: str) -> Body:
    """What HTML holds, as a browser would read it."""
    from lxml import etree

    builder = _Builder()
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)
    with suppress(etree.LxmlError):  # what came before a fault is kept
        parser.feed(markup.replace("\x00", "").encode("utf-8", "replace"))
        parser.close()
    return builder.body()


def plain(words: str) -> list[Paragraph]:
    """Paragraphs of words without any markup, by blank lines, by indents or line by line.

    Names of characters that were escaped once too often stand for their characters.
    """
    value = canonicalise(_NAMED.sub(_character, words)).strip("\n")
    lines = [line for line in value.split("\n") if line.strip()]
    indented = sum(_INDENT.match(line) is not None for line in lines)
    if lines and _INDENT.match(lines[0]) and indented < len(lines):
        value = _BEFORE_INDENT.sub("\n\n", value)
    return [Paragraph(span.of(value)) for span in paragraphs_of(value)]


def joined(bodies: Iterable[Body]) -> Body:
    """Bodies one after the other."""
    every = list(bodies)
    return Body(
        tuple(paragraph for body in every for paragraph in body.paragraphs),
        sum(body.media for body in every),
        any(body.readings for body in every),
    )


def line(element: Any) -> str:
    """All words of an element on one line, those of its parts apart; empty for None."""
    return "" if element is None else in_a_line(of_element(element).paragraphs)


def in_a_line(paragraphs: Iterable[Paragraph]) -> str:
    """The words of all paragraphs with single blanks between them."""
    return on_one_line(" ".join(paragraph.words for paragraph in paragraphs))


def _character(match: re.Match[str]) -> str:
    return html.unescape(match.group())


def _kind(tag: str, attributes: Mapping[str, str]) -> BlockKind | None:
    """What an element makes of its words; for notes, who may read them counts most."""
    if tag in ("note", "tagline") and attributes.get("type", "std") != "std":
        advisory = attributes["type"] == "pa"
        return BlockKind.ADVISORY if advisory else BlockKind.NOT_FOR_PUBLICATION
    if tag == "note" and attributes.get("noteclass") in ("cpyrt", "trademk"):
        return BlockKind.FURNITURE
    found = _KINDS.get(tag)
    if found is not None:
        return found
    named = (_KINDS_BY_CLASS.get(name) for name in attributes.get("class", "").lower().split())
    return next(filter(None, named), None)


class _Open(NamedTuple):
    """An element that is not at its end; after a ``spaced`` one a blank belongs."""

    tag: str
    kind: BlockKind | None
    spaced: bool


class _Builder:
    """Receives elements and words one by one; the method names are those of lxml's targets."""

    def __init__(self, *, known: bool = True, silent: frozenset[str] = _SILENT) -> None:
        self._known, self._silent = known, silent
        self._paragraphs: list[Paragraph] = []
        self._media = 0
        self._readings = False
        self._words: list[str] = []
        self._open: list[_Open] = []
        self._silent_from = 0
        self._pre_from = 0
        self._row_from = 0
        self._cells: list[list[Paragraph]] = []
        self._quotes: list[int] = []
        self._after_span = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower()
        if tag == "time" and self._open and self._open[-1].tag == "header":
            tag = "p"  # it says when the page was made
        depth = len(self._open) + 1
        kind = self._open[-1].kind if self._open else None
        if not self._silent_from:
            if tag in self._silent:
                self._silent_from = depth
                self._readings = self._readings or tag in _READINGS
            else:
                self._media += tag in _MEDIA
                if self._is_block(tag):
                    self._end_paragraph()
                    own = _kind(tag, attributes)
                    kind = own if own is BlockKind.NOT_FOR_PUBLICATION else kind or own
                self._begin(tag, depth)
        spaced = tag == "span" and "dateline" in attributes.get("class", "").lower()
        self._open.append(_Open(tag, kind, spaced))

    def end(self, tag: str) -> None:
        if not self._open:
            return
        tag = self._open[-1].tag
        depth = len(self._open)
        if self._silent_from:
            if depth == self._silent_from:
                self._silent_from = 0
        elif self._is_block(tag):
            self._end_paragraph()
            if depth == self._pre_from:
                self._pre_from = 0
            if depth == self._row_from:
                self._end_row()
        elif tag == "q":
            self._end_quote()
        elif self._open[-1].spaced:
            self._words.append(" ")
        self._after_span = tag == "span" and not self._silent_from
        self._open.pop()

    def data(self, words: str) -> None:
        if words and not self._silent_from:
            self._after_span = False
            self._words.append(words if self._pre_from else _SOURCE_BLANKS.sub(" ", words))

    def close(self) -> None:
        """The parser is done; whether it came to the end or not is all the same here."""

    def body(self) -> Body:
        """What was received up to now."""
        self._end_paragraph()
        self._end_row()
        return Body(tuple(self._paragraphs), self._media, self._readings)

    def _is_block(self, tag: str) -> bool:
        return tag in _BLOCKS or not self._known

    def _begin(self, tag: str, depth: int) -> None:
        """What the beginning of an element itself means for the words."""
        if tag == "br":
            self._words.append("\n")
        elif tag == "byttl" or (tag == "span" and self._after_span and self._open[-1].tag == "div"):
            self._words.append(" ")  # parts of a line that only a style sheet keeps apart
        elif tag == "frac" and self._words and self._words[-1][-1:].isdigit():
            self._words.append(" ")
        elif tag == "denom" and not "".join(self._words[-2:]).rstrip().endswith(("/", "⁄")):
            self._words.append("/")
        elif tag == "q":
            self._quotes.append(len(self._words))
            self._words.append("")
        elif tag == "pre" and not self._pre_from:
            self._pre_from = depth
        elif tag == "tr" and not self._row_from:
            self._row_from = depth
        elif tag in ("td", "th") and depth == self._row_from + 1:
            self._cells.append([])

    def _end_quote(self) -> None:
        """Give a quotation the marks that a browser would, unless it has some."""
        place = self._quotes.pop() if self._quotes else len(self._words)
        near = self._words[place : place + _NEAR]
        inner = next((part.lstrip() for part in near if part.strip()), "")
        before = self._words[place - 1].rstrip() if place else ""
        if inner and inner[0] not in _QUOTES and before[-1:] not in ('"', "“", "„", "«"):
            self._words[place] = "“"
            self._words.append("”")

    def _end_paragraph(self) -> None:
        words = "".join(self._words)
        self._words.clear()
        self._quotes.clear()
        if not words.strip():
            return
        kind = self._open[-1].kind if self._open else None
        if self._pre_from:
            found = [paragraph._replace(kind=kind) for paragraph in plain(words)]
        else:
            tidy = _BREAKS.sub("\n", _SPACES.sub(" ", words)).strip(" \n")
            found = [Paragraph(part, kind) for part in _NEW_PARAGRAPH.split(tidy)]
        if self._row_from:
            if not self._cells:
                self._cells.append([])
            self._cells[-1] += found
        else:
            self._paragraphs += found

    def _end_row(self) -> None:
        """The cells of a row on one line; a row of one cell is only there for the looks."""
        cells, self._cells, self._row_from = self._cells, [], 0
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            words = "\t".join(in_a_line(cell) for cell in cells)
            kind = filled[0][0].kind or BlockKind.PARAGRAPH
            self._paragraphs.append(Paragraph(words, kind))
        else:
            self._paragraphs += filled[0] if filled else []
