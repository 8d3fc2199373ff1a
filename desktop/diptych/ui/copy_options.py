"""What copies hold: which versions, the source beside them, notes, changes, and lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.formats.writing.writer import Form
from diptych.workspace.copies import can_track
from diptych.workspace.settings import Settings

USUAL_COLUMNS = 72
"""Characters in a line, as wires and letters have them."""

_SHOWN_ROWS = 4
_ID = Qt.ItemDataRole.UserRole


class CopyOptions(QWidget):
    """``changed`` follows each choice. What matters to no format that is ticked is disabled."""

    changed = Signal()

    def __init__(
        self,
        document: Document,
        shown: str | None,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.beside = QRadioButton(self.tr("&Beside the source"))
        self.alone = QRadioButton(self.tr("&Translation only"))
        (self.beside if settings.copy_source else self.alone).setChecked(True)
        self.versions = QListWidget()
        self.versions.setAccessibleName(self.tr("Versions in the copies"))
        for version in document.targets:
            self.versions.addItem(_row(version, ticked=version.id == shown))
        self.notes = QCheckBox(self.tr("With &notes ({0})").format(len(document.notes)))
        self.notes.setChecked(settings.copy_notes)
        self.tracked = QCheckBox(self.tr("Show edits as trac&ked changes"))
        self.tracked.setToolTip(
            self.tr("From the machine's words to yours, to be accepted or rejected one by one")
        )
        self.tracked.setChecked(settings.copy_tracked)
        self.wrap = QCheckBox(self.tr("Set &lines anew, at most"))
        self.wrap.setToolTip(self.tr("Lines of plain text and subtitles; they stay as they are"))
        self.wrap.setChecked(settings.text_columns > 0)
        self.columns = QSpinBox()
        self.columns.setAccessibleName(self.tr("Characters in a line"))
        self.columns.setRange(20, 400)
        self.columns.setValue(settings.text_columns or USUAL_COLUMNS)
        self.unit = QLabel(self.tr("columns wide"))
        self._lay_out()
        for box in (self.beside, self.notes, self.tracked, self.wrap):
            box.toggled.connect(self.changed)
        self.versions.itemChanged.connect(self.changed)

    def _lay_out(self) -> None:
        rows = min(_SHOWN_ROWS, self.versions.count())
        self.versions.setMaximumHeight(self.versions.sizeHintForRow(0) * rows + 8)
        heading = QLabel(self.tr("&Versions"))
        heading.setBuddy(self.versions)
        lines = QHBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for part in (self.wrap, self.columns, self.unit):
            lines.addWidget(part)
        lines.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addWidget(self.versions, 1, 0, 1, 2)
        grid.addWidget(self.beside, 2, 0)
        grid.addWidget(self.notes, 2, 1)
        grid.addWidget(self.alone, 3, 0)
        grid.addWidget(self.tracked, 3, 1)
        grid.addLayout(lines, 4, 0, 1, 2)
        for widget in (heading, self.versions):
            widget.setVisible(self.versions.count() > 1)

    @property
    def chosen(self) -> tuple[Version, ...]:
        """The versions that are ticked, in their order."""
        rows = (self.versions.item(number) for number in range(self.versions.count()))
        ids = {row.data(_ID) for row in rows if row.checkState() == Qt.CheckState.Checked}
        return tuple(version for version in self._document.targets if version.id in ids)

    @property
    def wide(self) -> int:
        """Characters in a line; 0 leaves lines as they are."""
        return self.columns.value() if self.wrap.isChecked() else 0

    def fit(self, forms: Sequence[Form]) -> None:
        """Let only that be chosen which matters for one of these formats."""
        versions = self.chosen
        sides = any(form.sides for form in forms) and bool(versions)
        self.beside.setEnabled(sides)
        self.alone.setEnabled(sides)
        self.notes.setEnabled(any(form.noted for form in forms) and bool(self._document.notes))
        tracks = any(form.tracks for form in forms)
        self.tracked.setEnabled(tracks and can_track(self._document, versions))
        lines = any(form.lines for form in forms)
        self.wrap.setEnabled(lines)
        self.columns.setEnabled(lines and self.wrap.isChecked())
        self.unit.setEnabled(lines)


def _row(version: Version, *, ticked: bool) -> QListWidgetItem:
    row = QListWidgetItem(version.name)
    row.setData(_ID, version.id)
    row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    row.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return row
