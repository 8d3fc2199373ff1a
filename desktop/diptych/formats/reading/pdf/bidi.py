"""Lines of Hebrew and Arabic: from where their glyphs stand to the order in which they are read.

This turns the reordering of the Unicode Bidirectional Algorithm (UAX 9) round: signs are known by
their places from left to right, and the order that would have been laid out so is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_ARABIC = re.compile("[\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff]")
_STRETCHED = re.compile("(?<=[\u0620-\u064a])\u0640+(?=[\u0620-\u064a])")
_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{2,}")
_TURNED_LIGATURE = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_MIRROR = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))


class Glyph(NamedTuple):
    """What a glyph stands for, a blank among others, and its left and right edge on the page."""

    text: str
    left: float
    right: float

    @property
    def centre(self) -> float:
        """The middle of the glyph."""
        return (self.left + self.right) / 2


class _Sign(NamedTuple):
    """A glyph's text with its marks, and what it is to the algorithm: L, R, D(igit) or other."""

    text: str
    kind: str


def reading_order(lines: Sequence[Sequence[Glyph]], *, rtl: bool) -> list[str]:
    """The words of the lines of one page in the order in which they are read.

    ``rtl`` says that the page as a whole runs to the left. Some programs write the brackets that
    are seen, some those that are meant, and pdfium may have turned them; what they are is told by
    which of two comes first. So it is for the letters of ligatures.
    """
    turned = any(_TURNED_LIGATURE.fullmatch(glyph.text) for line in lines for glyph in line)
    signs = [_signs(line, turned=turned) for line in lines]
    words = [_spelled(line, rtl=rtl, mirrored=False) for line in signs]
    if _brackets_in_order("".join(words)) < 0:
        words = [_spelled(line, rtl=rtl, mirrored=True) for line in signs]
    return [_MARKS.sub(_ordered, _STRETCHED.sub("", line)) for line in words]


def _ordered(marks: re.Match[str]) -> str:
    """Marks on one letter in the order of Unicode."""
    return "".join(sorted(marks.group(), key=unicodedata.combining))


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs from left to right, where letters and marks that are one glyph are together.

    pdfium gives both of them the place of the glyph, or each of them half of it.
    """
    result: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in _with_marks_in_place(glyphs):
        mark = _is_mark(glyph.text)
        if waiting is not None and not mark and _are_halves(waiting, glyph):
            result[-1] = Glyph(glyph.text + waiting.text, waiting.left, glyph.right)
        elif result and mark and _are_halves(result[-1], glyph):
            result[-1] = Glyph(result[-1].text + glyph.text, result[-1].left, glyph.right)
        else:
            result.append(glyph)
            waiting = glyph if mark else None
            continue
        waiting = None
    return sorted(result, key=lambda glyph: glyph.centre)


def _with_marks_in_place(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs by their left edges; marks joined to the letters that have the same place."""
    letters: dict[tuple[float, float], int] = {}
    result: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.left, _is_mark(glyph.text))):
        place = (round(glyph.left, 1), round(glyph.right, 1))
        if _is_mark(glyph.text) and place in letters:
            letter = result[letters[place]]
            result[letters[place]] = letter._replace(text=letter.text + glyph.text)
            continue
        letters[place] = len(result)
        result.append(glyph)
    return result


def _are_halves(left: Glyph, right: Glyph) -> bool:
    width = left.right - left.left
    return abs(left.right - right.left) < 0.15 and abs(width - (right.right - right.left)) < 0.2


def _signs(line: Sequence[Glyph], *, turned: bool) -> list[_Sign]:
    """From left to right, each with its marks."""
    glyphs = sorted(line, key=lambda glyph: glyph.centre)
    letters = [glyph for glyph in glyphs if _kind(glyph.text) == "R"]
    marks: dict[Glyph, list[str]] = {}
    signs = []
    for glyph in glyphs:
        if letters and _is_mark(glyph.text):
            base = letters[_nearest(letters, glyph.centre)]
            marks.setdefault(base, []).append(glyph.text)
    for glyph in glyphs:
        if letters and _is_mark(glyph.text):
            continue
        text, kind = glyph.text, _kind(glyph.text)
        if turned and kind == "R" and not any(map(_is_mark, text)):
            text = text[::-1]
        text += "".join(marks.get(glyph, ()))
        signs.append(_Sign(text, kind))
    return signs


