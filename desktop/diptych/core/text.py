"""Texts and spans: the one place that knows how characters are counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= i < end``, in one immutable text.

    Raises ValueError when ``0 <= start <= end`` does not hold.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, value: str) -> str:
        """The code points of ``value`` inside this span."""
        return value[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same span ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def stripped(self, value: str) -> Span:
        """This span without white space at its ends; empty at ``start`` when nothing is left."""
        start, end = self.start, self.end
        while start < end and value[start].isspace():
            start += 1
        while end > start and value[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else Span(self.start, self.start)


@dataclass(frozen=True, slots=True)
class Text:
    """An immutable string and the BCP 47 tag of its language (None: not known)."""

    value: str
    language: str | None = None

    def __len__(self) -> int:
        return len(self.value)


_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SOFT_HYPHEN_BREAK = re.compile("\ufffe\n?")
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def canonicalise(raw: str) -> str:
    """Return the text of record for a decoded string.

    Leading byte-order marks are dropped; every line end becomes LF; surrogate pairs are joined
    and lone ones become U+FFFD; NUL, other control characters and noncharacters are removed;
    U+FFFE, which PDF readers put for a hyphen at a line's end, joins the two halves of the word.
    No-break spaces, joiners and bidirectional marks are kept, and nothing is composed.
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = _SURROGATE_PAIR.sub(_join_surrogates, text)
    text = _LONE_SURROGATE.sub("\ufffd", text)
    text = _SOFT_HYPHEN_BREAK.sub("", text)
    return _DROPPED.sub("", text).lstrip("\ufeff")


def _join_surrogates(match: re.Match[str]) -> str:
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Converts between code-point offsets (Python) and UTF-16 units (Qt) in one text."""

    def __init__(self, value: str) -> None:
        self._wide = [match.start() for match in _ASTRAL.finditer(value)]
        self._wide_units = [index + place for place, index in enumerate(self._wide)]

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before the code point at ``offset``."""
        return offset + bisect_left(self._wide, offset)

    def from_utf16(self, position: int) -> int:
        """Code points before ``position``; a place inside a pair snaps to the pair's start."""
        before = bisect_left(self._wide_units, position)
        if before and self._wide_units[before - 1] + 1 == position:
            return self._wide[before - 1]
        return position - before
