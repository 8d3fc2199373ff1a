"""E-books (EPUB 2 and 3): each chapter is an article, in the order of the book."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diptych.core.article import BlockKind, Item, Metadata
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.charsets.encodings import declared_encoding
from diptych.formats.reading.documents.epub_book import Book
from diptych.formats.reading.documents.style_names import headed
from diptych.formats.reading.documents.zip_parts import ZipParts
from diptych.formats.reading.given import Given
from diptych.formats.reading.markup.page import Page, scan
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter with words in it; ``part`` is its name in the file, and its id among articles."""

    part: str
    page: Page
    warnings: tuple[str, ...]
    title: str | None


def read(given: Given) -> Reading:
    """The chapter that is asked for, or the only one.

    What is kept of a book of many chapters is a book of this one alone, so that it can be read
    again. Raises SeveralArticlesError with the chapters when none was chosen, and CannotReadError
    for a damaged book, or one that its publisher has locked.
    """
    if not given.data.startswith(b"PK"):
        raise CannotReadError(
            f"“{given.name}” is damaged, or is not an e-book.",
            "Ask for the file again, or open it as a web page.",
        )
    parts = ZipParts(given.data, given.name)
    book = Book(parts, given.name)
    if given.item is not None:
        return _chosen(given, parts, book)
    chapters = _chapters(parts, book)
    if not chapters:
        raise CannotReadError(
            f"There is no text in “{given.name}”.",
            "If its pages are pictures, they must be put through text recognition first.",
        )
    if len(chapters) > 1:
        raise SeveralArticlesError(
            f"“{given.name}” has {len(chapters):,} chapters.",
            tuple(
                Item(chapter.part, chapter.title or f"Chapter {number}", _about(chapter.page))
                for number, chapter in enumerate(chapters, start=1)
            ),
            "Choose the one to open.",
        )
    missing = [part for part in book.spine if parts.find(part) is None]
    reading = _reading(chapters[0], book)
    if missing:
        reading = reading.warned("Some of the book's pages are missing in the file.")
    return reading


def _chosen(given: Given, parts: ZipParts, book: Book) -> Reading:
    part = next((part for part in book.spine if part == given.item), None)
    chapter = None if part is None else _chapter(parts, book, part)
    if chapter is None:
        raise CannotReadError(
            f"There is no chapter “{given.item}” in “{given.name}”.",
            "Open the book again and choose one of its chapters.",
        )
    return replace(_reading(chapter, book), kept=parts.only((*book.frame, chapter.part)))


def _chapters(parts: ZipParts, book: Book) -> list[_Chapter]:
    """All chapters with words in them; a damaged one is passed over where others are sound."""
    found: list[_Chapter] = []
    fault: CannotReadError | None = None
    for part in book.spine:
        try:
            chapter = _chapter(parts, book, part)
        except CannotReadError as error:
            fault = error
            continue
        if chapter is not None:
            found.append(chapter)
    if fault is not None and not found:
        raise fault
    return found


def _chapter(parts: ZipParts, book: Book, part: str) -> _Chapter | None:
    """A page of the book as a chapter, None when it is missing or says nothing."""
    data = parts.read(part)
    if data is None:
        return None
    decoded = Given(data, part).decoded(declared_encoding(data))
    page = scan(decoded.value)
    if not any(any(map(str.isalpha, words)) for words, _ in page.paragraphs):
        return None
    heading = next((words for words, is_heading in page.paragraphs if is_heading), None)
    title = " ".join((book.titles.get(part) or heading or "").split())[:_LONGEST_TITLE]
    return _Chapter(part, page, decoded.warnings, title or None)


def _about(page: Page) -> str:
    count = len(page.paragraphs)
    return "1 paragraph" if count == 1 else f"{count:,} paragraphs"


def _reading(chapter: _Chapter, book: Book) -> Reading:
    page = chapter.page
    declared = normalise_tag(page.language) if page.language else None
    metadata = Metadata(
        title=chapter.title or book.title,
        author=", ".join(book.authors) or None,
        date=book.date,
        updated=book.modified,
        language=declared or (normalise_tag(book.language) if book.language else None),
        guid=book.identifier,
        keywords=book.subjects,
        copyright=book.rights,
    )
    paragraphs = [
        Paragraph(words, BlockKind.HEADING if heading else None)
        for words, heading in page.paragraphs
    ]
    return from_paragraphs(headed(paragraphs), metadata, chapter.warnings)
