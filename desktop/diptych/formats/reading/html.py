"""Web pages: the article in them by trafilatura, else all their text, and saying so."""

from __future__ import annotations

import re
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.parts import Reading, from_paragraphs
from diptych.formats.reading.structure import normalised

MOST_TAGS = 200_000
DEEPEST = 400
"""Pages nested deeper than any article are read as plain text between the tags."""

_TAG = re.compile(r"<[^>]*>")
_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b[^>]*?(/?)>|</([a-zA-Z][a-zA-Z0-9]*)\s*>")
_SILENT = re.compile(
    r"<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LANG = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|tr|td|th|table|section|article|header|footer|blockquote|pre|"
    r"title|body|head|html|main|aside|nav|figure|figcaption|dl|dt|dd)\b[^>]*>",
    re.IGNORECASE,
)
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed",
                   "source", "track", "wbr"})  # fmt: skip


def read(markup: str, name: str) -> Reading:
    """The article of a page, with title, author, date and language where the page says them."""
    markup = markup.replace("\x00", "")
    silent = _COMMENT.sub(" ", _SILENT.sub(" ", markup))
    found = None if _too_deep(silent) else _extract(markup)
    declared = _LANG.search(markup[:20_000])
    tag = normalise_tag(declared.group(1)) if declared else None
    if found is None:
        return _all_text(silent, tag, name)
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


def _too_deep(markup: str) -> bool:
    depth = deepest = 0
    for count, match in enumerate(_OPENING.finditer(markup)):
        opening, closed, closing = match.groups()
        if closing:
            depth = max(0, depth - 1)
        elif not closed and opening.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
        if deepest > DEEPEST or count > MOST_TAGS:
            return True
    return False


Paragraph = tuple[str, BlockKind | None]
Found = tuple[str | None, str | None, str | None, bool, list[Paragraph]]


def _extract(markup: str) -> Found | None:
    from lxml import etree
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            markup, with_metadata=True, include_comments=False, include_tables=True
        )
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        return None
    body = getattr(document, "body", None)
    if document is None or body is None:
        return None
    paragraphs = _paragraphs(body)
    if not any(words.strip() for words, _ in paragraphs):
        return None
    said = document.date and document.date in markup
    return document.title, document.author, document.date, not said, paragraphs


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
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()


def _all_text(silent: str, tag: str | None, name: str) -> Reading:
    from html import unescape

    title = _TITLE.search(silent)
    flat = _TAG.sub(" ", _BLOCK_TAG.sub("\n\n", silent))
    lines = [" ".join(unescape(line).split()) for line in flat.split("\n")]
    paragraphs: list[Paragraph] = [(line, None) for line in lines if line]
    if not paragraphs:
        raise CannotReadError(
            f"There is no text in “{name}”.",
            "The page may build its text with scripts: open it in a browser, save its text, and "
            "open that.",
        )
    metadata = Metadata(title=unescape(title.group(1)).strip() if title else None, language=tag)
    told = "No article was found in this page, so all its text is shown, menus and all."
    return from_paragraphs(paragraphs, metadata, (told,))
