"""Good pairs of sentences, and the ways in which we spoil their translations to test the checks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diptych.core.facts.calendar_words import calendar_words

CLEAN_PAIRS = Path(__file__).parents[1] / "data" / "clean_pairs.tsv"

_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W\d_]{4,}(?: [^\W\d_]{4,})*")
_QUOTE = re.compile('[«»“”„"]')
_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопкрстуввхузАБЦДЕФГХИЙКЛМНОПКРСТУВВХУЗ",
)


@dataclass(frozen=True, slots=True)
class Clean:
    """A sentence and its good translation; languages are BCP 47 tags."""

    from_language: str
    to_language: str
    source: str
    target: str


def clean_pairs() -> tuple[Clean, ...]:
    """The pairs of ``tests/data/clean_pairs.tsv``."""
    lines = CLEAN_PAIRS.read_text(encoding="utf-8").splitlines()
    return tuple(Clean(*line.split("\t")) for line in lines)


def drop_number(pair: Clean, dice: random.Random) -> str | None:
    """A number in digits is gone."""
    found = [m for m in _NUMERAL.finditer(pair.target) if len(m[0]) > 1]
    return _without(pair.target, dice.choice(found)) if found else None


def change_digit(pair: Clean, dice: random.Random) -> str | None:
    """One digit of a number is another."""
    places = [m.start() for m in re.finditer(r"\d", pair.target)]
    if not places:
        return None
    at = dice.choice(places)
    digit = str((int(pair.target[at]) + dice.randint(1, 9)) % 10)
    return pair.target[:at] + digit + pair.target[at + 1 :]


def change_scale(pair: Clean, dice: random.Random) -> str | None:
    """A million has become a billion, or the reverse."""
    swaps = {
        "en": ("million", "billion"), "fr": ("million", "milliard"), "de": ("Million", "Milliard"),
        "it": ("milioni", "miliardi"),
    }  # fmt: skip
    small, large = swaps.get(pair.to_language, ("", ""))
    for was, becomes in ((small, large), (large, small)):
        if was and was in pair.target:
            return pair.target.replace(was, becomes, 1)
    return None


def swap_month(pair: Clean, dice: random.Random) -> str | None:
    """A month is another."""
    return _swap(pair, dice, "months")


def swap_weekday(pair: Clean, dice: random.Random) -> str | None:
    """A day of the week is another."""
    return _swap(pair, dice, "weekdays")


def _swap(pair: Clean, dice: random.Random, table: str) -> str | None:
    words: dict[str, int] = getattr(calendar_words(pair.to_language), table)
    found = [
        m
        for m in _WORD.finditer(pair.target)
        if m[0].lower() in words
        and len(m[0]) > 2
        and (m[0][0].isupper() or pair.to_language not in ("en", "de"))
    ]
    if not found:
        return None
    match = dice.choice(found)
    others = [w for w in words if words[w] != words[match[0].lower()] and len(w) > 3]
    other = dice.choice(others)
    other = other.capitalize() if match[0][0].isupper() else other
    return pair.target[: match.start()] + other + pair.target[match.end() :]


def drop_name(pair: Clean, dice: random.Random) -> str | None:
    """A name is gone that both texts have and with which neither begins."""
    found = [
        m
        for m in _NAME.finditer(pair.target)
        if m.start() > 2
        and all(w[0].isupper() for w in m[0].split())
        and re.search(rf"(?<=[^\s.:«“„\"(] ){re.escape(m[0])}\b", pair.source)
    ]
    if not found:
        return None
    name = dice.choice(found)[0]
    return " ".join(pair.target.replace(name, " ").split())


def drop_quotation_marks(pair: Clean, dice: random.Random) -> str | None:
    """No quotation mark is left."""
    return _QUOTE.sub("", pair.target) if _QUOTE.search(pair.target) else None


def drop_one_mark(pair: Clean, dice: random.Random) -> str | None:
    """One quotation mark is gone."""
    found = list(_QUOTE.finditer(pair.target))
    return _without(pair.target, dice.choice(found)) if found else None


def cut_in_half(pair: Clean, dice: random.Random) -> str | None:
    """The second half is gone, and the full stop with it."""
    words = pair.target.split()
    return " ".join(words[: len(words) // 2]) if len(words) >= 8 else None


def drop_second_half(pair: Clean, dice: random.Random) -> str | None:
    """The second half is gone, and the sentence ends as if it were whole."""
    cut = cut_in_half(pair, dice)
    return cut.rstrip(",;:") + pair.target[-1] if cut else None


def leave_as_it_was(pair: Clean, dice: random.Random) -> str | None:
    """The source, untranslated."""
    return pair.source if len(pair.source.split()) >= 4 else None


def leave_half(pair: Clean, dice: random.Random) -> str | None:
    """The second half is the source's."""
    there, here = pair.source.split(), pair.target.split()
    if len(there) < 10:
        return None
    return " ".join((*here[: len(here) // 2], *there[len(there) // 2 :]))


def loop_clause(pair: Clean, dice: random.Random) -> str | None:
    """The last words come three times."""
    words = pair.target.split()
    if len(words) < 6:
        return None
    clause = words[-dice.randint(2, 5) :]
    return " ".join((*words, *clause, *clause))


def loop_word(pair: Clean, dice: random.Random) -> str | None:
    """A word goes round and round."""
    words = [w for w in _WORD.findall(pair.target) if len(w) > 3]
    return " ".join([dice.choice(words)] * 12) if words else None


def other_letters(pair: Clean, dice: random.Random) -> str | None:
    """The translation is written in Cyrillic."""
    return pair.target.translate(_CYRILLIC)


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join((text[: match.start()] + text[match.end() :]).split())


DAMAGES: dict[str, tuple[tuple[str, ...], Callable[[Clean, random.Random], str | None]]] = {
    "number dropped": (("number", "date"), drop_number),
    "digit changed": (("number", "date"), change_digit),
    "million and billion": (("number",), change_scale),
    "month changed": (("date",), swap_month),
    "weekday changed": (("date",), swap_weekday),
    "name dropped": (("name",), drop_name),
    "quotation marks dropped": (("quotation",), drop_quotation_marks),
    "one quotation mark dropped": (("quotation",), drop_one_mark),
    "cut in half": (("length",), cut_in_half),
    "second half dropped": (("length",), drop_second_half),
    "left untranslated": (("untranslated",), leave_as_it_was),
    "half untranslated": (("partly-untranslated",), leave_half),
    "clause three times": (("loop",), loop_clause),
    "one word repeated": (("loop",), loop_word),
    "other letters": (("script",), other_letters),
}
"""What is done, with the kinds of alarms of which it should raise one."""


def damaged(name: str) -> tuple[tuple[Clean, str], ...]:
    """The clean pairs that can be spoiled in this way, with their spoiled translations.

    The same on every run.
    """
    spoil = DAMAGES[name][1]
    found = []
    for number, pair in enumerate(clean_pairs()):
        words = spoil(pair, random.Random(number))
        if words is not None and words != pair.target:
            found.append((pair, words))
    return tuple(found)
