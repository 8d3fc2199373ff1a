"""Installing a pack from a file and removing it again; nothing is ever half there."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Context
from diptych.packs.files import file_sha256, need_room
from diptych.packs.layout import read_pack, versioned_name
from diptych.packs.placing import not_put, put, take_away, work_folder
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
    _refuse_another(place, pack)
    try:
        with work_folder(own_dir) as work:
            need_room(work, pack.size)
            archive = _summed(file, context)
            unpacker = Unpacker(work, pack.size, context)
            fresh = unpacker.copy(file) if archive is None else unpacker.unpack(file)
            write_record(fresh, Record(unpacker.sums, _now(), file.name, archive))
            checked = read_pack(fresh, PackPlace.INSTALLED)
            put(fresh, place, work)
    except OSError as error:
        raise not_put(error, own_dir, "pack", pack.size) from error
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
    take_away(pack.location, pack.name)


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
