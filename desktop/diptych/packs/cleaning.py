"""What an installation, a removal or a kit left behind when the program was killed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

LEFT_AFTER = 24 * 60 * 60
"""Seconds; younger folders may belong to work that goes on in another window."""

KIT_WORK = ".diptych-kit-"
_PREFIXES = (".installing-", ".removing-", KIT_WORK)


def clean_leftovers(folder: Path, now: float | None = None) -> None:
    """Remove left-over working folders older than a day; what cannot be removed stays.

    ``now`` is in seconds since 1970; links are removed, never followed.
    """
    moment = time.time() if now is None else now
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(_PREFIXES):
            continue
        try:
            if moment - entry.lstat().st_mtime < LEFT_AFTER:
                continue
            if entry.is_symlink() or not entry.is_dir():
                entry.unlink()
            else:
                shutil.rmtree(entry, ignore_errors=True)
        except OSError:
            continue
