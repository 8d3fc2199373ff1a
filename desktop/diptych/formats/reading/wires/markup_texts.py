"""The markup inside of a news item: its paragraphs, in one pass and without a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    {
        "address", "article", "aside", "block", "blockquote", "body", "caption", "dd", "div", "dl",
        "dt", "figcaption", "figure", "footer", "header", "hl2", "hr", "li", "main", "nav", "ol",
        "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "title"})
_KINDS = {"figure": BlockKind.FURNITURE, "figcaption": BlockKind.FURNITURE}
_CLASSES = {
    "np-nonpublic": BlockKind.NOT_FOR_PUBLICATION,
    "np-public": BlockKind.EDITORS_NOTE,
    "vignette": BlockKind.FURNITURE,
    "source": BlockKind.FURNITURE,
}
"""What agencies call the notes and labels that come inside the body, on elements of any kind."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")


def paragraphs_of_markup(markup: str) -> list[Paragraph]:
    """Paragraphs of HTML or XML, in order; pictures' captions are furniture.

    The time grows with the length only, and whatever is damaged gives what comes before.
    """
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(markup.replace("\x00", "").encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        target.close()
    return target.paragraphs


class _Target:
    """Receives the parser's events; the method names are lxml's."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._words: list[str] = []
        self._depth = 0
        self._silent_from = 0
        self._block = ""
        self._kinds: list[tuple[int, BlockKind]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._silent_from:
            return
        kind = _kind(tag, attributes)
        if tag in _SILENT:
            self._silent_from = self._depth
        elif tag in _BLOCKS or kind is not None:
            self._end_paragraph()
            self._block = tag
            if kind is not None:
                self._kinds.append((self._depth, kind))
        elif tag == "br":
            self._break()

    def end(self, tag: str) -> None:
        if self._silent_from:
            if self._depth <= self._silent_from:
                self._silent_from = 0
        elif tag in _BLOCKS or self._ends_kind():
            self._end_paragraph()
            self._block = ""
            if self._ends_kind():
                self._kinds.pop()
        self._depth -= 1

    def data(self, words: str) -> None:
        if not self._silent_from:
            self._words.append(words if self._block == "pre" else _BLANKS.sub(" ", words))

    def close(self) -> None:
        self._end_paragraph()

    def _ends_kind(self) -> bool:
        return bool(self._kinds) and self._kinds[-1][0] >= self._depth

    def _break(self) -> None:
        if "".join(self._words[-2:]).rstrip(" ").endswith("\n"):
            self._end_paragraph()
        else:
            self._words.append("\n")

    def _end_paragraph(self) -> None:
        lines = "".join(self._words).split("\n")
        keep = self._block == "pre"
        words = "\n".join(line.rstrip() if keep else " ".join(line.split()) for line in lines)
        self._words.clear()
        if not words.strip():
            return
        kind = self._kinds[-1][1] if self._kinds else None
        if kind is None and self._block in _HEADINGS:
            kind = BlockKind.HEADING
        self.paragraphs.append(Paragraph(words.strip("\n"), kind))


def _kind(tag: str, attributes: Mapping[str, str]) -> BlockKind | None:
    classes = (attributes.get("class") or "").lower().split()
    found = (_KINDS.get(tag), *(_CLASSES.get(name) for name in classes))
    return next((kind for kind in found if kind is not None), None)
