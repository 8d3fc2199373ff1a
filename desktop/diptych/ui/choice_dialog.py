"""A question with several ways on, each with a line that says what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on: a name for the program, the words of its button, and what it does."""

    name: str
    words: str
    about: str


class ChoiceDialog(QDialog):
    """``chosen`` tells the name of one choice; ``left`` that the question was left unanswered.

    The first choice is taken by Enter, and Escape leaves.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        remedy: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.told = _label(sentence)
        self.told.setObjectName("heading")
        self.remedy = _label(remedy)
        self.remedy.setObjectName("faint")
        self.remedy.setVisible(bool(remedy))
        self.buttons: dict[str, QPushButton] = {}
        self._answer = ""
        self.finished.connect(self._tell)
        self._lay_out(choices)

    def _lay_out(self, choices: Sequence[Choice]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, choice in enumerate(choices):
            button = QPushButton(choice.words)
            button.setToolTip(choice.about)
            button.setAccessibleDescription(choice.about)
            button.setDefault(row == 0)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, name=choice.name: self._choose(name))
            about = _label(choice.about)
            grid.addWidget(button, row, 0)
            grid.addWidget(about, row, 1)
            self.buttons[choice.name] = button
        leave = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        leave.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        leave.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.told)
        column.addWidget(self.remedy)
        column.addLayout(grid)
        column.addWidget(leave)
        first = next(iter(self.buttons.values()))
        first.setFocus()

    def _choose(self, name: str) -> None:
        self._answer = name
        self.accept()

    def _tell(self, _result: int) -> None:
        if self._answer:
            self.chosen.emit(self._answer)
        else:
            self.left.emit()


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
