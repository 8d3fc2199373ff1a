"""What dialogs tell: how things went and what runs, on a line; and why a list is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.jobs.runner import Job
from diptych.ui.icons import icon
from diptych.ui.status import PATIENCE

_STEPS = 1_000
"""Parts of the progress bar: bytes of a large file are more than it can count."""


class ToldLine(QWidget):
    """Says one thing at a time. Work that it follows can be stopped; ``busy`` tells of it."""

    busy = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._stoppable = True
        self._undo: Callable[[], object] | None = None
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("What was left out"))
        self.details.setFixedHeight(self.fontMetrics().lineSpacing() * 5 + 12)
        self.undo = QPushButton(icon("undo-2"), self.tr("Undo"))
        self.undo.setToolTip(self.tr("Undo this (Ctrl+Z)"))
        self.undo.clicked.connect(self._undone)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_key.activated.connect(self._undone)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.stop = QPushButton(icon("circle-stop"), self.tr("&Stop"))
        self.stop.clicked.connect(self.cancel)
        for button in (self.undo, self.stop):
            button.setAutoDefault(False)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_running)
        self._lay_out()
        self.say("")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        for widget in (self.undo, self.progress, self.stop):
            row.addWidget(widget)
            widget.hide()
        # Its place is kept, so that nothing jumps when something is told.
        row.addStrut(self.undo.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.details)
        self.details.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._words.text()

    def say(
        self,
        words: str,
        *,
        details: tuple[str, ...] = (),
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Say something; ``details`` are shown line by line, ``undo`` is offered as a button."""
        self._words.setText(words)
        self.details.setPlainText("\n".join(details))
        self.details.setVisible(bool(details))
        self._undo = undo
        self.undo.setVisible(undo is not None)
        self._undo_key.setEnabled(undo is not None)

    def _undone(self) -> None:
        undo = self._undo
        self.say("")
        if undo is not None:
            undo()

    # Work

    @property
    def working(self) -> bool:
        """Whether something is running."""
        return self._job is not None

    @property
    def stoppable(self) -> bool:
        """Whether something is running that can be stopped, and nobody has stopped yet."""
        return self._job is not None and self._stoppable and self._job.wanted

    def follow(self, job: Job, *, stoppable: bool = True) -> None:
        """Show how far a job is, once it takes long enough to be noticed."""
        self._job, self._stoppable = job, stoppable
        job.stoppable = stoppable
        self.busy.emit(True)
        self.progress.setRange(0, 0)
        job.progress.connect(self._step)
        job.finished.connect(self._ended)
        self._patience.start()

    def cancel(self) -> None:
        """Ask the running work to stop."""
        if self._job is not None and self._stoppable:
            self._job.cancel()
            self.stop.setEnabled(False)

    def _show_running(self) -> None:
        if self._job is not None:
            self.say(self._job.title)
            self.progress.show()
            self.stop.setVisible(self._stoppable)

    def _step(self, done: int, total: int) -> None:
        if total:
            self.progress.setRange(0, _STEPS)
            self.progress.setValue(done * _STEPS // total)

    def _ended(self) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._patience.stop()
        self.stop.setEnabled(True)
        self.progress.hide()
        self.stop.hide()
        self.busy.emit(False)


def sheet(words: str) -> QLabel:
    """Words in the place of an empty list, on the same paper."""
    label = QLabel(words)
    label.setObjectName("faint")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setBackgroundRole(QPalette.ColorRole.Base)
    label.setAutoFillBackground(True)
    return label
