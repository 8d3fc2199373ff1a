"""The files that were open lately."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from diptych.ui.actions import translated
from diptych.ui.spec import QT_TRANSLATE_NOOP


class RecentMenu(QMenu):
    """A menu of paths, the latest first; it tells which one was chosen."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translated(QT_TRANSLATE_NOOP("actions", "Open &recent")), parent)
        self.setToolTipsVisible(True)

    def show_paths(self, paths: Sequence[str]) -> None:
        """Replace all entries."""
        self.clear()
        self.setEnabled(bool(paths))
        for path in paths:
            action = self.addAction(Path(path).name.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, p=path: self.chosen.emit(Path(p)))
