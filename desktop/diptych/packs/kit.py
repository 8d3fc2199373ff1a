"""A kit: packs in a folder, on a USB stick say, to be installed where there is no network."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import from_argos, language
from diptych.core.progress import Cancelled, Context
from diptych.packs.addresses import INDEX_FILE
from diptych.packs.archive import pack_file_name, write_archive
from diptych.packs.cleaning import KIT_WORK, clean_leftovers
from diptych.packs.files import MB, file_sha256, is_full, megabytes, need_room, sync_folder
from diptych.packs.layout import read_metadata
from diptych.packs.portions import portions
from diptych.packs.sums import SUMS_FILE, read_sums, write_sums

README_FILE = "README.txt"
HEADROOM = MB
"""Bytes to spare for the small files of a kit and for what a file system needs beside files."""

_README = """\
Language packs for Diptych
==========================

This folder holds what is needed to translate, for a machine without a network.

To install the packs there: put this folder on that machine, or plug in the stick
it is on. In Diptych open Translate > Language packs and choose this folder, or type

    diptych packs install FOLDER

with the path of this folder. To install only some of them, add their names, as in

    diptych packs install FOLDER {name}

Every file is checked before anything is installed. To check them by hand, type
in this folder

    sha256sum -c SHA256SUMS

The packs in this folder:

{packs}

They are packs of Argos Translate: other programs that use Argos can install the
.argosmodel files too. What a pack was made from, and under which licence it may be
passed on, stands in the README inside it.
"""


@dataclass(frozen=True, slots=True)
class KitFile:
    """A file of a kit: its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was written."""

    folder: Path
    files: tuple[KitFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def write_kit(packs: Sequence[LanguagePack], folder: Path, context: Context) -> Kit:
    """Write packs, an index, checksums and instructions into ``folder``.

    The same packs give the same bytes. All is written beside, then renamed into place; the files
    of an earlier kit there are replaced, and no other file is touched. Progress is in bytes.
    Raises PackError, with the folder as it was, and Cancelled.
    """
    if not packs:
        raise PackError(
            "There is no pack to put into a kit.",
            "Install a full pack first, or name a starter pack.",
        )
    ordered = sorted(packs, key=lambda pack: pack.name)
    needed = sum(pack.size for pack in ordered) + HEADROOM
    created = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = [*map(pack_file_name, ordered), README_FILE, SUMS_FILE, INDEX_FILE]
        earlier = _earlier_kit(folder, context)
        _refuse_foreign(folder, names, earlier)
        need_room(folder, needed)
        clean_leftovers(folder)
        with tempfile.TemporaryDirectory(prefix=KIT_WORK, dir=folder) as work:
            files = _write_all(ordered, Path(work), context)
            _move_in(Path(work), folder, names, earlier)
    except OSError as error:
        _undo(folder, created)
        raise _not_written(error, folder, needed) from error
    except (PackError, Cancelled):
        _undo(folder, created)
        raise
    return Kit(folder, files)


def _not_written(error: OSError, folder: Path, needed: int) -> PackError:
    if is_full(error):
        return PackError(
            f"There is not enough room for the kit in “{folder}”.",
            f"It needs {megabytes(needed)}.",
            str(error),
        )
    return PackError(
        f"The kit could not be written in “{folder}”.",
        "Check that it is a folder, and that you may write there.",
        str(error),
    )


def _undo(folder: Path, created: bool) -> None:
    if created:
        try:
            folder.rmdir()
        except OSError:
            return


def _earlier_kit(folder: Path, context: Context) -> frozenset[str]:
    """Names of files of a kit that lies there, still as it was written: those are ours."""
    sums = read_sums(folder)
    if INDEX_FILE not in sums or README_FILE not in sums:
        return frozenset()
    ours = {
        name
        for name, sha256 in sums.items()
        if (folder / name).is_file() and file_sha256(folder / name, context) == sha256
    }
    return frozenset({*ours, SUMS_FILE} if INDEX_FILE in ours else ())


def _refuse_foreign(folder: Path, names: Sequence[str], earlier: frozenset[str]) -> None:
    for name in names:
        if name not in earlier and os.path.lexists(folder / name):
            raise PackError(
                f"“{folder / name}” is there already, and it is not of an earlier kit.",
                "Choose another folder. Nothing was overwritten.",
            )


def _write_all(packs: Sequence[LanguagePack], work: Path, context: Context) -> tuple[KitFile, ...]:
    parts = portions(context, [pack.size for pack in packs])
    entries: list[dict[str, object]] = []
    files: list[KitFile] = []
    for pack, part in zip(packs, parts, strict=True):
        file = _write_pack(pack, work / pack_file_name(pack), part)
        files.append(file)
        entries.append(_index_entry(pack, file))
    for name, data in (
        (INDEX_FILE, json.dumps(entries, indent=1, ensure_ascii=False).encode() + b"\n"),
        (README_FILE, _readme(packs, files).encode()),
    ):
        files.append(_write_small(work / name, data))
    sums = write_sums({file.name: file.sha256 for file in files})
    return (*files, _write_small(work / SUMS_FILE, sums))


def _write_pack(pack: LanguagePack, path: Path, context: Context) -> KitFile:
    with path.open("xb") as file:
        write_archive(pack, file, context)
        file.flush()
        os.fsync(file.fileno())
    # Read back from the disk it lies on: sticks fail, and this is the last chance to notice.
    return KitFile(path.name, path.stat().st_size, file_sha256(path, context))


def _write_small(path: Path, data: bytes) -> KitFile:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return KitFile(path.name, len(data), file_sha256(path, Context()))


def _index_entry(pack: LanguagePack, file: KitFile) -> dict[str, object]:
    """An entry in Argos's format, with the size and the sum that Argos does not tell."""
    metadata = read_metadata(pack.location)
    return {
        "package_version": pack.version,
        "argos_version": str(metadata.get("argos_version") or ""),
        "from_code": pack.from_code,
        "from_name": _language_name(pack.from_code),
        "to_code": pack.to_code,
        "to_name": _language_name(pack.to_code),
        "links": [file.name],
        "code": pack.name,
        "type": "translate",
        "size": file.size,
        "sha256": file.sha256,
        # A pack that has to caution of itself: what is known of Argos's pack is not true of it.
        **({"starter": True} if pack.note else {}),
    }


def _readme(packs: Sequence[LanguagePack], files: Sequence[KitFile]) -> str:
    lines = [
        f"  {_language_name(pack.from_code)} to {_language_name(pack.to_code)}, "
        f"version {pack.version}, {megabytes(file.size)}: {file.name}"
        for pack, file in zip(packs, files, strict=False)
    ]
    return _README.format(name=packs[0].name, packs="\n".join(lines))


def _language_name(code: str) -> str:
    return language(from_argos(code)).name


def _move_in(work: Path, folder: Path, names: Sequence[str], earlier: frozenset[str]) -> None:
    """The index last: until it is there, what lies in the folder is no newer kit."""
    for name in names:
        (work / name).replace(folder / name)
    for name in earlier - set(names):
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
