"""What a number in digits may be worth, whichever marks part its thousands and decimals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009"
NUMERAL = rf"\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*[½¼¾]?|[½¼¾]"
"""A pattern for one number in ASCII digits, with its marks."""

_DIGITS = re.compile(r"\d+")
_GROUP_SIGNS = re.compile(rf"[{SPACES}'’]")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_TAGS = "en zh ja ko he th hi ms tl cy ga mt sw ta te bn gu pa mr kn ml ne ur"
_POINT = frozenset(_TAGS.split())
_LONGEST = 30


def plain_digits(text: str) -> str:
    """The same text with the digits of all scripts as 0 to 9; code points keep their places."""
    if text.isascii() or "".join(_DIGITS.findall(text)).isascii():
        return text
    signs = {"\u066b": ".", "\u066c": ","}
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else signs.get(c, c) for c in text)


def readings_of(numeral: str, base: str, factor: int = 1) -> tuple[str, ...]:
    """All values (plain decimals, times ``factor``) that a match of ``NUMERAL`` can have.

    "1,234" is read both ways, that of the base language ``base`` first.
    """
    if numeral.isdigit() and factor == 1:
        return (numeral.lstrip("0") or "0",)
    if len(numeral) > _LONGEST:
        return (re.sub(r"[^0-9]", "", numeral),)
    digits = numeral
    if digits[-1] in _FRACTIONS:
        digits = (digits[:-1] or "0") + _FRACTIONS[digits[-1]]
    values = _values(_GROUP_SIGNS.sub("", digits), grouped=" " in digits, base=base)
    if factor == 1:
        return tuple(map(_tidy, values))
    return tuple(dict.fromkeys(told(Decimal(value) * factor) for value in values))


def _values(digits: str, *, grouped: bool, base: str) -> tuple[str, ...]:
    marks = digits.replace(".", "") != digits, digits.replace(",", "") != digits
    if not any(marks):
        return (digits,)
    mark = max(".,", key=digits.rfind)
    whole, _, decimals = digits.rpartition(mark)
    joined = re.sub(r"[.,]", "", whole)
    if all(marks):
        return (f"{joined}.{decimals}",)
    if mark in whole:
        return (joined + decimals,)
    if len(decimals) != 3 or len(whole) > 3 or whole.startswith("0") or grouped:
        return (f"{whole}.{decimals}",)
    values = (joined + decimals, f"{whole}.{decimals}")
    if (mark == ".") == (base in _POINT):
        return values[::-1]
    return values


def told(value: Decimal) -> str:
    """A value as a plain decimal without needless zeros."""
    return _tidy(f"{value:f}")


def _tidy(digits: str) -> str:
    digits = (digits.rstrip("0").rstrip(".") if "." in digits else digits).lstrip("0")
    return f"0{digits}" if not digits or digits[0] == "." else digits
