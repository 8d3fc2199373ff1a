"""The body of an OpenDocument text: its paragraphs in reading order, in one pass over its tree."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from diptych.core.article import BlockKind
from diptych.formats.reading.documents.odf_styles import Styles, short_name
from diptych.formats.reading.documents.omissions import Omission
from diptych.formats.reading.parts import Paragraph

MOST_SPACES = 80
"""Spaces that one element may stand for; a line of a letter has no more."""

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_LISTINGS = frozenset(
    {
        "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index",
        "text:user-index", "text:alphabetical-index", "text:bibliography",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "text:tracked-changes", "text:note", "office:annotation", "text:ruby-text", "office:forms",
        "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:number",
        "text:hidden-text", "office:binary-data", "drawing:object", "drawing:object-ole",
        "svg-compatible:title", "svg-compatible:desc", "table:title", "table:desc",
        "text:alphabetical-index-auto-mark-file", "text:dde-connection-decls",
    }
)  # fmt: skip


@dataclass(slots=True)
class Body:
    """What the body says. ``language`` is the one that most of its letters are marked with."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    omissions: Counter[Omission] = field(default_factory=Counter)
    language: str | None = None


def words_of_body(body: Any, styles: Styles) -> Body:
    """Paragraphs, headings, lists, cells of tables, and text boxes after their own paragraph."""
    from lxml import etree

    walk = etree.iterwalk(body, events=("start", "end"))
    walker = _Walker(styles)
    silent: Any = None
    for event, element in walk:
        if event == "start":
            if walker.leaves_out(element):
                silent = element
                walk.skip_subtree()
            else:
                walker.start(element)
        elif silent is not None and element is silent:
            silent = None
            walker.text(element.tail)
        else:
            walker.end(element)
    return walker.finished()


@dataclass(slots=True)
class _Open:
    """A paragraph that is not at its end yet, and the boxes that hang on it."""

    kind: BlockKind | None
    words: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    blank: bool = True


class _Walker:
    """Takes the elements as they begin and end. Its depth is the tree's, and it keeps no stack."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._body = Body()
        self._open: list[_Open] = []
        self._languages: list[str | None] = [None]
        self._letters: Counter[str | None] = Counter()
        self._listings = 0

    def leaves_out(self, element: Any) -> bool:
        """Whether an element says nothing that is shown; what is lost by that is counted."""
        name = short_name(element.tag)
        if name in _SILENT or name.endswith("-source"):
            self._count(name, element)
            return True
        hidden = name == "text:section" and element.get(f"{_TEXT}display") == "none"
        if hidden or (name in (*_PARAGRAPHS, "text:span") and self._styles.hidden(element)):
            self._body.omissions[Omission.HIDDEN] += any(w.strip() for w in element.itertext())
            return True
        return False

    def _count(self, name: str, element: Any) -> None:
        told = self._body.omissions
        if name == "text:note":
            endnote = element.get(f"{_TEXT}note-class") == "endnote"
            told[Omission.ENDNOTES if endnote else Omission.FOOTNOTES] += 1
        elif name == "office:annotation":
            told[Omission.COMMENTS] += 1
        elif name == "text:tracked-changes":
            told[Omission.DELETIONS] += sum(1 for _ in element.iter(f"{_TEXT}deletion"))
        elif name == "text:hidden-text":
            told[Omission.HIDDEN] += 1

    def start(self, element: Any) -> None:
        """An element begins."""
        name = short_name(element.tag)
        self._languages.append(self._styles.language(element) or self._languages[-1])
        if name in _LISTINGS:
            self._listings += 1
        if name in _PARAGRAPHS:
            self._open.append(_Open(self._kind(name, element)))
        elif name == "text:s":
            self._put(" " * _count_of(element.get(f"{_TEXT}c")))
        elif name == "text:tab":
            self._put("\t")
        elif name == "text:line-break":
            self._put("\n")
        self.text(element.text)

    def end(self, element: Any) -> None:
        """An element ends."""
        name = short_name(element.tag)
        self._languages.pop()
        if name in _LISTINGS:
            self._listings -= 1
        if name in _PARAGRAPHS:
            done = self._open.pop()
            paragraphs = self._open[-1].boxes if self._open else self._body.paragraphs
            paragraphs += [Paragraph("".join(done.words), done.kind), *done.boxes]
        self.text(element.tail)

    def text(self, words: str | None) -> None:
        """Characters as they stand in the file: blanks between elements are one space, or none."""
        if not words or not self._open:
            return
        paragraph = self._open[-1]
        line = _BLANKS.sub(" ", words)
        if paragraph.blank:
            line = line.removeprefix(" ")
        if line:
            paragraph.words.append(line)
            paragraph.blank = line.endswith(" ")
            self._letters[self._languages[-1]] += len(line)

    def finished(self) -> Body:
        """What was found, with the language that more than half of the letters are marked with.

        The language a document's defaults name is its template's, and says nothing of the text.
        """
        for tag, count in self._letters.most_common(1):
            if 2 * count > self._letters.total():
                self._body.language = tag
        return self._body

    def _kind(self, name: str, element: Any) -> BlockKind | None:
        if self._listings:
            return BlockKind.FURNITURE
        kind = self._styles.kind(element)
        return kind or (BlockKind.HEADING if name == "text:h" else None)

    def _put(self, words: str) -> None:
        if self._open:
            self._open[-1].words.append(words)
            self._open[-1].blank = False


def _count_of(value: str | None) -> int:
    """How many spaces an element stands for: one where it does not say."""
    if value is None:
        return 1
    return min(int(value), MOST_SPACES) if value.isascii() and value.isdigit() else 1
