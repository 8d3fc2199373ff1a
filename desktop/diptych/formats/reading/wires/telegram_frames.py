"""Where telegrams begin and end in a stream of bytes, and how their control characters look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FURTHEST = 4_096
"""Bytes after SOH within which the text of a telegram begins."""

_HEAD = re.compile(rb"\x01[^\x01\x02]{0,4096}\x02")
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One telegram: all its bytes, and which of its marks are there."""

    data: bytes = field(repr=False)
    has_text: bool
    ended: bool

    def split(self, whole: str) -> tuple[str, str, str]:
        """Header, text and trailer of the decoded telegram; they add up to it."""
        soh = whole.find("\x01") + 1
        start = whole.find("\x02", soh) + 1 if self.has_text else _after_first_line(whole, soh)
        end = whole.rfind("\x03", start) if self.ended else -1
        if end < 0:
            end = len(whole)
        return whole[:start], whole[start:end], whole[end:]


def frames(data: bytes) -> list[Frame]:
    """The telegrams of a file, in order; what stands between two belongs to the later one.

    A file with a beginning and no text is one telegram; one without either is none.
    """
    heads = [(match.start(), match.end()) for match in _HEAD.finditer(data)]
    if not heads:
        return [Frame(data, has_text=False, ended=False)] if b"\x01" in data else []
    found: list[Frame] = []
    begin = 0
    for number, (_, text) in enumerate(heads):
        last = number + 1 == len(heads)
        following = len(data) if last else heads[number + 1][0]
        closed = data.rfind(b"\x03", text, following)
        over = data.find(b"\x04", max(closed, text), following)
        end = over + 1 if over >= 0 and not last else following
        found.append(Frame(data[begin:end], has_text=True, ended=closed >= 0))
        begin = end
    return found


def shown(words: str) -> str:
    """A header or trailer as people read it: control characters by their pictures."""
    return words.translate(_PICTURES)


def _after_first_line(whole: str, start: int) -> int:
    for mark in ("\n\n", "\n"):
        found = whole.find(mark, start, start + _FURTHEST)
        if found >= 0:
            return found + len(mark)
    return len(whole)
