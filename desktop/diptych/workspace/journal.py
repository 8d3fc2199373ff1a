"""An append-only journal: one line for each entry, which is on the disk before it counts.

A line is the CRC32 of all that follows it, the number of the line, and JSON. The first line is the
header, number 0. Order is told by the numbers, never by a clock.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diptych.workspace.project_json import Json
from diptych.workspace.saving import write_atomically

FORMAT = 1
_PORTION = 64
"""Items of a long list that are encoded at a time: the encoder holds the interpreter meanwhile."""


class JournalLostError(Exception):
    """The journal's file is gone, or is not the one that was written: begin another one."""


@dataclass(frozen=True, slots=True)
class JournalRead:
    """What could be read of a journal: all before the first line that is torn or wrong.

    ``header`` is None when not even the first line can be read. ``ends`` are bytes from the start
    of the file to the end of the header and of each entry. ``tail`` is what follows the last one;
    its last line may be torn.
    """

    header: Json | None
    entries: tuple[Json, ...]
    ends: tuple[int, ...]
    tail: bytes


class Journal:
    """A journal to write on. Nothing here stays open between two entries."""

    def __init__(self, path: Path, size: int, entries: int) -> None:
        self.path, self.size, self.entries = path, size, entries

    @classmethod
    def begin(cls, path: Path, header: Json, entries: Iterable[Json] = ()) -> Journal:
        """A new journal in the place of any that is there, whole or not at all.

        Raises CannotSaveError; then what was there still is.
        """
        told = [{"journal": FORMAT, **header}, *entries]
        data = b"".join(_line(number, entry) for number, entry in enumerate(told))
        write_atomically(path, data)
        return cls(path, len(data), len(told) - 1)

    def append(self, entry: Json) -> None:
        """Add an entry; when this returns, it is on the disk.

        Raises OSError when it is not: then the journal is as it was before, or JournalLostError
        when that cannot be said for sure.
        """
        line = _line(self.entries + 1, entry)
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        except FileNotFoundError as error:
            raise JournalLostError(str(self.path)) from error
        try:
            self._same(file)
            try:
                _write(file, line)
                _sync(file)
            except OSError:
                self._take_back(file)
                raise
        finally:
            os.close(file)
        self.size += len(line)
        self.entries += 1

    def _same(self, file: int) -> None:
        found = os.fstat(file)
        if found.st_size != self.size:
            raise JournalLostError(f"{self.path}: {found.st_size} bytes and not {self.size}")

    def _take_back(self, file: int) -> None:
        """Leave no half line behind: what came after it would not be read."""
        try:
            os.ftruncate(file, self.size)
            os.fsync(file)
        except OSError as error:
            raise JournalLostError(str(self.path)) from error


def read_journal(path: Path) -> JournalRead:
    """Read all that can be trusted. Raises OSError."""
    data = path.read_bytes()
    header: Json | None = None
    entries: list[Json] = []
    ends: list[int] = []
    good = 0
    for number, line in enumerate(_whole_lines(data)):
        entry = _entry(line, number)
        if entry is None:
            break
        good += len(line)
        if number == 0:
            header = entry
        else:
            entries.append(entry)
        ends.append(good)
    return JournalRead(header, tuple(entries), tuple(ends), data[good:])


def _whole_lines(data: bytes) -> Iterable[bytes]:
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        yield data[start : end + 1]
        start = end + 1


def _entry(line: bytes, number: int) -> Json | None:
    """The entry in a line, if it is what was written there."""
    crc, _, rest = line[:-1].partition(b" ")
    told, _, text = rest.partition(b" ")
    if crc != _crc(rest) or told != str(number).encode():
        return None
    try:
        entry = json.loads(text.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _line(number: int, entry: Json) -> bytes:
    rest = f"{number} {_encoded(entry)}".encode("utf-8", "surrogatepass")
    return b"%b %b\n" % (_crc(rest), rest)


def _crc(data: bytes) -> bytes:
    return f"{zlib.crc32(data):08x}".encode()


def _encoded(value: object) -> str:
    if isinstance(value, dict):
        told = (f"{_text(str(key))}:{_encoded(item)}" for key, item in value.items())
        return "{" + ",".join(told) + "}"
    if isinstance(value, list) and len(value) > _PORTION:
        portions = (value[n : n + _PORTION] for n in range(0, len(value), _PORTION))
        return "[" + ",".join(_text(portion)[1:-1] for portion in portions) + "]"
    if isinstance(value, list):
        return "[" + ",".join(map(_encoded, value)) + "]"
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync(file: int) -> None:
    """Have it on the disk itself; what macOS calls fsync stops at the disk's own memory."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    else:
        os.fsync(file)
