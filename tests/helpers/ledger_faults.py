"""Clean pairs in four languages, and the errors of fact that we seed in their translations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.core.facts.calendar_words import calendar_words
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version, VersionKind
from helpers.damage import Clean, clean_pairs, swap_month, swap_weekday

LEDGER_PAIRS = Path(__file__).parents[1] / "data" / "ledger_pairs.tsv"
LANGUAGES = frozenset({"en", "fr", "de", "es"})
EACH, ROUNDS = 25, 3

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f ]\d+)*")
_THOUSANDS = re.compile(r"(\d{1,3})[.,\u00a0\u202f ]?000\b")
_SCALES = {
    "en": ("million", "billion"), "fr": ("million", "milliard"), "de": ("Million", "Milliard"),
    "es": ("millones", "mil millones"),
}  # fmt: skip
_POINTS = {
    "en": "percentage points", "fr": "points de pourcentage", "de": "Prozentpunkte",
    "es": "puntos porcentuales",
}  # fmt: skip
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]?(?:%|percent\b|per cent\b|Prozent\b)")
_TIME = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[.:](\d{2})(?= [ap]\.m| Uhr| horas)|h(\d{2})(?! ?\w)|:(\d{2})(?![\d:]))"
)
_HOUR = re.compile(r"\b(\d{1,2})(?= ?(?:[ap]\.m\.|Uhr|heures))")
_MONEY = (
    ("en", (("euros", "dollars"), ("dollars", "euros"), ("-euro", "-dollar"), ("€", "$"),
            ("$", "€"), ("£", "€"), ("pesos", "dollars"), ("francs", "euros"))),
    ("fr", (("dollars", "euros"), ("d’euros", "de dollars"), ("euros", "dollars"),
            ("€", "$"), ("pesos", "dollars"), ("livres", "euros"))),
    ("de", (("Dollar", "Euro"), ("Euro", "Dollar"), ("Franken", "Euro"))),
    ("es", (("dólares", "euros"), ("euros", "dólares"), ("pesos", "dólares"))),
)  # fmt: skip
_NAME = re.compile(r"(?<=[\w,;(“«„] )[A-ZÉÈÁÓÍÖÜ][\w’-]{3,}(?: (?:van |von )?[A-ZÉÈÁÓÍÖÜ][\w’-]{3,})+")
_OTHERS = ("Obermoser", "Kvistgaard", "Trevelyan", "Szalai", "Monteverdi", "Achterberg")
_QUOTED = re.compile("[«“„]([^«»“”„]{12,})[»”“]")
_OTHER_WORDS = {
    "en": "nothing", "fr": "rien", "de": "nichts", "es": "nada",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A pair, the translation with an error of fact in it, and the kinds of rows that tell it."""

    sort: str
    pair: Clean
    spoiled: str
    kinds: frozenset[str]


def ledger_pairs() -> tuple[Clean, ...]:
    """300 good pairs, all in English, French, German and Spanish."""
    lines = LEDGER_PAIRS.read_text(encoding="utf-8").splitlines()
    others = tuple(Clean(*line.split("\t")) for line in lines)
    both = (p for p in clean_pairs() if {p.from_language, p.to_language} <= LANGUAGES)
    return (*both, *others)


def one_segment(name: str, words: str, language: str) -> Version:
    """A version of one sentence."""
    segment = Segment("s1", "b1", Span(0, len(words)))
    return Version(name, VersionKind.HUMAN, name, Text(words, language), (segment,))


def swap_digits(pair: Clean, dice: random.Random) -> str | None:
    """Two neighbouring digits of a number have changed places."""
    text = pair.target
    places = [
        at
        for match in _NUMBER.finditer(text)
        for at in range(match.start(), match.end() - 1)
        if text[at : at + 2].isdecimal() and text[at] != text[at + 1] and text[at + 1] != "0"
    ]
    if not places:
        return None
    at = dice.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def change_magnitude(pair: Clean, dice: random.Random) -> str | None:
    """A million is a billion, or the reverse; or thousands are tens or ten thousands of them."""
    small, large = _SCALES[pair.to_language]
    for was, becomes in ((large, small), (small, large)):
        if re.search(rf"\b{was}", pair.target):
            return re.sub(rf"\b{was}", becomes, pair.target, count=1)
    match = _THOUSANDS.search(pair.target)
    if not match:
        return None
    head = match[1] + "0" if len(match[1]) < 3 else match[1][:-1]
    return pair.target[: match.start(1)] + head + pair.target[match.end(1) :]


def percent_to_points(pair: Clean, dice: random.Random) -> str | None:
    """Percent have become percentage points."""
    found = list(_PERCENT.finditer(pair.target))
    if not found:
        return None
    match = dice.choice(found)
    points = _POINTS[pair.to_language]
    return f"{pair.target[: match.start()]} {points}{pair.target[match.end() :]}"


