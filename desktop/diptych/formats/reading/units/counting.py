"""What all files of units have in common: how many are shown, and how counts are said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diptych.core.languages import normalise_tag
from diptych.formats.reading.parts import Paragraph

MOST_UNITS = 50_000
"""Units that one article may have; the side-by-side view is not made for more."""

_NAMED = re.compile(r"(?:.*[._])?(?!in\Z)([a-z]{2}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}|\d{3}))?)\Z")


def counted(count: int, one: str, more: str) -> tuple[str, ...]:
    """A sentence on ``count`` things: ``one``, or ``more`` with the number in it; none on none."""
    if not count:
        return ()
    return (one if count == 1 else more.format(f"{count:,}"),)


def limited(units: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], tuple[str, ...]]:
    """As many units as an article may have, and a sentence on those beyond."""
    beyond = len(units) - MOST_UNITS
    return units[:MOST_UNITS], left_beyond(max(0, beyond))


def left_beyond(count: int) -> tuple[str, ...]:
    """A sentence on the units of a file that go beyond what one article may have."""
    told = f"Only the first {MOST_UNITS:,} units are shown:"
    return counted(count, f"{told} 1 more is left out.", told + " {} more are left out.")


def language_in_name(name: str) -> str | None:
    """The language at the end of a file's name, as in ``fr.json`` and ``menu_pt-BR.po``."""
    stem = name.rpartition(".")[0] or name
    match = _NAMED.match(stem[-80:])
    return normalise_tag(match[1]) if match else None
