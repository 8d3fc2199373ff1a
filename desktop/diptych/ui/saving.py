"""Saving from the window: where to, and what a copy must say of its translation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diptych.ui import files
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument


class Saving(QObject):
    """Asks for a name where there is none, and lets the controller save."""

    saved_as = Signal(Path)

    def __init__(self, controller: Controller, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._window = controller, window

    def save(self, opened: OpenDocument) -> None:
        """Save all work where it was saved before, or ask where."""
        if opened.path is not None:
            self._controller.save(opened, opened.path)
        else:
            self.save_as(opened)

    def save_as(self, opened: OpenDocument) -> None:
        """Save all work under a name that is asked for."""
        path = files.ask_save(self._window, opened.document, ".diptych")
        if path is not None:
            self._controller.save(opened, path)
            self.saved_as.emit(path)

    def save_copy(self, opened: OpenDocument) -> None:
        """Save an annotated copy under a name that is asked for."""
        path = files.ask_save(self._window, opened.document, ".html")
        if path is not None:
            self.save_copy_to(opened, path)

    def save_copy_to(self, opened: OpenDocument, path: Path) -> None:
        """Save what is on show; the caution about its engine goes along."""
        shown = opened.shown
        caution = self._controller.translations.caution_of(opened, shown) if shown else ""
        versions = [shown.id] if shown is not None and opened.streaming is None else None
        self._controller.save(opened, path, [caution] if caution else [], versions=versions)
