"""Whether numbers, times and dates of the source came back in the target, and as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.facts.calendar_words import calendar_words
from diptych.core.facts.fact import Fact, FactKind
from diptych.core.facts.number_words import number_words
from diptych.core.facts.quantities import find_quantities

_DIGITS = re.compile(r"\d+")
_FEW = 20
_SMALL = frozenset(map(str, range(13)))


def check_quantities(source: str, target: str, from_base: str, to_base: str) -> Iterator[Alarm]:
    """Alarms of the kinds NUMBER and DATE; the bases are base languages ("en", "" for unknown)."""
    facts = find_quantities(source, from_base)
    if not any(fact.certain for fact in facts) and not _DIGITS.search(target):
        return
    there = _Side(facts, from_base)
    here = _Side(find_quantities(target, to_base), to_base)
    yield from _numbers(there, here)
    yield from _dates(there, here)


class _Side:
    """The facts of one text, sorted for comparing; what is seldom asked is made when asked."""

    def __init__(self, facts: Sequence[Fact], base: str) -> None:
        self.numbers = [f for f in facts if f.kind is not FactKind.DATE]
        self.dates = [f for f in facts if f.kind is FactKind.DATE]
        self.worded = bool(number_words(base).values)
        self.has_months = bool(calendar_words(base).months)
        self.has_weekdays = bool(calendar_words(base).weekdays)

    @cached_property
    def days(self) -> set[str]:
        """The weekdays it names."""
        return {r for f in self.dates for r in f.readings if r[0] != "-"}

    @cached_property
    def months(self) -> set[str]:
        """The months it names, as "09"."""
        return {r[2:4] for f in self.dates for r in f.readings if r[0] == "-"}

    @cached_property
    def in_dates(self) -> set[str]:
        """The numbers its dates are made of."""
        return {number for f in self.dates for number in _numbers_of(f)}

    @cached_property
    def values(self) -> set[str]:
        """All that its numbers and dates can mean, as plain decimals."""
        values = {reading for fact in self.numbers for reading in fact.readings}
        values |= {part for fact in self.numbers if not _worded(fact) for part in _parts(fact)}
        return values | self.in_dates

    def says_date(self, number: Fact, other: _Side) -> bool:
        """Whether a number belongs to something like "9/11", and the other side has that date."""
        holders = [f for f in self.dates if not f.certain and number.span.overlaps(f.span)]
        return any(holder.agrees(date) for holder in holders for date in other.dates)


def _numbers_of(date: Fact) -> set[str]:
    """The day of a date, and its month if that is written as a number."""
    written = set(_parts(date))
    days = {reading[5:].lstrip("0") for reading in date.readings if reading[0] == "-"}
    return (days | written) - {""}


def _parts(fact: Fact) -> tuple[str, ...]:
    """The runs of digits in a fact, without leading zeros: 9 and 30 of "9.30"."""
    return tuple(part.lstrip("0") or "0" for part in _DIGITS.findall(fact.text))


def _worded(fact: Fact) -> bool:
    """Whether a number has words in it, as "1.5 million"; the h of hours is none."""
    return any(c.isalpha() and c not in "hH" for c in fact.text)


def _numbers(source: _Side, target: _Side) -> Iterator[Alarm]:
    lost, gained = _unpaired(source.numbers, target.numbers)
    if not lost and not gained:
        return
    parts_lost, parts_gained = _dressed(lost), _dressed(gained)
    lost = [f for f in lost if not _explained(f, source, target, parts_gained)]
    lost = [f for f in lost if not _said_once(f, target.numbers)]
    gained = [f for f in gained if not _explained(f, target, source, parts_lost)]
    gained = [f for f in gained if _DIGITS.search(f.text)]
    if not lost or not gained:  # a lone one may be an article, a nought a word
        lost, gained = ([f for f in facts if f.text not in ("1", "0")] for facts in (lost, gained))
    alike = ((f, g) for f in lost[:_FEW] for g in gained[:_FEW] if _parts(f) == _parts(g))
    for was, became in tuple(alike):
        if _elliptic(was, became, target) or _elliptic(became, was, source):
            lost, gained = [f for f in lost if f != was], [g for g in gained if g != became]
    while lost and gained:
        was = lost.pop(0)
        became = max(gained[:_FEW], key=lambda fact: _likeness(was, fact))
        gained.remove(became)
        yield Alarm(AlarmKind.NUMBER, f"number changed: {was.text} became {became.text}")
    if lost:
        yield Alarm(AlarmKind.NUMBER, f"number missing: {_list(lost)}")
    if gained:
        yield Alarm(AlarmKind.NUMBER, f"number not in the source: {_list(gained)}")


def _unpaired(left: Sequence[Fact], right: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The certain facts of either side that no fact of the other side agrees with."""
    if not left and not right:
        return [], []
    lost, taken = set(range(len(left))), set[int]()
    for sure_left, sure_right in ((True, True), (True, False), (False, True)):
        free: dict[str, list[int]] = {}
        for at in reversed(range(len(right))):
            if right[at].certain is sure_right and at not in taken:
                for reading in right[at].readings:
                    free.setdefault(reading, []).append(at)
        for at in sorted(lost):
            mate = _first(free, left[at], taken) if left[at].certain is sure_left else None
            if mate is not None:
                lost.remove(at)
                taken.add(mate)
    return (
        [fact for at, fact in enumerate(left) if at in lost and fact.certain],
        [fact for at, fact in enumerate(right) if at not in taken and fact.certain],
    )


