"""Which words of one text stand in another one, in the same order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from diptych.core.folding import WORD
from diptych.core.text import Span
from diptych.core.words import UNSPACED

LARGEST = 64_000_000
"""Words of one text times those of the other that are compared all with all: 8 MB, 50 ms."""

_TOKEN = re.compile(rf"[{UNSPACED}]|{WORD}|\S")
_ALIKE = str.maketrans("’ʼ‐‑", "''--")

ENDS = ".!?…。！？؟।"
"""Signs that end a sentence."""

_PAUSES = ",;:、，；：،؛"
_FARTHEST, _SMALL_GAP = 60, 4

Pair = tuple[int, int]
"""A word of the first text and the one of the second that it is, both as indices."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a text: where they stand, and as what they are compared."""

    text: str
    spans: tuple[Span, ...]
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def opening(self, place: int) -> int:
        """What begins with a word: 3 a line, 2 a sentence, 1 a clause, 0 nothing."""
        if not place or place >= len(self.spans):
            return 3
        before, here = self.spans[place - 1], self.spans[place]
        if "\n" in self.text[before.end : here.start]:
            return 3
        sign = self.text[before.end - 1]
        return 2 if sign in ENDS else 1 if sign in _PAUSES else 0

    def between(self, span: Span) -> tuple[int, int]:
        """The first word that ends behind the span's start, and the first behind its end."""
        first = bisect_left(self.spans, span.start + 1, key=lambda word: word.end)
        return first, max(first, bisect_left(self.spans, span.end, key=lambda word: word.start))


def words_in(text: str) -> Words:
    """The words of a text; letters by themselves in scripts that put no spaces between words.

    They are compared without regard to case, to composition and to the shape of apostrophes.
    """
    spans = tuple(Span(*match.span()) for match in _TOKEN.finditer(text))
    return Words(text, spans, tuple(_key(span.of(text)) for span in spans))


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.casefold()).translate(_ALIKE)


