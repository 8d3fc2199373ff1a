"""XML of no kind that is known here: the text in it, and nothing of what its elements mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading
from diptych.formats.reading.wires.body import of_element, of_text
from diptych.formats.reading.wires.story import Story, reading_of
from diptych.formats.reading.wires.xml_parts import attribute, every, language_of, local, written
from diptych.formats.reading.xml_tree import parse

TOLD = "This XML is of no kind known here: what is shown is the text in it, without attributes."
_TITLES = ("headline", "hedline", "hl1", "title", "heading")
_SILENT = frozenset({"script", "style"})
_LONGEST_TITLE = 300


def read(given: Given) -> Reading:
    """The text of all elements; what is called a title comes first.

    Raises CannotReadError for what is no XML, and where there is no text.
    """
    tree = parse(given)
    title = next(
        (
            words
            for e in every(tree.root, *_TITLES)
            if 0 < len(words := written(e)) <= _LONGEST_TITLE
        ),
        "",
    )
    body = tuple(_paragraphs(tree.root))
    if not body:
        raise CannotReadError(
            f"There is no text in “{given.name}”.",
            "It is XML of which all words stand in attributes, or none do.",
        )
    metadata = Metadata(language=language_of(attribute(tree.root, "lang", "language")))
    return reading_of(Story(metadata, title, body=body, warnings=(TOLD,)), given, tree)


def _paragraphs(root: Any) -> Iterator[Paragraph]:
    """A paragraph for each element with words of its own, with all that stands inside of it."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in _SILENT:
            continue
        parts = list(element)
        if not any(map(_says, (element.text, *(part.tail for part in parts)))):
            waiting.extend(reversed(parts))
        elif parts:
            yield from of_element(element).paragraphs
        else:
            yield from of_text(element.text).paragraphs


def _says(words: str | None) -> bool:
    return bool(words and words.strip())
