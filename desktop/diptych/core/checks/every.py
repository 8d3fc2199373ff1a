"""What is plainly wrong with a translated segment, told in words a reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.checks.loops import check_loops
from diptych.core.checks.names import check_names
from diptych.core.checks.quantities import check_quantities
from diptych.core.checks.quotations import check_quotations
from diptych.core.checks.shape import check_length, check_script
from diptych.core.checks.untranslated import check_untranslated
from diptych.core.pair import pair_of

_WHOLE = frozenset({AlarmKind.UNTRANSLATED, AlarmKind.LOOP, AlarmKind.SCRIPT})
_LONGEST = 20_000
_UNKNOWN = re.compile(r"(?<!\w)\*(\w+)")


def alarms(
    source: str, target: str, from_language: str | None, to_language: str | None
) -> tuple[Alarm, ...]:
    """What stands out in one pair of source and target; empty when nothing does.

    Languages are BCP 47 tags, None where they are not known. Where the whole is wrong (empty,
    untranslated, looping, of other letters) nothing is said of its details; nor of those of texts
    far longer than any sentence. Never raises.
    """
    if not target.strip():
        return (Alarm(AlarmKind.EMPTY, "nothing came back"),) if source.strip() else ()
    pair = pair_of(source, target, from_language, to_language)
    first = (*check_untranslated(pair), *check_loops(pair), *check_script(pair))
    whole = tuple(alarm for alarm in first if alarm.kind in _WHOLE)
    if whole:
        return whole[:1]
    if len(source) + len(target) > _LONGEST:
        return (*first, *check_length(pair))
    return (
        *first,
        *check_length(pair),
        *check_quantities(source, target, pair.from_base, pair.to_base),
        *check_names(pair),
        *check_quotations(source, target),
        *_unknown_words(source, target),
    )


def _unknown_words(source: str, target: str) -> Iterator[Alarm]:
    """Words that a rule-based engine marks with a star because it does not know them."""
    if "*" not in target:
        return
    starred = set(_UNKNOWN.findall(source))
    unknown = [word for word in dict.fromkeys(_UNKNOWN.findall(target)) if word not in starred]
    if unknown:
        noun = "unknown word" if len(unknown) == 1 else "unknown words"
        yield Alarm(AlarmKind.UNKNOWN_WORD, f"{noun}: {', '.join(unknown)}")
