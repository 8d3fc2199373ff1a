"""A pack's files, written to a working folder and summed on the way."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.progress import Context
from diptych.packs.files import CHUNK
from diptych.packs.layout import RECORD, ZIP_FAULTS, check_archive
from diptych.packs.record import FileSum


class Unpacker:
    """Writes one pack below ``work``. Progress is in bytes of ``total``."""

    def __init__(self, work: Path, total: int, context: Context) -> None:
        self._work = work
        self._total = total
        self._context = context
        self._done = 0
        self.sums: dict[str, FileSum] = {}

    def unpack(self, file: Path) -> Path:
        """Unpack an ``.argosmodel`` file; the pack's new folder. Raises PackError, OSError."""
        with zipfile.ZipFile(file) as archive:
            top = check_archive(archive, file.name)
            fresh = self._work / "pack"
            fresh.mkdir()
            for entry in archive.infolist():
                path = entry.filename.removeprefix(f"{top}/")
                if entry.is_dir() or path == RECORD:
                    continue
                self._write(fresh, path, _entry_chunks(archive, entry, file.name))
        return fresh

    def copy(self, folder: Path) -> Path:
        """Copy an unpacked pack; its new folder. Raises PackError for links in it, OSError."""
        fresh = self._work / "pack"
        fresh.mkdir()
        for source in sorted(folder.rglob("*")):
            path = source.relative_to(folder).as_posix()
            if source.is_symlink():
                raise PackError(
                    f"“{folder.name}” holds a link to something else: {path}",
                    "Get the pack again from where it came from, or choose another one.",
                )
            if source.is_file() and path != RECORD:
                self._write(fresh, path, _file_chunks(source))
        return fresh

    def _write(self, fresh: Path, path: str, chunks: Generator[bytes]) -> None:
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        # Closed at once when the work is cancelled: nothing else ends a half-read entry.
        with closing(chunks), target.open("xb") as sink:
            for chunk in chunks:
                sink.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self._done += len(chunk)
                self._context.step(min(self._done, self._total), self._total)
            sink.flush()
            os.fsync(sink.fileno())
        self.sums[path] = FileSum(size, digest.hexdigest())


def _entry_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Generator[bytes]:
    """An entry's bytes. Faults of the zip are told apart from those of the disk written to."""
    try:
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                yield chunk
    except ZIP_FAULTS as error:
        raise PackError(f"“{name}” is damaged.", "Get the pack again.", str(error)) from error


def _file_chunks(path: Path) -> Generator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk
