"""What is known of a Firefox Translations model, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class ModelPlace(StrEnum):
    """Whose model it is; only ``installed`` ones can be removed by us."""

    INSTALLED = "installed"
    FXTRANSLATE = "fxtranslate"


@dataclass(frozen=True, slots=True)
class FirefoxModel:
    """A model's files. Codes are Mozilla's own (``zh-hant``, ``nb``...), languages BCP 47.

    ``source_vocabulary`` and ``target_vocabulary`` are one file for most pairs. ``version`` is a
    name of the model's bytes, ``architecture`` Mozilla's (``tiny``, ``base-memory``...) or empty,
    ``score`` what Mozilla measured, as a phrase, or empty; ``size`` is in bytes.
    """

    from_code: str
    to_code: str
    from_language: str
    to_language: str
    location: Path
    place: ModelPlace
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None
    size: int
    version: str
    architecture: str = ""
    score: str = ""

    @property
    def name(self) -> str:
        """What the model is called in lists: ``en-es``."""
        return f"{self.from_code}-{self.to_code}"
