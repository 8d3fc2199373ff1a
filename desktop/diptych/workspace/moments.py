"""Moments as files write them, and as people read them."""

from __future__ import annotations

from datetime import datetime, timedelta

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_of(words: str) -> datetime | None:
    """The moment in ISO 8601, extended or basic; None for other words, and for a day alone.

    It has a zone when the words name one.
    """
    trimmed = words.strip()
    if "T" not in trimmed.upper() and " " not in trimmed:
        return None
    try:
        return datetime.fromisoformat(trimmed)
    except ValueError:
        return None


def in_words(moment: datetime) -> str:
    """As in “25 Nov 2026 06:00 GMT”; a moment without a zone has none here either."""
    told = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"
    offset = moment.utcoffset()
    if offset is None:
        return told
    return f"{told} GMT" if not offset else f"{told} {_zone(offset)}"


def in_short(moment: datetime) -> str:
    """As in “25 Nov 06:00”."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment:%H:%M}"


def _zone(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{sign}{hours}" if not rest else f"GMT{sign}{hours}:{rest:02}"
