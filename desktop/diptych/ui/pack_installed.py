"""What is installed: packs and Firefox models, to be updated, removed, verified, taken along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.packs.verifying import Verdict
from diptych.ui.icons import icon
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_rows import KIND, PLACE, SIZE, STATE, VERSION, installed_rows, removable
from diptych.ui.pack_stock import Stock
from diptych.ui.pack_table import PackTable
from diptych.ui.pack_words import use_words
from diptych.workspace.pack_store import Offer


class InstalledPage(PackPage):
    """Packs and models that are here. Signals carry paths, subjects of rows, offers and names.

    ``verified`` with no names is a wish to verify all packs.
    """

    installed = Signal(object)
    removed = Signal(object)
    updated = Signal(object)
    verified = Signal(object)
    kit_wanted = Signal()

    def __init__(self) -> None:
        tips = {STATE: "", PLACE: self.tr("Only what was installed here can be removed here")}
        headings = (
            self.tr("Languages"),
            self.tr("Kind"),
            self.tr("Version"),
            self.tr("Size"),
            self.tr("From"),
            self.tr("State"),
        )
        super().__init__(
            PackTable(headings, tips, frozenset({SIZE})),
            self.tr("Installed packs and models"),
            {KIND: 68, VERSION: 82, SIZE: 76, PLACE: 160, STATE: 142},
        )
        self._offers: tuple[Offer, ...] = ()
        self._updates: Mapping[Path, Offer] = {}
        self.use = QLabel()
        self.use.setObjectName("faint")
        self._build_buttons()
        self._lay_out()

    def _build_buttons(self) -> None:
        self.install = QPushButton(icon("folder-open"), self.tr("&Install"))
        menu = QMenu(self.install)
        self.from_file = menu.addAction(self.tr("From a &file…"), self._ask_file)
        self.from_folder = menu.addAction(self.tr("From a f&older or kit…"), self._ask_folder)
        self.install.setMenu(menu)
        self.update_chosen = QPushButton(icon("download"), self.tr("&Update"))
        self.update_chosen.clicked.connect(lambda: self.updated.emit(self._wanted_updates()))
        self.remove = QPushButton(icon("trash-2"), self.tr("&Remove…"))
        self.remove.clicked.connect(self._remove)
        self.verify = QPushButton(icon("shield-check"), self.tr("&Verify"))
        menu = QMenu(self.verify)
        self.verify_all = menu.addAction(self.tr("&All packs"), lambda: self.verified.emit(()))
        self.verify_chosen = menu.addAction(self.tr("The &chosen ones"), self._verify)
        self.verify.setMenu(menu)
        self.kit = QPushButton(icon("package"), self.tr("Make a USB &kit…"))
        self.kit.setToolTip(self.tr("Take packs to a machine without a network"))
        self.kit.clicked.connect(self.kit_wanted)
        for button in self._buttons():
            button.setAutoDefault(False)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove.click)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.install, self.update_chosen, self.remove, self.verify, self.kit

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addSpacing(8)
        top.addWidget(self.count)
        bottom = QHBoxLayout()
        for button in self._buttons():
            if button is self.verify:
                bottom.addSpacing(12)
            bottom.addWidget(button)
        bottom.addStretch()
        bottom.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(self._middle(), 1)
        column.addLayout(bottom)

    def show_stock(self, stock: Stock, verdicts: Mapping[Path, Verdict]) -> None:
        """Show what is here."""
        self._updates = stock.updates
        self.hint.setText(
            self.tr(
                "There are no language packs here.\n\nGet some under Available, or install a file."
            )
        )
        self.show_rows(installed_rows(stock, verdicts))
        models = sum(m.size for m in stock.models.models if removable(m))
        self.use.setText(use_words(stock.use, models))
        full = any(pack.place is not PackPlace.STARTER for pack in stock.packs.packs)
        self.notice.setText(
            self.tr(
                "Only the small packs that came with the program are here. They give the gist; "
                "for real work, get full packs under Available."
            )
        )
        self.notice.setVisible(not full and not stock.models.models)

    def enable(self) -> None:
        subjects = [row.subject for row in self.chosen]
        self.install.setEnabled(self.free)
        self.remove.setEnabled(self.free and any(map(removable, subjects)))
        self.verify.setEnabled(self.free and self.model.total > 0)
        self.verify_chosen.setEnabled(bool(self._names()))
        self.kit.setEnabled(self.free and self.model.total > 0)
        chosen = self._chosen_updates()
        count = len(chosen or self._updates)
        self.update_chosen.setEnabled(self.free and count > 0)
        self.update_chosen.setText(
            self.tr("&Update")
            if chosen or not count
            else self.tr("&Update all ({0})").format(count)
        )

    def _chosen_updates(self) -> tuple[Offer, ...]:
        subjects = [row.subject for row in self.chosen]
        places = [s.location for s in subjects if isinstance(s, LanguagePack)]
        return tuple(self._updates[place] for place in places if place in self._updates)

    def _wanted_updates(self) -> tuple[Offer, ...]:
        return self._chosen_updates() or tuple(self._updates.values())

    def _names(self) -> tuple[str, ...]:
        subjects = [row.subject for row in self.chosen]
        return tuple(dict.fromkeys(s.name for s in subjects if isinstance(s, LanguagePack)))

    def _verify(self) -> None:
        self.verified.emit(self._names())

    def _remove(self) -> None:
        subjects = tuple(row.subject for row in self.chosen if removable(row.subject))
        if subjects:
            self.removed.emit(subjects)

    def _ask_file(self) -> None:
        filters = self.tr(
            "Packs and Firefox models (*.argosmodel *.zip *.tar *.tar.gz *.tgz *.bin);;"
            "All files (*)"
        )
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Install language packs"), "", filters
        )
        if names:
            self.installed.emit(tuple(map(Path, names)))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Install from a folder of packs, a kit, or a Firefox model")
        )
        if name:
            self.installed.emit((Path(name),))
