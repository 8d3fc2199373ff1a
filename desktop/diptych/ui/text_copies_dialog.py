"""How lines of plain text copies are set."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

USUAL = 72
"""Characters in a line, as wires and letters have them."""


class TextCopiesDialog(QDialog):
    """``chosen`` tells the characters in a line; 0 leaves lines as they are."""

    chosen = Signal(int)

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Text copies"))
        self.wrap = QCheckBox(self.tr("&Wrap lines of text copies at"))
        self.wrap.setChecked(columns > 0)
        self.columns = QSpinBox()
        self.columns.setAccessibleName(self.tr("Characters in a line"))
        self.columns.setRange(20, 400)
        self.columns.setValue(columns or USUAL)
        self.columns.setEnabled(columns > 0)
        self.wrap.toggled.connect(self.columns.setEnabled)
        about = QLabel(self.tr("For copies that are saved as plain text (.txt)."))
        about.setObjectName("faint")
        about.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.wrap)
        row.addWidget(self.columns)
        row.addWidget(QLabel(self.tr("columns")))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(about)
        column.addWidget(buttons)
        self.accepted.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self.columns.value() if self.wrap.isChecked() else 0)
