"""Dates and times as newsrooms write them, in five languages."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    1: "january jan janvier janv januar jänner enero ene gennaio genn gen",
    2: "february feb février févr fév februar febrero febbraio febbr febr",
    3: "march mar mars märz mrz marzo",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio magg mag",
    6: "june jun juin juni junio giugno giu",
    7: "july jul juillet juil juli julio luglio lug",
    8: "august aug août agosto ago ag",
    9: "september sept sep septembre septiembre settembre sett set",
    10: "october oct octobre oktober okt octubre ottobre ott",
    11: "november nov novembre noviembre",
    12: "december dec décembre déc dezember dez diciembre dic dicembre",
}
MONTH_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
"""Months by their names and short names in lower case, without a point."""

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch "
    "donnerstag freitag samstag sonnabend sonntag lunes martes miércoles jueves viernes sábado "
    "domingo lunedì martedì mercoledì giovedì venerdì sabato domenica"
)
_NAMED = (
    r"noon|midnight|midi|minuit|mittag|mitternacht|mediodía|medianoche|mezzogiorno|mezzanotte|"
    r"tomorrow|tonight|demain|morgen|heute\s+abend|mañana|domani|further\s+notice|delivery|"
    r"nouvel\s+ordre|auf\s+weiteres|nuevo\s+aviso|nuovo\s+avviso|redebeginn|beginn\s+der\s+rede|"
    r"start\s+of\s+the\s+speech"
)
OFFSETS = {
    "gmt": 0, "utc": 0, "z": 0, "tu": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "est": -5, "edt": -4, "pst": -8, "pdt": -7, "jst": 9, "msk": 3, "hnec": 1, "heec": 2,
}  # fmt: skip
"""Hours before Greenwich's time; zones whose letters mean two places are left out."""

_OTHER_ZONES = (
    r"et|ct|pt|mt|cst|cdt|mst|mdt|ist|aest|aedt|eet|eest|local(?:\s+time)?|heure\s+locale|"
    r"ortszeit|hora\s+local|ora\s+locale|uhr\s+ortszeit|"
    r"(?:heure|hora|ora)\s+(?:de\s+|d['’]|di\s+)[^\W\d_][\w-]+|[^\W\d_][\w-]+\s+time"
)
_ZONE = rf"(?:gmt|utc)\s?[+-]\s?\d{{1,2}}(?::?\d\d)?|{'|'.join(OFFSETS)}"
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
_HALF = r"(?:\s?(?:[ap]\.?m\b\.?))"
_CLOCK = (
    rf"\d{{1,2}}[:.h]\d{{2}}(?::\d\d)?(?!\d|[./]\d){_HALF}?(?:\s?(?:uhr|h|hrs?|heures?|horas|ore)\b)?"
    rf"|\d{{1,2}}{_HALF}|\d{{1,2}}\s?(?:uhr|h|hrs?|heures?|horas|ore)\b"
)
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_DAY = "|".join(sorted(_WEEKDAYS.split(), key=len, reverse=True))

DECISIVE = (
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\d)"
    rf"|{_CLOCK}|\d{{4}}\s?(?:{_ZONE}|{_OTHER_ZONES}|hrs|hours)\b|(?:{_NAMED})\b"
    rf"|(?:{_DAY})\b\.?|(?:{_MONTH})\b\.?"
)
"""What makes words a moment: a day, a month, or a time that can be nothing else."""

