"""The one way to tell the user something: a bar that waits to be read, never a pop-up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.errors import DiptychError
from diptych.ui.icons import icon

LINES = 7
"""Lines of details that are in view; more can be scrolled to."""


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
        self._more = QPlainTextEdit()
        self._more.setAccessibleName(self.tr("Details of the message"))
        self._more.setReadOnly(True)
        self._more.setTabChangesFocus(True)
        self.offer = QPushButton()
        self.offer.setToolTip(self.tr("Do what the message offers"))
        self.offer.clicked.connect(self._take)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAccessibleName(self.tr("Dismiss message"))
        close.setToolTip(self.tr("Dismiss message"))
        close.clicked.connect(self.hide)
        mark = QLabel()
        mark.setPixmap(icon("info").pixmap(18, 18))
        self._take_up: Callable[[], object] | None = None
        self._passing = False
        self._lay_out(mark, close)
        self.hide()

    def _lay_out(self, mark: QLabel, close: QToolButton) -> None:
        row = QHBoxLayout()
        row.addWidget(mark)
        row.addWidget(self._words, 1)
        row.addWidget(self.offer)
        row.addWidget(self._details)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self._more)

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    @property
    def details(self) -> str:
        """What is shown on request; empty when there is nothing more to say."""
        return self._more.toPlainText()

    def say(
        self,
        sentence: str,
        details: str = "",
        offer: tuple[str, Callable[[], object]] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        """Show a sentence; details when asked for, and a button for what can be done about it.

        What is ``passing`` is of interest only until something else is begun.
        """
        self._passing = passing
        self._words.setText(sentence)
        self._more.setPlainText(details)
        self._details.setVisible(bool(details))
        self._details.setChecked(False)
        self.offer.setVisible(offer is not None)
        self.offer.setText(offer[0] if offer is not None else "")
        self._take_up = offer[1] if offer is not None else None
        self._render()
        self.show()

    def pass_by(self) -> None:
        """Something else is begun: what was merely passing goes."""
        if self._passing:
            self.hide()

    def report(self, error: DiptychError) -> None:
        """Show an error: what happened, what to try, and its details on request."""
        self.say(str(error), error.details)

    def _render(self) -> None:
        lines = min(LINES, self._more.blockCount() + 1)
        self._more.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 12)
        self._more.setVisible(self._details.isChecked())

    def _take(self) -> None:
        take_up = self._take_up
        self.hide()
        if take_up is not None:
            take_up()
