"""What the colours of notes stand for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from diptych.core.notes import Colour
from diptych.ui.notes.names import colour_name, swatch
from diptych.ui.theme import Theme

_LONGEST = 60


class ColoursDialog(QDialog):
    """``named`` tells the meanings, and whether new articles are to have them as well."""

    named = Signal(object, bool)

    def __init__(
        self, meanings: Mapping[Colour, str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Colours of notes"))
        self.fields: dict[Colour, QLineEdit] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        for colour in Colour:
            self._add_row(colour, meanings.get(colour, ""), theme)
        self.lasting = QCheckBox(self.tr("Use these for &new articles, too"))
        self.lasting.setChecked(True)
        self.notice = QLabel()
        self.notice.setObjectName("alarm")
        self.notice.setWordWrap(True)
        about = QLabel(self.tr("What does each colour stand for? Leave empty what means nothing."))
        about.setObjectName("faint")
        about.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(about)
        column.addLayout(self._form)
        column.addWidget(self.lasting)
        column.addWidget(self.notice)
        column.addWidget(self.buttons)
        self.notice.hide()
        self.setMinimumWidth(400)

    def _add_row(self, colour: Colour, meaning: str, theme: Theme) -> None:
        field = QLineEdit(meaning)
        field.setMaxLength(_LONGEST)
        field.setAccessibleName(self.tr("Meaning of {0}").format(colour_name(colour)))
        if colour is Colour.YELLOW:
            field.setPlaceholderText(self.tr("as in: check the figure"))
        patch = QLabel()
        patch.setPixmap(swatch(colour, theme).pixmap(16, 16))
        name = QLabel(colour_name(colour))
        name.setBuddy(field)
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(patch)
        row.addWidget(name, 1)
        self.fields[colour] = field
        self._form.addRow(heading, field)

    @property
    def meanings(self) -> dict[Colour, str]:
        """What stands in the fields, for those that are not empty."""
        told = {colour: " ".join(field.text().split()) for colour, field in self.fields.items()}
        return {colour: words for colour, words in told.items() if words}

    def _accept(self) -> None:
        meanings = self.meanings
        if len({words.casefold() for words in meanings.values()}) < len(meanings):
            self.notice.setText(self.tr("Two colours stand for the same. Give one another name."))
            self.notice.show()
            return
        self.named.emit(meanings, self.lasting.isChecked())
        self.accept()
