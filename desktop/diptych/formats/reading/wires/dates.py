"""Moments in the XML of wires, where most are ISO 8601 in its basic form."""

from __future__ import annotations

import re
from datetime import datetime

_RUN_TOGETHER = re.compile(r"(\d{8})(\d{6}(?:Z|[+-]\d{2}:?\d{2})?)\Z")
_DAY = 10
"""Characters of a day alone in ISO 8601's longer form."""


def moment(words: str) -> str | None:
    """The moment in ISO 8601's extended form, other words as they are, None for none at all."""
    words = words.strip()
    found = parsed(words)
    if found is None:
        return words or None
    return found.date().isoformat() if len(words) <= _DAY else found.isoformat()


def parsed(words: str) -> datetime | None:
    """The moment that words in ISO 8601 mean, None for others.

    NITF has a form of its own for days whose time is not known, without the T.
    """
    try:
        return datetime.fromisoformat(_RUN_TOGETHER.sub(r"\1T\2", words.strip()))
    except ValueError:
        return None


def is_later(one: str, other: str) -> bool:
    """Whether ``one`` is a later moment than ``other``; false where that cannot be told."""
    first, second = parsed(one), parsed(other)
    if first is None or second is None:
        return False
    if (first.utcoffset() is None) != (second.utcoffset() is None):
        return first.replace(tzinfo=None) > second.replace(tzinfo=None)
    return first > second
