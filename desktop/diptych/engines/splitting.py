"""Sentences in languages we have no table for, by the ``sentencex`` library."""

from __future__ import annotations

from diptych.core.text import Span


def split_other(paragraph: str, language: str) -> tuple[Span, ...]:
    """Sentence spans in one paragraph. Feed it no more: an open quotation swallows what follows."""
    from sentencex import segment

    spans: list[Span] = []
    place = 0
    for words in segment(language.partition("-")[0], paragraph):
        start = paragraph.find(words, place)
        if start < 0:
            continue
        place = start + len(words)
        spans.append(Span(start, place))
    return tuple(spans)
