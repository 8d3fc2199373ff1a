"""Every folder the program may touch."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

APP = "diptych"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders for settings, data and what can be made again. None is created until needed."""

    config: Path
    data: Path
    cache: Path
    place: int = 1
    """Which window on this data it is: each has a session of its own."""

    @classmethod
    def usual(cls, environ: Mapping[str, str] = os.environ) -> Paths:
        """The platform's folders; all below ``DIPTYCH_HOME`` when that is set."""
        home = environ.get("DIPTYCH_HOME")
        if home:
            base = Path(home)
            return cls(base / "config", base / "data", base / "cache")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(APP, appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)

    @property
    def packs(self) -> Path:
        """Language packs installed by us."""
        return self.data / "packs"

    @property
    def firefox_models(self) -> Path:
        """Firefox models installed by us."""
        return self.data / "firefox-models"

    @property
    def session(self) -> Path:
        """The open articles, as they were left."""
        return self.data / ("session" if self.place == 1 else f"session-{self.place}")

    @property
    def window_lock(self) -> Path:
        """Held by the window whose session this is."""
        return self.data / ("window.lock" if self.place == 1 else f"window-{self.place}.lock")

    @property
    def earlier(self) -> Path:
        """Earlier versions of .diptych files."""
        return self.data / "earlier"

    @property
    def sentence_cache(self) -> Path:
        """Answers of engines; it can be deleted at any time."""
        return self.cache / "sentences.sqlite"

    @property
    def glossary(self) -> Path:
        """The user's own terms."""
        return self.data / "glossary.sqlite"

    @property
    def memory(self) -> Path:
        """The translation memory."""
        return self.data / "memory.sqlite"

    @property
    def settings_file(self) -> Path:
        """What the user chose."""
        return self.config / "settings.json"


def starter_packs() -> Path:
    """The packs that came with the program."""
    return Path(str(files("diptych.resources"))) / "packs"


def sample_story() -> Path:
    """The story the program shows at first: a news wire in English."""
    folder = Path(str(files("diptych.resources"))) / "samples"
    return next(iter(sorted(folder.glob("*.txt"))))
