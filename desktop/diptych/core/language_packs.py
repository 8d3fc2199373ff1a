"""What is known of a language pack, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class PackPlace(StrEnum):
    """Whose pack it is; only ``installed`` ones can be removed by us."""

    STARTER = "starter"
    INSTALLED = "installed"
    ARGOS = "argos"


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """A pack in Argos's layout. ``location`` is its folder, or its ``.argosmodel`` file.

    Codes are Argos's own (``zt``, ``pb``...). ``note`` is what the pack must say of itself
    before it is used, with its measured score; empty when there is nothing to warn of.
    """

    from_code: str
    to_code: str
    version: str
    location: Path
    place: PackPlace
    name: str
    size: int
    target_prefix: str = ""
    note: str = ""
