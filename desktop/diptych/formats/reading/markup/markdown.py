"""Markdown: the source is the text of record, and its marks are kept out of the sentences.

A translator wants the marks in the translation as they are, and no engine can be trusted with
them. So each block holds its marks, ``## `` or ``- `` or ``|``, but its words are the part that is
cut into sentences: what stands between sentences is copied into every version. Marks inside of a
sentence, as ``**``, stay in it. Code, and HTML, are blocks of their own that no engine sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diptych.core.article import Block, BlockKind
from diptych.core.text import Span, canonicalise
from diptych.formats.reading.given import Given
from diptych.formats.reading.markup.front_matter import metadata_in
from diptych.formats.reading.markup.markdown_leaves import Leaf, leaves
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.plain import nuls_told
from diptych.formats.reading.structure import Draft, classify

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_WORD = re.compile(r"\w")
_MARKS = " \t>*+-#"


def read(given: Given) -> Reading:
    """The source as it stands. Raises CannotReadError for an unknown encoding."""
    decoded = given.decoded()
    value = canonicalise(decoded.value)
    front, metadata = metadata_in(value)
    found = [Leaf(front, BlockKind.CODE)] if front is not None else []
    found += leaves(value, 0 if front is None else front.end)
    blocks = _blocks(value, _with_what_is_left(value, _with_headline(found)))
    title = metadata.title or _headline(value, blocks)
    reading = Reading(value, blocks, replace(metadata, title=title), encoding=decoded.encoding)
    return reading.warned(*nuls_told(decoded.value), *decoded.warnings)


def _with_headline(found: Sequence[Leaf]) -> list[Leaf]:
    """The first heading of the first level is the headline, else the heading that opens it."""
    headings = [n for n, leaf in enumerate(found) if leaf.kind is BlockKind.HEADING]
    first = next((n for n in headings if found[n].level == 1), None)
    opens = next((n for n, leaf in enumerate(found) if leaf.kind is not BlockKind.CODE), None)
    place = opens if first is None and opens in headings else first
    return [
        leaf._replace(kind=BlockKind.HEADLINE) if number == place else leaf
        for number, leaf in enumerate(found)
    ]


def _with_what_is_left(value: str, found: Sequence[Leaf]) -> list[Leaf]:
    """With a leaf for each line of words that the parser does not tell of, as it was too deep."""
    result: list[Leaf] = []
    last = 0
    for leaf in (*found, Leaf(Span(len(value), len(value)))):
        if last < leaf.span.start and _WORD.search(value, last, leaf.span.start):
            result += _lines(value, Span(last, leaf.span.start))
        result.append(leaf)
        last = max(last, leaf.span.end)
    return result[:-1]


def _lines(value: str, gap: Span) -> list[Leaf]:
    """Whole lines of words in a gap; a number before the next leaf is its mark, as in a list."""
    lines: list[Leaf] = []
    start = gap.start
    for line in gap.of(value).splitlines(keepends=True):
        span = Span(start + len(line) - len(line.lstrip(_MARKS)), start + len(line))
        begins = start == 0 or value[start - 1] == "\n"
        ends = line.endswith("\n") or span.end == len(value)
        if begins and ends and _WORD.search(line):
            lines.append(Leaf(span.stripped(value)))
        start = span.end
    return lines


def _blocks(value: str, found: Sequence[Leaf]) -> tuple[Block, ...]:
    """A block for each leaf, with the marks before it and those after it on its last line."""
    drafts = [Draft(leaf.span, leaf.kind, whole=leaf.kind is BlockKind.CODE) for leaf in found]
    headlined = any(leaf.kind is BlockKind.HEADLINE for leaf in found)
    starts = [leaf.span.start for leaf in found[1:]]
    blocks: list[Block] = []
    last = 0
    for leaf, block, following in zip(found, classify(value, drafts), [*starts, -1], strict=True):
        end = _end_of_line(value, max(leaf.end, leaf.span.end))
        if following < 0:
            end = len(value)
        elif following < end:
            end = leaf.span.end
        outer = Span(last, max(last, end)).stripped(value)
        last = outer.end
        inner = None if block.whole or outer == block.span else block.span
        guessed = block.kind is BlockKind.HEADLINE and leaf.kind is None
        kind = BlockKind.PARAGRAPH if headlined and guessed else block.kind
        blocks.append(replace(block, kind=kind, span=outer, inner=inner))
    return tuple(blocks)


def _end_of_line(value: str, place: int) -> int:
    end = value.find("\n", place)
    return end if end >= 0 else len(value)


def _headline(value: str, blocks: Sequence[Block]) -> str | None:
    """The headline without the marks in it."""
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            words = _LINK.sub(r"\1", block.told.of(value))
            return " ".join(words.translate(str.maketrans("", "", "*_`")).split()) or None
    return None
