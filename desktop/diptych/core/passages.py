"""The passages that two texts have in common, letter for letter, found in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from diptych.core.text import Span
from diptych.core.word_matching import ENDS, Pair, in_order, settled, unique_pairs

SHORTEST = 12
"""Letters of a clause that tells one place by itself."""

_STOPS = r".,;:!?…。、，；：！？؟،؛।"
_CLAUSE = re.compile(rf"\n\s*|[^{_STOPS}\n]{{0,400}}[{_STOPS}]+[^\S\n]*|[^{_STOPS}\n]{{1,400}}")


@dataclass(frozen=True, slots=True)
class Clauses:
    """A text cut behind signs; spaces go with the clause before, line ends stand alone."""

    keys: tuple[str, ...]

    def opening(self, place: int) -> int:
        """What begins with a clause: 3 a line, 2 a sentence, 1 a clause."""
        if not place or place >= len(self.keys) or "\n" in self.keys[place - 1]:
            return 3
        return 2 if self.keys[place - 1].rstrip()[-1:] in ENDS else 1


@dataclass(frozen=True, slots=True)
class Passage:
    """``length`` code points that stand at ``old`` in one text and at ``new`` in the other."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """The first code point behind it in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """The first code point behind it in the new text."""
        return self.new + self.length


@dataclass(frozen=True, slots=True)
class Common:
    """What stays in its order, and what stands elsewhere now; both in the old text's order."""

    staying: tuple[Passage, ...]
    moved: tuple[Passage, ...]

    def last_before(self, offset: int) -> Passage | None:
        """The last staying passage that begins at or before an offset in the old text."""
        place = bisect_right(self.staying, offset, key=_start)
        return self.staying[place - 1] if place else None

    def first_after(self, offset: int) -> Passage | None:
        """The first staying passage that ends at or behind an offset in the old text."""
        place = bisect_left(self.staying, offset, key=_end)
        return self.staying[place] if place < len(self.staying) else None

    def free(self, old: Span, new: Span) -> bool:
        """Whether nothing that stayed stands at ``new``, but what overlaps ``old`` itself."""
        first = bisect_right(self.staying, new.start, key=_new_end)
        end = bisect_left(self.staying, new.end, key=_new_start)
        return all(p.old < old.end and p.old_end > old.start for p in self.staying[first:end])

    def moved_near(self, span: Span, reach: int) -> tuple[Passage, ...]:
        """The moved passages within ``reach`` of a span of the old text, the nearest first."""
        first = bisect_left(self.moved, span.start - reach, key=_end)
        end = bisect_left(self.moved, span.end + reach, key=_start)
        near = self.moved[first:end]
        return tuple(sorted(near, key=lambda p: max(p.old - span.end, span.start - p.old_end)))


def _start(passage: Passage) -> int:
    return passage.old


def _end(passage: Passage) -> int:
    return passage.old_end


def _new_start(passage: Passage) -> int:
    return passage.new


def _new_end(passage: Passage) -> int:
    return passage.new_end


def common_passages(old: str, new: str) -> Common:
    """Whole clauses that the texts share: patience diff (Cohen), by clauses.

    Texts are held together by clauses that each has once, and by what they begin and end with;
    from there passages grow over equal neighbours.
    """
    one, other = Clauses(tuple(_CLAUSE.findall(old))), Clauses(tuple(_CLAUSE.findall(new)))
    olds, news = one.keys, other.keys
    first = 0
    while first < min(len(olds), len(news)) and olds[first] == news[first]:
        first += 1
    last = 0
    while last < min(len(olds), len(news)) - first and olds[-1 - last] == news[-1 - last]:
        last += 1
    inner = range(first, len(olds) - last)
    unique = [
        (i, j)
        for i, j in unique_pairs(olds, news)
        if i in inner and first <= j < len(news) - last and len(olds[i].strip()) >= SHORTEST
    ]
    rising = in_order(unique)
    chosen = set(rising)
    at_ends = [(i, i) for i in range(first)]
    at_ends += [(len(olds) - i, len(news) - i) for i in range(last, 0, -1)]
    grown = settled(_grown(sorted([*rising, *at_ends]), olds, news), one, other)
    others = _spread([pair for pair in unique if pair not in chosen], grown, olds, news)
    places = _offsets(olds), _offsets(news)
    return Common(_passages(grown, *places), _passages(others, *places))


def _grown(pairs: list[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pairs with equal neighbours: behind each as far as the next, then before each."""
    for step in (1, -1):
        walk = pairs if step == 1 else [(-i, -j) for i, j in reversed(pairs)]
        edge = (len(old), len(new)) if step == 1 else (1, 1)
        found: list[Pair] = []
        for (i, j), (i_end, j_end) in zip(walk, [*walk[1:], edge], strict=False):
            found.append((i, j))
            for more in range(1, min(i_end - i, j_end - j)):
                if old[step * (i + more)] != new[step * (j + more)]:
                    break
                found.append((i + more, j + more))
        pairs = found if step == 1 else [(-i, -j) for i, j in reversed(found)]
    return pairs


def _spread(
    pairs: list[Pair], staying: list[Pair], old: Sequence[str], new: Sequence[str]
) -> list[Pair]:
    """What has moved with equal neighbours on both sides, up to what has stayed."""
    olds = {i for i, _ in staying} | {-1, len(old)}
    news = {j for _, j in staying} | {-1, len(new)}
    moved = dict(pairs)
    for i, j in pairs:
        for step in (1, -1):
            a, b = i + step, j + step
            while a not in olds and b not in news and a not in moved and old[a] == new[b]:
                moved[a] = b
                a, b = a + step, b + step
    return sorted(moved.items())


def _offsets(clauses: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, clauses), initial=0))


def _passages(pairs: list[Pair], olds: list[int], news: list[int]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for i, j in pairs:
        length = olds[i + 1] - olds[i]
        last = passages[-1] if passages else None
        if last is not None and (last.old_end, last.new_end) == (olds[i], news[j]):
            passages[-1] = Passage(last.old, last.new, last.length + length)
        else:
            passages.append(Passage(olds[i], news[j], length))
    return tuple(passages)
