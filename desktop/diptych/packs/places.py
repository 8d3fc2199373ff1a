"""Where packs lie: those that came along, our own, and those of other Argos programs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.packs.layout import read_pack

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A folder or file that is no good pack, and why."""

    location: Path
    reason: str


@dataclass(frozen=True, slots=True)
class PackListing:
    """Good packs, best first: newest full ones, starters last. Bad ones never hide them."""

    packs: tuple[LanguagePack, ...]
    skipped: tuple[Skipped, ...]


def find_packs(starter_dir: Path | None, own_dir: Path, argos_dirs: Sequence[Path]) -> PackListing:
    """All packs in the three places; folders that do not exist are empty. Creates nothing."""
    packs: list[LanguagePack] = []
    skipped: list[Skipped] = []
    places = [(own_dir, PackPlace.INSTALLED), *((d, PackPlace.ARGOS) for d in argos_dirs)]
    if starter_dir is not None:
        places.append((starter_dir, PackPlace.STARTER))
    for folder, place in places:
        packed = ".argosmodel" if place is PackPlace.STARTER else None
        good, bad = read_each(folders_in(folder, packed), partial(read_pack, place=place))
        packs += good
        skipped += bad
    return PackListing(tuple(_ranked(packs)), tuple(skipped))


def usual_argos_dirs(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Where Argos programs keep packs, by their own rules; read from the environment only."""
    told = environ.get("ARGOS_PACKAGES_DIR")
    if told:
        return (Path(told),)
    share = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (share / "argos-translate" / "packages",)


def folders_in(folder: Path, packed: str | None = None) -> Iterator[Path]:
    """Folders, and files that end in ``packed``, by name and without hidden ones.

    None where ``folder`` does not exist or cannot be read.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        # Path.is_dir() raises where a folder may be listed but not entered; this one says no.
        wanted = entry.suffix == packed or os.path.isdir(entry)  # noqa: PTH112
        if wanted and not entry.name.startswith("."):
            yield entry


def read_each(
    locations: Iterable[Path], read: Callable[[Path], Kind]
) -> tuple[list[Kind], list[Skipped]]:
    """What ``read`` finds at each place, and where it raises PackError or OSError instead."""
    good: list[Kind] = []
    bad: list[Skipped] = []
    for location in locations:
        try:
            good.append(read(location))
        except PackError as error:
            bad.append(Skipped(location, error.sentence))
        except OSError as error:
            bad.append(Skipped(location, f"It cannot be read: {error}"))
    return good, bad


def _ranked(packs: list[LanguagePack]) -> list[LanguagePack]:
    by_place = sorted(packs, key=lambda pack: str(pack.location))
    newest = sorted(by_place, key=lambda pack: version_numbers(pack.version), reverse=True)
    return sorted(newest, key=lambda pack: pack.place is PackPlace.STARTER)


def version_numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared: 1.10 is newer than 1.9, and 1.9.1 too."""
    return tuple(int(part) for part in re.findall(r"[0-9]{1,9}", version))
