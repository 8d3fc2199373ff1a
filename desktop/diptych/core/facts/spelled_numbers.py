"""Numbers written in words, read from a list of words: "two hundred and fifty thousand"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from diptych.core.facts.number_words import NumberWords

_HALVES = frozenset(["half", "demi", "demie", "medio", "media", "mezzo", "mezza", "meio", "meia"])
_NONE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value, with the half of "three and a half" apart.

    ``end`` is the place behind its last word, ``scale`` its last thousand, million or such (1:
    there is none). Not ``sure``: the word may well be something else.
    """

    value: Decimal
    half: Decimal
    end: int
    scale: int
    sure: bool


class SpelledNumbers:
    """Reads the words of one text. Words are told by their place in the list, from 0.

    ``beside(at)`` says whether the word at ``at`` exists and stands directly behind the one before.
    """

    def __init__(
        self, lows: Sequence[str], beside: Callable[[int], bool], words: NumberWords, base: str
    ) -> None:
        self._lows = lows
        self._beside = beside
        self._words = words
        self._french = base == "fr"

    def read(self, at: int) -> Spelled | None:
        """The number that begins at ``at``, as long as it goes on."""
        total, current, end, scale = Decimal(0), _NONE, at, 1
        half = Decimal(0)
        while end == at or self._beside(end):
            low = self._lows[end]
            one = self._words.value(low)
            more = None if one is None else self._sum(current, one)
            if more is not None:
                current = more
            elif low == "hundred" and current < 100:
                current = max(current, Decimal(1)) * 100
            elif low in self._words.scales:
                scale = self._words.scales[low]
                part = max(current, Decimal(0 if total else 1))
                total = (total + part) * scale if total < scale else total + part * scale
                current = _NONE
            elif not (low in self._words.joiners and self._goes_on(end + 1, current)):
                break
            end, found = self.half_from(end + 1)
            half = Decimal(scale) / 2 if found else half
        if end == at:
            return None
        value = total + max(current, Decimal(0))
        return Spelled(value, half, end, scale, self._sure(at, end, value))

    def _sure(self, at: int, end: int, value: Decimal) -> bool:
        """One and two have other uses; so have some words, and scales, that stand alone."""
        low = self._lows[at]
        alone = end == at + 1 and (low in self._words.unsure or low in self._words.scales)
        return value >= 3 and not alone

    def _sum(self, current: Decimal, value: int) -> Decimal | None:
        """The number said by "current value", None when the two are two numbers."""
        if current < 0:
            return Decimal(value)
        last = int(current) % 100
        if self._french and last == 4 and value == 20:
            return current + 76
        if self._french and value == 100 and 2 <= current < 10:
            return current * 100
        fits = (
            (last == 0 and current >= 100 and value < 100)
            or (last >= 20 and last % 10 == 0 and 1 <= value < 10)
            or (self._french and last in (60, 80) and 10 <= value < 20)
            or (self._french and last == 10 and 7 <= value < 10)
        )
        return current + value if fits else None

    def _goes_on(self, at: int, current: Decimal) -> bool:
        """Whether the word at ``at`` adds to the number so far."""
        if current < 0 or not self._beside(at):
            return False
        value = self._words.value(self._lows[at])
        return value is not None and self._sum(current, value) is not None

    def half_from(self, at: int) -> tuple[int, bool]:
        """The place behind "and a half", and whether that stands at ``at``."""
        end = at
        if self._beside(end) and self._lows[end] in self._words.joiners:
            end += 1
            if self._beside(end) and self._lows[end] == "a":
                end += 1
            if self._beside(end) and self._lows[end] in _HALVES:
                return end + 1, True
        return at, False
