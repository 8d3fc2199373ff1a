"""The passages of a PDF as paragraphs: what is the headline, what are headings, what is beside."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diptych.core.article import BlockKind
from diptych.formats.reading.documents.style_names import headed
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.pdf.joining import Joiner
from diptych.formats.reading.pdf.margins import Margin
from diptych.formats.reading.pdf.passages import LARGE, Passage
from diptych.formats.reading.pdf.signs import finished, starts_bullet
from diptych.formats.reading.structure import normalised

_HEADLINE = 1.2
"""How many times as large as the text the headline is, at least."""

_LONGEST_HEADLINE = 300
_LONGEST_HEADING = 160
_LONGEST_KICKER = 80
_LEADERS = re.compile(r"(?:\s?[.·…_]){6,}\s*")


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage and its words."""

    passage: Passage
    words: str
    size: float


def paragraphs_of(
    passages: Sequence[Passage], margins: Sequence[Margin], body: float, title: str | None
) -> list[Paragraph]:
    """The paragraphs of the article; headers and footers come between them, where they begin.

    ``body`` is the size of most letters. The headline is what is largest on the first page, or,
    of what is large there, what the file calls its ``title``.
    """
    joiner = Joiner(line.words for passage in passages for line in passage.lines)
    told = [_Told(passage, _words(passage, joiner), passage.size) for passage in passages]
    headline = _headline(told, body, title)
    bold = _is_mostly_bold(told)
    paragraphs: list[tuple[tuple[int, int], Paragraph]] = []
    for place, one in enumerate(told):
        if headline is not None and place < headline and not one.passage.aside:
            short = len(one.words) <= _LONGEST_KICKER
            kind: BlockKind | None = BlockKind.HEADING if short else BlockKind.PARAGRAPH
        elif place == headline:
            kind = BlockKind.HEADLINE
        else:
            kind = _kind(one, body, bold)
            if kind is BlockKind.HEADING and place + 1 == len(told):
                kind = None  # there is nothing that it could head
        paragraphs.append(((one.passage.page, 1), Paragraph(one.words, kind)))
    return headed(_with_margins(paragraphs, margins))


def _words(passage: Passage, joiner: Joiner) -> str:
    words = joiner.joined((line.words, line.blank) for line in passage.lines)
    return _LEADERS.sub(" … ", words) if passage.listing else words


def _headline(told: Sequence[_Told], body: float, title: str | None) -> int | None:
    """The place of the headline among the passages."""
    if not told:
        return None
    first = told[0].passage.page
    large = [
        place
        for place, one in enumerate(told)
        if one.passage.page == first
        and not one.passage.aside
        and one.size >= _HEADLINE * body
        and len(one.words) <= _LONGEST_HEADLINE
        and any(map(str.isalpha, one.words))
    ]
    if not large:
        return None
    wanted = normalised(title or "")
    for place in large:
        if wanted and normalised(told[place].words) in wanted:
            return place
    return max(large, key=lambda place: (round(told[place].size), -place))


def _is_mostly_bold(told: Iterable[_Told]) -> bool:
    bold = sum(
        len(line.words) * (1 if line.bold else -1) for one in told for line in one.passage.lines
    )
    return bold > 0


def _kind(one: _Told, body: float, bold: bool) -> BlockKind | None:
    """What a passage is by how it is set, None for what is told like the rest."""
    if one.passage.listing or one.passage.aside:
        return BlockKind.FURNITURE
    if one.passage.lines[0].cells or len(one.words) > _LONGEST_HEADING:
        return None
    if starts_bullet(one.words) or not any(map(str.isalpha, one.words)):
        return None
    if one.size >= LARGE * body:
        return BlockKind.HEADING
    stands_out = not bold and all(line.bold for line in one.passage.lines)
    if stands_out and one.size > 0.94 * body and not finished(one.words):
        return BlockKind.HEADING
    return None


def _with_margins(
    paragraphs: Sequence[tuple[tuple[int, int], Paragraph]], margins: Iterable[Margin]
) -> list[Paragraph]:
    """The paragraphs with headers before the first that begins on their page, and footers after."""
    found = [
        ((margin.page, 0 if margin.top else 2), Paragraph(margin.words, BlockKind.FURNITURE))
        for margin in margins
    ]
    beside = deque(sorted(found, key=lambda item: item[0]))
    result: list[Paragraph] = []
    for when, paragraph in paragraphs:
        while beside and beside[0][0] < when:
            result.append(beside.popleft()[1])
        result.append(paragraph)
    return [*result, *(paragraph for _, paragraph in beside)]
