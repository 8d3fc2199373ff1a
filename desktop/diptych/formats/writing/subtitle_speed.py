"""Subtitles that nobody can read in time, or that do not fit the screen.

The limits are those that most broadcasters and streaming services give their translators; each
house has its own, within a character or two of these.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.formats.writing.columns import width
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.subtitles import LONGEST_LINE, bare_words, set_subtitles

FASTEST = 17.0
"""Characters a second that people can read, blanks and marks counted."""

FASTEST_WIDE = 9.0
"""The same in Chinese, Japanese and Korean, whose characters hold more."""

SHORTEST = 0.8
"""Seconds; what is shown for less is a flicker."""

MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class SpeedWarning:
    """What is wrong with one subtitle, with its figures.

    ``number`` is its place among the subtitles, from 1, ``unit`` what the file calls it, ``block``
    the id of its block. ``start`` and ``seconds`` are when and how long it is shown, ``speed`` is
    in characters a second (None without any time), ``widest`` in columns. ``faults`` are phrases,
    as in “21.5 characters a second (17 at most)”.
    """

    number: int
    unit: str
    block: str
    start: float
    seconds: float
    speed: float | None
    fastest: float
    widest: int
    lines: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        name = f" “{self.unit}”" if self.unit and self.unit != str(self.number) else ""
        minutes, seconds = divmod(self.start, 60)
        at = f"{int(minutes) // 60}:{int(minutes) % 60:02}:{int(seconds):02}"
        return f"Subtitle {self.number}{name} at {at}: {', '.join(self.faults)}"


def speed_warnings(
    document: Document, version: Version, copy: Copy = USUAL
) -> tuple[SpeedWarning, ...]:
    """The subtitles of a version that break a limit, in order, set as ``copy`` has them written.

    Empty for an article without times. Tags are not counted, and neither are line ends.
    """
    found: list[SpeedWarning] = []
    for number, (block, words) in enumerate(set_subtitles(document, version, copy), start=1):
        timing = block.timing
        if timing is None:
            continue
        bare = bare_words(words)
        lines = [line.strip() for line in bare.split("\n") if line.strip()]
        seconds = max(0, timing.end - timing.start) / 1000
        count = sum(map(_characters, lines))
        speed = count / seconds if seconds else None
        fastest = FASTEST_WIDE if _is_wide(bare) else FASTEST
        widest = max(map(width, lines), default=0)
        faults = tuple(_faults(count, seconds, fastest, widest, len(lines)))
        if faults:
            found.append(
                SpeedWarning(
                    number, block.unit or "", block.id, timing.start / 1000, seconds, speed,
                    fastest, widest, len(lines), faults,
                )
            )  # fmt: skip
    return tuple(found)


def _faults(count: int, seconds: float, fastest: float, widest: int, lines: int) -> Iterator[str]:
    if not lines:
        return
    if seconds and count > fastest * seconds:
        tenths = ceil(round(10 * count / seconds, 6))  # never down to the limit itself
        yield f"{tenths / 10:.1f} characters a second ({fastest:g} at most)"
    if seconds < SHORTEST:
        yield f"shown for {seconds:g} seconds ({SHORTEST:g} at least)"
    if widest > LONGEST_LINE:
        yield f"a line of {widest} columns ({LONGEST_LINE} at most)"
    if lines > MOST_LINES:
        yield f"{lines} lines ({MOST_LINES} at most)"


def _characters(line: str) -> int:
    """Characters as people count them: what has no width of its own is none."""
    return sum(unicodedata.category(sign) not in ("Mn", "Me", "Cf") for sign in line)


def _is_wide(words: str) -> bool:
    """Whether most letters are Chinese, Japanese or Korean ones."""
    letters = [sign for sign in words if sign.isalpha()]
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in letters)
    return 2 * wide > len(letters)
