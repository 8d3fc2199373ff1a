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
    at = 0
    for token in tokens:
        bare = token.replace(_SPACE, "")
        found = text.find(bare, at, at + len(bare) + 8) if bare else -1
        if found >= 0:
            places.append(found)
            at = found + len(bare)
        else:
            # A space alone: it belongs to what comes next, so that a digit after it is not lost.
            places.append(at + 1 if not bare and text[at : at + 1].isspace() else at)
            at = min(len(text), at + len(bare))
    return places
