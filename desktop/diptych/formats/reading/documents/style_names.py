"""What word processors call their styles, and what a paragraph in such a style is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph

_HEADING = re.compile(r"heading \d")
_LISTING = re.compile(r"(?:toc|contents|index|table of figures|table of authorities)\b")


def kind_of_style(names: Iterable[str]) -> BlockKind | None:
    """The kind a paragraph has by the names of its style and of those that one is based on.

    Built-in styles are called in English in the file whatever the language of the program. Lines
    of tables of contents and indexes say what the text says, so they stand apart.
    """
    for name in names:
        plain = name.replace("_20_", " ").lower()
        if plain == "title":
            return BlockKind.HEADLINE
        if plain == "subtitle":
            return BlockKind.STANDFIRST
        if _HEADING.match(plain):
            return BlockKind.HEADING
        if _LISTING.match(plain) and not plain.endswith("heading"):
            return BlockKind.FURNITURE
    return None


def headed(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same, where a text that opens with a heading and has no title is headed by it."""
    result = [paragraph for paragraph in paragraphs if paragraph.words.strip()]
    if any(paragraph.kind is BlockKind.HEADLINE for paragraph in result):
        return result
    for place, paragraph in enumerate(result):
        if paragraph.kind is BlockKind.HEADING:
            result[place] = paragraph._replace(kind=BlockKind.HEADLINE)
        if paragraph.kind is not BlockKind.FURNITURE:
            break
    return result
