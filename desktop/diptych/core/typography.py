"""Spaces and quotation marks as a language's printers set them.

Quotation marks are those of the Unicode CLDR (``delimiters``); the French spaces are those of the
Imprimerie nationale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NBSP = "\u00a0"
NARROW = "\u202f"
_FIXED = frozenset({NBSP, NARROW})
_AFTER_FIXED = frozenset(";:!?»%")
_SPACES = f" {NBSP}{NARROW}"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Outer and inner quotation marks, and the space inside of the outer ones."""

    open: str
    close: str
    inner_open: str
    inner_close: str
    space: str = ""


_ENGLISH = Quotes("“", "”", "‘", "’")
_GUILLEMETS = Quotes("«", "»", "“", "”")
_SLAVIC = Quotes("«", "»", "„", "“")
_GERMAN = Quotes("„", "“", "‚", "‘")
_POLISH = Quotes("„", "”", "«", "»")
_CORNERS = Quotes("「", "」", "『", "』")
_QUOTES = {
    "fr": Quotes("«", "»", "“", "”", NBSP),
    **dict.fromkeys(("es", "it", "ca", "el", "eu", "pt-PT", "nb", "nn", "no", "fa"), _GUILLEMETS),
    **dict.fromkeys(("ru", "uk", "be"), _SLAVIC),
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "hr", "sr", "et", "lt"), _GERMAN),
    **dict.fromkeys(("pl", "ro", "hu"), _POLISH),
    **dict.fromkeys(("ja", "zh-Hant"), _CORNERS),
    **dict.fromkeys(("sv", "fi"), Quotes("”", "”", "’", "’")),
}
_DOUBLE = '"“”„«»‟'
_ANY_DOUBLE = re.compile(rf"[{_DOUBLE}]")
_OPENING_BEFORE = re.compile(r"(?:^|[\s(\[{—–/‘‚¿¡-])$")
_BEFORE_MARK = re.compile(rf"(?<=[^\s:;!?])[{_SPACES}]*([;!?]++|:(?=\s|$|[{_DOUBLE}]))(?!\w)")
_LOOSE_MARK = re.compile(rf"(?<=[\w)\]»”“’」%])[{_SPACES}]+([;!?]|:(?=\s|$))")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})+(?![\d])")
_UNIT = re.compile(rf"(?<=\d)[{_SPACES}]+(?=[%‰€$£°](?!\w))")
_TIGHT_UNIT = re.compile(r"(?<=\d)(?=[%‰€](?!\w))")
_SPACE_BEFORE_PERCENT = frozenset({"fr", "de", "es", "sv", "nb", "da", "fi", "cs", "ru", "uk"})


def typeset(text: str, language: str | None) -> str:
    """The text with the language's quotation marks and spaces; letters and digits stay.

    A quotation may begin in one segment and end in another: marks need not be balanced. Text in
    an unknown language stays as it is. Setting a text twice changes nothing more.
    """
    if language is None:
        return text
    text = _set_quotes(text, quotes_of(language))
    base = language.partition("-")[0]
    if base == "fr":
        text = _french_marks(text)
    elif base not in ("zh", "ja", "th"):
        text = _LOOSE_MARK.sub(r"\1", text)
    text = _GROUPED.sub(lambda match: re.sub("[ \u00a0]", NARROW, match[0]), text)
    if base in _SPACE_BEFORE_PERCENT:
        text = _UNIT.sub(NBSP, text)
    if base == "fr":
        text = _TIGHT_UNIT.sub(NBSP, text)
    elif base == "en":
        text = re.sub(rf"(?<=\d)[{_SPACES}]+(?=%(?!\w))", "", text)
    return text


def quotes_of(language: str) -> Quotes:
    """The quotation marks of a language (BCP 47); the English ones where none are known."""
    return _QUOTES.get(language) or _QUOTES.get(language.partition("-")[0], _ENGLISH)


def _set_quotes(text: str, quotes: Quotes) -> str:
    parts: list[str] = []
    last = 0
    depth = 0
    for match in _ANY_DOUBLE.finditer(text):
        place = match.start()
        if match[0] == '"' and not depth and place and text[place - 1].isdigit():
            continue  # inches, or seconds of an angle
        opens = _opens(text, place, depth, quotes)
        before, after = text[last:place], place + 1
        if opens:
            depth += 1
            mark = (quotes.open + quotes.space) if depth == 1 else quotes.inner_open
            after = _skip_spaces(text, after)
        else:
            closes = quotes.inner_close if depth > 1 else quotes.space + quotes.close
            # Where a text begins with it, what it closes stands in the text before.
            follows = bool(before.strip(_SPACES) or (last and quotes.space))
            before, mark = (before.rstrip(_SPACES), closes) if follows else (before, closes[-1])
            depth = max(0, depth - 1)
        parts += (before, mark)
        last = after
    return "".join(parts) + text[last:]


def _opens(text: str, place: int, depth: int, quotes: Quotes) -> bool:
    """Whether the mark opens a quotation: by the spaces around it, then by its form."""
    before, after = text[:place], text[place + 1 :]
    # As French sets them, whatever stands on their other side.
    if text[place] == "«" and after[:1] in _FIXED and after[1:2] not in _AFTER_FIXED:
        return True
    if text[place] == "»" and before[-1:] in _FIXED:
        return False
    spaced_before = bool(_OPENING_BEFORE.search(before[-1:])) or not before
    spaced_after = not after or after[0].isspace() or after[0] in ".,;:!?)]…"
    if spaced_before != spaced_after:
        return spaced_before
    opening = text[place] in ("«", "„", quotes.open, quotes.inner_open)
    closing = text[place] in ("»", quotes.close, quotes.inner_close)
    return opening if opening != closing else depth == 0


def _skip_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place] in _SPACES:
        place += 1
    return place


def _french_marks(text: str) -> str:
    def spaced(match: re.Match[str]) -> str:
        return (NBSP if match[1] == ":" else NARROW) + match[1]

    return _BEFORE_MARK.sub(spaced, text)
