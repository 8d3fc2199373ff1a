"""Where two sentences differ, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from diptych.core.folding import WORD
from diptych.core.text import Span
from diptych.core.words import UNSPACED

MOST_WORDS = 1_500
"""Longer stretches are not compared word by word: they count as one difference."""

NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,:'’/]\d+)*"
"""A number as a pattern, with what may stand between its digits: 3,200 and 3 200 and 18:30."""

_PART = re.compile(rf"\s+|{NUMBER}|[{UNSPACED}]|{WORD}|.")


class DifferenceKind(StrEnum):
    """What became of the old words."""

    REPLACED = "replaced"
    LEFT_OUT = "left-out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """``old`` is a span of the first text, ``new`` one of the second (code points).

    One of them is empty where words were added or left out.
    """

    kind: DifferenceKind
    old: Span
    new: Span


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What makes ``new`` of ``old``, in reading order.

    Texts are compared by words, numbers, single signs and, in scripts without spaces, letters:
    by Ratcliff and Obershelp's method, between what they begin and what they end with in common.
    How much white space stands between two words makes no difference.
    """
    old_parts, new_parts = _parts(old), _parts(new)
    olds, news = _compared(old, old_parts), _compared(new, new_parts)
    first = _common(olds, news)
    last = _common(olds[first:][::-1], news[first:][::-1])
    old_end, new_end = len(olds) - last, len(news) - last
    old_edges = [*(p.start for p in old_parts), len(old)]
    new_edges = [*(p.start for p in new_parts), len(new)]
    return tuple(
        _difference(
            Span(old_edges[first + a], old_edges[first + b]),
            Span(new_edges[first + c], new_edges[first + d]),
        )
        for a, b, c, d in _changes(olds[first:old_end], news[first:new_end])
    )


def _parts(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _PART.finditer(text)]


def _compared(text: str, parts: list[Span]) -> list[str]:
    return [" " if text[part.start].isspace() else part.of(text) for part in parts]


def _common(one: list[str], other: list[str]) -> int:
    """How many parts the two begin with in common."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _changes(olds: list[str], news: list[str]) -> list[tuple[int, int, int, int]]:
    if not olds or not news or len(olds) + len(news) > MOST_WORDS:
        return [(0, len(olds), 0, len(news))] if olds or news else []
    codes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]


def _difference(old: Span, new: Span) -> Difference:
    if not len(old):
        return Difference(DifferenceKind.ADDED, old, new)
    if not len(new):
        return Difference(DifferenceKind.LEFT_OUT, old, new)
    return Difference(DifferenceKind.REPLACED, old, new)
