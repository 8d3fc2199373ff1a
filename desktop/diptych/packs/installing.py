"""Installing a pack from a file and removing it again; nothing is ever half there."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Context
from diptych.packs.layout import ZIP_FAULTS, check_archive, read_pack

_CHUNK = 1024 * 1024


def install(file: Path, own_dir: Path, context: Context) -> LanguagePack:
    """Check a pack file, unpack it beside its place, and rename it into place.

    An older pack of the pair is replaced only when the new one is whole. Progress is in bytes.
    Raises PackError, and Cancelled; then everything is as it was.
    """
    if not file.is_file():
        raise PackError(f"There is no file “{file}”.", "Choose a file that ends in .argosmodel.")
    pack = read_pack(file, PackPlace.INSTALLED)
    place = own_dir / f"{pack.name}-{_safe(pack.version)}"
    try:
        own_dir.mkdir(parents=True, exist_ok=True)
        _need_space(own_dir, pack.size)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=own_dir) as work:
            fresh = _unpack(file, Path(work), pack.size, context)
            checked = read_pack(fresh, PackPlace.INSTALLED)
            _swap(fresh, place, Path(work))
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise PackError(
            "There is not enough room on the disk for this pack."
            if full
            else f"The pack could not be installed in “{own_dir}”.",
            f"It needs {pack.size // _CHUNK + 1} MB. Free some space and install it again."
            if full
            else "Check that you may write there, and install it again.",
            str(error),
        ) from error
    _drop_others(own_dir, place, checked)
    return read_pack(place, PackPlace.INSTALLED)


def remove(pack: LanguagePack) -> None:
    """Remove a pack that we installed. Raises PackError for the packs of others."""
    if pack.place is PackPlace.STARTER:
        raise PackError(
            "This pack came with the program and stays.", "Install a full pack to use it instead."
        )
    if pack.place is PackPlace.ARGOS:
        raise PackError(
            "This pack belongs to another Argos program.",
            f"Remove it there, or delete the folder “{pack.location}”.",
        )
    try:
        # A folder of its own each time: what an earlier try could not delete is not in the way.
        with tempfile.TemporaryDirectory(prefix=".removing-", dir=pack.location.parent) as doomed:
            pack.location.replace(Path(doomed) / pack.location.name)
    except OSError as error:
        raise PackError(
            f"“{pack.name}” could not be removed.", "Close other programs that use it.", str(error)
        ) from error


def _safe(version: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in version) or "0"


def _need_space(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _unpack(file: Path, work: Path, total: int, context: Context) -> Path:
    done = 0
    with zipfile.ZipFile(file) as archive:
        top = check_archive(archive, file.name)
        for entry in archive.infolist():
            target = work / entry.filename
            if entry.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as sink:
                for chunk in _chunks(archive, entry, file.name):
                    sink.write(chunk)
                    done += len(chunk)
                    context.step(min(done, total), total)
    return work / top


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """An entry's bytes. Faults of the zip are told apart from those of the disk written to."""
    try:
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    except ZIP_FAULTS as error:
        raise PackError(f"“{name}” is damaged.", "Get the pack again.", str(error)) from error


def _swap(fresh: Path, place: Path, work: Path) -> None:
    """Put ``fresh`` at ``place``; what stood there goes to ``work`` and with it."""
    old = work / "replaced"
    if place.exists():
        place.replace(old)
    try:
        fresh.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise


def _drop_others(own_dir: Path, place: Path, pack: LanguagePack) -> None:
    """Remove older installed packs of the same pair; a name alone may be that of another pair."""
    for other in own_dir.glob(f"{pack.name}-*"):
        if other != place and _pair(other) == (pack.from_code, pack.to_code):
            shutil.rmtree(other, ignore_errors=True)


def _pair(location: Path) -> tuple[str, str] | None:
    try:
        pack = read_pack(location, PackPlace.INSTALLED)
    except (PackError, OSError):
        return None
    return pack.from_code, pack.to_code
