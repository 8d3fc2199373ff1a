"""What the headers and trailers of telegrams say: service, number, priority, slug and time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from diptych.formats.reading.wires.moments import MONTH_NUMBERS, OFFSETS

_MOST_TITLE_LINES = 6
_LONGEST = 400
"""Characters of a header or trailer among which its fields are looked for."""

_IPTC = re.compile(
    r"\s*([A-Za-z]{1,8})[ /-]?(\d{1,6})\s+([0-9A-Za-z])\s+([A-Za-z]{1,6})(?:\s+(\d{1,5}))?\b"
)
_ANPA = re.compile(r"\s*([A-Za-z]?)(\d{1,4})(?:[^\x1f\n]{0,16})(?:\x1f([\w -]*))?")
_ANPA_STORY = re.compile(
    r"\s*([A-Za-z])[ ]([A-Za-z])[ ]?[\x11-\x14]{0,2}[ ]*(\S{1,80})(.{0,80}?)"
    r"\s{1,4}\d{1,2}-\d{1,2}\s{1,4}\d{1,5}\s*\Z"
)
_IPTC_TIME = re.compile(
    r"(?<!\d)(\d\d)(\d\d)(\d\d)\s*(GMT|UTC|Z)?[\s:]*([^\W\d_]{3,9})\.?\s*(\d{4}|\d\d)(?!\d)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)\s+(\d\d):?(\d\d)\s?([A-Z]{1,4})?", re.IGNORECASE
)
_TIME_FIRST = re.compile(
    r"(?<!\d)(\d\d):?(\d\d)\s?([A-Z]{1,4})?\s+(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """What is known by the header. ``head`` is the header without the ``titles`` in it."""

    anpa: bool
    head: str
    service: str | None = None
    number: str | None = None
    priority: str | None = None
    category: str | None = None
    slug: str | None = None
    version: str | None = None
    titles: tuple[str, ...] = ()


def header_of(before: str) -> Header:
    """The fields of all that stands before the text; those that are not as expected are None."""
    soh = before.find("\x01")
    marks = set(before[soh + 1 :])
    anpa = "\x16" in before[: soh + 1] or bool(marks & {"\x1f", "\x13", "\x14"})
    lines = before[soh + 1 :].replace("\x02", "").split("\n")
    return _anpa(before, lines) if anpa else _iptc(before, lines)


def _iptc(before: str, lines: list[str]) -> Header:
    match = _IPTC.match(lines[0])
    more = [line.strip() for line in lines[1:]]
    first, last = _titles(more)
    slug = next((line[:_LONGEST] for line in more[:first] if line), None)
    title = " ".join(more[first:last]).rstrip(" =").strip()
    header = Header(anpa=False, head=before, slug=(slug or "").strip("/ ") or None)
    if title:
        kept = before.split("\n")
        at = len(kept) - len(lines) + 1 + first
        head = "\n".join(kept[:at] + kept[at + last - first :])
        header = replace(header, head=head, titles=(title,))
    if match is None:
        return header
    service, number, priority, category, _ = match.groups()
    return replace(
        header, service=service, number=service + number, priority=priority, category=category
    )


def _titles(lines: list[str]) -> tuple[int, int]:
    """The lines up to one that ends with “=”, back to a slug or a blank line; equal for none."""
    for last, line in enumerate(lines):
        if not line.endswith("="):
            continue
        first = last
        while first and last - first < _MOST_TITLE_LINES and _goes_on(lines[first - 1]):
            first -= 1
        return first, last + 1
    return len(lines), len(lines)


def _goes_on(line: str) -> bool:
    return bool(line) and not line.endswith(("/", ")", "="))


def _anpa(before: str, lines: list[str]) -> Header:
    header = Header(anpa=True, head=before)
    match = _ANPA.match(lines[0])
    if match:
        service, number, _ = match.groups()
        header = replace(header, service=service or None, number=service + number)
    story = _ANPA_STORY.match(" ".join(line.strip(" \t") for line in lines[1:5])[:_LONGEST])
    if story is None:
        return header
    priority, category, slug, version = story.groups()
    return replace(
        header, priority=priority, category=category, slug=slug.strip("- ") or None,
        version=" ".join(version.split()) or None,
    )  # fmt: skip


def sent_at(after: str, *, anpa: bool) -> str | None:
    """When the trailer says it was sent: ISO 8601, or its words where they are not certain."""
    match = _IPTC_TIME.search(after[:_LONGEST])
    if match:
        day, hour, minute, zone, month, year = match.groups()
        number = MONTH_NUMBERS.get(month.lower())
        if number:
            return _iso((year, str(number), day), (hour, minute), zone, match.group())
    if not anpa:
        return None
    match = _DAY_FIRST.search(after[:_LONGEST])
    if match:
        first, second, year, hour, minute, zone = match.groups()
        # Where the day of the month comes first, it is only told by being no month.
        month, day = (second, first) if int(first) > 12 else (first, second)
        return _iso((year, month, day), (hour, minute), zone, match.group())
    match = _TIME_FIRST.search(after[:_LONGEST])
    if match:
        hour, minute, zone, first, second, year = match.groups()
        day, month = (second, first) if int(second) > 12 else (first, second)
        return _iso((year, month, day), (hour, minute), zone, match.group())
    return None


def _iso(
    written: tuple[str, str, str], clock: tuple[str, str], zone: str | None, words: str
) -> str | None:
    year, month, day = (int(part) for part in written)
    century = 0 if year > 99 else (1900 if year >= 70 else 2000)
    hour, minute = (int(part) for part in clock)
    try:
        told = f"{date(year + century, month, day)}T{time(hour, minute):%H:%M}"
    except ValueError:
        return None
    if not zone:
        return told
    hours = OFFSETS.get(zone.lower())
    if hours is None:
        return " ".join(words.split())
    return f"{told}Z" if hours == 0 else f"{told}{'+' if hours > 0 else '-'}{abs(hours):02}:00"
