"""Which encoding of one byte a character makes a text look most like a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from diptych.formats.reading.charsets.letters import FREQUENT, UNHEARD_OF, english_bits, letter_bits

_WEST = (
    "en", "fr", "de", "es", "it", "pt", "nl", "ca", "da", "sv", "no", "fi", "is", "sq",
)  # fmt: skip
_CENTRE = ("en", "de", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sq")
_SLAVIC = ("ru", "uk", "be", "bg", "mk", "sr")

# Python's names, the more usual ones first: with the same characters the earlier one is named.
# The number is what the choice of the encoding itself costs, in bits.
ONE_BYTE: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "cp1252": (0, _WEST),
    "iso8859-15": (2, _WEST),
    "cp1250": (1, _CENTRE),
    "iso8859-2": (2, _CENTRE),
    "cp1251": (0, _SLAVIC),
    "koi8-r": (1, ("ru", "bg")),
    "koi8-u": (1, ("ru", "uk")),
    "iso8859-5": (3, _SLAVIC),
    "cp866": (3, ("ru", "bg", "be")),
    "mac-cyrillic": (3, _SLAVIC),
    "cp1253": (0, ("el",)),
    "iso8859-7": (1, ("el",)),
    "cp1254": (2, ("tr",)),
    "cp1255": (1, ("he",)),
    "cp1256": (1, ("ar", "fa")),
    "iso8859-6": (4, ("ar",)),
    "cp1257": (3, ("en", "et", "lt", "lv", "pl")),
    "mac-roman": (5, _WEST),
    "cp850": (5, _WEST),
    "cp437": (6, _WEST),
    "cp852": (6, _CENTRE),
    "cp874": (1, ("th",)),
    "mac-latin2": (7, _CENTRE),
    "mac-greek": (5, ("el",)),
    "mac-turkish": (7, ("tr",)),
    "cp737": (5, ("el",)),
    "cp775": (8, ("et", "lt", "lv")),
    "cp855": (8, _SLAVIC),
    "cp857": (7, ("tr",)),
    "cp862": (5, ("he",)),
}
_SCRIPTS = (
    (0x0041, 0x024F, "L"), (0x0370, 0x03FF, "G"), (0x0400, 0x052F, "C"), (0x0590, 0x05FF, "H"),
    (0x0600, 0x06FF, "A"), (0x0E00, 0x0E7F, "T"),
)  # fmt: skip
# Marks by where they may stand, and their bits: q quotation marks, i those that only open a
# sentence, ' apostrophes, - and m dashes, e dots, n no-break blanks, s signs beside numbers,
# b points of lists, x signs that are rare anywhere; X is what no text has.
_MARKS = {
    **dict.fromkeys("«»“”„", ("q", 7.0)),
    **dict.fromkeys("‘‹›،؛؟״׳", ("q", 9.0)),
    "‚": ("q", 11.0),
    "’": ("'", 7.0),
    "–": ("-", 9.0),
    **dict.fromkeys("—―", ("m", 9.0)),
    "…": ("e", 11.0),
    "\xa0": ("n", 9.0),
    **dict.fromkeys("€£§°№‰", ("s", 11.0)),
    **dict.fromkeys("¿¡", ("i", 10.0)),
    **dict.fromkeys("•·", ("b", 12.0)),
    **dict.fromkeys("\xad©®™½¼¾²³¹ªº±×÷¥¢₪´", ("x", 14.0)),
}
# What a mark costs between two letters, between two blanks, and at the end of a word.
_MISPLACED = {
    (2, 0): {"q": 10.0, "i": 8.0, "m": 5.0, "n": 5.0},
    (0, 2): {"q": 5.0, "i": 5.0, "'": 5.0, "e": 3.0},
    (1, 1): {"-": 5.0, "m": 5.0, "n": 5.0},
}
_NEVER = ("X", 20.0)
_CONTROL = 12.0
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_FAMILIAR = 6.0
"""Bits that a frequent word saves; it is likelier than its letters are."""

_TELLING = 200.0
"""Letters of ASCII that tell the language; more would drown what the others say."""

_INSIDE = 8.0
"""Bits of a sign, or a capital, in the middle of a word."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is weighed: letters of ASCII, bytes beyond it, these with their neighbours, words."""

    plain: Counter[int]
    high: Counter[int]
    places: Counter[bytes]
    words: Counter[bytes]


class Weight(NamedTuple):
    """Bits that a text costs in an encoding: in all, and what is beyond ASCII alone."""

    bits: float
    beyond: float
    encoding: str


