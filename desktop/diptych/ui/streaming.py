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

    def __init__(
        self, opened: OpenDocument, language: str, name: str, first: str | None = None
    ) -> None:
        super().__init__(opened)
        self._opened = opened
        self._name = name
        self._language = language
        self._source = opened.document.source
        self._assembly = Assembly(self._source, language, name, first)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH)
        self._timer.timeout.connect(self._show)
        self._first = True

    def add(self, batch: tuple[tuple[str, Translated], ...]) -> None:
        """Take the next segments, in the source's order from the first one on."""
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

    def arrived(self, version: Version) -> None:
        """All is there: keep the finished version."""
        self._close()
        self._keep(self.tr("Translate"), version)

    def stopped(self) -> None:
        """Nothing more will come: keep what has arrived as a version that ends early."""
        self._close()
        if self._assembly.count:
            name = f"{self._name} ({self._assembly.count}/{len(self._source.segments)})"
            partial = replace(self._assembly.whole(), id=f"partial-{self._language}", name=name)
            self._keep(self.tr("Translate in part"), partial)

    def broken(self) -> None:
        """Something went wrong: show what was shown before."""
        self._close()
        self._opened.changed.emit()

    def _keep(self, title: str, version: Version) -> None:
        self._opened.change(title, self._opened.document.with_version(version))
        self._opened.show_version(version.id)

    def _close(self) -> None:
        self._timer.stop()
        self._opened.streaming = None
        self.deleteLater()
