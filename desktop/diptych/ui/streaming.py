"""Shows a translation while it arrives, a few times a second at most."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from diptych.core.assembly import Assembly
from diptych.core.versions import Translated, Version
from diptych.ui.desk import OpenDocument

REFRESH = 60
"""Milliseconds between two looks at what has arrived."""


class StreamedTranslation(QObject):
    """Collects translated segments and lets the document show them."""

    def __init__(self, opened: OpenDocument, language: str, name: str) -> None:
        super().__init__(opened)
        self._opened = opened
        self._name = name
        self._language = language
        self._source = opened.document.source
        self._assembly = Assembly(self._source, language, name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH)
        self._timer.timeout.connect(self._show)
        self._first = True

    def add(self, batch: tuple[tuple[str, Translated], ...]) -> None:
        """Take the next segments, in the source's order."""
        for _segment, answer in batch:
            self._assembly.add(answer)
        if self._first:
            self._first = False
            self._show()
        elif not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        self._opened.streaming = self._assembly.version()
        self._opened.changed.emit()

    def close(self) -> Version | None:
        """Stop showing; what has arrived as a version that ends early, None when nothing has."""
        self._timer.stop()
        self._opened.streaming = None
        self.deleteLater()
        arrived = self._assembly.version()
        if not arrived.segments:
            return None
        name = f"{self._name} ({len(arrived.segments)}/{len(self._source.segments)})"
        return replace(arrived, id=f"partial-{self._language}", name=name)
