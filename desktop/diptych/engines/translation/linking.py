"""From a model's attention to links between words: a guess, as attention is no alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diptych.core.text import Span
from diptych.engines.base import Link

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ENOUGH = 0.15
"""Weight below which a word is left without a link: better none than a wrong one."""

_SPACE = "▁"
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_DRIFT = 8
"""How far a token may stand behind the end of the one before, in code points."""


def links_of(
    source: str,
    source_tokens: Sequence[str],
    target: str,
    target_tokens: Sequence[str],
    attention: Sequence[Sequence[float]],
) -> tuple[Link, ...]:
    """The word of the source that each word of the target looks at most.

    ``attention`` has a row for each target token and a column for each source token. The weights
    of a word's tokens are summed over the source word's tokens and averaged over its own.
    """
    sources = _words(source, source_tokens)
    targets = _words(target, target_tokens)
    links: list[Link] = []
    for span, own in targets:
        rows = [attention[row] for row in own if row < len(attention)]
        if not rows:
            continue
        weights = [
            sum(row[column] for row in rows for column in columns if column < len(row)) / len(rows)
            for _, columns in sources
        ]
        best = max(range(len(weights)), key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= _ENOUGH:
            links.append(Link(sources[best][0], span, min(1.0, weights[best])))
    return tuple(links)


def _words(text: str, tokens: Sequence[str]) -> list[tuple[Span, list[int]]]:
    """Each word of the text with the numbers of its tokens.

    Tokens are found in the text one after the other; one that was normalised away (another form
    of a character) belongs to the word at its place.
    """
    places = _places(text, tokens)
    words: list[tuple[Span, list[int]]] = []
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        own = [n for n, place in enumerate(places) if place in span]
        if own:
            words.append((span, own))
    return words


def _places(text: str, tokens: Sequence[str]) -> list[int]:
    """The offset at which each token begins, in code points."""
    places: list[int] = []
    at = known = 0
    for token in tokens:
        byte = _BYTE.fullmatch(token)
        if byte:
            # The first byte of a character stands for it; those that follow begin with 10.
            at += int(byte[1], 16) & 0xC0 != 0x80
            places.append(at - 1)
            continue
        bare = token.replace(_SPACE, "")
        end = at + len(bare) + _DRIFT
        # What was normalised may have become longer than it was: look behind it, too.
        found = max(text.find(bare, at, end), text.find(bare, known, end)) if bare else -1
        if found >= 0:
            places.append(found)
            at = known = found + len(bare)
        else:
            # A space alone: it belongs to what comes next, so that a digit after it is not lost.
            at += not bare and text[at : at + 1].isspace()
            places.append(at)
            at = min(len(text), at + len(bare))
    return places
