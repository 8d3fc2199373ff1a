"""The replies to a note, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.notes import Reply
from diptych.ui.icons import icon
from diptych.ui.notes.names import signed

_TALLEST = 170


class Thread(QScrollArea):
    """Shows who answered what and when; ``edit_wanted`` and ``removed`` name a reply."""

    edit_wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Replies"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._replies: tuple[Reply, ...] = ()
        self._editable = True
        self.hide()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What is shown."""
        return self._replies

    def let_write(self, *, editable: bool) -> None:
        """Let replies be changed, or only be read."""
        self._editable = editable
        self._fill()

    def show_replies(self, replies: Sequence[Reply]) -> None:
        """Show other replies, the newest in view."""
        if tuple(replies) != self._replies:
            self._replies = tuple(replies)
            self._fill()

    def _fill(self) -> None:
        replies = self._replies
        self.setVisible(bool(replies))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for reply in replies:
            column.addWidget(self._row(reply))
        self.setWidget(inside)
        self._fit()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _row(self, reply: Reply) -> QWidget:
        about = QLabel(signed(reply.author, reply.created))
        words = QLabel(reply.body)
        for label in (about, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        about.setObjectName("faint")
        row = QFrame()
        row.setObjectName("reply")
        grid = QGridLayout(row)
        grid.setContentsMargins(10, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(about, 0, 0)
        if self._editable:
            grid.addLayout(self._buttons(reply), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return row

    def _buttons(self, reply: Reply) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for picture, name, signal in (
            ("pencil", self.tr("Edit this reply"), self.edit_wanted),
            ("x", self.tr("Delete this reply"), self.removed),
        ):
            button = QToolButton()
            button.setIcon(icon(picture))
            button.setIconSize(QSize(13, 13))
            button.setAutoRaise(True)
            button.setToolTip(name)
            button.setAccessibleName(f"{name}: {reply.body[:60]}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._tell, signal, reply.id))
            buttons.addWidget(button)
        return buttons

    @staticmethod
    def _tell(signal: SignalInstance, reply_id: str, _checked: bool = False) -> None:
        signal.emit(reply_id)

    def _fit(self) -> None:
        """As high as the replies, up to a limit."""
        inside = self.widget()
        rows = inside.layout() if inside is not None else None
        if rows is not None:
            needed = rows.heightForWidth(max(120, self.width()))
            self.setFixedHeight(min(_TALLEST, max(0, needed)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
