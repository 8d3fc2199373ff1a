"""Numbers as a language writes them: read with one language's marks, written with another's."""

from __future__ import annotations

import re
from collections import Counter

from diptych.core.text import Span

NARROW = "\u202f"
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:(?P<group>[., '’\u00a0\u202f])\d{3})(?:(?P=group)\d{3})*"
    r"(?:(?!(?P=group))[.,]\d+)?(?![\w]|[.,]\d)"
    r"|(?<![\w.,])\d+(?:[.,]\d+)?(?!\w|[.,]\d)"
)
_POINT = frozenset(["en", "zh", "ja", "ko", "th", "he", "hi", "ms", "cy", "ga"])
"""Languages with 1,000.5; nearly all others write 1.000,5 or 1 000,5."""

_SPACE_GROUPS = frozenset(
    ["fr", "ru", "uk", "be", "pl", "cs", "sk", "bg", "hu", "fi", "sv", "nb", "no", "lv", "lt", "et"]
)


def numbers_in(text: str) -> tuple[Span, ...]:
    """Spans (code points) of the numbers written in digits that stand alone."""
    return tuple(Span(*match.span()) for match in _NUMBER.finditer(text))


def digits_of(number: str) -> str:
    """The digits alone, in ASCII: the same however thousands and decimals are marked."""
    return "".join(str(int(c)) for c in number if c.isdecimal())


def lost_numbers(source: str, target: str) -> tuple[Span, ...]:
    """Spans in ``source`` of the numbers whose digits do not stand in ``target``.

    Single digits are left out, which are often and rightly written as words.
    """
    there = Counter(_value(span.of(target)) for span in numbers_in(target))
    lost = []
    for span in numbers_in(source):
        value = _value(span.of(source))
        if there[value] > 0:
            there[value] -= 1
        elif len(value) > 1:
            lost.append(span)
    return tuple(lost)


def _value(number: str) -> str:
    """What two notations of one number share: 09 is 9."""
    return digits_of(number).lstrip("0")


def localise(number: str, from_language: str | None, to_language: str | None) -> str:
    """The number with the target language's marks; as it is when it cannot be read for certain.

    A number whose marks are not those of its language is left alone: 473.000 in English may be a
    French thousand or three decimals.
    """
    if from_language is None or to_language is None:
        return number
    point = "." if _base(from_language) in _POINT else ","
    whole, found, decimals = number.rpartition(point)
    if not found:
        whole, decimals = number, ""
    groups = re.split(r"[., '’\u00a0\u202f]", whole)
    grouped = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    if not whole or point in whole or (len(groups) > 1 and not grouped):
        return number
    if not grouped and len(decimals) == 3:
        return number
    if not decimals and point != "." and re.search(r"^\d+\.\d{1,2}$", number):
        return number
    return _write("".join(groups), decimals, grouped=grouped, language=_base(to_language))


def _write(whole: str, decimals: str, *, grouped: bool, language: str) -> str:
    point_last = language in _POINT
    mark = NARROW if language in _SPACE_GROUPS else "," if point_last else "."
    if grouped:
        head = len(whole) % 3 or 3
        whole = mark.join([whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))])
    point = "." if point_last else ","
    return whole + (point + decimals if decimals else "")


def _base(language: str) -> str:
    return language.partition("-")[0]
