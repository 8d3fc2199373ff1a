"""A table of facts: a name and what is known, which can be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)


class FactTable(QTableWidget):
    """``copy_wanted`` tells the words somebody wants on the clipboard."""

    copy_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self.setObjectName("facts")
        self.setAccessibleName(name)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The rows as they are shown."""
        return self._facts

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace all rows."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        self.setRowCount(len(facts))
        for row, (name, value) in enumerate(facts):
            heading = QTableWidgetItem(name)
            heading.setForeground(self.palette().placeholderText())
            for column, item in enumerate((heading, QTableWidgetItem(value))):
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(row, column, item)
        self.resizeRowsToContents()

    def _selected(self) -> str:
        """The selected cells: those of a row with a tab between, rows on lines."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            rows.setdefault(index.row(), []).append(index.data())
        return "\n".join("\t".join(cells) for cells in rows.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            words = self._selected()
            if words:
                self.copy_wanted.emit(words)
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for row in range(self.rowCount()):
                heading = self.item(row, 0)
                if heading is not None:
                    heading.setForeground(self.palette().placeholderText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()
