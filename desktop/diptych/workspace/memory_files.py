"""Translation memories from TMX files and into them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.core.memory import Entry
from diptych.core.progress import Context
from diptych.formats.reading.limits import MIB
from diptych.formats.tmx import TmxReader, Written, write_tmx
from diptych.workspace.memory import READ_AT_ONCE, STORED_AT_ONCE, Memory, Stored
from diptych.workspace.saving import write_atomically

LARGEST = 2048 * MIB


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``remarks`` are sentences about what was left out of the file."""

    stored: Stored
    remarks: tuple[str, ...]


def import_tmx(
    memory: Memory,
    path: Path,
    context: Context,
    from_language: str | None = None,
    to_language: str | None = None,
) -> Imported:
    """Store the entries of a TMX file, of one pair of languages if both are given.

    They are stored as they are read: after Cancelled or StoreError those before it are kept.
    Raises CannotReadError too. Progress is in bytes of the file.
    """
    size = _size(path)
    try:
        with path.open("rb") as stream:
            reader = TmxReader(stream, path.name, from_language, to_language)
            stored = _store_all(memory, reader, stream, size, context)
    except OSError as error:
        raise _unreadable(path, error) from error
    return Imported(stored, reader.remarks())


def export_tmx(
    memory: Memory,
    path: Path,
    context: Context,
    from_language: str | None = None,
    to_language: str | None = None,
) -> Written:
    """Write the entries of a pair of languages, or all, as TMX. Progress is in entries.

    Raises CannotSaveError, also when there are none; StoreError, Cancelled.
    """
    counts = [
        count
        for count in memory.counts()
        if from_language in (None, count.source_language)
        and to_language in (None, count.target_language)
    ]
    if not counts:
        raise CannotSaveError(
            f"“{path.name}” was not written: the memory has nothing to put into it.",
            "“diptych memory stats” shows the languages it has.",
        )
    sources = {count.source_language for count in counts}
    total = sum(count.entries for count in counts)
    entries = memory.entries(from_language, to_language)
    sink = io.BytesIO()
    source = sources.pop() if len(sources) == 1 else None
    written = write_tmx(_counted(entries, total, context), sink, source)
    write_atomically(path, sink.getvalue())
    return written


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise CannotReadError(
                f"“{path}” is not there, or is not an ordinary file.", "Check its name and folder."
            )
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > LARGEST:
        raise CannotReadError(
            f"“{path.name}” has {size // MIB:,} MB; TMX files of up to {LARGEST // MIB:,} MB can "
            "be read.",
            "Export it in parts.",
        )
    return size


def _unreadable(path: Path, error: OSError) -> CannotReadError:
    return CannotReadError(
        f"“{path}” could not be read.", "Check the disk, and who may read the file.", str(error)
    )


def _store_all(
    memory: Memory, entries: Iterable[Entry], stream: BinaryIO, size: int, context: Context
) -> Stored:
    total = Stored()
    waiting = iter(entries)
    while batch := list(islice(waiting, STORED_AT_ONCE)):
        context.step(stream.tell(), size)
        total += memory.store(batch)
    return total


def _counted(entries: Iterable[Entry], total: int, context: Context) -> Iterator[Entry]:
    for done, entry in enumerate(entries):
        if done % READ_AT_ONCE == 0:
            context.step(min(done, total), total)
        yield entry
