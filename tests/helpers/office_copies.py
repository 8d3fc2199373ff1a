"""Copies for word processors as other programs see them: words, comments, changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn, Reply, anchor
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.formats.writing.rows import rows
from helpers.showcase import showcase

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
EDITED = "edited-v-fr"
LATER = "2026-01-02T05:04:05+00:00"
MADE = "2026-02-03T05:05:06+01:00"


@dataclass(frozen=True)
class Told:
    """A comment as a program shows it: ``about`` is the words it is anchored on."""

    words: str
    author: str
    when: str
    about: str
    resolved: bool


def full(name: str) -> str:
    """``w:p`` with its namespace in braces."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def part(data: bytes, name: str) -> Any:
    """The root of a part of a zipped document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def reviewed() -> Document:
    """The showcase with an answered note, notes on the whole, and names for two colours."""
    document = showcase()
    first, *others = document.notes
    replies = (
        Reply("r1", "Yes, she is.\nSure.", "Cy Dee", LATER),
        Reply("r2", "Thanks", "Ann Bee", LATER),
    )
    value = document.source.text.value
    start = value.index("bridge. Nobody")
    span = Span(start, start + len("bridge"))
    on_summary = _overall("n10", NoteOn.SUMMARY, "Which one?")
    quote, prefix, suffix = anchor(value, span)
    notes = (
        replace(first, replies=replies, resolved=True),
        *others,
        _overall("n8", NoteOn.ARTICLE, "About all of it"),
        _overall("n9", NoteOn.SUMMARY, "Too short"),
        replace(on_summary, span=span, quote=quote, prefix=prefix, suffix=suffix),
    )
    meanings = ((Colour.GREEN, "Ask"), (Colour.ORANGE, "Check"), (Colour.BLUE, " "))
    return replace(document, notes=notes, meanings=meanings)


def _overall(note_id: str, on: NoteOn, body: str) -> Note:
    return Note(note_id, "source", Span(0, 0), "", "", "", body, "Ann Bee", LATER, on=on)


def cells(document: Document, version: Version) -> list[str]:
    """The words of each block in a version; blank ones are empty."""
    return [
        _unblank("".join(span.of(version.text.value) for _, span in row.cells[-1].pieces()))
        for row in rows(document, [version])
    ]


def _unblank(words: str) -> str:
    return words if words.strip() else ""


def docx_words(paragraph: Any, *, accept: bool = True) -> str:
    """The words of a paragraph when all its changes are accepted, or all rejected."""
    dropped = full("w:del" if accept else "w:ins")
    signs = {full("w:br"): "\n", full("w:tab"): "\t"}
    said = []
    for element in paragraph.iter():
        if any(parent.tag == dropped for parent in element.iterancestors()):
            continue
        if element.tag in (full("w:t"), full("w:delText")):
            said.append(element.text or "")
        else:
            said.append(signs.get(element.tag, ""))
    return "".join(said)


def docx_cells(data: bytes, column: int, *, accept: bool = True) -> list[str]:
    """The words in a column of the first table, without its head."""
    table = next(part(data, "word/document.xml").iter(full("w:tbl")))
    return [
        _unblank(
            "\n".join(
                docx_words(p, accept=accept)
                for p in row.findall("w:tc", SPACES)[column].iter(full("w:p"))
            )
        )
        for row in table.findall("w:tr", SPACES)[1:]
    ]


def docx_comments(data: bytes) -> list[Told]:
    """All comments in the order of their numbers."""
    done = {}
    for element in part(data, "word/commentsExtended.xml"):
        done[element.get(full("w15:paraId"))] = element.get(full("w15:done")) == "1"
    anchors = _ranges(
        part(data, "word/document.xml"),
        full("w:commentRangeStart"),
        full("w:commentRangeEnd"),
        full("w:id"),
    )
    told = []
    for comment in part(data, "word/comments.xml"):
        paragraphs = comment.findall("w:p", SPACES)
        told.append(
            Told(
                "\n".join(docx_words(paragraph) for paragraph in paragraphs),
                comment.get(full("w:author")),
                comment.get(full("w:date")) or "",
                anchors[comment.get(full("w:id"))],
                done.get(paragraphs[-1].get(full("w14:paraId")), False),
            )
        )
    return told


def docx_replies(data: bytes) -> list[tuple[str, str]]:
    """What replies to what, by the words of the comments' last lines."""
    words = {
        paragraph.get(full("w14:paraId")): docx_words(paragraph)
        for paragraph in part(data, "word/comments.xml").iter(full("w:p"))
    }
    return [
        (words[e.get(full("w15:paraId"))], words[e.get(full("w15:paraIdParent"))])
        for e in part(data, "word/commentsExtended.xml")
        if e.get(full("w15:paraIdParent"))
    ]


