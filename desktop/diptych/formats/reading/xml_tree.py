"""XML to a tree, safely: no DTD, no entity, no network, and no more depth than an article has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.encodings import declared_encoding
from diptych.formats.reading.given import Given
from diptych.formats.reading.xml_references import resolved

DEEPEST = 200
"""Elements inside of one another; libxml2 refuses 256 by itself."""

_BLANKS = re.compile(r"[\s\ufeff]*")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_IN_DOCTYPE = re.compile(r"""<!--|"[^"]*"|'[^']*'|[\[\]>]""")


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element (lxml), by what it was decoded, and what the reader should know."""

    root: Any
    encoding: str
    warnings: tuple[str, ...] = ()


def parse(given: Given) -> Tree:
    """The tree of an XML file; one that breaks off gives what comes before, with a warning.

    Entities of HTML stand for their characters, as agencies use them without declaring them; all
    others are shown as they are written, with a warning. Raises CannotReadError when there is no
    element at all.
    """
    markup = markup_of(given)
    root, damaged = _root(markup.data, given.name)
    _check_depth(root, given.name)
    return Tree(root, markup.encoding, (*markup.warnings, *damaged))


@dataclass(frozen=True, slots=True)
class Markup:
    """XML in UTF-8 that can be parsed safely: by what it was decoded, and what is to be known."""

    data: bytes
    encoding: str
    warnings: tuple[str, ...] = ()


def markup_of(given: Given) -> Markup:
    """The root element of an XML file, with no document type and no entity but those of XML."""
    decoded = given.decoded(declared_encoding(given.data))
    text, unknown = resolved(_without_prolog(decoded.value))
    return Markup(text.encode("utf-8"), decoded.encoding, (*decoded.warnings, *unknown))


def _root(markup: bytes, name: str) -> tuple[Any, tuple[str, ...]]:
    """The root element, and a warning where the file is damaged."""
    from lxml import etree

    try:
        return etree.fromstring(markup, _parser(etree, recover=False)), ()
    except etree.XMLSyntaxError as error:
        parser = _parser(etree, recover=True)
        try:
            root = etree.fromstring(markup, parser)
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            raise _not_xml(name, str(error)) from error
        for fault in parser.error_log:
            if fault.level == etree.ErrorLevels.FATAL:
                told = f"The file is damaged at line {fault.line:,}: some of it may be missing."
                return root, (told,)
        return root, ()  # prefixes that nobody declared cost no words


def _parser(etree: Any, *, recover: bool) -> Any:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False, recover=recover,
    )  # fmt: skip


def _without_prolog(text: str) -> str:
    """The text from its root element on, with as many lines before it as it had.

    The declaration names an encoding that is done with; document types are never read.
    """
    place = 0
    while True:
        blanks = _BLANKS.match(text, place)
        place = blanks.end() if blanks else place
        if text.startswith("<?", place):
            end = _after(text, "?>", place)
        elif text.startswith("<!--", place):
            end = _after(text, "-->", place + 4)
        elif _DOCTYPE.match(text, place):
            end = _end_of_doctype(text, place)
        else:
            break
        if not end:
            break
        place = end
    return "\n" * text.count("\n", 0, place) + text[place:]


def _after(text: str, mark: str, place: int) -> int:
    """Where the next ``mark`` ends, 0 when there is none."""
    found = text.find(mark, place)
    return 0 if found < 0 else found + len(mark)


def _end_of_doctype(text: str, place: int) -> int:
    """Where the document type ends that begins at ``place``; 0 when it does not."""
    inside = False
    while match := _IN_DOCTYPE.search(text, place):
        place = match.end()
        if match.group() == "<!--":
            place = _after(text, "-->", place)
            if not place:
                return 0
        elif match.group() in "[]":
            inside = match.group() == "["
        elif match.group() == ">" and not inside:
            return place
    return 0


def _check_depth(root: Any, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise CannotReadError(
                f"“{name}” nests its elements deeper than any article does.",
                "It may be damaged or made to do harm. Ask the sender for plain text.",
            )
        level = [child for element in level for child in element]


def _not_xml(name: str, details: str) -> CannotReadError:
    return CannotReadError(
        f"“{name}” is damaged: it begins like XML and cannot be read as such.",
        "Ask for the file again, or open it as plain text.",
        details,
    )