def change_date(pair: Clean, dice: random.Random) -> str | None:
    """Another month, another day of the week, or another day of the month."""
    months = calendar_words(pair.to_language).months
    day = next(
        (
            m
            for m in re.finditer(r"\b(\d{1,2})(?:\.|º)?(?: de)? (\w+)|(?<=[a-z] )\d{1,2}\b", pair.target)
            if (m[2] or "").lower() in months
        ),
        None,
    )
    if day and dice.random() < 0.5:
        other = int(day[1]) % 28 + dice.choice((1, 2))
        return pair.target[: day.start(1)] + str(other) + pair.target[day.end(1) :]
    return dice.choice((swap_month, swap_weekday))(pair, dice) or swap_weekday(pair, dice)


def change_time(pair: Clean, dice: random.Random) -> str | None:
    """An hour or more later, or some minutes."""
    clock = _TIME.search(pair.target) or _HOUR.search(pair.target)
    if not clock or int(clock[1]) > 24:
        return None
    at, width = clock.start(1), len(clock[1])
    if clock.re is _TIME and dice.random() < 0.5:
        group = clock.lastindex or 0
        minutes = (int(clock[group]) + dice.choice((5, 10, 20))) % 60
        return pair.target[: clock.start(group)] + f"{minutes:02}" + pair.target[clock.end(group) :]
    hours = int(clock[1]) % 11 + 1
    return pair.target[:at] + str(hours) + pair.target[at + width :]


def change_currency(pair: Clean, dice: random.Random) -> str | None:
    """Euros are dollars, and so on."""
    for was, becomes in dict(_MONEY)[pair.to_language]:
        place = re.search(rf"{re.escape(was)}(?!\w)", pair.target)
        if place and re.search(r"\d", pair.target):
            return pair.target[: place.start()] + becomes + pair.target[place.end() :]
    return None


def change_name(pair: Clean, dice: random.Random) -> str | None:
    """A person of two names, in both texts, has another surname, or two letters have swapped."""
    found = [m for m in _NAME.finditer(pair.target) if m[0] in pair.source]
    if not found:
        return None
    match = dice.choice(found)
    surname = match[0].split()[-1]
    at = dice.randrange(1, len(surname) - 2)
    changed = surname[:at] + surname[at + 1] + surname[at] + surname[at + 2 :]
    if dice.random() < 0.5 or changed == surname:
        changed = dice.choice(_OTHERS)
    return pair.target[: match.end() - len(surname)] + changed + pair.target[match.end() :]


def change_quotation(pair: Clean, dice: random.Random) -> str | None:
    """A word of a quotation is another."""
    match = _QUOTED.search(pair.target)
    if not match:
        return None
    words = [m for m in re.finditer(r"[^\W\d_]{3,}", match[1])]
    chosen = dice.choice(words)
    start, end = (match.start(1) + edge for edge in chosen.span())
    return pair.target[:start] + _OTHER_WORDS[pair.to_language] + pair.target[end:]


_QUANTITY = frozenset({"number", "money", "percent", "unit", "time"})
FAULTS: dict[str, tuple[Callable[[Clean, random.Random], str | None], frozenset[str]]] = {
    "digits swapped": (swap_digits, _QUANTITY | {"date"}),
    "magnitude changed": (change_magnitude, _QUANTITY),
    "percent for points": (percent_to_points, frozenset({"percent"})),
    "date changed": (change_date, frozenset({"date"})),
    "time changed": (change_time, frozenset({"time", "number"})),
    "currency changed": (change_currency, frozenset({"money"})),
    "name changed": (change_name, frozenset({"name"})),
    "words of a quotation changed": (change_quotation, frozenset({"quotation"})),
}
"""How a translation is spoiled, and the kinds of rows of which one should raise an alarm."""

WITHIN_A_LANGUAGE = "words of a quotation changed"
"""This one is looked for between two versions in one language: no list of facts translates."""


def faults() -> tuple[Fault, ...]:
    """200 errors, 25 of each sort; the same on every run.

    Those within a language stand between the good translation and the spoiled one.
    """
    found: list[Fault] = []
    for sort, (spoil, kinds) in FAULTS.items():
        order = [(turn, pair) for turn in range(ROUNDS) for pair in ledger_pairs()]
        dice = random.Random(sort)
        dice.shuffle(order)
        made: dict[str, Fault] = {}
        for _, pair in sorted(order, key=lambda told: told[0]):
            words = spoil(pair, dice)
            if words is None or words == pair.target or len(made) == EACH:
                continue
            same = replace(pair, from_language=pair.to_language, source=pair.target)
            held = same if sort == WITHIN_A_LANGUAGE else pair
            made.setdefault(words, Fault(sort, held, words, kinds))
        found += made.values()
    return tuple(found)
