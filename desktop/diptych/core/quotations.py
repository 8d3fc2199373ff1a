"""Finding a quotation in a text by itself and by the words that stood around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from diptych.core.landing import Alignment, Landing
from diptych.core.notes import CONTEXT, Note
from diptych.core.text import Span
from diptych.core.word_matching import words_in

_MARGIN = 0.1
"""By how much the best place must be better than the next."""

_SUPPORT_NEAR, _SUPPORT_FAR = 0.65, 0.8
_NEAR, _NEAR_SHARE = 400, 0.1
"""How much of the context must agree; more where the place is far from the old one."""

_MOST = 300
"""Places of two neighbouring words that are looked at: what stands oftener tells no place."""

_TRIED = 16
_ROOM = 24
"""Code points on either side by which a place may be off."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Marked words with those before and after them, and the place where they stood."""

    words: str
    prefix: str
    suffix: str
    place: int

    @property
    def pattern(self) -> str:
        """All of it."""
        return self.prefix + self.words + self.suffix

    def stands_at(self, value: str, place: int) -> bool:
        """Whether all of it stands in a text."""
        end = place + len(self.words)
        return (
            value.startswith(self.words, place)
            and value[max(0, place - len(self.prefix)) : place] == self.prefix
            and value[end : end + len(self.suffix)] == self.suffix
        )

    def without_halves(self) -> Quotation:
        """The quotation without words that were cut in two at the ends of its context."""
        prefix, suffix = self.prefix, self.suffix
        if len(prefix) >= CONTEXT and " " in prefix:
            prefix = prefix[prefix.index(" ") :]
        if len(suffix) >= CONTEXT and " " in suffix:
            suffix = suffix[: suffix.rindex(" ") + 1]
        return replace(self, prefix=prefix, suffix=suffix)


def quotation_of(note: Note) -> Quotation:
    """What a note says of its place."""
    return Quotation(note.quote, note.prefix, note.suffix, note.span.start)


def find_quotation(
    quotation: Quotation, value: str, *, within: Span | None = None, least: float = 0.0
) -> Span | None:
    """Where the marked words stand in ``value``; None when that is not certain.

    The place is kept where words and context still stand there. Else all places are judged that
    have words of both next to each other: the best must have at least half of the words and most
    of the context, a share of ``least`` anyway, and be clearly better than any other. Only places
    in ``within`` are looked at when that is given.
    """
    if within is None and quotation.stands_at(value, quotation.place):
        return Span(quotation.place, quotation.place + len(quotation.words))
    told = quotation.without_halves()
    marked = Span(len(told.prefix), len(told.prefix) + len(told.words))
    olds = words_in(told.pattern)
    best: dict[Span, float] = {}
    for offset in _places(told, value, within):
        window = _window(value, offset, len(told.pattern))
        news = words_in(window.of(value))
        around = max(len(told.prefix), len(told.suffix))
        landing = Alignment(olds, news, around=around, framed=False).land(marked)
        if landing is None:
            continue
        landing = replace(landing, span=landing.span.shifted(window.start))
        if _inside(landing.span, within) and _plausible(landing, told, value, least):
            rank = landing.kept + landing.support + _MARGIN * landing.sides
            best[landing.span] = max(rank, best.get(landing.span, 0.0))
    ranked = sorted(best, key=lambda span: -best[span])
    if not ranked or (len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _MARGIN):
        return None
    return ranked[0]


def _inside(span: Span, within: Span | None) -> bool:
    return within is None or (within.start <= span.start and span.end <= within.end)


def _window(value: str, offset: int, length: int) -> Span:
    start = max(0, offset - _ROOM)
    return Span(start, max(start, min(len(value), offset + length + _ROOM)))


def _plausible(landing: Landing, told: Quotation, value: str, least: float) -> bool:
    around = len(told.prefix.split()) + len(told.suffix.split())
    if around < 3 and len(told.pattern) < len(told.words) + CONTEXT // 2:
        whole = landing.span.of(value) == told.words
        return whole and (landing.sides > 0 or not around) and value.count(told.words) == 1
    by = abs(landing.span.start - told.place)
    near = by <= _NEAR + len(value) * _NEAR_SHARE
    needed = max(least, _SUPPORT_NEAR if near else _SUPPORT_FAR)
    sides = bool(told.prefix.strip()) + bool(told.suffix.strip())
    return landing.kept >= 0.5 and landing.sides >= sides and landing.support >= needed


def _places(told: Quotation, value: str, within: Span | None) -> list[int]:
    """Where the context might begin: the likeliest first, as neighbouring words have it."""
    votes: Counter[int] = Counter()
    area = within or Span(0, len(value))
    low, high = max(0, area.start - 2 * CONTEXT), min(len(value), area.end + 2 * CONTEXT)
    for needle, inside in [(told.words, len(told.prefix)), *_neighbours(told.pattern)]:
        found = _found(value, needle, low, high)
        for place in found if len(found) < _MOST else ():
            votes[(place - inside) // 8] += 1 + 60 // len(found)
    likeliest = sorted(votes, key=lambda bucket: -votes[bucket] - votes[bucket + 1])
    chosen = [bucket * 8 for bucket in likeliest[:_TRIED]]
    return [max(0, place) for place in [told.place - len(told.prefix), *chosen]]


def _neighbours(pattern: str) -> list[tuple[str, int]]:
    """Every two neighbouring words as they stand, and where in the pattern."""
    spans = words_in(pattern).spans
    pairs = [Span(one.start, other.end) for one, other in zip(spans, spans[1:], strict=False)]
    return [(pair.of(pattern), pair.start) for pair in pairs]


def _found(value: str, needle: str, low: int, high: int) -> list[int]:
    places: list[int] = []
    place = value.find(needle, low, high)
    while place >= 0 and len(places) < _MOST:
        places.append(place)
        place = value.find(needle, place + 1, high)
    return places
