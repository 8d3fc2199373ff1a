"""Which fonts words are set in: first those whose letters can be told again in a PDF.

The letters of a script are set in a font made for it. Of Arabic fonts those come first that have a
code for each form of a letter, since by these codes a reader of the PDF finds the letters again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

SERIF = ("Noto Serif", "DejaVu Serif", "Georgia", "Times New Roman", "serif")
SANS = ("Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")

_ARABIC = ("DejaVu Sans", "Times New Roman", "Arial", "Noto Naskh Arabic")
_HEBREW = ("Noto Serif Hebrew", "DejaVu Sans", "Times New Roman", "Arial")
_HAN = {
    "ja": ("Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "AppleMyungjo", "Batang", "Malgun Gothic"),
    "zh-Hant": ("Noto Serif CJK TC", "Songti TC", "PMingLiU"),
    "": ("Noto Serif CJK SC", "Songti SC", "SimSun"),
}
_OTHERS = {
    "\u0900-\u097f": ("Devanagari", "Kohinoor Devanagari", "Mangal"),
    "\u0980-\u09ff": ("Bengali", "Vrinda"),
    "\u0a00-\u0a7f": ("Gurmukhi", "Raavi"),
    "\u0a80-\u0aff": ("Gujarati", "Shruti"),
    "\u0b80-\u0bff": ("Tamil", "Latha"),
    "\u0c00-\u0c7f": ("Telugu", "Gautami"),
    "\u0c80-\u0cff": ("Kannada", "Tunga"),
    "\u0d00-\u0d7f": ("Malayalam", "Kartika"),
    "\u0d80-\u0dff": ("Sinhala", "Iskoola Pota"),
    "\u0e00-\u0e7f": ("Thai", "Thonburi", "Leelawadee UI"),
    "\u0e80-\u0eff": ("Lao", "Leelawadee UI"),
    "\u1000-\u109f": ("Myanmar", "Myanmar Text"),
    "\u10a0-\u10ff": ("Georgian", "Sylfaen"),
    "\u1780-\u17ff": ("Khmer", "Leelawadee UI"),
    "\u0530-\u058f": ("Armenian", "Sylfaen"),
    "\u1200-\u139f": ("Ethiopic", "Nyala"),
}
_HAN_RANGE = (
    "\u1100-\u11ff\u2e80-\u303f\u3040-\u318f\u31f0-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_RANGES = (
    ("arabic", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff"),
    ("hebrew", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("han", _HAN_RANGE),
    *((names[0], letters) for letters, names in _OTHERS.items()),
)
_KIND = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _RANGES))


def family(families: tuple[str, ...]) -> str:
    """A list of fonts as a style sheet has it."""
    return ",".join(f"'{name}'" for name in families)


def dressed(words: str, language: str | None) -> str:
    """Words as HTML, each run of a script that the usual fonts lack in fonts of its own."""
    return "".join(_runs(words, language))


def _runs(words: str, language: str | None) -> Iterator[str]:
    last = 0
    for match in _KIND.finditer(words):
        yield escape(words[last : match.start()])
        fonts = family(_fonts(match.lastgroup or "", language))
        yield f'<span style="font-family:{fonts}">{escape(match.group())}</span>'
        last = match.end()
    yield escape(words[last:])


def _fonts(kind: str, language: str | None) -> tuple[str, ...]:
    if kind == "arabic":
        return _ARABIC
    if kind == "hebrew":
        return _HEBREW
    if kind == "han":
        tag = language or ""
        return _HAN.get(tag) or _HAN.get(tag.partition("-")[0]) or _HAN[""]
    names = next(found for found in _OTHERS.values() if found[0] == kind)
    return (f"Noto Serif {kind}", f"Noto Sans {kind}", *names[1:])
