"""Quoted stretches of a text, whatever marks they stand in; an apostrophe is no quotation mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diptych.core.facts.fact import Fact, FactKind
from diptych.core.text import Span

_MARK = re.compile("[«»„“”\"‟‘’‚'‹›「」『』《》〈〉״]")
_DOUBLE = re.compile('[«»„“”"‟‹›「」『』《》〈〉״]')
_SINGLE_START = re.compile("[‘‚'](?<!\\w.)(?=\\S)")
_CLOSERS = {
    "«": "»", "»": "«", "„": "“”\"‟", "“": "”\"“", "”": "”", "\"": "\"”“", "‟": "”",
    "‹": "›", "›": "‹", "「": "」", "『": "』", "《": "》", "〈": "〉", "״": "״",
    "‘": "’'", "‚": "‘’", "'": "'",
}  # fmt: skip
_SINGLE = "‘‚'’"
_SINGLE_END = re.compile(r"(?<=\S)['’](?!\w)")
_WIDE = "\u2e80"


@dataclass(frozen=True, slots=True)
class Quotations:
    """What is quoted in a text, the outermost stretches in order, and whether the marks pair up.

    ``open_at_start``: something closes that was never opened; ``open_at_end``: the reverse. Both
    are usual where one quotation runs over several sentences.
    """

    facts: tuple[Fact, ...] = ()
    open_at_start: bool = False
    open_at_end: bool = False

    def __bool__(self) -> bool:
        return bool(self.facts) or self.open_at_start or self.open_at_end


def find_quotations(text: str) -> Quotations:
    """The quotations of a text. Those between straight single quotes are never certain."""
    if not _DOUBLE.search(text) and not _SINGLE_START.search(text):
        return Quotations()
    found: list[Fact] = []
    opened, begun = "", 0
    stray = False
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if opened:
            if mark in _CLOSERS[opened] and _may_close(text, at, mark):
                found.append(_fact(text, begun + 1, at, certain=opened != "'"))
                opened = ""
        elif mark in _CLOSERS and _may_open(text, at, mark):
            opened, begun = mark, at
        elif mark not in _SINGLE and not (mark in '"”״' and text[at - 1 : at].isdigit()):
            stray = True
    return Quotations(tuple(found), stray, bool(opened) and opened not in _SINGLE)


def _may_open(text: str, at: int, mark: str) -> bool:
    """Whether the mark at ``at`` stands where a quotation begins."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "«„“「『《〈":
        return True
    inside = before.isalnum() and before < _WIDE
    if mark in '"״‟‹':
        return not inside and bool(after) and not after.isspace()
    if mark in "»”›":  # they open in German books and in Swedish, and close elsewhere
        begins = after.isalnum() or (after in "[(./-?" and text[at + 2 : at + 3].strip() != "")
        return begins and (not before or before.isspace() or before in "([–—-")
    closes = _SINGLE_END.search(text, at + 2) is not None
    return not inside and not after.isspace() and not after.isdigit() and closes


def _may_close(text: str, at: int, mark: str) -> bool:
    """Whether the mark at ``at`` stands where a quotation ends."""
    if mark not in "'’":
        return True
    after = text[at + 1 : at + 2]
    return not after.isalnum() or after >= _WIDE


def _fact(text: str, start: int, end: int, *, certain: bool) -> Fact:
    place = Span(start, end).stripped(text)
    inner = place.of(text)
    reading = " ".join(re.findall(r"\w+", inner.casefold()))
    return Fact(FactKind.QUOTATION, place, inner, (reading,), certain)
