"""Writing a file so that the old one stays whole until the new one is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from diptych.core.errors import CannotSaveError


def write_with_save_file(path: Path, data: bytes) -> None:
    """Write ``data`` through QSaveFile, which keeps links and modes.

    QSaveFile does not raise, so every result is looked at. Raises CannotSaveError; then the file
    that stood at ``path`` is untouched.
    """
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not opened or file.write(data) != len(data) or not file.commit():
        raise CannotSaveError(
            f"“{path.name}” could not be saved.",
            "The file that was there is untouched and your work is still open. "
            "Free some space or choose another folder, and save again.",
            file.errorString(),
        )