def _first(free: dict[str, list[int]], fact: Fact, taken: set[int]) -> int | None:
    """The first place that shares a reading with a fact, and is not taken."""
    for reading in fact.readings:
        places = free.get(reading, [])
        while places and places[-1] in taken:
            places.pop()
        if places:
            return places.pop()
    return None


def _elliptic(long: Fact, short: Fact, side: _Side) -> bool:
    """Whether "90 million" is told as "90", and another number beside it says the million."""
    scaled = any(f is not short and any(map(str.isalpha, f.text)) for f in side.numbers)
    return scaled and short.text.isdigit() and any(map(str.isalpha, long.text))


def _dressed(facts: Sequence[Fact]) -> set[str]:
    """The parts of facts that have several: "9.79" may be told as 9 and 79."""
    return {part for fact in facts if len(_parts(fact)) > 1 for part in _parts(fact)}


def _said_once(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether it is small and stands there, if not as often: "2-2" may be told as 2."""
    return fact.readings[0] in _SMALL and any(fact.agrees(other) for other in facts)


def _explained(fact: Fact, own: _Side, other: _Side, loose: set[str]) -> bool:
    """Whether a number that found no mate need not have one; ``loose`` are left over there."""
    known = other.in_dates | loose
    if not known.isdisjoint(fact.readings) or own.says_date(fact, other):
        return True
    if not other.worded and not _SMALL.isdisjoint(fact.readings):
        return True
    parts = _parts(fact)
    dressed = len(parts) > 1 and not _worded(fact)
    unworded = not (own.worded and other.worded)
    return bool(parts) and (dressed or unworded) and other.values.issuperset(parts)


def _likeness(one: Fact, other: Fact) -> int:
    """How likely the second is what became of the first."""
    first, second = one.readings[0], other.readings[0]
    return sum(a == b for a, b in zip(first, second, strict=False)) - abs(len(first) - len(second))


def _list(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.text for fact in facts))


def _dates(source: _Side, target: _Side) -> Iterator[Alarm]:
    if not source.dates:
        return
    for fact in source.dates:
        if not fact.certain or any(fact.agrees(other) for other in target.dates):
            continue
        reading = fact.readings[0]
        if reading[0] != "-":
            if target.has_weekdays:
                others = [f for f in target.dates if f.readings[0][0] != "-"]
                yield from _lost(fact, others, source, may_miss=bool(source.days & target.days))
            continue
        day = reading[5:].lstrip("0")
        kept = not target.has_months or not target.months.isdisjoint(r[2:4] for r in fact.readings)
        if kept and (not day or {day, *_parts(fact)} & target.values):
            continue
        if not target.has_months and day in _SMALL:
            continue
        yield from _lost(fact, [f for f in target.dates if f.readings[0][0] == "-"], source)


def _lost(
    fact: Fact, others: Sequence[Fact], source: _Side, *, may_miss: bool = False
) -> Iterator[Alarm]:
    new = [
        other
        for other in others
        if other.certain
        and not any(other.agrees(mine) for mine in source.dates)
        and not (other.readings[0][2:4] in source.months and _numbers_of(other) & source.values)
        and len(other.readings[0]) >= len(fact.readings[0])
    ]
    if new:
        yield Alarm(AlarmKind.DATE, f"date changed: {fact.text} became {new[0].text}")
    elif not may_miss:
        yield Alarm(AlarmKind.DATE, f"date missing: {fact.text}")
