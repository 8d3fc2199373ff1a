"""In which batches sentences go to the engine, and where long ones are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST_WINDOW, WIDEST_WINDOW = 64, 256
"""Sentences among which those of like length are put together.

The first sentence of all goes alone, so that reading can begin at once. A wide window saves
padding, and makes reading wait until the whole of it is there: so each is twice as wide as the one
before it, as the reader has more and more to read.
"""

PORTION = 16
"""Sentences that go through one engine before the next one in a row gets them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences for one call: their indices, and the token lists each was cut into."""

    indices: tuple[int, ...]
    pieces: tuple[list[list[str]], ...]


def batches(count: int, encode: Callable[[int], list[list[str]]], budget: int) -> Iterator[Batch]:
    """All sentences 0..count-1 in batches of ``budget`` tokens, padding included.

    They are encoded when their turn is near. Batches follow the order of the text but for the
    sorting inside of a window: a batch is as slow as its longest sentence.
    """
    if count:
        yield Batch((0,), (encode(0),))
    start, width = 1, FIRST_WINDOW
    while start < count:
        window = range(start, min(count, start + width))
        yield from _by_length({index: encode(index) for index in window}, budget)
        start, width = window.stop, min(2 * width, WIDEST_WINDOW)


def _by_length(pieces: dict[int, list[list[str]]], budget: int) -> Iterator[Batch]:
    def longest(index: int) -> int:
        return max(map(len, pieces[index]))

    groups: list[list[int]] = []
    rows = 0
    for index in sorted(pieces, key=longest):
        rows += len(pieces[index])
        if groups and rows * longest(index) <= budget:
            groups[-1].append(index)
        else:
            groups.append([index])
            rows = len(pieces[index])
    # Those with the first sentences of the text go first, as reading goes on there.
    for group in sorted(groups, key=min):
        yield Batch(tuple(group), tuple(pieces[index] for index in group))


def portions(count: int) -> Iterator[range]:
    """Indices 0..count-1 in order, in portions of 1, 16, 16...; for two engines in a row."""
    if count:
        yield range(1)
    for start in range(1, count, PORTION):
        yield range(start, min(count, start + PORTION))


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
