"""Numeric dates, times and Chinese numerals: what a pattern finds without a list of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.core.facts.fact import Fact, FactKind
from diptych.core.text import Span

_PARTED = re.compile(r"\d[/.-]\d")
_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<z>\d{4}|\d{2}))(?![\d/-]|\.\d)"
)
_DAY_AND_MONTH = re.compile(r"(?<![\d./-])(\d{1,2})(?:/(\d{1,2})(?![\d/])|\.(\d{1,2})\.(?!\d))")
_CLOCK = re.compile(  # what follows the hours, and the minutes if there are any
    r"(?:[:.](?P<a>\d{2}))?\s?[ap]\.?\s?m\b\.?"
    r"|:(?P<b>\d{2})(?!\d|[:.,]\d)"
    r"|\s?[hH](?:\s?(?P<c>\d{2}))?(?!\w)"
    r"|[.:](?P<d>\d{2})\s?(?:Uhr|uur|horas|GMT)\b"
    r"|\s(?:Uhr|uur|heures?|horas|o['’]clock)\b"
)
_AFTER_WORD = re.compile(r"(?:\.(?P<a>\d{2}))?(?!\d|[.,:]\d)")
_HOUR_WORD = re.compile(r"(?:\blas|\bàs|alle|\bore)\s\Z")
_HOURS = re.compile(r"(?<![\d.,:/])\d{1,2}(?!\d)")

_HAN_DATE = re.compile(r"(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日号號일])?")
_HAN_NUMBER = re.compile(r"\d[\d,.]*(?:[兆億亿万萬千百조억만천백](?:\d[\d,.]*)?)+")
_HAN_WORDS = re.compile("[〇零一二三四五六七八九十百千万萬亿億两兩]+")
_HAN_DIGITS = dict(zip("〇零一二三四五六七八九两兩", (0, *range(10), 2, 2), strict=True))
_HAN_SCALES = {
    "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "兆": 10**12, "백": 10**2, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_DOTTED_DATES = frozenset({"de", "cs", "da", "et", "fi", "hr", "nb", "pl", "ru", "sk", "sl", "uk"})
HAN = frozenset({"zh", "ja", "ko"})
"""Base languages that write numbers with Chinese scales."""


def day_readings(first: int, second: int) -> tuple[str, ...]:
    """Both ways to read two numbers as day and month, day first; those that exist."""
    readings = []
    for day, month in ((first, second), (second, first)):
        if 1 <= day <= 31 and 1 <= month <= 12:
            readings.append(f"--{month:02}-{day:02}")
    return tuple(dict.fromkeys(readings))


def numeric_dates(text: str, base: str) -> Iterator[Fact]:
    """Dates in digits. The year of one is a number of its own; spans do not overlap.

    "9/11" and "9.11." without a year come as uncertain dates.
    """
    if not _PARTED.search(text):
        return
    for match in _DATE.finditer(text):
        if match["y"]:
            readings = day_readings(int(match["d"]), int(match["m"]))
            if readings:
                yield _fact(FactKind.NUMBER, text, match.span("y"), (match["y"],))
                yield _fact(FactKind.DATE, text, (match.start("m"), match.end()), readings)
            continue
        readings = day_readings(int(match["a"]), int(match["b"]))
        if readings:
            year = match["z"]
            years = (year,) if len(year) == 4 else (f"20{year}", f"19{year}", year.lstrip("0"))
            yield _fact(FactKind.DATE, text, (match.start(), match.end("b")), readings)
            yield _fact(FactKind.NUMBER, text, match.span("z"), years)
    for match in _DAY_AND_MONTH.finditer(text):
        if match[3] and base not in _DOTTED_DATES:
            continue
        readings = day_readings(int(match[1]), int(match[2] or match[3]))
        if readings:
            yield _fact(FactKind.DATE, text, match.span(), readings, certain=False)


def clock_at(text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """The time of day that begins at ``start``: where it ends, and its readings.

    It is read by the twelve and by the twenty-four hours. None when there is none.
    """
    number = _HOURS.match(text, start)
    if number is None or int(number[0]) > 24:
        return None
    match = _CLOCK.match(text, number.end())
    if match is None and _HOUR_WORD.search(text, max(0, start - 6), start):
        match = _AFTER_WORD.match(text, number.end())
    if match is None:
        return None
    hours, minutes = int(number[0]), next(filter(None, match.groups()), "00")
    if int(minutes) > 59:
        return None
    other = hours - 12 if hours > 12 else hours + 12
    readings: tuple[str, ...] = (f"{hours}:{minutes}", f"{other}:{minutes}")
    if minutes == "00":
        readings += (str(hours), str(other))
    return match.end(), readings


def han_facts(text: str) -> Iterator[Fact]:
    """Dates and numbers as Chinese, Japanese and Korean write them."""
    for match in _HAN_DATE.finditer(text):
        month, day = int(match[1]), int(match[2] or 1)
        if 1 <= month <= 12 and 1 <= day <= 31:
            reading = f"--{month:02}-{day:02}" if match[2] else f"--{month:02}"
            yield _fact(FactKind.DATE, text, match.span(), (reading,))
    for match in _HAN_NUMBER.finditer(text):
        yield _fact(FactKind.NUMBER, text, match.span(), (_han_value(match.group()),))
    rest = _HAN_NUMBER.sub(lambda match: "_" * len(match[0]), text)
    for match in _HAN_WORDS.finditer(rest):
        reading = _han_value(match.group())
        yield _fact(FactKind.NUMBER, text, match.span(), (reading,), certain=False)


def _fact(
    kind: FactKind,
    text: str,
    span: tuple[int, int],
    readings: tuple[str, ...],
    *,
    certain: bool = True,
) -> Fact:
    place = Span(*span)
    return Fact(kind, place, place.of(text), readings, certain)


def _han_value(written: str) -> str:
    """What a number with Chinese scales is worth, as a plain decimal."""
    total = section = 0.0
    digits = ""
    for sign in (*written, ""):
        if sign in _HAN_DIGITS:
            digits += str(_HAN_DIGITS[sign])
        elif sign and sign in "0123456789.":
            digits += sign
        elif sign in _HAN_SCALES or not sign:
            scale = _HAN_SCALES.get(sign, 1)
            value = (
                _plain(digits) if digits else float(bool(sign) and (scale < 10**4 or not section))
            )
            digits = ""
            if scale >= 10**4:
                total += (section + value) * scale
                section = 0
            else:
                section += value * scale
    return f"{total + section:.6f}".rstrip("0").rstrip(".")


def _plain(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0
