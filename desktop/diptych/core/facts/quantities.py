"""Numbers, times and dates of a text, in digits and in words, across the ways to write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from diptych.core.facts.calendar_words import (
    CENTURY_COMPANY,
    DECADE_COMPANY,
    MONTH_COMPANY,
    CalendarWords,
    calendar_words,
)
from diptych.core.facts.clock import HAN, clock_at, han_facts, numeric_dates
from diptych.core.facts.fact import Fact, FactKind
from diptych.core.facts.number_words import NumberWords, number_words
from diptych.core.facts.numerals import NUMERAL, plain_digits, readings_of, told
from diptych.core.facts.spelled_numbers import SpelledNumbers
from diptych.core.text import Span

_TOKEN = re.compile(rf"[^\W\d_]+|{NUMERAL}")
_SIGN = re.compile(r"[\d½¼¾〇一二三四五六七八九十百千]|\b(?:[XVI]{2,}|[XV])(?:e|er|ème)?\b")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"(?=[XVI])(X{0,3})(IX|IV|V?I{0,3})(?:e|er|ème)?\Z")
_AFTER_DAY = re.compile(r"(?:st|nd|rd|th|er|\.?[ºª°]|\.)?[\s\-]*(?:(?:of|de|di|del)\s+|d['’])?")
_NEXT_TO_NOTHING = frozenset(["", " ", "-", "–", "\u00a0", "\u202f", "\u2011", "\n"])
_BEFORE_DAY = frozenset([" ", "\u00a0", "\u202f", ". ", ".\u00a0", "\n"])
_RANGE = re.compile(r"\s?(?:[-–/]|to|or|and|à|ou|et|bis|oder|und|y|o|a|e|tot|en)\s?\Z")
_DECADE = re.compile(r"['’]?(?:s|er)\b")
_NUMERAL_STARTS = frozenset("0123456789½¼¾")
_NUMERAL_OR_ROMAN = _NUMERAL_STARTS | frozenset("XVI")
_MONTH_FIRST = frozenset({"en", ""})
_CAPITAL_MONTHS = frozenset({"en", "de", ""})
_ALWAYS = re.compile(r"24 ?h(?:eures)? ?(?:sur|/) ?24|\b24/7\b|24 Stunden am Tag")
"""Ways to say "round the clock"."""

_SHORT_SCALES = {  # power of ten, and whether it surely is one
    "bn": (9, True), "tn": (12, True), "trn": (12, True), "mn": (6, True), "mln": (6, True),
    "mld": (9, True), "mds": (9, True), "md": (9, True), "mrd": (9, True), "mio": (6, True),
    "mia": (9, True), "bln": (9, True), "m": (6, False), "k": (3, False), "b": (9, False),
    "tsd": (3, True), "mlrd": (9, True),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """All words of a language that may say a number, a month or a weekday.

    All but the words for one are ``telling``; those are mere articles unless one of them follows.
    """

    words: NumberWords
    calendar: CalendarWords
    known: frozenset[str]
    telling: frozenset[str]
    starts: tuple[str, ...]

    def in_text(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        lows = _WORD.findall(text.lower())
        if not self.telling.isdisjoint(lows):
            return True
        return bool(self.starts) and any(low.startswith(self.starts) for low in lows)


@cache
def _vocabulary(base: str) -> _Vocabulary:
    words, calendar = number_words(base), calendar_words(base)
    known = frozenset().union(
        words.values, words.scales, words.loose, calendar.months, calendar.weekdays
    )
    ones = frozenset(word for word, value in words.values.items() if value == 1)
    return _Vocabulary(words, calendar, known, known - ones, words.starts + calendar.joined)


def find_quantities(text: str, base: str) -> tuple[Fact, ...]:
    """Numbers, times and dates, in order of place; an uncertain date may overlap its numbers.

    ``base`` is a base language ("en"; "" when it is not known). It decides what a word means and
    which reading of "1,234" comes first; notations of other languages are understood as well.
    """
    plain = plain_digits(text)
    vocabulary = _vocabulary(base)
    if not _SIGN.search(plain) and not vocabulary.in_text(plain):
        return ()
    return _Scan(text, plain, base, vocabulary).facts()


class _Scan:
    """One reading of one text, from left to right."""

    def __init__(self, text: str, plain: str, base: str, vocabulary: _Vocabulary) -> None:
        self._text = text
        self._base = base
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._calendar = vocabulary.calendar
        self._found: list[Fact] = []
        self._factors: dict[int, int] = {}
        if _DIGIT.search(plain):
            if "24" in plain:
                plain = _ALWAYS.sub(lambda match: "_" * len(match[0]), plain)
            plain = self._take(numeric_dates(plain, base), plain)
        if base in HAN:
            plain = self._take(han_facts(plain), plain)
        self._plain = plain
        self._tokens = list(_TOKEN.finditer(self._plain))
        self._texts = [match[0] for match in self._tokens]
        self._lows = [text.lower() for text in self._texts]
        self._speller = SpelledNumbers(self._lows, self._beside, self._words, base)

    def _take(self, facts: Iterable[Fact], plain: str) -> str:
        """Keep facts, and blank the certain ones out for those who look after them."""
        facts = tuple(facts)
        if not facts:
            return plain
        signs = list(plain)
        for fact in facts:
            written = fact.span.of(self._text)  # with its own digits
            self._found.append(fact if fact.text == written else replace(fact, text=written))
            if fact.certain:
                signs[fact.span.start : fact.span.end] = "_" * len(fact.span)
        return "".join(signs)

    def facts(self) -> tuple[Fact, ...]:
        """All of them, in order of place."""
        at = 0
        for place in self._places():
            if place >= at:
                numeral = self._texts[place][0] in _NUMERAL_STARTS
                at = self._numeral(place) if numeral else self._word(place)
        found = sorted(self._found, key=lambda fact: (fact.span.start, fact.span.end))
        return tuple(self._shared(found) if self._factors else found)

    def _places(self) -> Sequence[int]:
        """The tokens that are numerals, or words that may say something."""
        known, telling = self._vocabulary.known, self._vocabulary.telling
        starts, following = self._vocabulary.starts, [*self._lows[1:], ""]
        return [
            place
            for place, low in enumerate(self._lows)
            if low in telling
            or self._texts[place][0] in _NUMERAL_OR_ROMAN
            or (low in known and following[place] in known)
            or (starts and low.startswith(starts))
        ]

    def _add(
        self,
        kind: FactKind,
        start: int,
        end: int,
        readings: tuple[str, ...],
        *,
        certain: bool = True,
    ) -> None:
        place = Span(start, end)
        self._found.append(Fact(kind, place, place.of(self._text), readings, certain))

    def _gap(self, at: int) -> str | None:
        """What stands before the token at ``at``, since the one before; None: there is no token."""
        if at >= len(self._tokens):
            return None
        return self._plain[self._tokens[at - 1].end() : self._tokens[at].start()]

    def _beside(self, at: int) -> bool:
        """Whether there is a token at ``at``, and next to nothing before it."""
        return self._gap(at) in _NEXT_TO_NOTHING

    def _numeral(self, at: int) -> int:
        """Take the number in digits at ``at``; the place of the token after it."""
        later = self._clock_from(at) or self._day_from(at)
        if later:
            return later
        token = self._tokens[at]
        factor, sure, later = self._scales_from(at + 1)
        readings = readings_of(token[0], self._base, factor)
        if factor > 1 and self._base:  # nobody writes thousandths of a million
            readings = readings[:1]
        later, half = self._speller.half_from(later)
        if half:
            readings += (told(Decimal(readings[0]) + Decimal(factor) / 2),)
        if not sure:
            readings += readings_of(token[0], self._base)
        elif later == at + 1:
            readings += self._decade(at, readings[0])
        readings += self._tens(later, readings[0])
        if factor > 1:
            self._factors[token.start()] = factor
        # In "H1" or "FILE2" the digit belongs to a name.
        named = len(token[0]) == 1 and self._plain[token.start() - 1 : token.start()].isalpha()
        readings = tuple(dict.fromkeys(readings))
        end = self._tokens[later - 1].end()
        self._add(FactKind.NUMBER, token.start(), end, readings, certain=not named)
        return later

    def _clock_from(self, at: int) -> int:
        """Take a time of day; the place of the token after it, or 0."""
        start = self._tokens[at].start()
        clock = clock_at(self._plain, start)
        if clock is None:
            return 0
        end, readings = clock
        self._add(FactKind.TIME, start, end, readings)
        later = at + 1
        while later < len(self._tokens) and self._tokens[later].start() < end:
            later += 1
        return later

    def _day_from(self, at: int) -> int:
        """Take a date that begins with its day; the place of the token after it, or 0."""
        token = self._tokens[at]
        day = int(token[0]) if len(token[0]) <= 2 and token[0].isdecimal() else 0
        after = _AFTER_DAY.match(self._plain, token.end()) if 1 <= day <= 31 else None
        if after:
            for later in range(at + 1, min(at + 4, len(self._tokens))):
                month = self._month(later)
                if month and self._tokens[later].start() == after.end():
                    self._add_date(token.start(), self._tokens[later].end(), month, day)
                    return later + 1
        return 0

    def _scales_from(self, at: int) -> tuple[int, bool, int]:
        """What the scales from ``at`` on multiply by, whether surely, and where they end."""
        factor, sure, later = 1, True, at
        while self._beside(later):
            low = self._lows[later]
            if low in self._words.scales:
                factor *= self._words.scales[low]
            elif low in _SHORT_SCALES and later == at:
                power, sure = _SHORT_SCALES[low]
                factor = 10**power
            else:
                break
            later += 1
        return factor, sure, later

    def _decade(self, at: int, value: str) -> tuple[str, ...]:
        """More readings of a number that names a decade: 1990s and 90s are one."""
        token = self._tokens[at]
        named = at > 0 and self._lows[at - 1] in DECADE_COMPANY
        if not (named or _DECADE.match(self._plain, token.end())) or not value.isdigit():
            return ()
        if len(value) == 4:
            return (value[2:].lstrip("0"),)
        return (f"19{value}", f"20{value}") if len(value) == 2 else ()

    def _tens(self, at: int, value: str) -> tuple[str, ...]:
        """Another reading of a number before a word for decades."""
        if self._beside(at) and self._lows[at] in self._words.decades and len(value) < 4:
            return (told(Decimal(value) * 10),)
        return ()

    def _month(self, at: int) -> int:
        """The month that a token names, or 0."""
        token = self._tokens[at]
        month = self._calendar.months.get(self._lows[at], 0)
        return 0 if month and self._base == "en" and token[0][0].islower() else month

    def _add_date(self, start: int, end: int, month: int, day: int) -> None:
        self._add(FactKind.DATE, start, end, (f"--{month:02}-{day:02}",))

    def _word(self, at: int) -> int:
        """Take what the word at ``at`` says, if anything; the place of the token after it."""
        token = self._tokens[at]
        month = self._month(at)
        if month:
            return self._month_from(at, month)
        weekday = self._calendar.weekday(self._lows[at])
        if weekday:
            named = self._lows[at] in self._calendar.unsure
            if not named or (self._beside(at + 1) and self._lows[at + 1] == "feira"):
                self._add(FactKind.DATE, token.start(), token.end(), (weekday,))
                return at + 1
        later = self._spelled(at) or self._loose(at)
        if not later:
            self._roman(at)
        return later or at + 1

    def _month_from(self, at: int, month: int) -> int:
        """Take a month, with its day if that follows; the place of the token after them."""
        start, end = self._tokens[at].span()
        following = self._texts[at + 1] if self._gap(at + 1) in _BEFORE_DAY else ""
        day = int(following) if len(following) <= 2 and following.isdecimal() else 0
        if month == 5 and following == "Day":
            day = 1
        if self._base in _MONTH_FIRST and 1 <= day <= 31:
            self._add_date(start, self._tokens[at + 1].end(), month, day)
            return at + 2
        certain = self._base in _CAPITAL_MONTHS or self._texts[at][0].islower()
        if self._lows[at] in self._calendar.unsure:
            year = len(following) == 4 and following.isdecimal()
            certain = certain and (year or (at > 0 and self._lows[at - 1] in MONTH_COMPANY))
        self._add(FactKind.DATE, start, end, (f"--{month:02}",), certain=certain)
        return at + 1

    def _spelled(self, at: int) -> int:
        """Take a number in words; the place of the token after it, 0 when there is none."""
        spelled = self._speller.read(at)
        if spelled is None:
            return 0
        if spelled.value != 1:
            readings = [told(spelled.value)]
            if spelled.half:
                readings.append(told(spelled.value + spelled.half))
            readings += self._tens(spelled.end, readings[0])
            start, end = self._tokens[at].start(), self._tokens[spelled.end - 1].end()
            if spelled.scale > 1:
                self._factors[start] = spelled.scale
            self._add(FactKind.NUMBER, start, end, tuple(readings), certain=spelled.sure)
        return spelled.end

    def _loose(self, at: int) -> int:
        """Take a word that may stand for a number; the place of the token after it, or 0."""
        token = self._tokens[at]
        readings = self._words.loose.get(self._lows[at])
        if not readings:
            return 0
        later = at + 1
        if self._beside(later) and self._lows[later] == "a":
            later += 1
        factor, _, end = self._scales_from(later)
        if factor > 1:
            readings = tuple(told(Decimal(reading) * factor) for reading in readings)
        end = end if factor > 1 else at + 1
        self._add(
            FactKind.NUMBER, token.start(), self._tokens[end - 1].end(), readings, certain=False
        )
        return end

    def _roman(self, at: int) -> None:
        """Take a Roman number up to 39: surely one beside a word for century."""
        token = self._tokens[at]
        match = _ROMAN.match(token[0])
        if not match:
            return
        beside = {self._lows[n] for n in (at - 1, at + 1) if 0 <= n < len(self._tokens)}
        century = not beside.isdisjoint(CENTURY_COMPANY)
        if century or len(token[0]) > 1:
            ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX").index(match[2])
            value = str(10 * len(match[1]) + ones)
            self._add(FactKind.NUMBER, token.start(), token.end(), (value,), certain=century)

    def _shared(self, facts: list[Fact]) -> Iterable[Fact]:
        """In "2 to 3 million" the scale may belong to both."""
        for fact, following in zip_longest(facts, facts[1:]):
            factor = self._factors.get(following.span.start, 1) if following else 1
            gap = self._plain[fact.span.end : following.span.start] if following else ""
            own = self._factors.get(fact.span.start, 1)
            if factor > own == 1 and fact.kind is FactKind.NUMBER and _RANGE.match(gap):
                scaled = tuple(told(Decimal(reading) * factor) for reading in fact.readings)
                yield replace(fact, readings=fact.readings + scaled)
            else:
                yield fact
