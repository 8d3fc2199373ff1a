"""Installing from a folder: a kit, or any folder that holds packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from diptych.core.errors import DownloadError, PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Context
from diptych.packs.addresses import INDEX_FILE, local_path
from diptych.packs.files import file_sha256
from diptych.packs.index import LARGEST_INDEX, parse_index
from diptych.packs.layout import read_pack
from diptych.packs.places import Skipped, read_each, version_numbers
from diptych.packs.portions import portions
from diptych.packs.sums import SUMS_FILE, read_sums

Install = Callable[[Path, Context], LanguagePack]

_COPY_AGAIN = "Copy the kit again, or name the packs that you want from it."


@dataclass(frozen=True, slots=True)
class FolderInstallation:
    """What became of a folder's packs.

    ``kept`` are installed ones that are as new as those in the folder; ``skipped`` are files and
    folders that are no good packs. Of a kit nothing is skipped: it is whole or refused.
    """

    installed: tuple[LanguagePack, ...]
    kept: tuple[LanguagePack, ...]
    skipped: tuple[Skipped, ...]


def install_folder(
    folder: Path,
    names: Sequence[str],
    there: Sequence[LanguagePack],
    install: Install,
    context: Context,
) -> FolderInstallation:
    """Install all packs in a folder, or those named, by ``install``.

    ``there`` are the packs installed now: without names, what is as new there is kept. A kit's
    checksums are checked before anything is installed. Progress is in bytes read and written.
    Raises PackError, Cancelled; packs that were installed until then stay.
    """
    skipped: tuple[Skipped, ...] = ()
    if _is_kit(folder):
        found = _kit_packs(folder, names, context)
    else:
        found, skipped = _loose_packs(folder)
    wanted = _wanted(folder, found, names)
    kept: list[LanguagePack] = []
    if not names:
        own = {pack.name: pack for pack in there if pack.place is PackPlace.INSTALLED}
        kept = [own[p.name] for p in wanted if p.name in own and not _newer(p, own[p.name])]
        held = {pack.name for pack in kept}
        wanted = [pack for pack in wanted if pack.name not in held]
    parts = portions(context, [pack.size for pack in wanted])
    installed = [install(pack.location, part) for pack, part in zip(wanted, parts, strict=True)]
    return FolderInstallation(tuple(installed), tuple(kept), skipped)


def _newer(pack: LanguagePack, than: LanguagePack) -> bool:
    return version_numbers(pack.version) > version_numbers(than.version)


def _wanted(folder: Path, found: list[LanguagePack], names: Sequence[str]) -> list[LanguagePack]:
    newest: dict[str, LanguagePack] = {}
    for pack in found:
        if pack.name not in newest or _newer(pack, newest[pack.name]):
            newest[pack.name] = pack
    if not newest:
        raise PackError(
            f"There is no language pack in “{folder}”.",
            "Choose a folder that holds .argosmodel files, or a kit.",
        )
    _refuse_missing(folder, names, sorted(newest))
    return [newest[name] for name in sorted(set(names) or newest)]


def _refuse_missing(folder: Path, names: Sequence[str], there: Sequence[str]) -> None:
    for name in names:
        if name not in there:
            raise PackError(
                f"There is no pack “{name}” in “{folder}”.", f"It holds: {', '.join(there)}."
            )


def _loose_packs(folder: Path) -> tuple[list[LanguagePack], tuple[Skipped, ...]]:
    """Packs in files and in folders, one level deep, and what looks like one but is none."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise PackError(
            f"“{folder}” cannot be read.", "Choose another folder.", str(error)
        ) from error
    likely = [
        entry
        for entry in entries
        if (entry.suffix == ".argosmodel" and entry.is_file())
        or (entry / "metadata.json").is_file()
    ]
    good, bad = read_each(likely, partial(read_pack, place=PackPlace.INSTALLED))
    if bad and not good:
        raise PackError(
            f"There is no good language pack in “{folder}”.", "Get the packs again.", bad[0].reason
        )
    return good, tuple(bad)


def _is_kit(folder: Path) -> bool:
    return (folder / INDEX_FILE).is_file() and (folder / SUMS_FILE).is_file()


def _kit_packs(folder: Path, names: Sequence[str], context: Context) -> list[LanguagePack]:
    """The packs a kit lists; those that will be installed are read and held against their sums."""
    sums = read_sums(folder)
    index = folder / INDEX_FILE
    try:
        if index.stat().st_size > LARGEST_INDEX or file_sha256(index, context) != sums.get(
            INDEX_FILE
        ):
            raise _damaged(index, "its checksum differs")
        parsed = parse_index(index.read_bytes(), index.absolute().as_uri(), datetime.now(UTC))
    except OSError as error:
        raise _damaged(index, str(error)) from error
    except DownloadError as error:
        raise _damaged(index, error.details) from error
    _refuse_missing(folder, names, [entry.name for entry in parsed.entries])
    listed = [
        (entry, path)
        for entry in parsed.entries
        if (path := local_path(entry.links[0]) if entry.links else None) is not None
        and (not names or entry.name in names)
    ]
    for entry, path in listed:
        expected = {sums.get(path.name), entry.sha256}
        try:
            if expected != {file_sha256(path, context)}:
                raise _damaged(path, "its checksum differs")
        except OSError as error:
            raise _damaged(path, str(error)) from error
    return [read_pack(path, PackPlace.INSTALLED) for _entry, path in listed]


def _damaged(path: Path, details: str) -> PackError:
    return PackError(f"“{path.name}” is not as it was when the kit was made.", _COPY_AGAIN, details)
