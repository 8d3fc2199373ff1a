"""What an envelope of news holds inside: NITF, XHTML, HTML as text, or plain words.

It is told by the elements themselves: agencies are careless with the types they name.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.encodings import declared_encoding, decode
from diptych.formats.reading.given import Given
from diptych.formats.reading.wires import nitf
from diptych.formats.reading.wires.body import Body, of_element, of_markup, of_text
from diptych.formats.reading.wires.story import Story
from diptych.formats.reading.wires.xml_parts import attribute, first, local
from diptych.formats.reading.xml_tree import parse

_OF_PAGES = frozenset({"p", "div", "br", "h1", "h2", "ul", "ol", "table", "html", "hl2", "pre"})
"""Any of these means that words are in XHTML or in parts of NITF."""

_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+nitf\b|<(?:\w+:)?nitf\b)", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+html\b[^>]*>\s*)?<html\b", re.IGNORECASE)
_BASE64 = re.compile(r"base.?64", re.IGNORECASE)


class Content(NamedTuple):
    """A story as one part of the envelope tells it; richer forms have higher ranks."""

    rank: int
    story: Story
    language: str = ""


def of_inline(element: Any, name: str) -> Content:
    """What the element holds; ``name`` is that of the file."""
    language = attribute(element, "lang")
    found = first(element, "nitf")
    if found is not None:
        return Content(4, nitf.story_of(found), language or attribute(found, "lang"))
    if not len(element):
        return _of_words(_decoded(element), name, language)
    names = {local(part) for part in element.iter()}
    if names & _OF_PAGES:
        language = language or attribute(first(element, "html", "body", "article"), "lang")
        return Content(3, _story(of_element(element)), language)
    told = f"The body is in a form that is not known here (“{local(element[0])}”)"
    words = _story(of_element(element, known=False), f"{told}: all its words are shown.")
    return Content(1, words, language)


def best(contents: Iterable[Content]) -> Content:
    """The richest form that says something; the first of equal ones."""
    return max(contents, key=lambda content: (content.story.has_words, content.rank))


def one_after_the_other(contents: Iterable[Content]) -> Content:
    """One story of all of them; its head and metadata are those of the first."""
    start, *others = contents
    body = [*start.story.body]
    for other in others:
        body += (*other.story.notes, *other.story.body)
    story = replace(
        start.story,
        body=tuple(body),
        after=tuple(p for c in (start, *others) for p in c.story.after),
        media=sum(c.story.media for c in (start, *others)),
    )
    return start._replace(story=story)


def _of_words(words: str, name: str, language: str) -> Content:
    if _XML.match(words) and not _PAGE.match(words):
        try:
            tree = parse(Given(words.encode("utf-8"), name, encoding="utf-8"))
        except CannotReadError:
            return Content(1, _story(of_text(words)), language)
        found = first(tree.root, "nitf")
        story = _story(of_element(tree.root)) if found is None else nitf.story_of(found)
        story = replace(story, warnings=(*story.warnings, *tree.warnings))
        return Content(3, story, language or attribute(found, "lang"))
    if _PAGE.match(words):
        return Content(2, _story(of_markup(words)), language)
    return Content(1, _story(of_text(words)), language)


def _story(body: Body, *warnings: str) -> Story:
    return Story(body=body.paragraphs, media=body.media, warnings=(*warnings, *body.warnings))


def _decoded(element: Any) -> str:
    """The words of an element, out of Base64 where it says so."""
    words = "".join(element.itertext())
    around = element.getparent()
    named = attribute(element, "encoding")
    if around is not None and local(around) == "Encoding":
        named = named or attribute(around, "Notation", "FormalName")
    if not _BASE64.search(named):
        return words
    try:
        data = base64.b64decode(words)
    except (binascii.Error, ValueError):
        return words
    return decode(data, declared=declared_encoding(data)).value
