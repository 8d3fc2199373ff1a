"""Texts in the form in which terms and sentences are compared, with a way back to their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diptych.core.text import Span
from diptych.core.words import UNSPACED

_BLOCKS_WITH_MARKS = (
    (0x300, 0x1E00), (0x20D0, 0x2100), (0x2CEF, 0x2E00), (0x302A, 0x3030), (0x3099, 0x309B),
    (0xA66F, 0xAC00), (0xFB1E, 0xFB1F), (0xFE00, 0xFE30), (0xE0100, 0xE01F0),
)  # fmt: skip
"""No living newspaper language has marks elsewhere; each range beyond U+FFFF slows searching."""


def _marks() -> str:
    """All characters of general category M in those blocks, as ranges."""
    ranges: list[list[int]] = []
    for first, end in _BLOCKS_WITH_MARKS:
        for code in range(first, end):
            if unicodedata.category(chr(code)).startswith("M"):
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _marks()
"""Inside of a character class: signs that belong to the character before them."""

HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
"""Inside of a character class: Korean letters, onto whose words particles are written."""

WORD = rf"[^\W{UNSPACED}]+(?:[{MARKS}]+[^\W{UNSPACED}]*)*"
"""A run of letters, digits and their marks, in a script that puts spaces between words."""

_EXTENDING = MARKS + "\u1160-\u11ff\ud7b0-\ud7fb"
_IGNORED = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ALIKE = (("’", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"))
_PLAIN = rf"[^\s{_IGNORED}{_EXTENDING}]+"
_PIECE = re.compile(
    rf"(?P<run>{_PLAIN}(?: {_PLAIN})*(?![{_EXTENDING}]))"
    rf"|(?P<space>\s+)|(?P<ignored>[{_IGNORED}]+)|(?P<cluster>\S[{_EXTENDING}]*)"
)
_UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")
_HANGUL_SIGN = re.compile(f"[{HANGUL}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Offsets lead back to the text it was made of.

    Character ``i`` of ``text`` is the first of those that stand for the original from
    ``starts[i]`` on, and the last of those that stand for it up to ``ends[i]`` (code points);
    -1 where it is not the first, or not the last, as in the second half of the "ss" for "ß".
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span | None:
        """The span of the original that ``text[start:end]`` stands for.

        None when it is empty, or would begin or end inside of an original character.
        """
        if not 0 <= start < end <= len(self.text):
            return None
        first, last = self.starts[start], self.ends[end - 1]
        return Span(first, last) if first >= 0 and last >= 0 else None


def fold(value: str, *, keep_case: bool = False) -> Folded:
    """The text for comparing: canonically equal texts are equal, and so are those whose
    differences are of case, soft hyphens, joiners and direction marks, kind of apostrophe or
    hyphen, or the number and kind of white space.

    The case folding is that of Unicode's canonical caseless matching (D145); beyond it, İ also
    folds to i.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(value):
        piece, start = match.group(), match.start()
        kind = match.lastgroup
        if kind == "space":
            parts.append(" ")
            starts.append(start)
            ends.append(match.end())
        elif kind == "run" and (whole := _one_to_one(piece, keep_case=keep_case)) is not None:
            parts.append(whole)
            starts.extend(range(start, match.end()))
            ends.extend(range(start + 1, match.end() + 1))
        elif kind != "ignored":
            pieces = piece if kind == "run" else (piece,)
            for each in pieces:
                folded = _cluster(each, keep_case=keep_case)
                parts.append(folded)
                starts.extend([start, *[-1] * (len(folded) - 1)])
                start += len(each)
                ends.extend([*[-1] * (len(folded) - 1), start])
    return Folded("".join(parts), starts, ends)


def _one_to_one(run: str, *, keep_case: bool) -> str | None:
    """The folded run where each of its characters has one of its own; None elsewhere.

    Folding never makes fewer characters, so equal lengths mean one for one.
    """
    folded = _alike(run if keep_case else run.casefold())
    if len(folded) != len(run):
        return None
    composed = unicodedata.is_normalized("NFC", run) and unicodedata.is_normalized("NFC", folded)
    return folded if composed else None


def _cluster(cluster: str, *, keep_case: bool) -> str:
    """One character with its marks, folded; never empty."""
    folded = unicodedata.normalize("NFD", cluster)
    if not keep_case:
        folded = unicodedata.normalize("NFD", folded.casefold()).replace("i\u0307", "i")
    return _alike(unicodedata.normalize("NFC", folded))


def _alike(text: str) -> str:
    for sign, plain in _ALIKE:
        text = text.replace(sign, plain)
    return text


def begins_word(text: str, place: int) -> bool:
    """Whether no word of a folded text runs across ``place`` from the left.

    In scripts without spaces every character may begin a word.
    """
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    if _HANGUL_SIGN.match(before) or _HANGUL_SIGN.match(after):
        return not (_HANGUL_SIGN.match(before) and _HANGUL_SIGN.match(after))
    return not (_of_spaced_word(before) and _of_spaced_word(after))


def ends_word(text: str, place: int) -> bool:
    """Whether a word of a folded text may end before ``place``.

    Korean words may end anywhere, as particles are written onto them.
    """
    if not 0 < place < len(text) or _HANGUL_SIGN.match(text[place - 1]):
        return True
    return begins_word(text, place)


def _of_spaced_word(sign: str) -> bool:
    if sign.isalnum() or sign == "_":
        return _UNSPACED_SIGN.match(sign) is None
    return unicodedata.category(sign).startswith("M") and _UNSPACED_SIGN.match(sign) is None
