"""One pass over a web page: its paragraphs, title, language, size and depth, without a tree."""

from __future__ import annotations

from dataclasses import dataclass, field

_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr",
        "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select",
        "summary", "table", "td", "textarea", "th", "title", "tr", "ul",
    }
)  # fmt: skip


@dataclass
class Page:
    """What one pass found. ``paragraphs`` are words and whether they are a heading."""

    paragraphs: list[tuple[str, bool]] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    elements: int = 0
    deepest: int = 0


def scan(markup: str) -> Page:
    """Read the page as a browser would, in time that grows with its length only."""
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
        self._silent: list[str] = []
        self._depth = 0
        self._heading = False
        self._title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.page.elements += 1
        self._depth += 1
        self.page.deepest = max(self.page.deepest, self._depth)
        if tag == "html" and self.page.language is None:
            self.page.language = attributes.get("lang") or attributes.get("xml:lang")
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in _BLOCKS:
            self._end_paragraph()
            self._heading = tag in _HEADINGS
            self._title = tag == "title" and not self._silent

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        if tag in _BLOCKS:
            self._end_paragraph()
            self._heading = self._title = False

    def data(self, words: str) -> None:
        if not self._silent:
            self._words.append(words)

    def close(self) -> None:
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if not words:
            return
        if self._title:
            self.page.title = self.page.title or words
        else:
            self.page.paragraphs.append((words, self._heading))
