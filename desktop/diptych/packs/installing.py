"""Installing a pack from a file and removing it again; nothing is ever half there."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Context
from diptych.packs.cleaning import clean_leftovers
from diptych.packs.files import file_sha256, megabytes, sync_folder
from diptych.packs.layout import read_pack, versioned_name
from diptych.packs.record import FileSum, Record, write_record
from diptych.packs.unpacking import Unpacker


def install(file: Path, own_dir: Path, context: Context) -> LanguagePack:
    """Check a pack, write it beside its place with a record of its sums, and rename it into place.

    ``file`` is an ``.argosmodel`` file or the folder of an unpacked pack. An older pack of the
    pair is replaced only when the new one is whole. Progress is in bytes, of the unpacked pack.
    Raises PackError, and Cancelled; then everything is as it was.
    """
    if not file.is_file() and not (file / "metadata.json").is_file():
        raise PackError(f"There is no file “{file}”.", "Choose a file that ends in .argosmodel.")
    pack = read_pack(file, PackPlace.INSTALLED)
    place = own_dir / versioned_name(pack.name, pack.version)
    try:
        _refuse_another(place, pack)
        clean_leftovers(own_dir)
        own_dir.mkdir(parents=True, exist_ok=True)
        _need_space(own_dir, pack.size)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=own_dir) as work:
            archive = _summed(file, context)
            unpacker = Unpacker(Path(work), pack.size, context)
            fresh = unpacker.copy(file) if archive is None else unpacker.unpack(file)
            write_record(fresh, Record(unpacker.sums, _now(), file.name, archive))
            checked = read_pack(fresh, PackPlace.INSTALLED)
            _swap(fresh, place, Path(work))
            sync_folder(own_dir)
    except OSError as error:
        raise _told(error, own_dir, pack) from error
    _drop_others(own_dir, place, checked)
    return read_pack(place, PackPlace.INSTALLED)


def _told(error: OSError, own_dir: Path, pack: LanguagePack) -> PackError:
    if error.errno == errno.ENOSPC:
        return PackError(
            "There is not enough room on the disk for this pack.",
            f"It needs {megabytes(pack.size)}. Free some space and install it again.",
            str(error),
        )
    return PackError(
        f"The pack could not be installed in “{own_dir}”.",
        "Check that you may write there, and install it again.",
        str(error),
    )


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


def _need_space(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _refuse_another(place: Path, pack: LanguagePack) -> None:
    """Codes may hold what separates them, so two pairs can come to one folder name."""
    pair = _pair(place)
    if pair not in (None, (pack.from_code, pack.to_code)):
        raise PackError(
            f"“{pack.name}” would take the place of another pack.",
            "Remove the other one first, if you want this one.",
            f"{place}: {pair}",
        )


def _summed(file: Path, context: Context) -> FileSum | None:
    return None if file.is_dir() else FileSum(file.stat().st_size, file_sha256(file, context))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
