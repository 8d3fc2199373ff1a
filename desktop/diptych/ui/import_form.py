"""Asks how a file of terms or translations is to be imported."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.languages import language
from diptych.ui.term_form import PlaceChoice
from diptych.workspace.term_changes import Place

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What of a file is wanted: all, or one pair of languages only; and where it is kept."""

    only_pair: bool
    place: Place = Place.GENERAL


class ImportForm(QDialog):
    """Asks what of a file is wanted; ``wish`` tells."""

    def __init__(
        self, file: str, pair: Pair, where: PlaceChoice | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import {0}").format(file))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pair_told = f"{language(pair[0]).name} → {language(pair[1]).name}"
        self.every = QRadioButton(self.tr("A&ll languages that the file has"))
        self.every.setChecked(True)
        self.only = QRadioButton(self.tr("&Only {0}").format(pair_told))
        self.where = where
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for button in (self.every, self.only):
            column.addWidget(button)
        if where is not None:
            hint = QLabel(
                self.tr("Where the file does not say its languages, {0} is taken.").format(
                    pair_told
                )
            )
            hint.setObjectName("faint")
            hint.setWordWrap(True)
            column.addWidget(hint)
            column.addSpacing(6)
            column.addWidget(where)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.resize(460, self.sizeHint().height())

    @property
    def wish(self) -> ImportWish:
        """What is wanted."""
        place = self.where.place if self.where is not None else Place.GENERAL
        return ImportWish(self.only.isChecked(), place)
