"""Asks for the password of a file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

WIDTH = 400
"""Pixels."""


class PasswordDialog(QDialog):
    """Ends with exactly one of ``given``, ``skipped`` and ``all_skipped``."""

    given = Signal(str)
    skipped = Signal()
    all_skipped = Signal()

    def __init__(
        self, name: str, *, again: bool = False, others: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Password needed"))
        self.setMinimumWidth(WIDTH)
        self.told = QLabel(self.tr("“{0}” opens with a password.").format(name))
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.wrong = QLabel(self.tr("That password is not right. Try again."))
        self.wrong.setObjectName("alarm")
        self.wrong.setWordWrap(True)
        self.wrong.setVisible(again)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Password of the file"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_it = QCheckBox(self.tr("&Show the password"))
        self.show_it.toggled.connect(self._show_password)
        self.buttons = QDialogButtonBox()
        self.open_button = self.buttons.addButton(
            self.tr("&Open"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.open_button.setEnabled(False)
        leave = self.tr("S&kip this file") if others else self.tr("&Cancel")
        self.buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        self._skip_all = False
        if others:
            every = self.buttons.addButton(
                self.tr("Skip &all ({0})").format(others + 1),
                QDialogButtonBox.ButtonRole.DestructiveRole,
            )
            every.clicked.connect(self._leave_all)
        self.field.textChanged.connect(lambda words: self.open_button.setEnabled(bool(words)))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._tell)
        self._lay_out(others)

    def _lay_out(self, others: int) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addWidget(self.wrong)
        column.addWidget(self.field)
        column.addWidget(self.show_it)
        if others:
            about = QLabel(
                self.tr(
                    "It is tried on the other files that wait for a password, too: {0}."
                ).format(others)
            )
            about.setObjectName("faint")
            about.setWordWrap(True)
            column.addWidget(about)
        column.addWidget(self.buttons)
        # Only a button that stands in the dialog already stays the default when the focus moves.
        self.open_button.setDefault(True)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

    def _show_password(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)

    def _leave_all(self) -> None:
        self._skip_all = True
        self.reject()

    def _tell(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted and self.field.text():
            self.given.emit(self.field.text())
        elif self._skip_all:
            self.all_skipped.emit()
        else:
            self.skipped.emit()