def odt_words(paragraph: Any, *, accept: bool = True) -> str:
    """The words of a paragraph when all its changes are accepted, or all rejected."""
    root = paragraph.getroottree().getroot()
    gone = {
        region.get(full("text:id")): region.find("text:deletion", SPACES)
        for region in root.iter(full("text:changed-region"))
        if region.find("text:deletion", SPACES) is not None
    }
    walker = _OdtWords(gone, accept=accept)
    walker.walk(paragraph)
    return "".join(walker.said)


class _OdtWords:
    def __init__(self, gone: dict[str, Any], *, accept: bool) -> None:
        self.said: list[str] = []
        self._gone, self._accept = gone, accept
        self._added = False

    def walk(self, element: Any) -> None:
        self._say(element.text)
        for child in element:
            name = etree.QName(child).localname
            if name == "change-start":
                self._added = True
            elif name == "change-end":
                self._added = False
            elif name == "change" and not self._accept:
                for kept in self._gone[child.get(full("text:change-id"))].findall("text:p", SPACES):
                    self.walk(kept)
            elif name == "s":
                self._say(" " * int(child.get(full("text:c")) or 1))
            elif name in ("tab", "line-break"):
                self._say("\t" if name == "tab" else "\n")
            elif name == "span":
                self.walk(child)
            self._say(child.tail)

    def _say(self, words: str | None) -> None:
        if words and (self._accept or not self._added):
            self.said.append(words)


def odt_cells(data: bytes, column: int, *, accept: bool = True) -> list[str]:
    """The words in a column of the first table, without its head."""
    table = next(part(data, "content.xml").iter(full("table:table")))
    return [
        _unblank(
            "\n".join(
                odt_words(paragraph, accept=accept)
                for paragraph in row.findall("table:table-cell", SPACES)[column].iter(
                    full("text:p")
                )
                if paragraph.getparent().tag != full("office:annotation")
            )
        )
        for row in table.findall("table:table-row", SPACES)
    ]


def odt_comments(data: bytes) -> list[Told]:
    """All annotations in the order of their beginnings."""
    root = part(data, "content.xml")
    anchors = _ranges(
        root, full("office:annotation"), full("office:annotation-end"), full("office:name")
    )
    return [
        Told(
            "\n".join(odt_words(paragraph) for paragraph in note.iter(full("text:p"))),
            note.findtext("dc:creator", namespaces=SPACES) or "",
            note.findtext("dc:date", namespaces=SPACES) or "",
            anchors[note.get(full("office:name"))],
            note.get(full("loext:resolved")) == "true",
        )
        for note in root.iter(full("office:annotation"))
    ]


def odt_replies(data: bytes) -> list[tuple[str, str]]:
    """What replies to what, by the words of the annotations."""
    notes = list(part(data, "content.xml").iter(full("office:annotation")))
    words = {
        note.get(full("office:name")): "\n".join(odt_words(p) for p in note.iter(full("text:p")))
        for note in notes
    }
    return [
        (words[note.get(full("office:name"))], words[note.get(full("loext:parent-name"))])
        for note in notes
        if note.get(full("loext:parent-name"))
    ]


def _ranges(root: Any, begin: str, end: str, name: str) -> dict[str, str]:
    """The words between the two marks of each name."""
    said: dict[str, list[str]] = {}
    begun: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag == begin:
                begun.append(element.get(name))
                said[element.get(name)] = []
            elif element.tag == end:
                begun.remove(element.get(name))
            words = _own(element)
        else:
            words = element.tail if _in_odt_line(element) else ""
        if words and not _in_note(element, event):
            for key in begun:
                said[key].append(words)
    assert begun == []
    return {key: "".join(words) for key, words in said.items()}


def _own(element: Any) -> str:
    name = etree.QName(element).localname
    if name == "s":
        return " " * int(element.get(full("text:c")) or 1)
    if name in ("br", "line-break"):
        return "\n"
    return element.text or "" if name in ("t", "span", "p", "h") else ""


def _in_odt_line(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname in ("span", "p", "h")


def _in_note(element: Any, event: str) -> bool:
    """Whether what is said there stands in an annotation; its tail does not."""
    above = [] if event == "end" and element.tag == full("office:annotation") else [element.tag]
    return full("office:annotation") in (*above, *(e.tag for e in element.iterancestors()))


def in_order(element: Any, order: Sequence[str]) -> bool:
    """Whether the children of an element are known ones, each once, in that order."""
    places = [order.index(etree.QName(child).localname) for child in element]
    return places == sorted(set(places))
