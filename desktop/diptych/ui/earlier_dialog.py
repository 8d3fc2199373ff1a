"""The earlier versions of one file: when each was saved, and what was changed after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.workspace.earlier import Changes, Earlier
from diptych.workspace.moments import in_words


class EarlierDialog(QDialog):
    """``wanted`` tells the place in the list of the version to open; ``limited`` how many to keep.

    The dialog stays while several are opened one after another.
    """

    wanted = Signal(int)
    limited = Signal(int)

    def __init__(self, path: Path, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.resize(520, 460)
        self.told = QLabel(self.tr("What “{0}” held before it was saved over.").format(path.name))
        self.hint = QLabel(self.tr("Looking…"))
        self.hint.setObjectName("faint")
        for label in (self.told, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.list = EntryList(self.tr("Earlier versions"))
        self.list.doubleClicked.connect(lambda _index: self._open())
        self.limit = QSpinBox()
        self.limit.setAccessibleName(self.tr("Versions to keep of each file"))
        self.limit.setRange(0, 1000)
        self.limit.setValue(limit)
        self.limit.valueChanged.connect(self.limited)
        self._lay_out()
        self.list.setFocus()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.open_button = buttons.addButton(
            self.tr("&Open as a new article"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.open_button.setToolTip(self.tr("Open it beside the others. No file is changed"))
        self.open_button.clicked.connect(self._open)
        buttons.rejected.connect(self.reject)
        keep = QLabel(self.tr("&Keep of each file"))
        keep.setBuddy(self.limit)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(self.limit)
        row.addStretch()
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def show_versions(self, versions: Sequence[Earlier], changes: Sequence[Changes | None]) -> None:
        """Show the versions, newest first, with what was changed after each."""
        self.list.show_entries(
            [
                self._entry(place, version, changed)
                for place, (version, changed) in enumerate(zip(versions, changes, strict=True))
            ]
        )
        self.hint.setText(
            self.tr("There are none yet. Each save over the file keeps what it held before.")
        )
        self.hint.setVisible(not versions)
        self.list.setVisible(bool(versions))
        self.open_button.setEnabled(bool(versions))
        if versions:
            self.list.select("0")

    def _entry(self, place: int, version: Earlier, changed: Changes | None) -> Entry:
        when = in_words(version.saved.astimezone().replace(tzinfo=None))
        size = self.tr("{0} KB").format(f"{max(1, round(version.size / 1000)):,}")
        return Entry(
            str(place),
            (
                Line(self.tr("Saved {0}").format(when), bold=True),
                Line(f"{self._changed(changed)} · {size}", faint=True),
            ),
        )

    def _changed(self, changed: Changes | None) -> str:
        if changed is None:
            return self.tr("cannot be compared")
        facts = []
        if changed.words:
            one, more = self.tr("1 word"), self.tr("{0} words").format(f"{changed.words:,}")
            facts.append(one if changed.words == 1 else more)
        if changed.notes:
            one, more = self.tr("1 note"), self.tr("{0} notes").format(f"{changed.notes:,}")
            facts.append(one if changed.notes == 1 else more)
        if not facts:
            return self.tr("no words or notes changed after it")
        return self.tr("{0} changed after it").format(", ".join(facts))

    def _open(self) -> None:
        key = self.list.current_key
        if key is not None:
            self.wanted.emit(int(key))
