"""Asks which of the articles in one file are wanted."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.article import Item

MANY = 12
"""Articles from which on they can be filtered."""

_ID = Qt.ItemDataRole.UserRole + 1


class ItemsDialog(QDialog):
    """All are chosen at first. ``chosen`` tells the ids, in order; none when it is left."""

    chosen = Signal(list)

    def __init__(self, name: str, items: tuple[Item, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Several articles"))
        self.resize(560, 460)
        self.told = QLabel(
            self.tr("“{0}” holds {1} articles. Which of them do you want to open?").format(
                name, f"{len(items):,}"
            )
        )
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self._counting = True
        self._model = QStandardItemModel(self)
        for item in items:
            self._model.appendRow(_row(item))
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filtered.setSourceModel(self._model)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Articles in the file"))
        self.list.setModel(self._filtered)
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.filter = QLineEdit()
        self.filter.setAccessibleName(self.tr("Filter the articles"))
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filtered.setFilterFixedString)
        self.filter.setVisible(len(items) > MANY)
        self._lay_out()
        self._model.itemChanged.connect(lambda _item: self._count())
        self.finished.connect(self._tell)
        self._count()
        self.list.setCurrentIndex(self._filtered.index(0, 0))
        self.list.setFocus()

    def _lay_out(self) -> None:
        every, none = QPushButton(self.tr("Choose &all")), QPushButton(self.tr("Choose &none"))
        every.clicked.connect(lambda: self._check(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self._check(Qt.CheckState.Unchecked))
        for button in (every, none):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(every)
        row.addWidget(none)
        row.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(buttons)
        # Only a button that stands in the dialog already stays the default when the focus moves.
        self.open_button.setDefault(True)

    def _check(self, state: Qt.CheckState) -> None:
        """Choose or leave all that the filter shows."""
        self._counting = False
        for row in range(self._filtered.rowCount()):
            place = self._filtered.mapToSource(self._filtered.index(row, 0))
            self._model.itemFromIndex(place).setCheckState(state)
        self._counting = True
        self._count()

    @property
    def ids(self) -> list[str]:
        """The ids of the articles that are chosen."""
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        return [row.data(_ID) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def _count(self) -> None:
        if not self._counting:
            return
        count = len(self.ids)
        words = self.tr("&Open {0} articles").format(f"{count:,}")
        self.open_button.setText(words if count != 1 else self.tr("&Open 1 article"))
        self.open_button.setEnabled(count > 0)

    def _tell(self, result: int) -> None:
        self.chosen.emit(self.ids if result == QDialog.DialogCode.Accepted else [])


def _row(item: Item) -> QStandardItem:
    words = item.title or item.id
    row = QStandardItem(f"{words}\n{item.about}" if item.about else words)
    row.setCheckable(True)
    row.setCheckState(Qt.CheckState.Checked)
    row.setEditable(False)
    row.setData(item.id, _ID)
    return row