def sample_of(data: bytes) -> Sample:
    """Count ``data`` once for all encodings; edges count as blanks."""
    framed = b" " + data + b" "
    high = [at for at, byte in enumerate(framed) if byte > 0x7F]
    plain = Counter({b: n for b, n in Counter(data).items() if b < 0x80 and ASCII_BITS[b]})
    return Sample(
        plain,
        Counter(framed[at] for at in high),
        Counter(framed[at - 1 : at + 2] for at in high),
        Counter(word for word in _WORD.findall(data) if not word.isascii()),
    )


def weigh(sample: Sample, encoding: str) -> Weight:
    """What the text costs in ``encoding``, by the language that makes it the least."""
    prior, languages = ONE_BYTE[encoding]
    kinds = _kinds(encoding)
    places = sum(
        count * _place(kinds[a], kinds[b], kinds[c], c > 0x7F)
        for (a, b, c), count in sample.places.items()
    )
    places -= _FAMILIAR * _familiar(sample.words, encoding)
    tables = [_bits(encoding, language) for language in languages]
    beyond = [_letters(sample.high, bits) for bits in tables]
    trust = min(1.0, _TELLING / max(1, sample.plain.total()))
    letters = min(
        trust * _letters(sample.plain, bits) + high
        for bits, high in zip(tables, beyond, strict=True)
    )
    letters += (1.0 - trust) * _letters(sample.plain, ASCII_BITS)
    return Weight(prior + letters + places, min(beyond) + places, encoding)


def _familiar(words: Counter[bytes], encoding: str) -> int:
    """How many of the words are frequent ones."""
    if "en" not in ONE_BYTE[encoding][1] and encoding != "cp1254":
        return 0
    longest = 8
    return sum(
        count
        for word, count in words.items()
        if len(word) <= longest and word.decode(encoding, "replace").lower() in FREQUENT
    )


def _letters(counted: Counter[int], bits: list[float]) -> float:
    return sum(count * bits[byte] for byte, count in counted.items())


@cache
def _characters(encoding: str) -> str:
    """The 256 characters; U+FFFD where there is none."""
    return "".join(bytes([byte]).decode(encoding, "replace") for byte in range(256))


@cache
def _bits(encoding: str, language: str) -> list[float]:
    """What each byte costs as a letter or sign of that language."""
    known = letter_bits(language)
    return [_character_bits(character, known) for character in _characters(encoding)]


def _character_bits(character: str, known: Mapping[str, float]) -> float:
    if character in _MARKS:
        return _MARKS[character][1]
    if character < "\x80" and not character.isalpha():
        return 0.0 if character.isprintable() or character.isspace() else _CONTROL
    if unicodedata.category(character)[0] in "LM":
        return known.get(character.lower()[:1], UNHEARD_OF)
    return _NEVER[1]


@cache
def _kinds(encoding: str) -> list[str]:
    """What each byte is: a letter by script and case, a blank, a digit, or a kind of mark."""
    return [_kind(character) for character in _characters(encoding)]


def _kind(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character][0]
    if unicodedata.category(character)[0] in "LM":
        script = next((s for low, high, s in _SCRIPTS if low <= ord(character) <= high), "?")
        case = "u" if character.isupper() else "l" if character.islower() else "n"
        return script + case
    if character.isspace():
        return " "
    if character.isdigit():
        return "d"
    return "p" if character < "\x80" else "X"


@cache
def _place(before: str, kind: str, after: str, after_is_high: bool) -> float:
    """What it costs that a byte stands between these; a pair of high bytes is counted once."""
    bits = _pair(before, kind)
    if not after_is_high:
        bits += _pair(kind, after)
    return bits + _mark(before, kind, after)


def _pair(left: str, right: str) -> float:
    if len(left) == 2 and len(right) == 2:
        if left[0] != right[0]:
            return 9.0
        return {"lu": _INSIDE, "uu": 2.0}.get(left[1] + right[1], 0.0)
    if len(right) == 2 and right[1] == "u":
        return 2.5
    letter, other = (left, right) if len(left) == 2 else (right, left)
    if len(letter) == 2:
        return {"d": 4.0, "s": 4.0, "x": 3.0, "b": _INSIDE}.get(other, 0.0)
    return 0.0


def _mark(before: str, kind: str, after: str) -> float:
    """What it costs that a mark, or a capital, is where it is."""
    letters = (len(before) == 2) + (len(after) == 2)
    blanks = (before == " ") + (after == " ")
    if kind[1:] == "u":
        inside = before[1:] == "u" and after[1:] == "l"
        return 4.0 if inside or blanks == 2 else 0.0
    if kind == "s":
        return 0.0 if "d" in (before, after) else 3.0
    if kind == "-" and letters == 2:
        return 3.0 if after[1:] == "u" else 10.0
    return _MISPLACED.get((letters, blanks), {}).get(kind, 0.0)


ASCII_BITS = [_character_bits(chr(byte), english_bits()) for byte in range(128)]
"""What the characters of ASCII cost in a text of another script."""
