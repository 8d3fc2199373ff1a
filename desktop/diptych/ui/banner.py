"""The band above the panes that says loudly what an agency says about publishing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from diptych.core.article import Metadata
from diptych.ui.desk_list import right_now
from diptych.workspace.embargo import lifted, why_not

LOOK = 20_000
"""Milliseconds between two looks at whether an embargo still stands."""


class Banner(QFrame):
    """Shown for an article under embargo or taken back, and quietly where an embargo was lifted.

    ``turned`` follows when time has changed what it says.
    """

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = right_now
        self._metadata: Metadata | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._mark = QLabel("⚠")
        self._mark.setAccessibleName(self.tr("Warning"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.look_again)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def show_metadata(self, metadata: Metadata | None) -> None:
        """Say what stands in the way of publishing an article, if anything does."""
        self._metadata = metadata
        loud, words = self._told()
        changed = bool(words) and words != self.text
        self._words.setText(words)
        self.setAccessibleName(words)
        self._mark.setVisible(loud)
        name = "embargo" if loud else "lifted"
        if self.objectName() != name:
            self.setObjectName(name)
            for widget in (self, self._words, self._mark):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setVisible(bool(words))
        if words:
            self._look.start()
        else:
            self._look.stop()
        if changed and loud:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _told(self) -> tuple[bool, str]:
        if self._metadata is None:
            return False, ""
        now = self.now()
        words = why_not(self._metadata, now)
        if words:
            return True, words
        over = lifted(self._metadata, now)
        return False, over.lifted_sentence if over is not None else ""

    def look_again(self) -> None:
        """Say what time has changed."""
        before = self._words.text()
        self.show_metadata(self._metadata)
        if self._words.text() != before:
            self.turned.emit()
