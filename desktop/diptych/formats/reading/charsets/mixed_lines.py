"""Files put together from several: UTF-8 with whole lines in an older encoding."""

from __future__ import annotations

from typing import NamedTuple

from diptych.formats.reading.charsets.guessing import guess

_FEWEST = 3
_STRAY = 0.05
_LEAST = 8
"""Bytes in another encoding; fewer are a fault of the file."""

_SAMPLE = 2_000
"""Lines, from all over the file, by which those that are nothing of the kind are told."""


class Mixed(NamedTuple):
    """The characters, how many lines were not UTF-8, and the encoding those were taken for."""

    value: str
    lines: int
    encoding: str


def decode_mixed(data: bytes) -> Mixed | None:
    """The lines of ``data`` by UTF-8 where they are that, else by one guess for all the others.

    None where that is not what happened: a line that is half in UTF-8 is a damaged one, and in a
    file of another encoding there are no lines in UTF-8 with letters beyond ASCII.
    """
    lines = data.split(b"\n")
    if not _is_mixed(lines[:: 1 + len(lines) // _SAMPLE]):
        return None
    read = [_Line(line, _is_utf8(line), _letters(line)) for line in lines]
    if _is_cut_off(lines[-1]):
        read[-1] = read[-1]._replace(sound=True)
    foreign = b"\n".join(line.data for line in read if line.foreign)
    if len(foreign) < _LEAST:
        return None
    encoding = guess(foreign).encoding
    value = "\n".join(
        line.data.decode(encoding if line.foreign else "utf-8", "replace") for line in read
    )
    return Mixed(value, sum(line.foreign for line in read), encoding)


def _is_mixed(lines: list[bytes]) -> bool:
    """Whether there are lines in UTF-8 with letters beyond ASCII, and no such letters in others."""
    letters = [(_is_utf8(line), _letters(line)) for line in lines]
    sound = sum(count for is_sound, count in letters if is_sound)
    half = sum(count for is_sound, count in letters if not is_sound)
    return sound >= _FEWEST and half <= _STRAY * sound


class _Line(NamedTuple):
    data: bytes
    sound: bool
    letters: int

    @property
    def foreign(self) -> bool:
        return not self.sound and not self.letters


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_cut_off(line: bytes) -> bool:
    """Whether it is UTF-8 that ends in the middle of a character."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(line) and error.reason == "unexpected end of data"
    return False


def _letters(line: bytes) -> int:
    """How many characters beyond ASCII it has that UTF-8 can read."""
    if line.isascii():
        return 0
    text = line.decode("utf-8", "ignore")
    return len(text) - len(text.encode("ascii", "ignore"))
