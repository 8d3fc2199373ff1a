"""Writing a file so that the old one stays whole until the new one is."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from diptych.workspace.saving import not_saved

_NUMBERS = {os.strerror(number): number for number in errno.errorcode}
"""Qt tells the system's errors by the system's words."""


def write_with_save_file(path: Path, data: bytes) -> None:
    """Write ``data`` through QSaveFile, which keeps links and modes.

    QSaveFile does not raise, so every result is looked at. Raises CannotSaveError; then the file
    that stood at ``path`` is untouched.
    """
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly) and _write_all(file, data) and file.commit()
    ):
        told = file.errorString()
        raise not_saved(path, _NUMBERS.get(told) or _why(path), told)


def _write_all(file: QSaveFile, data: bytes) -> bool:
    """Write all there is. A full disk takes a part first, and only the next try says why."""
    rest = memoryview(data)
    while rest:
        count = file.write(bytes(rest))
        if count <= 0:
            return False
        rest = rest[count:]
    return True


def _why(path: Path) -> int:
    """The system's number of the error where Qt has words of its own for it; 0 if not known."""
    with contextlib.suppress(OSError):
        if hasattr(os, "statvfs") and os.statvfs(path.parent).f_flag & os.ST_RDONLY:
            return errno.EROFS
        if path.exists() and not os.access(path, os.W_OK):
            return errno.EACCES
    return 0
