"""Elements of OpenDocument by their short names, and words with their spaces kept."""

from __future__ import annotations

import re
from typing import Any

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
MOST_SPACES = 80
"""Spaces told by one element: readers may take no more, so that nobody fills their memory."""


def full(name: str) -> str:
    """``text:p`` with its namespace in braces."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def root(name: str, *prefixes: str) -> Any:
    """An element that others are put into, with the namespaces of these prefixes."""
    from lxml import etree

    return etree.Element(full(name), nsmap={prefix: SPACES[prefix] for prefix in prefixes})


def child(parent: Any, name: str, said: dict[str, str] | None = None, words: str = "") -> Any:
    """A new element at the end of another, with its attributes and its words."""
    from lxml import etree

    attributes = {full(key): value for key, value in (said or {}).items()}
    element = etree.SubElement(parent, full(name), attributes)
    if words:
        element.text = words
    return element


def put_words(parent: Any, words: str) -> None:
    """Put words at the end of an element that is empty but for others put so.

    Readers take several spaces for one, and none at the ends of a paragraph: all but single ones
    between two words are elements, as tabs and line breaks are.
    """
    last = None
    for part in re.findall(r"\n|\t| +|[^\n\t ]+(?: [^\n\t ]+)*", words):
        if part == "\n":
            last = child(parent, "text:line-break")
        elif part == "\t":
            last = child(parent, "text:tab")
        elif part[0] == " ":
            for start in range(0, len(part), MOST_SPACES):
                length = min(MOST_SPACES, len(part) - start)
                last = child(parent, "text:s", {"text:c": str(length)})
        elif last is None:
            parent.text = (parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part
