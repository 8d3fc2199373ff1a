"""In which portions sentences go to the engine."""

from __future__ import annotations

from collections.abc import Iterator

RAMP = (1, 1, 2, 4)
LARGEST = 8
"""Sentences in a portion once the ramp is over: small enough to stop within a second."""


def portions(count: int) -> Iterator[range]:
    """Indices 0..count-1 in order, in portions of 1, 1, 2, 4, 8, 8...

    The first answers come at once; later portions are large enough to be quick.
    """
    start = 0
    for size in RAMP:
        if start >= count:
            return
        yield range(start, min(count, start + size))
        start += size
    for place in range(start, count, LARGEST):
        yield range(place, min(count, place + LARGEST))


def cut_long(tokens: list[str], longest: int, stops: frozenset[str]) -> list[list[str]]:
    """Pieces of at most ``longest`` tokens; cut after a stop (clause mark) where there is one.

    A mark inside a number or an address, as in 1,000 or example.org, is no place to cut.
    """
    pieces: list[list[str]] = []
    rest = tokens
    while len(rest) > longest:
        cut = longest
        for place in range(longest, longest // 3, -1):
            if rest[place - 1] in stops and not _goes_on(rest[place]):
                cut = place
                break
        else:
            while cut > longest // 2 and not rest[cut].startswith("▁"):
                cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]


def _goes_on(token: str) -> bool:
    """Whether a token continues the Latin word or number before it, with no space between."""
    return token[:1].isascii() and token[:1].isalnum()
