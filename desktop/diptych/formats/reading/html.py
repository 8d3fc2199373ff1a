"""Web pages: the article in them by trafilatura, else all their text, and saying so."""

from __future__ import annotations

import re
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.page import Page, scan
from diptych.formats.reading.parts import Reading, from_paragraphs
from diptych.formats.reading.structure import normalised

MOST_ELEMENTS = 50_000
DEEPEST = 400
"""Pages with more, or nested deeper, than any article has are shown whole."""

_SPACES = re.compile(r"[ \t\r\n]+")


def read(markup: str, name: str) -> Reading:
    """The article of a page, with title, author, date and language where the page says them.

    Raises CannotReadError when the page has no text at all.
    """
    markup = markup.replace("\x00", "")
    page = scan(markup)
    tag = normalise_tag(page.language) if page.language else None
    ordinary = page.deepest <= DEEPEST and page.elements <= MOST_ELEMENTS
    found = _extract(markup) if ordinary else None
    if found is None:
        return _all_text(page, tag, name)
    title, author, date, guessed, paragraphs = found
    metadata = Metadata(title, author, date, guessed, tag)
    return from_paragraphs(_headed(title, paragraphs), metadata, ())


def _headed(title: str | None, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with the title as headline, once."""
    if not title:
        return paragraphs
    rest = list(paragraphs)
    for place, (words, _) in enumerate(rest[:4]):
        if normalised(words) == normalised(title):
            del rest[place]
            break
    return [(title, BlockKind.HEADLINE), *rest]


Paragraph = tuple[str, BlockKind | None]
Found = tuple[str | None, str | None, str | None, bool, list[Paragraph]]


def _extract(markup: str) -> Found | None:
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
    paragraphs = _paragraphs(body)
    if not any(words.strip() for words, _ in paragraphs):
        return None
    guessed = document.date is not None and document.date not in markup
    return document.title, document.author, document.date, guessed, paragraphs


def _paragraphs(body: Any) -> list[Paragraph]:
    """Leaves of trafilatura's tree that hold text, in reading order."""
    result: list[Paragraph] = []
    containers = {"body", "main", "list", "table", "row", "div", "quote"}
    for element in body:
        tag = str(element.tag)
        if tag in containers and len(element):
            if tag == "quote" and not any(child.tag in containers | {"p"} for child in element):
                result.append((_words(element), None))
            else:
                result += [(str(element.text or ""), None), *_paragraphs(element)]
        else:
            result.append((_words(element), BlockKind.HEADING if tag == "head" else None))
        if element.tail and element.tail.strip():
            result.append((element.tail, None))
    return result


def _words(element: Any) -> str:
    """The words of an element on one line, or on more where the page breaks lines."""
    parts = [_SPACES.sub(" ", element.text or "")]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _words(child))
        parts.append(_SPACES.sub(" ", child.tail or ""))
    return "".join(parts)


def _all_text(page: Page, tag: str | None, name: str) -> Reading:
    if not page.paragraphs and not page.title:
        raise CannotReadError(
            f"There is no text in “{name}”.",
            "The page may build its text with scripts: open it in a browser, save its text, and "
            "open that.",
        )
    paragraphs: list[Paragraph] = [
        (words, BlockKind.HEADING if heading else None) for words, heading in page.paragraphs
    ]
    told = "No article was found in this page, so all its text is shown, menus and all."
    metadata = Metadata(title=page.title, language=tag)
    return from_paragraphs(_headed(page.title, paragraphs), metadata, (told,))
