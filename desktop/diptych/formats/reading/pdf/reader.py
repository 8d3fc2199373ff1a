"""PDF files: the text of their pages in reading order, lines rejoined to paragraphs.

pdfium is not safe to use from more than one thread at a time; files are read in a process of their
own, or one after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Reading, from_paragraphs
from diptych.formats.reading.pdf.about import Extras, listed, metadata_of
from diptych.formats.reading.pdf.article import paragraphs_of
from diptych.formats.reading.pdf.asking import Asking
from diptych.formats.reading.pdf.characters import Box
from diptych.formats.reading.pdf.flows import Flow, flows_of
from diptych.formats.reading.pdf.layout import columns
from diptych.formats.reading.pdf.lines import PageLines, lines_of
from diptych.formats.reading.pdf.margins import Margins, without_margins
from diptych.formats.reading.pdf.mending import mended
from diptych.formats.reading.pdf.opening import breaks_off, opened
from diptych.formats.reading.pdf.passages import Column, body_size, passages_of
from diptych.formats.reading.pdf.rows import rows_of

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000

_UNKNOWN = 0.05
"""The share of lines in fonts that do not tell their letters, from which on it is said."""


def read(given: Given) -> Reading:
    """The text of all pages.

    Raises PasswordNeededError for files that open with a password, when there is none or a wrong
    one, and CannotReadError for damaged ones and those that hold pictures only.
    """
    from pypdfium2 import raw

    with opened(given) as document:
        metadata = metadata_of(raw, document.raw)
        pages = _Pages(raw, document)
        pages.read()
    if not pages.flows:
        raise _no_text(given.name, pages)
    margins = without_margins(pages.flows)
    found = list(_columns(margins))
    body = body_size(found)
    passages = mended(passages_of(found, body), body)
    paragraphs = paragraphs_of(passages, margins.margins, body, metadata.title)
    warnings = pages.warnings(margins.repeats)
    if breaks_off(given.data):
        warnings.insert(0, "The end of the file is missing: it may not be whole.")
    return from_paragraphs(paragraphs, metadata, warnings)


def _columns(margins: Margins) -> Iterator[Column]:
    for flow in margins.flows:
        for lines in columns(flow.lines):
            yield Column(tuple(rows_of(lines)), flow.number, flow.aside)


@dataclass(slots=True)
class _Pages:
    """Reads the pages one by one, and keeps count of what is to be said of them."""

    raw: Any
    document: Any
    flows: list[Flow] = field(default_factory=list)
    total: int = 0
    cut: int = 0
    damaged: list[int] = field(default_factory=list)
    textless: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    pieces: int = 0
    unknown: int = 0
    said: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Read all pages, up to the limits."""
        extras = Extras(self.raw, self.document.raw)
        self.total = len(self.document)
        asking = Asking(self.raw)
        left = MOST_CHARACTERS
        for number in range(1, min(self.total, MOST_PAGES) + 1):
            lines = self._page(number, left, extras, asking)
            if lines is None:
                self.damaged.append(number)
                continue
            self._note(number, lines)
            left -= lines.characters
            if left < 0 or (left == 0 and number < self.total):
                self.cut = number
                break
        self.said = extras.warnings()

    def _page(self, number: int, most: int, extras: Extras, asking: Asking) -> PageLines | None:
        """The lines of a page; None where it cannot be read."""
        import pypdfium2

        try:
            with closing(self.document[number - 1]) as page:
                extras.look_at(page.raw)
                with closing(page.get_textpage()) as textpage:
                    lines = lines_of(asking, textpage.raw, Box(*page.get_bbox()), most)
                if not lines.pieces and self.raw.FPDFPage_CountObjects(page.raw) > 0:
                    self.textless.append(number)
                return lines
        except pypdfium2.PdfiumError:
            return None

    def _note(self, number: int, lines: PageLines) -> None:
        self.flows += flows_of(lines, number)
        self.pieces += len(lines.pieces)
        self.unknown += lines.unknown
        if lines.outside:
            self.outside.append(number)

    def warnings(self, repeats: int) -> list[str]:
        """What a reader of the text must know of it."""
        said = []
        if self.total > MOST_PAGES:
            said.append(
                f"The file has {self.total:,} pages; only the first {MOST_PAGES:,} are shown."
            )
        if self.cut:
            said.append(
                f"The text is cut off on page {self.cut:,}, after {MOST_CHARACTERS:,} characters."
            )
        if self.damaged:
            said.append(f"The file is damaged: {listed(self.damaged)} could not be read.")
        if self.textless:
            said.append(
                f"There is no text on {listed(self.textless)}: pictures of text, as scans are, "
                "must be put through text recognition first."
            )
        if self.outside:
            said.append(f"What stands beyond the edges of {listed(self.outside)} is left out.")
        if self.unknown > _UNKNOWN * self.pieces:
            said.append("Fonts of this file do not say which letters they show: check its words.")
        if repeats:
            said.append("Headers and footers that come again on other pages are shown once.")
        return [*said, *self.said]


def _no_text(name: str, pages: _Pages) -> CannotReadError:
    if pages.textless:
        return CannotReadError(
            f"There is no text in “{name}”, only pictures: it is a scan.",
            "Put it through text recognition (OCR) first, and open what that makes of it.",
        )
    if pages.damaged:
        return CannotReadError(
            f"“{name}” is damaged: none of its pages can be read.",
            "Ask for the file again, or open a copy that was downloaded completely.",
        )
    return CannotReadError(
        f"The pages of “{name}” are empty.",
        "Check that it is the right file, and that it was saved completely.",
    )
