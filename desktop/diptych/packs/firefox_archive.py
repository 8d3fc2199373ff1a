"""The files of a Firefox model taken out of a folder or an archive, and nothing else of it.

Files are written under their bare names, and only those that a model has: whatever paths an
archive holds, nothing is written elsewhere. Links and devices are refused all the same.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from diptych.core.errors import PackError
from diptych.core.progress import Context
from diptych.packs.files import CHUNK
from diptych.packs.firefox_layout import AGAIN, part_of
from diptych.packs.layout import ZIP_FAULTS

LARGEST_MODEL = 512 * 1024 * 1024
"""Bytes of all files of a model, unpacked: some eight times what the largest have."""

MOST_ENTRIES = 2_000
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
_PACKED = (".gz", ".zst")
_FAULTS = (*ZIP_FAULTS, tarfile.TarError, ValueError)


def take_model(source: Path, target: Path, context: Context) -> None:
    """Write a model's files into the empty folder ``target``, unpacked.

    ``source`` is a folder, a ``.zip``, ``.tar`` or ``.tar.gz`` file, or the model's own ``.bin``
    file with its others beside it. Files packed with gzip one by one are unpacked. Progress is in
    bytes read. Raises PackError, OSError, Cancelled.
    """
    if source.is_dir():
        paths = _in_folder(source)
    elif part_of(_bare(source.name)) == "model":
        paths = _beside(source)
    elif source.name.lower().endswith(ARCHIVES):
        _take_archive(source, target, context)
        return
    else:
        raise PackError(
            f"“{source.name}” is no Firefox model.",
            "Choose its folder, its model.*.bin file, or a .zip, .tar or .tar.gz of them.",
        )
    total = sum(path.stat().st_size for path in paths)
    _Taker(source.name, target, total, context).take_all(_opened(paths))


def _take_archive(source: Path, target: Path, context: Context) -> None:
    taker = _Taker(source.name, target, source.stat().st_size, context)
    entries = _in_zip(source) if source.suffix.lower() == ".zip" else _in_tar(source)
    try:
        taker.take_all(entries)
    except _WriteError:
        raise
    except _FAULTS as error:
        raise _damaged(source.name, error) from error


_Entry = tuple[str, IO[bytes]]
"""A path in the source and its open bytes: to be read at once, or never."""


class _WriteError(OSError):
    """A fault of the disk written to, which is no fault of the archive."""


class _Taker:
    def __init__(self, name: str, target: Path, total: int, context: Context) -> None:
        self._name = name
        self._target = target
        self._total = total
        self._context = context
        self._done = 0

    def take_all(self, entries: Generator[_Entry]) -> None:
        """Write what belongs to a model; of two that differ in packing alone, the first."""
        with closing(entries):
            for count, (path, opened) in enumerate(entries, start=1):
                if count > MOST_ENTRIES:
                    raise self._too_large()
                name = PurePosixPath(path).name
                bare = _bare(name)
                if part_of(bare) and not (self._target / bare).exists():
                    self._take(name, bare, opened)
        self._context.step(self._total, self._total)

    def _take(self, name: str, bare: str, opened: IO[bytes]) -> None:
        if name.endswith(".zst"):
            raise PackError(
                f"“{name}” is packed with Zstandard, which Diptych cannot read.",
                "Unpack it first (unzstd FILE), and install the folder again.",
            )
        try:
            sink = (self._target / bare).open("xb")
        except OSError as error:
            raise _WriteError(*error.args) from error
        with sink:
            for chunk in self._chunks(name, opened):
                self._done += len(chunk)
                if self._done > LARGEST_MODEL:
                    raise self._too_large()
                try:
                    sink.write(chunk)
                except OSError as error:
                    raise _WriteError(*error.args) from error
            sink.flush()
            os.fsync(sink.fileno())

    def _chunks(self, name: str, opened: IO[bytes]) -> Iterator[bytes]:
        packed = name.endswith(".gz")
        try:
            with gzip.open(opened) if packed else opened as source:
                while chunk := source.read(CHUNK):
                    self._context.step(min(self._done, self._total), self._total)
                    yield chunk
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise _damaged(name, error) from error

    def _too_large(self) -> PackError:
        return PackError(f"“{self._name}” would unpack to far more than a model holds.", AGAIN)


def _damaged(name: str, error: BaseException) -> PackError:
    return PackError(f"“{name}” is cut short or damaged.", AGAIN, str(error))


def _bare(name: str) -> str:
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return name


def _in_folder(folder: Path) -> list[Path]:
    """A model's files in a folder, then those in the folders in it."""
    files = [*sorted(folder.glob("*")), *sorted(folder.glob("*/*"))]
    return [path for path in files if part_of(_bare(path.name)) and path.is_file()]


def _beside(model: Path) -> list[Path]:
    """A model's own file, and those beside it that name the same pair, or none."""
    pair = model.name.split(".")[1]
    others = [
        path
        for path in sorted(model.parent.iterdir())
        if (part_of(_bare(path.name)) not in (None, "model") and f".{pair}." in path.name)
        or path.name == "metadata.json"
    ]
    return [model, *others]


def _opened(paths: list[Path]) -> Generator[_Entry]:
    for path in paths:
        with path.open("rb") as file:
            yield path.name, file


def _in_zip(source: Path) -> Generator[_Entry]:
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise _unsafe(source.name, entry.filename)
            _refuse_elsewhere(source.name, entry.filename)
            if not entry.is_dir():
                with archive.open(entry) as opened:
                    yield entry.filename, opened


def _in_tar(source: Path) -> Generator[_Entry]:
    """Read from front to back once, so that nothing is unpacked only to be skipped."""
    with _plain(source) as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
        for entry in archive:
            _refuse_elsewhere(source.name, entry.name)
            if entry.isdir():
                continue
            opened = archive.extractfile(entry) if entry.isreg() else None
            if opened is None:
                raise _unsafe(source.name, entry.name)
            with opened:
                yield entry.name, opened


@contextmanager
def _plain(source: Path) -> Iterator[Any]:
    with source.open("rb") as file:
        if source.suffix.lower() == ".tar":
            yield file
        else:
            with gzip.open(file) as unpacked:
                yield _Limited(unpacked)


class _Limited:
    """Ends an archive that unpacks to more than it may: tar's own heads are held in memory."""

    def __init__(self, source: gzip.GzipFile) -> None:
        self._source = source
        self._left = LARGEST_MODEL + 64 * CHUNK

    def read(self, size: int) -> bytes:
        """As a file's. Raises tarfile.ReadError."""
        data = self._source.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise tarfile.ReadError("it unpacks to far more than a model holds")
        return data


def _refuse_elsewhere(name: str, path: str) -> None:
    parts = PurePosixPath(path).parts
    if parts[:1] == ("/",) or ".." in parts or "\\" in path or ":" in path:
        raise PackError(f"“{name}” wants to write outside its own folder.", AGAIN, path)


def _unsafe(name: str, path: str) -> PackError:
    return PackError(f"“{name}” holds a link or a device, which no model needs.", AGAIN, path)
