"""Where marked words stand in a changed text, told from words that both texts have."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from diptych.core.text import Span
from diptych.core.word_matching import Words, matched

_ALIKE = 0.6
"""From here on a word that was changed counts as the same one, spelt differently."""
_LONGEST_CHANGE = 40
_SLACK = 2
_SENTENCE = 2
_FEW_LETTERS = 15
_LARGEST_GAP = 60
"""Code points that may be put between two marked words."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A span of the new text, and the reasons to believe in it.

    ``kept`` is the share of the marked words that stands there, by words or by letters, whichever
    is more; ``support`` that of the words around, and ``sentence`` that of the rest of the
    sentence, by letters (1 where that is next to nothing); ``sides`` on how many sides (0 to 2)
    the next words are the same; ``words`` how many marked words are the same.
    """

    span: Span
    kept: float
    support: float
    sentence: float
    sides: int
    words: int


class Alignment:
    """Two texts laid side by side by their words.

    A place is judged by the words within ``around`` code points on either side. ``framed`` tells
    that the ends of the two texts belong together, which counts as words around.
    """

    def __init__(self, old: Words, new: Words, *, around: int, framed: bool) -> None:
        self._around = around
        self._old, self._new, self._framed = old, new, framed
        self._same = dict(matched(old, new))
        self._alike = dict(self._same)
        self._weight = dict.fromkeys(self._same, 1.0)
        self._changes = list(self._replaced())

    def _replaced(self) -> Iterator[tuple[range, range]]:
        """Stretches of words with those that stand in their place, in reading order."""
        a = b = 0
        for i, j in [*self._same.items(), (len(self._old), len(self._new))]:
            if 0 < i - a <= _LONGEST_CHANGE and 0 < j - b <= _LONGEST_CHANGE:
                yield range(a, i), range(b, j)
            a, b = i + 1, j + 1

    def _pair_changes(self, first: int, end: int) -> None:
        """Lay words of a span that were replaced beside those in their place."""
        place = bisect_right(self._changes, first, key=_stop)
        while place < len(self._changes) and self._changes[place][0].start < end:
            self._pair_change(*self._changes[place])
            place += 1

    def _pair_change(self, olds: range, news: range) -> None:
        if len(olds) == len(news):
            for i, j in zip(olds, news, strict=True):
                alike = self._likeness(i, j)
                self._alike[i], self._weight[i] = j, alike if alike >= _ALIKE else 0.0
            return
        begin = news.start
        for i in olds:
            for j in range(begin, news.stop):
                alike = self._likeness(i, j)
                if alike >= _ALIKE:
                    self._alike[i], self._weight[i] = j, alike
                    begin = j + 1
                    break

    def _likeness(self, i: int, j: int) -> float:
        old, new = self._old.keys[i], self._new.keys[j]
        if 2 * min(len(old), len(new)) < _ALIKE * (len(old) + len(new)):
            return 0.0
        return SequenceMatcher(None, old, new, autojunk=False).ratio()

    def land(self, span: Span) -> Landing | None:
        """Where a span of the old text went; None when none of its words is there any more."""
        first, end = self._old.between(span)
        self._pair_changes(first, end)
        there = self._together([i for i in range(first, end) if i in self._alike])
        if not any(self._weight[i] for i in there):
            return None
        low, high = self._alike[there[0]], self._alike[there[-1]]
        before, after = self._beside(first - 1, low, -1), self._beside(end, high, 1)
        landed = Span(self._edge(there[0], span, 0), self._edge(there[-1], span, 1))
        return Landing(
            landed,
            self._kept(range(first, end), there),
            self._support(first, end),
            self._sentence(first, end),
            before + after,
            sum(i in self._same for i in there),
        )

    def _edge(self, i: int, span: Span, end: int) -> int:
        """The offset in the new text of where the span begins, or ends, in or at word ``i``."""
        old, new = self._old.spans[i], self._new.spans[self._alike[i]]
        whole = old.of(self._old.text) == new.of(self._new.text)
        if end:
            return new.start + min(span.end, old.end) - old.start if whole else new.end
        return new.start + max(span.start, old.start) - old.start if whole else new.start

    def _together(self, there: list[int]) -> list[int]:
        """Of marked words those that stand close to each other still: the largest such group."""
        groups: list[list[int]] = []
        for i in there:
            last = groups[-1][-1] if groups else None
            if last is None or self._apart(last, i):
                groups.append([i])
            else:
                groups[-1].append(i)
        return max(groups, key=lambda group: sum(self._weight[i] for i in group), default=[])

    def _apart(self, i: int, j: int) -> bool:
        """Whether much was put between two marked words, or the end of a line."""
        old = Span(self._old.spans[i].end, self._old.spans[j].start)
        here, then = self._new.spans[self._alike[i]], self._new.spans[self._alike[j]]
        new = Span(here.end, max(here.end, then.start))
        if len(new) > len(old) + _LARGEST_GAP:
            return True
        return "\n" in new.of(self._new.text) and "\n" not in old.of(self._old.text)

    def _kept(self, marked: range, there: list[int]) -> float:
        weights = [self._weight[i] if i in there else 0.0 for i in marked]
        lengths = [len(self._old.spans[i]) for i in marked]
        letters = sum(w * n for w, n in zip(weights, lengths, strict=True)) / sum(lengths)
        return max(letters, sum(weights) / len(weights))

    def _support(self, first: int, end: int) -> float:
        """How much of the letters around is the same; what lies beyond the ends counts as much."""
        spans = self._old.spans
        low, high = spans[first].start - self._around, spans[end - 1].end + self._around
        same = total = 0
        begin = bisect_left(spans, low, key=_start)
        for i in (*range(begin, first), *range(end, bisect_left(spans, high, key=_start))):
            total += len(spans[i])
            same += len(spans[i]) * (i in self._same)
        if self._framed:
            beyond = max(0, -low) + max(0, high - len(self._old.text))
            same, total = same + beyond, total + beyond
        return same / total if total else 0.0

    def _sentence(self, first: int, end: int) -> float:
        start, stop = first, end
        while start and self._old.opening(start) < _SENTENCE:
            start -= 1
        while stop < len(self._old) and self._old.opening(stop) < _SENTENCE:
            stop += 1
        rest = [*range(start, first), *range(end, stop)]
        total = sum(len(self._old.spans[i]) for i in rest)
        same = sum(len(self._old.spans[i]) for i in rest if i in self._same)
        return same / total if total >= _FEW_LETTERS else 1.0

    def _beside(self, i: int, j: int, step: int) -> bool:
        """Whether one of the next words of the old text stands next to word ``j`` of the new."""
        for away in range(_SLACK + 1):
            place = i + step * away
            if self._framed and place in {-1, len(self._old)}:
                beside: int | None = -1 if step < 0 else len(self._new)
            else:
                beside = self._same.get(place)
            if beside is not None:
                return 0 < (beside - j) * step <= away + 1 + _SLACK
        return False


def _start(span: Span) -> int:
    return span.start


def _stop(change: tuple[range, range]) -> int:
    return change[0].stop
