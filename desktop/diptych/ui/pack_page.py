"""A page of the window of language packs: a table that can be searched, with details beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedLayout, QWidget

from diptych.ui.icons import icon
from diptych.ui.pack_details import PackDetails
from diptych.ui.pack_table import PackTable, Row, table_view
from diptych.ui.told_line import sheet


class PackPage(QWidget):
    """A table that can be searched, with details beside it. ``enable`` is called on changes."""

    def __init__(self, model: PackTable, name: str, widths: Mapping[int, int]) -> None:
        super().__init__()
        model.setParent(self)
        self.model = model
        self.table = table_view(model, name, widths)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search languages"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.count = QLabel()
        self.count.setObjectName("faint")
        self.notice = QLabel()
        self.notice.setObjectName("caution")
        self.notice.setWordWrap(True)
        self.notice.hide()
        self.hint = sheet(self.tr("Looking for language packs…"))
        self.details = PackDetails(self.tr("About the chosen pack"))
        self.free = False
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._enter)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._chose())

    def _middle(self) -> QHBoxLayout:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self._stack, 1)
        row.addWidget(self.details)
        return row

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The chosen rows, in their order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.shown[row] for row in rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; those chosen stay chosen, or else the one in their place is."""
        chosen, place = {row.key for row in self.chosen}, self.table.currentIndex().row()
        self.model.show_rows(rows)
        self._arranged(chosen, place)

    def choose(self, *keys: str) -> None:
        """Choose the rows with these keys, and bring the first into view."""
        self.table.clearSelection()
        self._select([n for n, row in enumerate(self.model.shown) if row.key in keys])

    def _look(self, words: str) -> None:
        chosen = {row.key for row in self.chosen}
        self.model.look_for(words)
        self._arranged(chosen, 0)

    def _arranged(self, chosen: set[str], place: int) -> None:
        shown = self.model.rowCount()
        rows = [n for n, row in enumerate(self.model.shown) if row.key in chosen]
        if chosen and not rows and shown:
            rows = [min(max(place, 0), shown - 1)]
        self._select(rows)
        total = self.model.total
        if total and not shown:
            self.hint.setText(self.tr("Nothing is called “{0}” here.").format(self.search.text()))
        self._stack.setCurrentWidget(self.table if shown else self.hint)
        counted = f"{total:,}" if shown == total else self.tr("{0} of {1}").format(shown, total)
        self.count.setText(counted if total else "")
        self._chose()

    def _select(self, rows: Sequence[int]) -> None:
        selection, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        for place, row in enumerate(rows):
            index = self.model.index(row, 0)
            selection.select(index, flags.Select | flags.Rows)
            if not place:
                selection.setCurrentIndex(index, flags.NoUpdate)
                self.table.scrollTo(index)

    def _enter(self) -> None:
        if self.model.rowCount():
            if not self.chosen:
                self._select([0])
            self.table.setFocus()

    def _chose(self) -> None:
        self.details.show_rows(self.chosen)
        self.enable()

    def set_free(self, free: bool) -> None:
        """Whether work may be started."""
        self.free = free
        self.enable()

    def enable(self) -> None:
        """Let buttons follow what is chosen."""
        raise NotImplementedError
