"""How much of the disk packs take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.core.language_packs import LanguagePack, PackPlace


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes: of packs installed by us, of those of other programs, and of unfinished downloads.

    What came with the program is not counted: it cannot be removed.
    """

    installed: int
    others: int
    downloads: int


def disk_use(packs: Sequence[LanguagePack], downloads: Path) -> DiskUse:
    """What packs and the folder of downloads take."""
    return DiskUse(
        installed=sum(p.size for p in packs if p.place is PackPlace.INSTALLED),
        others=sum(p.size for p in packs if p.place is PackPlace.ARGOS),
        downloads=_size(downloads),
    )


def _size(folder: Path) -> int:
    try:
        return sum(entry.stat().st_size for entry in folder.iterdir() if entry.is_file())
    except OSError:
        return 0
