"""Where the words of a Markdown source stand: paragraphs, headings, cells, code; no marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from diptych.core.article import BlockKind
from diptych.core.text import Span

MOST_NESTING = 20
"""Lists and quotations inside of one another that are looked into."""

_DEFINITION = re.compile(r"\[[^\[\]\n]{1,300}\]:[ \t]*\S")
_HARD_BREAK = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*\\)\Z")
_CODE = frozenset({"fence", "code_block", "html_block"})


class Leaf(NamedTuple):
    """A run of words: ``kind`` is None where Markdown does not say it.

    ``level`` is that of a heading. ``end`` is where marks after it end that are its own.
    """

    span: Span
    kind: BlockKind | None = None
    level: int = 0
    end: int = 0


def leaves(value: str, start: int = 0) -> list[Leaf]:
    """The leaves of the source from ``start`` on, in order, none of them empty."""
    lines = _Lines(value, start)
    found: list[Leaf] = []
    opened: Any = None
    row: list[Any] = []
    for token in _parser().parse(value[start:]):
        if token.type in _CODE and token.map:
            found.append(Leaf(lines.span(*token.map), BlockKind.CODE))
        elif token.type == "hr":
            found.append(Leaf(lines.span(*token.map), BlockKind.FURNITURE))
        elif token.type in ("heading_open", "paragraph_open", "tr_open"):
            opened, row = token, []
        elif token.type == "tr_close":
            found += _cells(lines, opened.map[0], row)
        elif token.type == "inline" and opened.type == "tr_open":
            row.append(token)
        elif token.type == "inline" and opened.type == "heading_open":
            span = lines.words(token.map[0], token.content.split("\n"))
            end = lines.span(*opened.map).end
            found.append(Leaf(span, BlockKind.HEADING, int(opened.tag[1:]), end))
        elif token.type == "inline":
            found += _paragraph(lines, token, nested=token.level > 1)
    return [leaf for leaf in found if leaf.span]


def _parser() -> Any:
    """Blocks only, and each line read once.

    Definitions of links are found here: those of CommonMark may go over many lines, which the
    parser tries again and again.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTING}).enable("table")
    return parser.disable(["inline", "reference"], ignoreInvalid=True)


class _Lines:
    """The lines of the source, as the parser counts them."""

    def __init__(self, value: str, start: int) -> None:
        self._value = value
        self._starts = [start]
        self._starts += [start + m.end() for m in re.finditer("\n", value[start:])]
        self._starts.append(len(value) + 1)

    def span(self, first: int, end: int) -> Span:
        """From a line's first word to another one's last: lines ``first <= n < end``."""
        last = min(end, len(self._starts) - 1)
        begin = self._starts[min(first, last)]
        return Span(begin, max(begin, self._starts[last] - 1)).stripped(self._value)

    def words(self, first: int, content: Sequence[str]) -> Span:
        """Where words stand that the parser took out of the lines from ``first`` on."""
        if len(content) == 1:
            return self.inside(first, content[0])
        begin = self.inside(first, content[0])
        end = self.inside(first + len(content) - 1, content[-1])
        return Span(begin.start, max(begin.end, end.end))

    def inside(self, line: int, words: str, after: int = 0) -> Span:
        """Where the words stand in a line, not before ``after``: at its end, else anywhere."""
        whole = self.span(line, line + 1)
        needle = words.strip()
        low = max(whole.start, min(after, whole.end))
        if self._value.endswith(needle, low, whole.end):
            return Span(whole.end - len(needle), whole.end)
        place = self._value.find(needle, low, whole.end)
        return Span(place, place + len(needle)) if place >= 0 else Span(low, whole.end)

    def find(self, line: int, words: str, after: int) -> Span | None:
        """The first place of the words in a line, from ``after`` on."""
        whole = self.span(line, line + 1)
        place = self._value.find(words, max(whole.start, after), whole.end)
        return Span(place, place + len(words)) if place >= 0 else None


def _paragraph(lines: _Lines, token: Any, *, nested: bool) -> Iterator[Leaf]:
    """One leaf, or more where lines are broken on purpose, or define links before the words.

    What is nested is in a list or a quotation, so that it is no headline whatever its looks.
    """
    first, content = token.map[0], token.content.split("\n")
    kind = BlockKind.PARAGRAPH if nested else None
    begin = 0
    while begin < len(content) and _DEFINITION.match(content[begin].strip()):
        yield Leaf(lines.inside(first + begin, content[begin]), BlockKind.CODE)
        begin += 1
    for number in range(begin, len(content)):
        line = content[number]
        broken = _HARD_BREAK.search(line) if number + 1 < len(content) else None
        if broken is None and number + 1 < len(content):
            continue
        kept = [*content[begin:number], line.rstrip()]
        if broken is not None and "\\" in broken[0]:
            kept[-1] = line[: broken.end() - 1]
            span = _cut_at_end(lines.words(first + begin, [*kept[:-1], line]))
        else:
            span = lines.words(first + begin, kept)
        yield Leaf(span, kind)
        begin = number + 1


def _cut_at_end(span: Span) -> Span:
    """Without the backslash that breaks the line."""
    return Span(span.start, max(span.start, span.end - 1))


def _cells(lines: _Lines, line: int, row: Sequence[Any]) -> Iterator[Leaf]:
    """The cells of a table's row that say something; the whole row where one is not found."""
    found: list[Leaf] = []
    place = 0
    for token in row:
        words = token.content
        if not words:
            continue
        span = lines.find(line, words.replace("|", r"\|"), place) or lines.find(line, words, place)
        if span is None:
            yield Leaf(lines.span(line, line + 1), BlockKind.PARAGRAPH)
            return
        found.append(Leaf(span, BlockKind.PARAGRAPH))
        place = span.end
    yield from found
