"""The one way to tell the user something: a bar that waits to be read, never a pop-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from diptych.core.errors import DiptychError
from diptych.ui.icons import icon


class MessageBar(QFrame):
    """Shows the latest message with its remedy, and technical details on request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAccessibleName(self.tr("Messages"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details = QToolButton()
        self._details.setText(self.tr("Details"))
        self._details.setCheckable(True)
        self._details.toggled.connect(self._render)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAccessibleName(self.tr("Dismiss message"))
        close.setToolTip(self.tr("Dismiss message"))
        close.clicked.connect(self.hide)
        mark = QLabel()
        mark.setPixmap(icon("info").pixmap(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._details)
        row.addWidget(close)
        self._sentence = self._more = ""
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._sentence

    def say(self, sentence: str, details: str = "") -> None:
        """Show a sentence; details are shown when asked for."""
        self._sentence, self._more = sentence, details
        self._details.setVisible(bool(details))
        self._details.setChecked(False)
        self._render()
        self.show()

    def report(self, error: DiptychError) -> None:
        """Show an error: what happened, what to try, and its details on request."""
        self.say(str(error), error.details)

    def _render(self) -> None:
        more = f"\n{self._more}" if self._details.isChecked() else ""
        self._words.setText(self._sentence + more)
