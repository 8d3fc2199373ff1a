"""Asks which packs are to be taken along, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.packs.files import megabytes
from diptych.ui.icons import icon
from diptych.ui.pack_words import pack_pair


@dataclass(frozen=True, slots=True)
class KitWish:
    """Which packs are wanted, by their names, and in which folder."""

    folder: Path
    names: tuple[str, ...]


class KitForm(QDialog):
    """Packs to be ticked, and a folder; ``wish`` tells. Full packs are ticked from the begin."""

    def __init__(self, packs: Sequence[LanguagePack], parent: QWidget | None = None) -> None:
        """``packs`` stand best first: of those with one name, the first is taken."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make a USB kit"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._packs: dict[str, LanguagePack] = {}
        for pack in packs:
            self._packs.setdefault(pack.name, pack)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Packs to take along"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setStyleSheet("QListWidget::item { padding: 5px 6px; }")
        self._show_boxes()
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder of the kit"))
        self.folder.setPlaceholderText(self.tr("A folder on the stick"))
        self.browse = QPushButton(icon("folder-open"), self.tr("&Choose…"))
        self.browse.setAutoDefault(False)
        self.total = QLabel()
        self.total.setObjectName("faint")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(
            self.tr("&Make the kit"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._fill()
        self._lay_out(buttons)
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.folder.textChanged.connect(lambda _words: self._enable())
        self.browse.clicked.connect(self._browse)
        self._enable()

    def _show_boxes(self) -> None:
        """On a very dark ground, empty boxes cannot be seen: let it be lighter."""
        palette = self.list.palette()
        if palette.color(QPalette.ColorRole.Base).lightness() < 128:
            palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Mid))
            self.list.setPalette(palette)

    def _fill(self) -> None:
        for name, pack in sorted(self._packs.items(), key=lambda entry: pack_pair(entry[1])):
            note = f" · {self.tr('for the gist only')}" if pack.note else ""
            words = f"{pack_pair(pack)} · {pack.version} · {megabytes(pack.size)}{note}"
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            full = pack.place is not PackPlace.STARTER
            item.setCheckState(Qt.CheckState.Checked if full else Qt.CheckState.Unchecked)
        if self.list.count():
            self.list.setCurrentRow(0)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        told = QLabel(
            self.tr(
                "A kit is a folder with packs, their checksums and instructions. "
                "On the other machine, install it with Install > From a folder or kit."
            )
        )
        told.setWordWrap(True)
        where = QHBoxLayout()
        label = QLabel(self.tr("&Folder"))
        label.setBuddy(self.folder)
        for widget in (label, self.folder, self.browse):
            where.addWidget(widget)
        bottom = QHBoxLayout()
        bottom.addWidget(self.total, 1)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addLayout(where)
        column.addLayout(bottom)
        self.resize(540, 430)

    @property
    def wish(self) -> KitWish:
        """What is wanted."""
        items = (self.list.item(row) for row in range(self.list.count()))
        names = (
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )
        return KitWish(Path(self.folder.text().strip()).expanduser(), tuple(names))

    def _enable(self) -> None:
        names = self.wish.names
        size = sum(self._packs[name].size for name in names)
        self.total.setText(
            self.tr("{0} packs, about {1}").format(len(names), megabytes(size))
            if names
            else self.tr("Tick the packs to take along.")
        )
        self.go.setEnabled(bool(names and self.folder.text().strip()))

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder for the kit"))
        if name:
            self.folder.setText(name)
