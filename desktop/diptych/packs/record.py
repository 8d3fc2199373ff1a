"""What was written when a pack was installed: its files with their sums, and where it came from.

The record lies in the pack's own folder, so it comes and goes with it. It tells damage; who can
change a pack's files can change its record too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.packs.files import write_atomically
from diptych.packs.layout import RECORD

LARGEST_RECORD = 4 * 1024 * 1024
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file's size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """``files`` are by path below the pack's folder, with “/”; ``installed`` is in ISO 8601, UTC.

    ``archive`` sums the ``.argosmodel`` file; None for a pack installed from a folder. ``source``
    is an address, or a file's name. ``offered`` is the version an index gave it, else empty.
    """

    files: Mapping[str, FileSum]
    installed: str
    source: str
    archive: FileSum | None = None
    offered: str = ""


def write_record(location: Path, record: Record) -> None:
    """Write the record of the pack in the folder ``location``. Raises OSError."""
    archive = record.archive
    value = {
        "format": _FORMAT,
        "installed": record.installed,
        "source": record.source,
        "offered": record.offered,
        "archive": archive and {"size": archive.size, "sha256": archive.sha256},
        "files": {
            path: {"size": entry.size, "sha256": entry.sha256}
            for path, entry in sorted(record.files.items())
        },
    }
    data = json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"
    write_atomically(location / RECORD, data)


def read_record(location: Path) -> Record | None:
    """The record of a pack; None when there is none, or none that can be read."""
    path = location / RECORD
    try:
        if path.stat().st_size > LARGEST_RECORD:
            return None
        value = json.loads(path.read_text(encoding="utf-8"))
        if value["format"] != _FORMAT:
            return None
        archive = value["archive"]
        return Record(
            files={str(path): _sum(entry) for path, entry in value["files"].items()},
            installed=str(value["installed"]),
            source=str(value["source"]),
            archive=None if archive is None else _sum(archive),
            offered=str(value["offered"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def note_source(location: Path, source: str, offered: str) -> None:
    """Add to a record where a downloaded pack came from. Raises OSError."""
    record = read_record(location)
    if record is not None:
        write_record(location, replace(record, source=source, offered=offered))


def _sum(value: Mapping[str, object]) -> FileSum:
    size, sha256 = value["size"], value["sha256"]
    if not isinstance(size, int) or not isinstance(sha256, str):
        raise TypeError("a size and a sum")
    return FileSum(size, sha256)
