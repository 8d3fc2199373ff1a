"""What is plainly wrong with a translated segment, told in words a reader understands."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(r"(?:\d{1,3}(?:[., \u00a0\u202f']\d{3})+(?!\d)|\d+)(?:[.,]\d+)?")
_UNKNOWN = re.compile(r"(?<!\w)\*(\w+)")
_WORD = re.compile(r"\w+")
_LONG_ENOUGH = 40


def alarms(source: str, target: str) -> tuple[str, ...]:
    """Plain sentences about one pair of source and target; empty when nothing stands out."""
    found: list[str] = []
    if not target.strip():
        return ("nothing came back",)
    words = _WORD.findall(source)
    if len(words) >= 4 and source.casefold() == target.casefold():
        found.append("left untranslated")
    missing = numbers(source) - numbers(target)
    if missing:
        found.append(f"number missing: {', '.join(sorted(missing))}")
    starred = set(_UNKNOWN.findall(source))
    unknown = [word for word in dict.fromkeys(_UNKNOWN.findall(target)) if word not in starred]
    if unknown:
        noun = "unknown word" if len(unknown) == 1 else "unknown words"
        found.append(f"{noun}: {', '.join(unknown)}")
    if len(source) >= _LONG_ENOUGH:
        if len(target) < 0.45 * len(source) and _same_width(source, target):
            found.append("much shorter than the source")
        elif len(target) > 2.2 * len(source) and _same_width(source, target):
            found.append("much longer than the source")
    if _loops(target) and not _loops(source):
        found.append("words are repeated")
    return tuple(found)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text by their digits, so that 3,200 equals 3 200 and, in Arabic, ٣٢٠٠."""
    return Counter(
        "".join(str(int(c)) for c in match if c.isdigit()) for match in _NUMBER.findall(text)
    )


def _same_width(source: str, target: str) -> bool:
    """Whether both are written with letters of about the same weight, so that lengths compare."""

    def wide(text: str) -> bool:
        return sum(ord(c) >= 0x2E80 for c in text) > len(text) / 3

    return wide(source) == wide(target)


def _loops(target: str) -> bool:
    """Whether two or more words come three times in a row, or one word four times."""
    words = [word.casefold() for word in _WORD.findall(target)]
    for size, times in ((1, 4), (2, 3), (3, 3)):
        for start in range(len(words) - size * times + 1):
            first = words[start : start + size]
            if all(
                words[start + size * n : start + size * (n + 1)] == first for n in range(1, times)
            ):
                return True
    return False