def _is_mark(text: str) -> bool:
    """Whether it is nothing but signs that stand over or under letters."""
    return bool(text) and all(unicodedata.category(sign) == "Mn" for sign in text)


def _nearest(bases: Sequence[Glyph], centre: float) -> int:
    """The place of the base over or under which a mark stands; ``bases`` go from left to right."""
    low, high = 0, len(bases) - 1
    while low < high:
        middle = (low + high) // 2
        if abs(bases[middle].centre - centre) <= abs(bases[middle + 1].centre - centre):
            high = middle
        else:
            low = middle + 1
    return low


def _kind(text: str) -> str:
    kind = unicodedata.bidirectional(text[0]) if text else ""
    if kind in ("R", "AL"):
        return "R"
    if kind in ("EN", "AN"):
        return "D"
    return {"L": "L", "CS": "S", "ES": "E", "ET": "T"}.get(kind, "N")


def _spelled(signs: Sequence[_Sign], *, rtl: bool, mirrored: bool) -> str:
    if not rtl:
        right = sum(sign.kind == "R" for sign in signs)
        rtl = right >= sum(sign.kind == "L" for sign in signs)
    return _leftward(signs, mirrored) if rtl else _rightward(signs, mirrored)


def _leftward(signs: Sequence[_Sign], mirrored: bool) -> str:
    """Read from the right to the left, but for words and numbers that run to the right."""
    onward = _runs_to_the_right(signs)
    words: list[str] = []
    end = len(signs)
    while end > 0:
        begin = end - 1
        while onward[end - 1] and begin > 0 and onward[begin - 1]:
            begin -= 1
        if onward[end - 1]:
            words += [sign.text for sign in signs[begin:end]]
        else:
            text = signs[begin].text
            words.append(_MIRROR.get(text, text) if mirrored else text)
        end = begin
    return "".join(words)


def _rightward(signs: Sequence[_Sign], mirrored: bool) -> str:
    """Read from the left to the right, but for what stands between letters that run to the left."""
    words: list[str] = []
    place = 0
    while place < len(signs):
        if signs[place].kind != "R":
            words.append(signs[place].text)
            place += 1
            continue
        end = reach = place + 1
        while reach < len(signs) and signs[reach].kind != "L":
            reach += 1
            if signs[reach - 1].kind == "R":
                end = reach
        words.append(_leftward(signs[place:end], mirrored))
        place = end
    return "".join(words)


def _runs_to_the_right(signs: Sequence[_Sign]) -> list[bool]:
    """Which signs of a line that runs to the left keep their order from left to right."""
    arabic = any(_ARABIC.search(sign.text) for sign in signs)
    onward = [sign.kind in "LD" for sign in signs]
    for place in range(1, len(signs) - 1):
        kind = signs[place].kind
        between = signs[place - 1].kind == "D" == signs[place + 1].kind
        onward[place] |= between and (kind == "S" or (kind == "E" and not arabic))
    if not arabic:  # per cents and currencies go with European numbers, but for Arabic letters
        for place, sign in enumerate(signs):
            beside = {signs[near].kind for near in (place - 1, place + 1) if 0 <= near < len(signs)}
            onward[place] |= sign.kind == "T" and "D" in beside
    last = None
    for place, sign in enumerate(signs):
        if sign.kind in "LDR":
            if last is not None and {signs[last].kind, sign.kind} in ({"L"}, {"L", "D"}):
                onward[last : place + 1] = [True] * (place + 1 - last)
            last = place
    return onward


def _brackets_in_order(words: str) -> int:
    """How many times brackets are opened and then closed, less those when it is the other way."""
    votes = 0
    for opening, closing in _PAIRS:
        found = re.findall(f"[{re.escape(opening + closing)}]", words)
        for first, second in pairwise(found):
            votes += (first != second) * (1 if first == opening else -1)
    return votes
