"""Subtitle files cut into cues, each with its place in the file, so that it can be written back.

SRT as players read it, which is more than any description of it allows, and WebVTT by the rules of
W3C's "WebVTT: The Web Video Text Tracks Format", section 6.1. Reading takes time in proportion to
the file's size, whatever is in it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from diptych.core.text import Span
from diptych.formats.reading.kinds import FileKind

_LINE = re.compile(r"([^\r\n]*)(\r\r\n|\r\n|\r|\n|\Z)")
_MOMENT = r"(-?)(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[,.:，．。：][ \t]{0,3}(\d{1,9}))?"
_TIMES = re.compile(rf"[ \t]{{0,9}}{_MOMENT}[ \t]{{0,9}}-[- ]{{0,2}}>[ \t]{{0,9}}{_MOMENT}")
_NUMBER = re.compile(r"-?\d{1,9}\.?\d{0,9}")
_APART = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z0-9_-]{2,35})[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle: where its words stand in the file's text, and its times in milliseconds.

    ``unit`` is its number or its name, ``settings`` what follows the times on their line.
    """

    place: Span
    start: int
    end: int
    settings: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class CueFile:
    """The cues of a file in its order; ``text`` is all of it, as it was decoded.

    ``notes`` counts comments, and ``stray`` lines that belong to no cue and nothing else.
    """

    text: str
    cues: tuple[Cue, ...]
    notes: int = 0
    stray: int = 0
    language: str | None = None
    title: str | None = None

    def words(self, cue: Cue) -> str:
        """What stands in the file for a cue, tags, line ends and all."""
        return cue.place.of(self.text)


def parse_cues(text: str, kind: FileKind) -> CueFile:
    """The cues of an SRT or a WebVTT file; none in a text that is neither."""
    return _Parser(text, web=kind is FileKind.VTT).parsed()


class _Parser:
    def __init__(self, text: str, *, web: bool) -> None:
        self._text, self._web = text, web
        # Numbers alone: a file may be nothing but line ends.
        self._starts, self._ends = array("Q"), array("Q")
        for line in _LINE.finditer(text):
            self._starts.append(line.start(1))
            self._ends.append(line.end(1))
        self._count = len(self._starts)
        self._times = [(n, m) for n in range(self._count) if (m := self._times_in(n))]

    def parsed(self) -> CueFile:
        cues: list[Cue] = []
        notes = stray = after = 0
        for place, (number, match) in enumerate(self._times):
            head = self._head(place)
            told, lost = self._between(after, head)
            notes, stray = notes + told, stray + lost
            more = place + 1 < len(self._times)
            after = self._end(number + 1, self._head(place + 1) if more else self._count)
            cues.append(self._cue(head, number, after, match))
        told, lost = self._between(after, self._count)
        header = tuple(self._header()) if self._web else ()
        return CueFile(
            self._text,
            tuple(cues),
            notes + told,
            stray + lost,
            next((m[1] for line in header[1:] if (m := _LANGUAGE.match(line))), None),
            _title(header[0]) if header else None,
        )

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._ends[number]]

    def _blank(self, number: int) -> bool:
        return not self._line(number).strip(" \t\ufeff")

    def _times_in(self, number: int) -> re.Match[str] | None:
        """The times on a line. Without hours, a clock needs its fraction to be one."""
        match = _TIMES.match(self._text, self._starts[number], self._ends[number])
        if match is None:
            return None
        hours, fractions = match.group(2, 7), match.group(5, 10)
        sure = all(h or f for h, f in zip(hours, fractions, strict=True))
        return match if sure else None

    def _head(self, place: int) -> int:
        """The line on which a cue begins: that of its number or name, else that of its times."""
        number = self._times[place][0]
        before = number - 1
        first = self._times[place - 1][0] + 1 if place else int(self._web)
        if before < first or self._blank(before):
            return number
        named = self._web and (before == first or self._blank(before - 1))
        return before if named or _NUMBER.fullmatch(self._line(before).strip()) else number

    def _end(self, first: int, limit: int) -> int:
        """The line after a cue's words. In SRT they go on behind a blank line."""
        if self._web:
            return next((n for n in range(first, limit) if self._blank(n)), limit)
        while limit > first and self._blank(limit - 1):
            limit -= 1
        return limit

    def _cue(self, head: int, number: int, after: int, match: re.Match[str]) -> Cue:
        first = number + 1
        while first < after and self._blank(first):
            first += 1
        end_of_times = self._ends[number]
        start = self._starts[first] if first < after else end_of_times
        end = self._ends[after - 1] if first < after else end_of_times
        return Cue(
            Span(start, end),
            _milliseconds(match.group(1, 2, 3, 4, 5)),
            _milliseconds(match.group(6, 7, 8, 9, 10)),
            self._text[match.end() : end_of_times].strip(),
            self._line(head).strip() if head < number else None,
        )

    def _between(self, first: int, limit: int) -> tuple[int, int]:
        """Comments, and lines of no known use, between two cues."""
        notes = stray = 0
        apart = self._web and first == 0
        begins = True
        for number in range(first, limit):
            if self._blank(number):
                begins, apart = True, False
                continue
            if begins and self._web and _APART.match(self._line(number)):
                apart = True
                notes += self._line(number).startswith("NOTE")
            begins = False
            stray += not apart
        return notes, stray

    def _header(self) -> Iterator[str]:
        for number in range(self._count):
            if self._blank(number) or "-->" in self._line(number):
                return
            yield self._line(number)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    """As players count: a fraction of one or two digits is so many milliseconds."""
    minus, hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    total = whole * 1000 + int((fraction or "0")[:3])
    return -total if minus else total


def _title(line: str) -> str | None:
    """What the first line says after a dash; other words there are of no use."""
    _, dash, title = line.partition(" - ")
    return title.strip() or None if dash else None
