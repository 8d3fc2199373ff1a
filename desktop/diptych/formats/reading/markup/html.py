"""Web pages: the article in them by trafilatura, else all their text, and saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.encodings import declared_encoding
from diptych.formats.reading.given import Given
from diptych.formats.reading.markup.page import Page, scan
from diptych.formats.reading.markup.page_metadata import metadata_of
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs
from diptych.formats.reading.plain import nuls_told
from diptych.formats.reading.structure import normalised

MOST_ELEMENTS = 50_000
DEEPEST = 200
"""Pages with more, or nested deeper, than any article has are shown whole."""

_SPACES = re.compile(r"[ \t\r\n]+")
_HOLDERS = frozenset({"body", "main", "list", "table", "row", "div", "quote"})


def read(given: Given) -> Reading:
    """The article of a page in the encoding it declares. Raises as ``read_markup``."""
    decoded = given.decoded(declared_encoding(given.data))
    reading = read_markup(decoded.value, given.name)
    told = (*nuls_told(decoded.value), *decoded.warnings)
    return replace(reading.warned(*told), encoding=decoded.encoding)


def read_markup(markup: str, name: str) -> Reading:
    """The article of a page, with what the page says of itself.

    Raises CannotReadError when the page has no text at all.
    """
    markup = markup.replace("\x00", "")
    page = scan(markup)
    ordinary = page.deepest <= DEEPEST and page.elements <= MOST_ELEMENTS
    found = _extract(markup) if ordinary else None
    if found is None:
        return _all_text(page, name)
    guessed, paragraphs = found
    metadata = metadata_of(page, guessed)
    paragraphs = _captioned(page, _verbatim(page, paragraphs))
    return from_paragraphs(_headed(metadata.title, paragraphs), metadata)


def _headed(title: str | None, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with the title as headline, once."""
    if not title:
        return paragraphs
    rest = list(paragraphs)
    for place, paragraph in enumerate(rest[:4]):
        if normalised(paragraph.words) == normalised(title):
            del rest[place]
            break
    return [Paragraph(title, BlockKind.HEADLINE), *rest]


def _extract(markup: str) -> tuple[Metadata, list[Paragraph]] | None:
    """What trafilatura takes for the article, None when it finds none.

    Dates that the page does not have in these words are guesses.
    """
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            markup, with_metadata=True, include_comments=False, include_tables=True
        )
    # Whatever an odd page makes it stumble over, the page's whole text can still be shown.
    except Exception:
        return None
    body = getattr(document, "body", None)
    if document is None or body is None:
        return None
    paragraphs = [paragraph for paragraph in _paragraphs(body) if paragraph.words.strip()]
    if not paragraphs:
        return None
    guessed = document.date is not None and document.date not in markup
    metadata = Metadata(document.title, document.author, document.date, date_guessed=guessed)
    return metadata, paragraphs


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    """Leaves of trafilatura's tree that hold text, in reading order, without recursion."""
    pending: list[Any] = list(reversed(body))
    while pending:
        element = pending.pop()
        if isinstance(element, Paragraph):
            yield element
            continue
        tag = str(element.tag)
        if element.tail and element.tail.strip():
            pending.append(Paragraph(_SPACES.sub(" ", element.tail)))
        if tag in _HOLDERS and len(element) and not _is_one_quote(element):
            yield Paragraph(_SPACES.sub(" ", element.text or ""))
            pending += reversed(element)
        else:
            yield Paragraph(_words(element), BlockKind.HEADING if tag == "head" else None)


def _is_one_quote(element: Any) -> bool:
    """Whether it is a quotation whose parts are no paragraphs of their own."""
    return element.tag == "quote" and not any(child.tag in {*_HOLDERS, "p"} for child in element)


def _words(element: Any) -> str:
    """The words of an element on one line, or on more where the page breaks lines."""
    from lxml import etree

    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if part.tag == "lb" else _SPACES.sub(" ", part.text or ""))
        elif part is not element:
            parts.append(_SPACES.sub(" ", part.tail or ""))
    return "".join(parts)


def _verbatim(page: Page, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The same; what the page wants in lines of its own is in them again."""
    lines = {_on_one_line(page.paragraphs[n][0]): page.paragraphs[n][0] for n in page.verbatim}
    return [p._replace(words=lines.get(_on_one_line(p.words), p.words)) for p in paragraphs]


def _captioned(page: Page, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The same with captions of pictures, which trafilatura drops: by the paragraphs beside them.

    Captions beside no paragraph of the article are of other stories.
    """
    told = {_on_one_line(paragraph.words) for paragraph in paragraphs}
    before = {_on_one_line(paragraph.words): n for n, paragraph in enumerate(paragraphs)}
    after = {words: place + 1 for words, place in before.items()}
    added: dict[int, list[Paragraph]] = {}
    for caption in page.captions:
        words, previous, following = (
            _on_one_line(page.paragraphs[n][0]) if 0 <= n < len(page.paragraphs) else ""
            for n in (caption, caption - 1, caption + 1)
        )
        place = after.get(previous, before.get(following))
        if place is not None and words not in told:
            added.setdefault(place, []).append(Paragraph(words, BlockKind.PARAGRAPH))
            after.setdefault(words, place)
    result: list[Paragraph] = []
    for place in range(len(paragraphs) + 1):
        result += added.get(place, [])
        result += paragraphs[place : place + 1]
    return result


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _all_text(page: Page, name: str) -> Reading:
    if not page.paragraphs and not page.title:
        raise CannotReadError(
            f"There is no text in “{name}”.",
            "The page may build its text with scripts: open it in a browser, save its text, and "
            "open that.",
        )
    paragraphs = [
        Paragraph(words, BlockKind.HEADING if heading else None)
        for words, heading in page.paragraphs
    ]
    told = "No article was found in this page, so all its text is shown, menus and all."
    metadata = metadata_of(page, Metadata())
    return from_paragraphs(_headed(metadata.title, paragraphs), metadata, (told,))