FILLERS = (
    rf"\([^()\n]{{1,60}}\)|\d{{1,4}}{_ORDINAL}(?![\w])|(?:{_ZONE}|{_OTHER_ZONES})\b"
    r"|(?:until|till?|before|after|from|at|on|by|to|the|of|for|release|publication|use|all|media|"
    r"print|broadcast|online|hours?|hrs|o['’]clock|morning|evening|newspapers|papers|"
    r"jusqu['’](?:au|à|en)|au|à|le|du|de|heures?|matin|soir|avant|"
    r"bis|zum|zur|um|am|ab|für|den|dem|der|uhr|früh|vor|"
    r"hasta|el|la|las|los|del|a|horas?|antes|"
    r"fino|sino|al|alle|alla|dal|dalle|delle|di|del|ore|prima)\b"
    r"|all['’]|d['’]"
)

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_WITH_DOTS = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}}){_ORDINAL}\s*(?:de\s+|di\s+|of\s+)?({_MONTH})\b\.?,?\s*(?:del?\s+)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_TIME = re.compile(
    rf"(?<![\d.:])(?:(\d{{1,2}})(?:[:.h](\d\d)|(?={_HALF}|\s?(?:uhr|h|heures?|horas|ore)\b))"
    rf"|(\d\d)(\d\d)(?=\s?(?:{_ZONE}|{_OTHER_ZONES}|hrs|hours)\b))({_HALF})?",
    re.IGNORECASE,
)
_KNOWN_ZONE = re.compile(rf"\b(?:({'|'.join(OFFSETS)})\b\s?([+-]\s?\d{{1,2}})?)", re.IGNORECASE)
_GREENWICH = re.compile(r"\b(?:gmt|utc)\s?[+-]\s?\d{1,2}", re.IGNORECASE)
_UNKNOWN = re.compile(rf"\b(?:{_OTHER_ZONES})\b|\b(?:{_NAMED})\b", re.IGNORECASE)


def iso_moment(words: str) -> str | None:
    """The moment in ISO 8601, None where there is no full date or something is not understood.

    It has an offset when the words name a zone that means one only.
    """
    iso = _ISO.search(words)
    if iso:
        return _from_iso(iso, words[: iso.start()] + words[iso.end() :])
    found = _day(words)
    if found is None:
        return None
    day, span = found
    rest = f"{words[: span[0]]} {words[span[1] :]}"
    times = list(_TIME.finditer(rest))
    left = _GREENWICH.sub("", _TIME.sub("", rest))
    if any(c.isdigit() for c in left) or len(times) > 1:
        return None
    if not times:
        return None if _UNKNOWN.search(rest) else day.isoformat()
    clock, offset = _clock(times[0]), _offset(rest)
    return None if clock is None or offset is None else f"{day.isoformat()}T{clock}{offset}"


def _from_iso(iso: re.Match[str], rest: str) -> str | None:
    told = iso.group().replace(" ", "T")
    try:
        date.fromisoformat(told[:10])
    except ValueError:
        return None
    if iso.group(4) is None or iso.group(6) is not None:
        return None if _TIME.search(rest) else told
    offset = _offset(rest)
    return None if offset is None else told + offset


def _day(words: str) -> tuple[date, tuple[int, int]] | None:
    """The one full date in the words, and where it stands."""
    for pattern, order in ((_DAY_MONTH, (2, 1, 0)), (_MONTH_DAY, (2, 0, 1))):
        match = pattern.search(words)
        if match:
            year, month, day = (match.groups()[place] for place in order)
            return _made(int(year), MONTH_NUMBERS[month.lower()], int(day), match.span())
    match = _WITH_DOTS.search(words)
    if match is None:
        return None
    first, second = int(match.group(1)), int(match.group(3))
    if match.group(2) == "/" and first <= 12 and second <= 12 and first != second:
        return None  # it may be the month that comes first
    if match.group(2) == "/" and second > 12:
        first, second = second, first
    return _made(int(match.group(4)), second, first, match.span())


def _made(
    year: int, month: int, day: int, span: tuple[int, int]
) -> tuple[date, tuple[int, int]] | None:
    try:
        return date(year, month, day), span
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str | None:
    hour = int(match.group(1) or match.group(3))
    minute = int(match.group(2) or match.group(4) or 0)
    half = (match.group(5) or "").strip().lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _offset(words: str) -> str | None:
    """The offset of the one zone named, empty for none, None where it is not certain."""
    if _UNKNOWN.search(words):
        return None
    named = {(zone.lower(), more) for zone, more in _KNOWN_ZONE.findall(words)}
    if not named:
        return ""
    if len(named) > 1:
        return None
    zone, more = named.pop()
    hours = OFFSETS[zone] + int(more.replace(" ", "") or 0)
    if not -12 <= hours <= 14:
        return None
    return "Z" if hours == 0 else f"{'+' if hours > 0 else '-'}{abs(hours):02}:00"
