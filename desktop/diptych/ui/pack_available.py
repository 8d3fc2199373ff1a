"""What can be had: the list of packs, where it comes from, and downloading from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from diptych.core.errors import DownloadError
from diptych.core.language_packs import PackPlace
from diptych.packs.quality import SOURCE
from diptych.ui.icons import icon
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_rows import (
    OFFERED_SIZE,
    OFFERED_STATE,
    OFFERED_VERSION,
    QUALITY,
    offered_rows,
)
from diptych.ui.pack_stock import Stock
from diptych.ui.pack_table import PackTable
from diptych.ui.pack_words import day
from diptych.workspace.pack_store import Offer, PackStore


class AvailablePage(PackPage):
    """Offers of the list. ``asked`` wants the list from an address; empty is the usual one."""

    asked = Signal(str)
    downloaded = Signal(object)

    def __init__(self, store: PackStore) -> None:
        headings = (
            self.tr("Languages"),
            self.tr("Version"),
            self.tr("Size"),
            self.tr("Quality (COMET)"),
            self.tr("State"),
        )
        tips = {
            QUALITY: self.tr("Scores from 0 to 1, beside those of Google’s service.\n{0}").format(
                SOURCE
            )
        }
        super().__init__(
            PackTable(headings, tips, frozenset({OFFERED_SIZE})),
            self.tr("Packs that can be had"),
            {OFFERED_VERSION: 72, OFFERED_SIZE: 76, QUALITY: 180, OFFERED_STATE: 150},
        )
        self._store = store
        self._known, self._listed = False, False
        self.date = QLabel()
        self.date.setObjectName("faint")
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address of the list"))
        self.address.setToolTip(
            self.tr("Where the list comes from: a mirror’s address, a folder, or a kit")
        )
        self.address.setMinimumWidth(250)
        self.address.textChanged.connect(lambda _words: self._tell_where())
        self.address.returnPressed.connect(self._ask)
        self.get = QPushButton(icon("refresh-cw"), self.tr("&Get the list…"))
        self.get.clicked.connect(self._ask)
        self.download = QPushButton(icon("download"), self.tr("&Download"))
        self.download.clicked.connect(self._download)
        self.table.activated.connect(lambda _index: self._activate())
        for button in (self.get, self.download):
            button.setAutoDefault(False)
        self._lay_out()
        self._tell_where()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addSpacing(8)
        top.addWidget(self.count)
        origin = QLabel(self.tr("&From"))
        origin.setBuddy(self.address)
        bottom = QHBoxLayout()
        bottom.addWidget(self.download)
        bottom.addStretch()
        bottom.addWidget(self.date)
        bottom.addSpacing(8)
        bottom.addWidget(origin)
        bottom.addWidget(self.address)
        bottom.addWidget(self.get)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(self._middle(), 1)
        column.addLayout(bottom)

    # Showing

    def show_stock(self, stock: Stock) -> None:
        """Show what can be had."""
        index = stock.index
        if not self._known and index is not None and index.address != self._usual:
            self.address.setText(index.address)
        self._known, self._listed = True, index is not None
        self.date.setText(self.tr("List of {0}").format(day(index.fetched)) if index else "")
        self.date.setToolTip(index.address if index else "")
        sized = any(offer.entry.size for offer in stock.offers)
        self.table.setColumnHidden(OFFERED_SIZE, not sized)
        self.show_rows(offered_rows(stock))
        self._tell_where()

    @property
    def _usual(self) -> str:
        """Where the list comes from when nobody names another place."""
        try:
            return self._store.address()
        except DownloadError:
            return ""

    def _tell_where(self) -> None:
        """Say what pressing the button would do, before it is pressed."""
        self.address.setPlaceholderText(self._usual)
        try:
            where = self._store.address(self.address.text().strip() or None)
        except DownloadError as error:
            told = str(error)
        else:
            told = self.tr(
                "The program goes to the network only when you press it, or start a download.\n"
                "The list comes from {0}"
            ).format(where)
        self.get.setToolTip(told)
        if self._known and not self.model.total:
            none = (
                self.tr("The list names no packs.")
                if self._listed
                else self.tr("No list yet. Press “Get the list…”.")
            )
            self.hint.setText(f"{none}\n\n{told}")

    # Asking

    def enable(self) -> None:
        offers = self._chosen_offers()
        self.get.setEnabled(self.free)
        self.download.setEnabled(bool(offers))
        installed = [offer.installed is not None for offer in offers]
        if offers and all(offer.update for offer in offers):
            self.download.setText(self.tr("&Update"))
        elif offers and all(installed) and not any(offer.update for offer in offers):
            self.download.setText(self.tr("&Download again"))
        else:
            self.download.setText(self.tr("&Download"))

    def _chosen_offers(self) -> tuple[Offer, ...]:
        return tuple(row.subject for row in self.chosen if isinstance(row.subject, Offer))

    def _download(self) -> None:
        """What is installed already is left out where something else is chosen too."""
        offers = self._chosen_offers()
        wanted = tuple(offer for offer in offers if not _is_here(offer))
        self.downloaded.emit(wanted or offers)

    def _activate(self) -> None:
        if not all(map(_is_here, self._chosen_offers())):
            self._download()

    def _ask(self) -> None:
        if self.free:
            self.asked.emit(self.address.text().strip())


def _is_here(offer: Offer) -> bool:
    there = offer.installed
    return there is not None and there.place is PackPlace.INSTALLED and not offer.update
