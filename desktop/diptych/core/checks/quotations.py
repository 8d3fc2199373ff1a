"""Whether what is quoted in the source is still quoted in the target."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.facts.fact import Fact
from diptych.core.facts.quotations import find_quotations

_SHOWN = 40
_FEW = 4


def check_quotations(source: str, target: str) -> Iterator[Alarm]:
    """Alarms of the kind QUOTATION.

    Only the number of quotations is compared: French reports run one quotation through where
    English closes it for "she said", so that one of several may go.
    """
    there, here = find_quotations(source), find_quotations(target)
    certain = [fact for fact in there.facts if fact.certain and _needed(fact, source, target)]
    if not there and not here:
        return
    if (certain or there.open_at_start or there.open_at_end) and not here:
        lost = certain[0].text if certain else ""
        shown = f": “{_short(lost)}”" if lost else ""
        yield Alarm(AlarmKind.QUOTATION, f"quotation marks missing{shown}")
        return
    if there.open_at_end == there.open_at_start is False and here.open_at_end:
        yield Alarm(AlarmKind.QUOTATION, "a quotation is opened and never closed")
    elif not (there.open_at_start or there.open_at_end) and here.open_at_start:
        yield Alarm(AlarmKind.QUOTATION, "a quotation is closed and never opened")
    elif len(certain) >= 2 * len(here.facts) + 1 and not here.open_at_end:
        yield Alarm(AlarmKind.QUOTATION, f"{len(certain)} quotations became {len(here.facts)}")


def _needed(fact: Fact, source: str, target: str) -> bool:
    """Whether a translator would keep the marks.

    Titles of works and words in scare quotes may lose them, above all in headlines.
    """
    words = fact.readings[0].split()
    if len(words) > _FEW:
        return True
    headline = source.rstrip()[-1:].isalnum() or source.rstrip()[-1:] in '»”"“'
    folded = target.casefold()
    return not headline and not all(word in folded for word in words)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
