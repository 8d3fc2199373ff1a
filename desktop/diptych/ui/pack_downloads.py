"""Downloads of packs, one after the other, each followed by its installation.

They belong to the program, not to a window: they go on when it is closed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context
from diptych.jobs.runner import Emit, Job
from diptych.packs.download import Fetched
from diptych.packs.meter import Transfer
from diptych.packs.parts import Pending
from diptych.ui.controller import Controller
from diptych.ui.pack_stock import Percent
from diptych.ui.pack_words import pair_words, trouble_words
from diptych.workspace.pack_store import Offer

FETCH_LANE, DISCARD_LANE = "download", "packs-discard"
PLACE_LANE = "packs-install"
"""For whatever installs or removes: one at a time, and no translation to wait for."""


class Stage(Enum):
    """Where a download stands."""

    WAITING = auto()
    FETCHING = auto()
    FETCHED = auto()
    PLACING = auto()
    PAUSED = auto()
    FAILED = auto()


@dataclass(slots=True)
class Download:
    """One pack on its way; ``offer`` is None when the list no longer names it.

    ``have`` and ``total`` are bytes (0: not known); ``begun`` and ``heard`` the monotonic seconds
    of the first and the last news. ``trouble`` says why it failed. ``unwanted``: to be thrown away
    once its job has ended.
    """

    file_name: str
    offer: Offer | None
    stage: Stage
    have: int = 0
    total: int = 0
    transfer: Transfer | None = None
    begun: float = 0.0
    heard: float = 0.0
    trouble: str = ""
    job: Job | None = None
    unwanted: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        if self.offer is None:
            return self.file_name
        return pair_words(self.offer.from_language, self.offer.to_language)

    @property
    def stopping(self) -> bool:
        """Whether its work was asked to stop and has not ended yet."""
        return self.job is not None and (self.unwanted or not self.job.wanted)

    @property
    def pending(self) -> Pending:
        """As the store knows it."""
        return Pending(self.file_name, self.have, self.total)


class Downloads(QObject):
    """The queue. ``listed``: a download came, went or changed its stage; ``moved`` names one that
    got further; ``installed`` carries a LanguagePack; ``left``: one ended without being installed.

    ``watched`` is set while a window shows it; otherwise good and bad news go to the controller.
    """

    listed = Signal()
    moved = Signal(str)
    installed = Signal(object)
    left = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._items: dict[str, Download] = {}
        self.watched = False

    @property
    def items(self) -> tuple[Download, ...]:
        """All downloads that are not finished, in their order."""
        return tuple(self._items.values())

    # What the user wants

    def add(self, offers: Sequence[Offer]) -> None:
        """Download and install these, after those that wait already; go on with what is paused."""
        for offer in offers:
            item = self._items.get(offer.entry.file_name)
            if item is None:
                item = Download(offer.entry.file_name, offer, Stage.WAITING, offer.have)
                item.total = offer.entry.size or 0
                self._items[item.file_name] = item
            elif item.stage in (Stage.PAUSED, Stage.FAILED) and not item.stopping:
                item.offer, item.stage = offer, Stage.WAITING
        self._go_on()

    def pause(self, file_name: str) -> None:
        """Stop a download for now; what has come stays."""
        item = self._items[file_name]
        if item.stage is Stage.WAITING:
            item.stage = Stage.PAUSED
        elif item.stage is Stage.FETCHING and item.job is not None:
            item.job.cancel()
        self.listed.emit()

    def resume(self, file_name: str) -> None:
        """Go on with one that was paused or has failed, when its turn comes."""
        offer = self._items[file_name].offer
        if offer is not None:
            self.add((offer,))

    def drop(self, file_name: str) -> None:
        """Stop a download and throw away what has come of it."""
        item = self._items[file_name]
        if item.unwanted:
            return
        item.unwanted = True
        if item.job is None:
            self._discard(item)
        else:
            item.job.cancel()
        self.listed.emit()

    def adopt(self, unfinished: Sequence[Pending], offers: Sequence[Offer]) -> None:
        """List what an earlier run of the program left, as paused."""
        by_file = {offer.entry.file_name: offer for offer in offers}
        changed = False
        for part in unfinished:
            item = self._items.get(part.file_name)
            if item is None:
                item = Download(part.file_name, None, Stage.PAUSED, part.have, part.total)
                self._items[part.file_name] = item
                changed = True
            if item.job is None and item.offer != by_file.get(part.file_name):
                item.offer, changed = by_file.get(part.file_name), True
        if changed:
            self.listed.emit()

    # Fetching

    def _go_on(self) -> None:
        """Begin with the first that waits, unless one is being fetched."""
        if not any(item.stage is Stage.FETCHING for item in self.items):
            waiting = next((i for i in self.items if i.stage is Stage.WAITING), None)
            if waiting is not None and waiting.offer is not None:
                self._fetch(waiting, waiting.offer)
        self.listed.emit()

    def _fetch(self, item: Download, offer: Offer) -> None:
        store = self._controller.store
        item.stage, item.transfer, item.trouble = Stage.FETCHING, None, ""
        item.begun = item.heard = time.monotonic()
        item.job = self._controller.runner.start(
            self.tr("Downloading {0}").format(item.name),
            lambda context, emit: store.fetch(offer, Percent(context), emit),
            FETCH_LANE,
        )
        item.job.streamed.connect(lambda transfer: self._came(item, transfer))
        item.job.succeeded.connect(lambda fetched: self._fetched(item, offer, fetched))
        self._listen(item, item.job)

    def _listen(self, item: Download, job: Job) -> None:
        job.failed.connect(lambda error: self._failed(item, error))
        job.cancelled.connect(lambda: self._stopped(item))

    def _came(self, item: Download, transfer: Transfer) -> None:
        item.heard = time.monotonic()
        if item.transfer is None:
            item.begun = item.heard
        item.transfer = transfer
        item.have, item.total = transfer.done, transfer.total
        self.moved.emit(item.file_name)

    def _fetched(self, item: Download, offer: Offer, fetched: Fetched) -> None:
        store = self._controller.store
        item.stage = Stage.FETCHED

        def work(context: Context, emit: Emit) -> LanguagePack:
            emit(None)
            return store.install_fetched(offer, fetched, Percent(context))

        item.job = self._controller.runner.start(
            self.tr("Installing {0}").format(item.name), work, PLACE_LANE
        )
        item.job.streamed.connect(lambda _begun: self._placing(item))
        item.job.succeeded.connect(lambda pack: self._placed(item, pack))
        self._listen(item, item.job)
        self._go_on()

    def _placing(self, item: Download) -> None:
        item.stage = Stage.PLACING
        self.listed.emit()

    def _placed(self, item: Download, pack: LanguagePack) -> None:
        self._items.pop(item.file_name, None)
        self.listed.emit()
        self.installed.emit(pack)
        self._controller.packs_known.emit()
        if not self.watched:
            told = self.tr("Installed: {0} {1}.").format(item.name, pack.version)
            self._controller.told.emit(told)

    # Ends

    def _failed(self, item: Download, error: Exception) -> None:
        item.job = None
        item.stage, item.trouble = Stage.FAILED, trouble_words(error)
        if not self.watched:
            self._controller.failed.emit(error)
        self.left.emit()
        self._go_on()

    def _stopped(self, item: Download) -> None:
        installing = item.stage in (Stage.FETCHED, Stage.PLACING)
        item.job = None
        item.stage = Stage.PAUSED
        if item.unwanted:
            self._discard(item)
        if installing:
            # Whoever stops an installation may come too late for it.
            self._controller.packs_known.emit()
        self.left.emit()
        self._go_on()

    def _discard(self, item: Download) -> None:
        store, pending = self._controller.store, item.pending
        item.job = self._controller.runner.start(
            self.tr("Removing what has come of {0}").format(item.name),
            lambda _context, _emit: store.discard(pending),
            DISCARD_LANE,
        )
        item.job.succeeded.connect(lambda _none: self._discarded(item))
        item.job.failed.connect(lambda error: self._stays(item, error))

    def _discarded(self, item: Download) -> None:
        self._items.pop(item.file_name, None)
        self.listed.emit()
        self.left.emit()

    def _stays(self, item: Download, error: Exception) -> None:
        item.unwanted = False
        self._failed(item, error)


def downloads_of(controller: Controller) -> Downloads:
    """The queue of this controller: there is one, from the first time that it is asked for."""
    found = controller.findChild(Downloads)
    return found if isinstance(found, Downloads) else Downloads(controller)
