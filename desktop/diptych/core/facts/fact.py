"""One fact that a translation must keep: a number, time, date, name or quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diptych.core.text import Span


class FactKind(StrEnum):
    """What sort of fact it is."""

    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it stands in a text, and what it can mean.

    ``span`` is in code points of that text, ``text`` the words in it. ``readings`` are its
    normalised values, the likeliest first; two facts agree when they share one. Numbers read as
    plain decimals ("1500000", "0.25"), times as "15:30", dates as "--09-03", "--09" for a month
    alone and "mon" for a weekday; names and quotations read as their own folded words. A fact that
    is not ``certain`` may be something else: a month that may be a verb, a word that may be a
    number.
    """

    kind: FactKind
    span: Span
    text: str
    readings: tuple[str, ...]
    certain: bool = True

    def agrees(self, other: Fact) -> bool:
        """Whether the two can mean the same."""
        return any(reading in other.readings for reading in self.readings)
