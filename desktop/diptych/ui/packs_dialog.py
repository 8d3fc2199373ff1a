"""Language packs: what is installed, what can be had, and what is on its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.core.firefox_models import FirefoxModel
from diptych.core.language_packs import LanguagePack
from diptych.packs.files import megabytes
from diptych.packs.verifying import Verdict
from diptych.ui.pack_available import AvailablePage
from diptych.ui.pack_downloads import Downloads
from diptych.ui.pack_installed import InstalledPage
from diptych.ui.pack_kit import KitForm
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_stock import Stock, installable
from diptych.ui.pack_transfers import TransferPanel
from diptych.ui.pack_words import subject_pair
from diptych.ui.told_line import ToldLine
from diptych.workspace.pack_store import PackStore

Subject = LanguagePack | FirefoxModel


class PacksDialog(QDialog):
    """Shows packs; asks for what somebody else does.

    ``install`` carries paths, ``remove`` packs and models, ``verify`` names (none: all packs),
    ``make_kit`` a KitWish, ``get_list`` an address (empty: the usual one), ``download`` offers;
    ``look_again`` wants everything to be read anew.
    """

    install = Signal(object)
    remove = Signal(object)
    verify = Signal(object)
    make_kit = Signal(object)
    get_list = Signal(str)
    download = Signal(object)
    look_again = Signal()

    def __init__(
        self, store: PackStore, downloads: Downloads, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Language packs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1100, 640)
        self._stock: Stock | None = None
        self.installed = InstalledPage()
        self.available = AvailablePage(store)
        self.transfers = TransferPanel(downloads)
        self.told = ToldLine()
        self.leave = QPushButton(self.tr("&Close"))
        self.leave.setAutoDefault(False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.installed, self.tr("I&nstalled"))
        self.tabs.addTab(self.available, self.tr("&Available"))
        self._lay_out()
        self._connect()
        self._find()

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.setSpacing(16)
        bottom.addWidget(self.told, 1)
        bottom.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.transfers)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.installed.installed.connect(self.install)
        self.installed.removed.connect(self._ask_to_remove)
        self.installed.updated.connect(self.download)
        self.installed.verified.connect(self.verify)
        self.installed.kit_wanted.connect(self.ask_for_kit)
        self.available.asked.connect(self.get_list)
        self.available.downloaded.connect(self.download)
        for page in self.pages:
            page.details.copied.connect(
                lambda: self.told.say(self.tr("The checksum has been copied."))
            )
        self.leave.clicked.connect(self.reject)
        self.told.busy.connect(lambda _busy: self._free())
        self.tabs.currentChanged.connect(lambda _index: self._find())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)
        again = QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self)
        again.activated.connect(self.look_again)

    @property
    def pages(self) -> tuple[PackPage, PackPage]:
        """Both pages."""
        return self.installed, self.available

    @property
    def page(self) -> PackPage:
        """The page in front."""
        return self.available if self.tabs.currentWidget() is self.available else self.installed

    def _find(self) -> None:
        self.page.search.setFocus()

    # Showing

    def show_stock(self, stock: Stock, verdicts: Mapping[Path, Verdict]) -> None:
        """Show everything as it is now."""
        self._stock = stock
        self.installed.show_stock(stock, verdicts)
        self.available.show_stock(stock)
        self._free()

    def look_for(self, words: str) -> None:
        """Show what can be had for these languages."""
        self.tabs.setCurrentWidget(self.available)
        self.available.search.setText(words)

    def _free(self) -> None:
        for page in self.pages:
            page.set_free(self._stock is not None and not self.told.working)

    # Asking

    def _ask_to_remove(self, subjects: Sequence[Subject]) -> None:
        """What is removed has to be downloaded again, which not everybody can."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Remove"))
        names = "\n".join(f"{subject_pair(s)} {s.version}" for s in subjects)
        size = megabytes(sum(s.size for s in subjects))
        box.setText(self.tr("Remove from this computer?"))
        box.setInformativeText(self.tr("{0}\n\nThis frees {1}.").format(names, size))
        remove = box.addButton(self.tr("&Remove"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("&Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        remove.clicked.connect(lambda: self.remove.emit(tuple(subjects)))
        box.open()

    def ask_for_kit(self) -> KitForm | None:
        """Ask which packs are to be taken along, and then for the kit."""
        if self._stock is None:
            return None
        form = KitForm(self._stock.packs.packs, self)
        form.accepted.connect(lambda: self.make_kit.emit(form.wish))
        form.open()
        return form

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.told.working and any(map(installable, _paths(event))):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(filter(installable, _paths(event)))
        event.acceptProposedAction()
        if paths:
            self.install.emit(paths)

    def reject(self) -> None:
        """Stop what is running; close when nothing is. Downloads go on."""
        if self.told.stoppable:
            self.told.cancel()
        else:
            super().reject()


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
