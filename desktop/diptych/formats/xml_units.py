"""Large XML files read unit by unit, however long they are and whatever they try."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from diptych.core.errors import CannotReadError

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file can hold, escaped or not."""

MOST_PARTS = 20_000
"""Elements that one unit may have; no concept and no sentence has as many."""


class Units:
    """Elements called ``unit`` in the file of ``stream``, one after the other.

    Nothing is read but the stream: no entity, no DTD, no network. Each element is emptied when
    the next one is asked for. A file that is damaged further on gives what comes before; then
    ``fault`` says so.
    """

    def __init__(
        self, stream: BinaryIO, name: str, *, roots: frozenset[str], unit: frozenset[str], kind: str
    ) -> None:
        self._stream, self._name = stream, name
        self._roots, self._unit, self._kind = roots, unit, kind
        self.attributes: dict[str, Mapping[str, str]] = {}
        """Those of the root and of elements above the units, by local name, once they began."""
        self.fault = ""

    def __iter__(self) -> Iterator[Any]:
        """The elements (lxml). Raises CannotReadError when the file is none of this kind."""
        from lxml import etree

        walk = etree.iterparse(
            self._stream, events=("start", "end"), resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
            collect_ids=False,
        )  # fmt: skip
        try:
            yield from self._walked(walk)
        except etree.XMLSyntaxError as error:
            if not self.attributes:
                raise self._foreign(str(error)) from error
            line = error.lineno or 0
            self.fault = f"The file is damaged from line {line:,} on; what comes before was read."

    def _walked(self, walk: Any) -> Iterator[Any]:
        inside: Any = None
        parts = 0
        for event, element in walk:
            name = local(element)
            if event == "start":
                if not self.attributes and name not in self._roots:
                    raise self._foreign(f"its root is {name}")
                if inside is not None:
                    parts += 1
                    if parts > MOST_PARTS:
                        self.fault = (
                            f"In line {inside.sourceline:,} something begins that has over "
                            f"{MOST_PARTS:,} parts; what comes before was read."
                        )
                        return
                elif name in self._unit:
                    inside, parts = element, 0
                else:
                    self.attributes.setdefault(name, dict(element.attrib))
            elif inside is None or element is inside:
                if element is inside:
                    yield element
                    inside = None
                _forget(element)

    def _foreign(self, details: str) -> CannotReadError:
        return CannotReadError(
            f"“{self._name}” is not a {self._kind} file.",
            "Choose another file, or export it again in the program it comes from.",
            details,
        )


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any, *names: str) -> list[Any]:
    """The child elements with one of these local names."""
    return [c for c in element if isinstance(c.tag, str) and local(c) in names]


def language_of(element: Any) -> str | None:
    """The language an element declares in the way of XML, or in that of older formats."""
    found = element.get(LANGUAGE) or element.get("lang")
    return None if found is None else str(found)


def text_of(element: Any) -> str:
    """All text in an element and those inside of it; what entities stand for is not known."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def xml_text(value: str) -> str:
    """The text without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", value)


def _forget(element: Any) -> None:
    """Free what was read: the element's contents, and all that stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
