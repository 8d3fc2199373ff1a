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
    """Pieces of at most ``longest`` tokens; cut after a stop (clause mark) where there is one."""
    pieces: list[list[str]] = []
    rest = tokens
    while len(rest) > longest:
        cut = longest
        for place in range(longest, longest // 3, -1):
            if rest[place - 1] in stops:
                cut = place
                break
        else:
            while cut > longest // 2 and not rest[cut].startswith("▁"):
                cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]