def matched(old: Words, new: Words) -> list[Pair]:
    """The pairs of a longest common subsequence, or nearly so in long texts, in reading order.

    Of equal choices, one with few gaps is taken, and gaps that begin where a sentence or a line
    does. Long texts are first held together by runs of three words that each has once (patience
    diff); what is still too long is left unmatched.
    """
    first = _common(old.keys, new.keys)
    last = _common(old.keys[first:][::-1], new.keys[first:][::-1])
    olds, news = old.keys[first : len(old) - last], new.keys[first : len(new) - last]
    pairs = [(i, i) for i in range(first)]
    pairs += [(first + a, first + b) for a, b in _inner(olds, news)]
    pairs += [(len(old) - i, len(new) - i) for i in range(last, 0, -1)]
    return settled(_joined(pairs, old.keys, new.keys), old, new)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _inner(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    if len(old) * len(new) <= LARGEST:
        yield from _longest(old, new)
        return
    held = in_order(unique_pairs(_threes(old), _threes(new)))
    a = b = 0
    for i, j in [*held, (len(old), len(new))]:
        if i < a or j < b:
            continue
        if (i - a) * (j - b) <= LARGEST:
            yield from ((a + x, b + y) for x, y in _longest(old[a:i], new[b:j]))
        if i < len(old):
            yield i, j
        a, b = i + 1, j + 1


def _threes(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def unique_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The places of those that each of the two has exactly once, in the order of ``old``."""
    counted, places = Counter(old), Counter(new)
    where = {thing: place for place, thing in enumerate(new) if places[thing] == 1}
    return [
        (i, where[thing]) for i, thing in enumerate(old) if counted[thing] == 1 if thing in where
    ]


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of ``pairs``, which rise in the first place, that rise in the second as well."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            at.append(index)
        else:
            tops[pile], at[pile] = place, index
    chosen: list[Pair] = []
    index = at[-1] if at else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _longest(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """A longest common subsequence by Hyyrö's bit-parallel method (2004), a row for each word.

    Bit i of a row is 0 where taking in word i of ``old`` makes the subsequence longer.
    """
    masks: dict[str, int] = {}
    for place, word in enumerate(old):
        masks[word] = masks.get(word, 0) | 1 << place
    row = whole = (1 << len(old)) - 1
    rows = []
    for word in new:
        hit = row & masks.get(word, 0)
        row = ((row + hit) | (row - hit)) & whole
        rows.append(row)
    pairs: list[Pair] = []
    i, j = len(old), len(new)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
            continue
        j -= 1
        if not j or rows[j - 1] >> (i - 1) & 1:
            i -= 1
            pairs.append((i, j))
    return pairs[::-1]


def _joined(pairs: list[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pairs with a run moved whole to its neighbour where equal words stand next to that.

    "Kim left" in "Kim and Kim left" so is the second Kim and not the first.
    """
    runs: list[list[Pair]] = []
    for pair in pairs:
        last = runs[-1][-1] if runs else None
        if last is not None and pair == (last[0] + 1, last[1] + 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    kept: list[list[Pair]] = []
    for place, run in enumerate(runs):
        behind = runs[place + 1][0] if place + 1 < len(runs) else None
        ahead = kept[-1][-1] if kept else None
        words = [old[i] for i, _ in run]
        better = (
            target
            for target in _targets(len(run), ahead, behind)
            if _movable(run, target, ahead, behind)
            and words == list(old[target[0] : target[0] + len(run)])
            and words == list(new[target[1] : target[1] + len(run)])
        )
        i, j = next(better, run[0])
        kept.append([(i + step, j + step) for step in range(len(run))])
    return [pair for run in kept for pair in run]


def _targets(size: int, ahead: Pair | None, behind: Pair | None) -> Iterator[Pair]:
    if behind is not None and min(behind) >= size:
        yield behind[0] - size, behind[1] - size
    if ahead is not None:
        yield ahead[0] + 1, ahead[1] + 1


def _movable(run: list[Pair], target: Pair, ahead: Pair | None, behind: Pair | None) -> bool:
    """Whether there is room between the neighbours."""
    end = target[0] + len(run), target[1] + len(run)
    return (ahead is None or (target[0] > ahead[0] and target[1] > ahead[1])) and (
        behind is None or (end[0] <= behind[0] and end[1] <= behind[1])
    )


class Sequential(Protocol):
    """Things in a row, of which some are good places to begin."""

    @property
    def keys(self) -> Sequence[Hashable]:
        """As what they are compared."""
        ...

    def opening(self, place: int) -> int:
        """How good it is to begin with one: 0 is not at all."""
        ...


def settled(pairs: Sequence[Pair], old: Sequential, new: Sequential) -> list[Pair]:
    """The pairs with what was left out, or put in, beginning where a sentence does, if it can.

    Of "He left. He slept. He woke." with one sentence less, "slept. He" may be missing as well as
    "He slept.": only the latter is what somebody does.
    """
    moved = list(pairs)
    for place in range(len(moved) - 1):
        gaps = [
            after - before for before, after in zip(moved[place], moved[place + 1], strict=True)
        ]
        if min(gaps) > _SMALL_GAP or max(gaps) == 1:
            continue
        side = 0 if gaps[0] >= gaps[1] else 1
        start = moved[place][side] + 1
        by = _slide(old if side == 0 else new, moved, place, (start, start + max(gaps) - 1))
        shift = (max(gaps) - 1) if by < 0 else 1 - max(gaps)
        for at in range(place + 1 + by, place + 1) if by < 0 else range(place + 1, place + 1 + by):
            i, j = moved[at]
            moved[at] = (i + shift, j) if side == 0 else (i, j + shift)
    return moved


def _slide(row: Sequential, pairs: list[Pair], place: int, gap: tuple[int, int]) -> int:
    """How far the gap behind pair ``place`` is better moved: to the left where negative."""
    start, end = gap
    best, by = row.opening(start), 0
    for step in range(1, min(_FARTHEST, place) + 1):
        if row.keys[start - step] != row.keys[end - step] or not _run(pairs, place, 1 - step):
            break
        if row.opening(start - step) > best:
            best, by = row.opening(start - step), -step
    for step in range(1, min(_FARTHEST, len(pairs) - place - 2) + 1):
        if row.keys[start + step - 1] != row.keys[end + step - 1]:
            break
        if not _run(pairs, place + 1, step - 1):
            break
        if row.opening(start + step) > best:
            best, by = row.opening(start + step), step
    return by


def _run(pairs: list[Pair], place: int, step: int) -> bool:
    """Whether the next ``step`` pairs follow without a gap."""
    i, j = pairs[place]
    return pairs[place + step] == (i + step, j + step)
