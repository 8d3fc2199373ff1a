"""A pack written as an ``.argosmodel`` file: the same pack gives the same bytes everywhere."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context
from diptych.packs.files import CHUNK
from diptych.packs.layout import RECORD, ZIP_FAULTS, check_archive, versioned_name

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file can tell; the same for all, so that bytes do not depend on a clock."""

HEADERS = 400
"""Bytes, at most, that a zip file needs for a file beside its contents and twice its name."""


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    size: int
    open: Callable[[], IO[bytes]]


def pack_file_name(pack: LanguagePack) -> str:
    """The name of the file, with the pack's version."""
    return f"{versioned_name(pack.name, pack.version)}.argosmodel"


def write_archive(pack: LanguagePack, target: IO[bytes], context: Context) -> None:
    """Write a pack's files, in order of their names, into a zip file. Progress is in bytes.

    Nothing is compressed: weights hardly shrink, and what is not compressed is the same whichever
    library wrote it. Raises PackError for a damaged pack, OSError, Cancelled.
    """
    top = versioned_name(pack.name, pack.version)
    done = 0
    with _sources(pack.location) as sources, zipfile.ZipFile(target, "w") as archive:
        total = sum(source.size for source in sources)
        for source in sources:
            info = zipfile.ZipInfo(f"{top}/{source.path}", _DATE)
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            info.create_system = 3
            info.file_size = source.size
            with source.open() as reading, archive.open(info, "w") as writing:
                for chunk in _chunks(reading, pack.location.name):
                    writing.write(chunk)
                    done += len(chunk)
                    context.step(min(done, total), total)


def _chunks(reading: IO[bytes], name: str) -> Iterator[bytes]:
    while True:
        try:
            chunk = reading.read(CHUNK)
        except ZIP_FAULTS as error:
            raise PackError(
                f"“{name}” is damaged.", "Get the pack again, and install it.", str(error)
            ) from error
        if not chunk:
            return
        yield chunk


@contextmanager
def _sources(location: Path) -> Iterator[list[_Source]]:
    """The files of a pack in a folder or a zip file, by name."""
    if location.is_dir():
        paths = [path for path in location.rglob("*") if path.is_file()]
        found = [
            _Source(path.relative_to(location).as_posix(), path.stat().st_size, _opener(path))
            for path in paths
            if path != location / RECORD
        ]
        yield sorted(found, key=lambda source: source.path)
        return
    with zipfile.ZipFile(location) as archive:
        top = check_archive(archive, location.name)
        found = [
            _Source(entry.filename.removeprefix(f"{top}/"), entry.file_size, _entry(archive, entry))
            for entry in archive.infolist()
            if not entry.is_dir() and entry.filename != f"{top}/{RECORD}"
        ]
        yield sorted(found, key=lambda source: source.path)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(entry)
