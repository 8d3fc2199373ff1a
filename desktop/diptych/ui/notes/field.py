"""A field to write notes in: as high as its words, and written from the side they begin at."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

_STRONG = {"L": False, "R": True, "AL": True}


def written_rtl(words: str) -> bool:
    """Whether the first letter with a direction is one that is written from right to left."""
    return next((_STRONG[kind] for c in words if (kind := _bidi(c)) in _STRONG), False)


def _bidi(character: str) -> str:
    return unicodedata.bidirectional(character)


class Field(QPlainTextEdit):
    """Ctrl+Enter and Escape say that it is ``finished``."""

    finished = Signal()

    def __init__(self, name: str, hint: str, lines: tuple[int, int]) -> None:
        """``lines`` are the fewest and the most that are in view."""
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._tip = self.tr("Ctrl+Enter finishes")
        self.setToolTip(self._tip)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(5)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.textChanged.connect(self._turn)
        self._fit()

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def put(self, words: str) -> None:
        """Show other words without telling anybody, the caret behind them."""
        if words != self.words:
            with QSignalBlocker(self):
                self.setPlainText(words)
            self.moveCursor(self.textCursor().MoveOperation.End)
            self._turn()

    def let_write(self, *, editable: bool) -> None:
        """Let it be written in, or only be read."""
        self.setReadOnly(not editable)
        self.setToolTip(self._tip if editable else "")
        # Stylesheets look at what can be written in only when they are put on.
        self.style().unpolish(self)
        self.style().polish(self)

    def _turn(self) -> None:
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        direction = Qt.LayoutDirection.LeftToRight
        if written_rtl(self.words):
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            direction = Qt.LayoutDirection.RightToLeft
        option = self.document().defaultTextOption()
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            option.setAlignment(side)
            with QSignalBlocker(self):
                self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        fewest, most = self._lines
        wanted = round(self.document().size().height())
        lines = min(most, max(fewest, wanted))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > most else policy.ScrollBarAlwaysOff
        )
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + frame + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _finishes(event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return (enter and control) or event.key() == Qt.Key.Key_Escape

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, though they are shortcuts of the window elsewhere."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._finishes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._finishes(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)
