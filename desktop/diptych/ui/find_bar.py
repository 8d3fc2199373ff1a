"""Find in the text of the panes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from diptych.core.text import Span
from diptych.ui.icons import icon

LIMIT = 1000
"""Matches that are counted and lit; more would slow painting and help nobody."""


def find_all(value: str, words: str, *, match_case: bool) -> tuple[Span, ...]:
    """Places of ``words`` in ``value``, at most LIMIT, in code points."""
    if not words:
        return ()
    hay, needle = (value, words) if match_case else (_fold(value), _fold(words))
    found: list[Span] = []
    place = hay.find(needle)
    while place >= 0 and len(found) < LIMIT:
        found.append(Span(place, place + len(needle)))
        place = hay.find(needle, place + len(needle))
    return tuple(found)


def _fold(value: str) -> str:
    """Lower case, one code point for one, so that offsets stay true; no-break spaces as spaces."""
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in value)
    return lowered.replace("\u00a0", " ").replace("\u202f", " ")


class FindBar(QWidget):
    """A line to type in, next and previous, and how many there are."""

    changed = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.changed)
        self.match_case = QCheckBox(self.tr("Match &case"))
        self.match_case.toggled.connect(self.changed)
        self._count = QLabel()
        self._count.setObjectName("faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self.field, 1)
        for name, label, step in (
            ("arrow-up", self.tr("Previous match"), -1),
            ("arrow-down", self.tr("Next match"), 1),
        ):
            button = self._button(name, label)
            button.clicked.connect(lambda _checked=False, by=step: self.stepped.emit(by))
            row.addWidget(button)
        row.addWidget(self.match_case)
        row.addWidget(self._count)
        close = self._button("x", self.tr("Close find bar"))
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self.hide()

    def _button(self, name: str, label: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setAccessibleName(label)
        button.setToolTip(label)
        return button

    def summon(self, words: str) -> None:
        """Show the bar with ``words`` ready to be replaced."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.changed.emit()

    def dismiss(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self.closed.emit()

    def tell(self, number: int, total: int) -> None:
        """Say which of how many matches is lit; ``number`` counts from 1."""
        if not self.field.text():
            self._count.clear()
        elif not total:
            self._count.setText(self.tr("No match"))
        else:
            more = "+" if total >= LIMIT else ""
            self._count.setText(self.tr("{0} of {1}").format(number, f"{total}{more}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
