"""One pass over a web page: its paragraphs and what its head says, without a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SILENT = frozenset(
    {"script", "style", "template", "noscript", "svg", "iframe", "object", "rt", "rp"}
)
_MARKS = frozenset({"noteref", "pagebreak"})
"""What books mark the signs of notes and the numbers of printed pages with."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr",
        "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select",
        "summary", "table", "td", "textarea", "th", "title", "tr", "ul",
    }
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLANKS_IN_LINES = re.compile(r"[ \t\r\f]+")
_BREAKS = re.compile(r" ?\n ?")
_MOST_META, _LONGEST_META = 400, 2_000
_MOST_DATA, _LONGEST_DATA = 10, 200_000


@dataclass
class Page:
    """What one pass found. ``paragraphs`` are words and whether they are a heading.

    ``captions`` and ``verbatim`` are places in that list: words under a picture, and those whose
    lines and blanks the page wants as they are. ``meta`` are the page's own words on itself by
    their names in lower case, and ``data`` what it says in JSON-LD; only so much of both is kept
    as an honest page has.
    """

    paragraphs: list[tuple[str, bool]] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    verbatim: list[int] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    first_heading: str | None = None
    address: str | None = None
    meta: dict[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    elements: int = 0
    deepest: int = 0


def scan(markup: str) -> Page:
    """Read the page as a browser would, in time that grows with its length only.

    Lines broken by the page stay lines of one paragraph; two breaks end it.
    """
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        target.close()  # what came before the fault is kept
    return target.page


class _Target:
    """Receives the parser's events; the method names are lxml's."""

    def __init__(self) -> None:
        self.page = Page()
        self._words: list[str] = []
        self._depth = 0
        self._silent_from = 0
        self._keeps_from = 0
        self._block = ""
        self._data: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        page = self.page
        page.elements += 1
        self._depth += 1
        page.deepest = max(page.deepest, self._depth)
        if self._silent_from:
            return
        if tag == "html" and page.language is None:
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag in ("meta", "link"):
            self._said(tag, attributes)
        if tag in _SILENT or (attributes and _MARKS & set(_kinds(attributes))):
            self._silent_from = self._depth
            if tag == "script" and "ld+json" in (attributes.get("type") or ""):
                self._data = []
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._block = tag
            if tag == "pre" and not self._keeps_from:
                self._keeps_from = self._depth
        elif tag == "br":
            self._break()

    def end(self, tag: str) -> None:
        if self._silent_from:
            if self._depth <= self._silent_from:
                self._silent_from = 0
                self._end_data()
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._block = ""
            if self._depth <= self._keeps_from:
                self._keeps_from = 0
        self._depth -= 1

    def data(self, words: str) -> None:
        if self._data is not None:
            self._data.append(words)
        elif not self._silent_from:
            self._words.append(words if self._keeps_from else _BLANKS.sub(" ", words))

    def close(self) -> None:
        self._end_paragraph()

    def _break(self) -> None:
        if self._words and self._words[-1] == "\n" and not self._keeps_from:
            self._end_paragraph()
        else:
            self._words.append("\n")

    def _said(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a ``meta`` or ``link`` element says of the page."""
        page = self.page
        if tag == "link":
            if "canonical" in (attributes.get("rel") or "").lower().split() and not page.address:
                page.address = (attributes.get("href") or "").strip() or None
            return
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        words = " ".join((attributes.get("content") or "")[:_LONGEST_META].split())
        if name and words and len(page.meta) < _MOST_META:
            found = page.meta.setdefault(name.strip().lower()[:100], [])
            if len(found) < _MOST_META:
                found.append(words)

    def _end_data(self) -> None:
        if self._data is not None:
            words = "".join(self._data)
            self._data = None
            if len(words) <= _LONGEST_DATA and len(self.page.data) < _MOST_DATA:
                self.page.data.append(words)

    def _end_paragraph(self) -> None:
        words = "".join(self._words)
        self._words.clear()
        if self._keeps_from:
            words = words.strip("\n") if words.strip() else ""
        else:
            words = _BREAKS.sub("\n", _BLANKS_IN_LINES.sub(" ", words)).strip()
        if not words:
            return
        page = self.page
        if self._block == "title":
            page.title = page.title or words
            return
        if self._block == "h1" and page.first_heading is None:
            page.first_heading = words
        if self._keeps_from:
            page.verbatim.append(len(page.paragraphs))
        elif self._block == "figcaption":
            page.captions.append(len(page.paragraphs))
        page.paragraphs.append((words, self._block in _HEADINGS))


def _kinds(attributes: Mapping[str, str]) -> list[str]:
    """What the marks of books say an element is."""
    said = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
    return said.replace("doc-", "").split() if said != " " else []
