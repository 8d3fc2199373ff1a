"""Editing one segment of a translation, under its pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class _Field(QPlainTextEdit):
    committed = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.committed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class SegmentEditor(QWidget):
    """Shows the source sentence and the words to edit; Enter keeps them, Escape drops them."""

    committed = Signal(str, str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._segment = ""
        self._before = ""
        self._source = QLabel()
        self._source.setObjectName("faint")
        self._source.setWordWrap(True)
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Edit translation of this sentence"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 20)
        self.field.committed.connect(self.commit)
        self.field.dropped.connect(self.drop)
        keep = QPushButton(self.tr("&Keep"))
        keep.setToolTip(self.tr("Keep these words (Enter)"))
        keep.clicked.connect(self.commit)
        drop = QPushButton(self.tr("Cance&l"))
        drop.setToolTip(self.tr("Leave the sentence as it was (Escape)"))
        drop.clicked.connect(self.drop)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(drop)
        buttons.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self._source)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.hide()

    @property
    def segment(self) -> str:
        """The id of the segment being edited; empty when none is."""
        return self._segment

    def edit(self, segment: str, source: str, words: str) -> None:
        """Begin with the words of a segment."""
        self._segment, self._before = segment, words
        self._source.setText(source)
        self.field.setPlainText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _words(self) -> str:
        raw = self.field.document().toRawText()
        return " ".join(raw.replace("\u2029", "\n").replace("\u2028", "\n").split("\n")).strip()

    def commit(self) -> None:
        """Tell the new words, if they are new, and close."""
        segment, words = self._segment, self._words()
        self._close()
        if segment and words != self._before:
            self.committed.emit(segment, words)
        else:
            self.dropped.emit()

    def drop(self) -> None:
        """Close without a change."""
        self._close()
        self.dropped.emit()

    def _close(self) -> None:
        self._segment = ""
        self.hide()
