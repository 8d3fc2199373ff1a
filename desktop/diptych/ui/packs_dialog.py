"""Language packs: what is there, what is broken, installing from a file, removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language
from diptych.packs.places import PackListing
from diptych.ui.entry_list import Entry, EntryList, Line


class PacksDialog(QDialog):
    """Lists packs; asks for installing and removing, which somebody else does."""

    install = Signal(Path)
    remove = Signal(object)

    def __init__(self, listing: Callable[[], PackListing], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Language packs"))
        self.resize(620, 480)
        self._listing = listing
        self._packs: dict[str, LanguagePack] = {}
        self.list = EntryList(self.tr("Language packs"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        add = QPushButton(self.tr("&Install from file…"))
        add.clicked.connect(self._ask)
        self._drop = QPushButton(self.tr("&Remove"))
        self._drop.clicked.connect(self._remove)
        self.list.chosen.connect(lambda _key: self._enable())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(self._drop)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        listing = self._listing()
        self._packs = {str(pack.location): pack for pack in listing.packs}
        places = {
            PackPlace.STARTER: self.tr("came with the program"),
            PackPlace.INSTALLED: self.tr("installed"),
            PackPlace.ARGOS: self.tr("from another Argos program"),
        }
        entries = [
            Entry(
                key,
                (
                    Line(f"{_name(pack.from_code)} – {_name(pack.to_code)}", bold=True),
                    Line(
                        self.tr("version {0} · {1} MB · {2}").format(
                            pack.version, max(1, pack.size // 1_000_000), places[pack.place]
                        ),
                        faint=True,
                    ),
                    *((Line(pack.note, faint=True),) if pack.note else ()),
                ),
            )
            for key, pack in self._packs.items()
        ]
        entries += [
            Entry(
                str(skipped.location),
                (
                    Line(self.tr("Skipped: {0}").format(skipped.location.name), bold=True),
                    Line(skipped.reason, faint=True),
                ),
            )
            for skipped in listing.skipped
        ]
        self.list.show_entries(tuple(entries))
        self._enable()

    def say(self, words: str) -> None:
        """Tell how installing or removing went."""
        self.told.setText(words)

    def _enable(self) -> None:
        pack = self._packs.get(self.list.current_key or "")
        self._drop.setEnabled(pack is not None and pack.place is PackPlace.INSTALLED)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Install a language pack"),
            "",
            self.tr("Argos packs (*.argosmodel);;All files (*)"),
        )
        if name:
            self.install.emit(Path(name))

    def _remove(self) -> None:
        pack = self._packs.get(self.list.current_key or "")
        if pack is not None:
            self.remove.emit(pack)


def _name(code: str) -> str:
    return language(from_argos(code)).name
