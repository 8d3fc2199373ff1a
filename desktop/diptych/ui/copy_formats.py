"""The list of formats in which copies can be saved, each with the file it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from diptych.formats.writing.writer import Form

FORMAT, FILE, REMARK = range(3)

LONGEST = 14
"""Formats that are in view at once."""


class FormatList(QTreeWidget):
    """Formats to tick; ``changed`` follows each tick. One that is barred cannot be ticked."""

    changed = Signal()

    def __init__(
        self, forms: Sequence[Form], barred: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Formats"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Format"), self.tr("File"), ""])
        self.setRootIsDecorated(False)
        self.setObjectName("formats")
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAllColumnsShowFocus(True)
        self._forms = {form.name: form for form in forms}
        self._barred: Mapping[str, str] = {}
        self._rows: dict[str, QTreeWidgetItem] = {}
        for form in forms:
            row = QTreeWidgetItem([form.label, "", ""])
            row.setCheckState(FORMAT, Qt.CheckState.Unchecked)
            self.addTopLevelItem(row)
            self._rows[form.name] = row
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column in (FORMAT, REMARK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        self.setCurrentItem(next(iter(self._rows.values())))
        self.itemChanged.connect(lambda _row, column: self._changed(column))
        self.itemDoubleClicked.connect(self._turn)
        self.bar(barred)

    def sizeHint(self) -> QSize:
        """All formats in view, while there is room for them."""
        self.ensurePolished()
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)
        rows = row * min(len(self._rows), LONGEST)
        return QSize(600, rows + self.header().sizeHint().height() + 2 * self.frameWidth())

    def _changed(self, column: int) -> None:
        if column == FORMAT:
            self.changed.emit()

    def _turn(self, row: QTreeWidgetItem, column: int) -> None:
        """A double click beside the box counts as one on it."""
        if column != FORMAT and not row.isDisabled():
            on = row.checkState(FORMAT) == Qt.CheckState.Checked
            row.setCheckState(FORMAT, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def bar(self, barred: Mapping[str, str]) -> None:
        """Say which cannot be had, by name, and why."""
        self._barred = barred
        with QSignalBlocker(self):
            for name, row in self._rows.items():
                row.setDisabled(name in barred)

    def tick(self, names: Sequence[str]) -> None:
        """Tick these formats and no others; those that are not here are left out."""
        with QSignalBlocker(self):
            for name, row in self._rows.items():
                on = name in names
                row.setCheckState(FORMAT, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.changed.emit()

    @property
    def ticked(self) -> tuple[Form, ...]:
        """The formats that are ticked and can be had, in their order."""
        return tuple(
            self._forms[name]
            for name, row in self._rows.items()
            if name not in self._barred and row.checkState(FORMAT) == Qt.CheckState.Checked
        )

    def show_files(self, names: Mapping[str, str], remarks: Mapping[str, str]) -> None:
        """Show what each format becomes, and what must be known of it, by its name."""
        with QSignalBlocker(self):
            for name, row in self._rows.items():
                remark = self._barred.get(name) or remarks.get(name, "")
                row.setText(FILE, names.get(name, ""))
                row.setText(REMARK, remark)
                told = (row.text(FORMAT), row.text(FILE), remark)
                spoken = ", ".join(part for part in told if part)
                row.setData(FORMAT, Qt.ItemDataRole.AccessibleTextRole, spoken)
                row.setToolTip(FILE, names.get(name, ""))
        self.viewport().update()

    def remark(self, name: str) -> str:
        """What is said beside a format."""
        return self._rows[name].text(REMARK)
