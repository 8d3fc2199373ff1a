"""An OpenDocument text: highlights, annotations with replies, tracked changes, languages."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.office.composing import outline
from diptych.formats.writing.office.odt_styles import BULLETS, AutomaticStyles, styles_part
from diptych.formats.writing.office.odt_xml import child, full, put_words, root
from diptych.formats.writing.office.outline import (
    Begin,
    Outline,
    Paragraph,
    Said,
    Style,
    Table,
    Thread,
    Words,
)
from diptych.formats.writing.tracking import Change
from diptych.version import VERSION

MIME = "application/vnd.oasis.opendocument.text"

_BESIDE = 3
"""As many columns as need a page on its side."""

_LEVELS = {Style.HEADING: "1", Style.SUBHEADING: "2"}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""What stands for an unknown moment where one must be told; LibreOffice shows none for it."""


def write_odt(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The bytes of an .odt file. Notes with words are annotations; without, highlights alone.

    The same document and choices give the same bytes.
    """
    told = outline(document, versions, copy)
    turned = any(isinstance(b, Table) and len(b.heads) >= _BESIDE for b in told.blocks)
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        _put(archive, "mimetype", MIME.encode(), zipfile.ZIP_STORED)
        for name, part in (
            ("content.xml", _Content(told).root),
            ("styles.xml", styles_part(turned=turned)),
            ("meta.xml", _meta(told)),
            ("META-INF/manifest.xml", _manifest()),
        ):
            _put(archive, name, _bytes(part), zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, packing: int) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = packing
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _bytes(part: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(part, xml_declaration=True, encoding="UTF-8")
    return data


class _Content:
    """The root of ``content.xml``."""

    def __init__(self, told: Outline) -> None:
        spaces = ("office", "text", "table", "style", "fo", "dc", "meta", "loext")
        self.root = root("office:document-content", *spaces)
        self.root.set(full("office:version"), "1.3")
        self._told = told
        self._styles = AutomaticStyles()
        self.root.append(self._styles.element)
        self._body = child(child(self.root, "office:body"), "office:text")
        self._changes: Any = None
        self._changed = 0
        if any(
            isinstance(piece, Words) and piece.change is not Change.KEPT
            for paragraph in told.paragraphs()
            for piece in paragraph.pieces
        ):
            said = {"text:track-changes": "false"}
            self._changes = child(self._body, "text:tracked-changes", said)
        self._write()

    def _write(self) -> None:
        bullets: Any = None
        for block in self._told.blocks:
            if isinstance(block, Table):
                bullets = None
                self._table(block)
            elif block.style is Style.BULLET:
                if bullets is None:
                    bullets = child(self._body, "text:list", {"text:style-name": BULLETS})
                self._paragraph(child(bullets, "text:list-item"), block)
            else:
                bullets = None
                self._paragraph(self._body, block)

    def _table(self, table: Table) -> None:
        self._styles.for_table()
        said = {"table:name": "Text", "table:style-name": "Beside"}
        element = child(self._body, "table:table", said)
        said = {
            "table:style-name": "Beside.Column",
            "table:number-columns-repeated": str(len(table.heads)),
        }
        child(element, "table:table-column", said)
        self._row(child(element, "table:table-header-rows"), table.heads)
        for row in table.rows:
            self._row(element, row)

    def _row(self, parent: Any, row: Sequence[Paragraph]) -> None:
        line = child(parent, "table:table-row")
        said = {"table:style-name": "Beside.Cell", "office:value-type": "string"}
        for cell in row:
            self._paragraph(child(line, "table:table-cell", said), cell)

    def _paragraph(self, parent: Any, paragraph: Paragraph) -> None:
        said = {"text:style-name": self._styles.of_paragraph(paragraph)}
        if paragraph.style in _LEVELS:
            said["text:outline-level"] = _LEVELS[paragraph.style]
            element = child(parent, "text:h", said)
        else:
            element = child(parent, "text:p", said)
        for piece in paragraph.pieces:
            if isinstance(piece, Words):
                self._words(element, piece)
                continue
            thread = self._told.threads[piece.thread]
            for number, words in enumerate(thread.said):
                name = {"office:name": f"note-{piece.thread + 1}-{number}"}
                if isinstance(piece, Begin):
                    if number:
                        name["loext:parent-name"] = f"note-{piece.thread + 1}-0"
                    _annotation(element, name, words, thread)
                else:
                    child(element, "office:annotation-end", name)

    def _words(self, element: Any, words: Words) -> None:
        if words.change is Change.KEPT:
            self._span(element, words)
            return
        self._changed += 1
        name = f"change-{self._changed}"
        region = child(self._changes, "text:changed-region", {"xml:id": name, "text:id": name})
        added = words.change is Change.ADDED
        change = child(region, "text:insertion" if added else "text:deletion")
        about = child(change, "office:change-info")
        child(about, "dc:creator", words=self._told.editor)
        child(about, "dc:date", words=f"{self._told.made or _LONG_AGO:%Y-%m-%dT%H:%M:%S}")
        said = {"text:change-id": name}
        if added:
            child(element, "text:change-start", said)
            self._span(element, words)
            child(element, "text:change-end", said)
        else:
            self._span(child(change, "text:p"), words)
            child(element, "text:change", said)

    def _span(self, element: Any, words: Words) -> None:
        style = self._styles.of_words(words)
        said = {} if style is None else {"text:style-name": style}
        put_words(child(element, "text:span", said), words.words)


def _annotation(element: Any, name: dict[str, str], said: Said, thread: Thread) -> None:
    resolved = {"loext:resolved": "true" if thread.resolved else "false"}
    annotation = child(element, "office:annotation", name | resolved)
    child(annotation, "dc:creator", words=said.author)
    if said.when is not None:
        child(annotation, "dc:date", words=f"{said.when:%Y-%m-%dT%H:%M:%S}")
    if said.initials:
        child(annotation, "meta:creator-initials", words=said.initials)
    for line in said.lines:
        put_words(child(annotation, "text:p"), line)


def _meta(told: Outline) -> Any:
    part = root("office:document-meta", "office", "meta", "dc")
    part.set(full("office:version"), "1.3")
    meta = child(part, "office:meta")
    child(meta, "meta:generator", words=f"Diptych/{VERSION}")
    child(meta, "dc:title", words=told.title)
    if told.author:
        child(meta, "meta:initial-creator", words=told.author)
    child(meta, "dc:creator", words=told.editor)
    if told.made is not None:
        made = f"{told.made:%Y-%m-%dT%H:%M:%S}"
        child(meta, "meta:creation-date", words=made)
        child(meta, "dc:date", words=made)
    if told.language is not None:
        child(meta, "dc:language", words=told.language)
    return part


def _manifest() -> Any:
    part = root("manifest:manifest", "manifest")
    part.set(full("manifest:version"), "1.3")
    for place, kind in (
        ("/", MIME),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        ("meta.xml", "text/xml"),
    ):
        said = {"manifest:full-path": place, "manifest:media-type": kind}
        if place == "/":
            said["manifest:version"] = "1.3"
        child(part, "manifest:file-entry", said)
    return part
