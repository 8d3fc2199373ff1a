"""Texts in many languages, and what newsrooms would have saved them in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "data" / "encoding_texts"
LATIN = ("fr", "de", "es", "it", "pl", "cs", "tr", "lt")
LENGTHS = (40, 60, 100, 150, 200, 300, 500, 1_000, 2_000)

_ALL = (*LATIN, "ru", "uk", "el", "ar", "he", "zh-hans", "zh-hant", "ja", "ko")
# Encodings of one byte are tried with every language that has the letters; those of several with
# the languages they were made for, since they hold the letters of half the world besides.
ENCODINGS: dict[str, tuple[str, ...]] = {
    "utf-8": _ALL,
    "utf-8-sig": _ALL,
    "utf-16": _ALL,
    "utf-16-be-bom": _ALL,
    "utf-16-le": _ALL,
    "utf-16-be": _ALL,
    "cp1252": LATIN,
    "iso8859-15": LATIN,
    "mac-roman": LATIN,
    "cp850": LATIN,
    "cp437": LATIN,
    "cp1250": LATIN,
    "iso8859-2": LATIN,
    "cp852": LATIN,
    "cp1254": LATIN,
    "cp1257": LATIN,
    "cp1251": ("ru", "uk"),
    "koi8-r": ("ru", "uk"),
    "koi8-u": ("ru", "uk"),
    "iso8859-5": ("ru", "uk"),
    "cp866": ("ru", "uk"),
    "mac-cyrillic": ("ru", "uk"),
    "cp1253": ("el",),
    "iso8859-7": ("el",),
    "cp1255": ("he",),
    "cp1256": ("ar",),
    "gb18030": ("zh-hans", "zh-hant"),
    "big5": ("zh-hant",),
    "cp932": ("ja",),
    "euc_jp": ("ja",),
    "iso2022_jp": ("ja",),
    "cp949": ("ko",),
}
# What was typed where the marks of print did not exist.
_TYPED = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
        "…": "...", "\xa0": " ", "œ": "oe", "À": "A", "È": "E",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of a text in an encoding; ``offset`` is where it begins, in characters."""

    encoding: str
    language: str
    length: int
    offset: int
    value: str
    data: bytes


@cache
def text(language: str) -> str:
    """The whole text in that language."""
    return (TEXTS / f"{language}.txt").read_text(encoding="utf-8").strip()


def encoded(value: str, encoding: str) -> bytes:
    """As a program would save it; raises UnicodeEncodeError."""
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + value.encode("utf-16-le")
    if encoding == "utf-16-be-bom":
        return codecs.BOM_UTF16_BE + value.encode("utf-16-be")
    return value.encode(encoding)


def cases(length: int, places: int, *, half: int | None = None) -> Iterator[Case]:
    """Pieces of ``length`` characters from so many places of every text in every encoding.

    ``half`` 0 or 1 takes them from that half of the texts alone, where they are long enough.
    """
    for encoding, languages in ENCODINGS.items():
        for language in languages:
            whole = text(language)
            middle = len(whole) // 2
            start, end = {None: (0, len(whole)), 0: (0, middle), 1: (middle, len(whole))}[half]
            room = end - start - length
            if room < 0:
                start, room = 0, len(whole) - length
            for place in range(places):
                offset = start + room * place // max(1, places - 1)
                case = _case(encoding, language, length, offset)
                if case is not None:
                    yield case


def _case(encoding: str, language: str, length: int, offset: int) -> Case | None:
    whole = typed(language, encoding)
    if whole is None:
        return None
    value = whole[offset : offset + length]
    return Case(encoding, language, length, offset, value, encoded(value, encoding))


@cache
def typed(language: str, encoding: str) -> str | None:
    """The text as it is typed in that encoding, None where letters of the language are missing."""
    for candidate in (text(language), text(language).translate(_TYPED)):
        try:
            encoded(candidate, encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return None
