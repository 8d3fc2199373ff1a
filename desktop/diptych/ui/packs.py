"""The window of language packs, with all that it asks for as jobs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from diptych.core.errors import DiptychError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context
from diptych.jobs.runner import Emit, Job, Work
from diptych.packs.files import megabytes
from diptych.packs.index import Index
from diptych.packs.kit import Kit
from diptych.packs.verifying import Verdict
from diptych.ui.controller import Controller
from diptych.ui.pack_downloads import PLACE_LANE, downloads_of
from diptych.ui.pack_kit import KitWish
from diptych.ui.pack_stock import (
    Installed,
    Percent,
    Stock,
    brings_packs,
    install_all,
    read_stock,
)
from diptych.ui.pack_words import (
    day,
    installed_lines,
    installed_words,
    subject_pair,
    tr,
    trouble_words,
    verdict_lines,
    verified_words,
)
from diptych.ui.packs_dialog import PacksDialog, Subject
from diptych.workspace.pack_store import Offer

_STOCK_LANE, _LIST_LANE, _CARE_LANE = "packs-stock", "packs-list", "packs-care"


def show_packs(controller: Controller, parent: QWidget) -> PacksDialog:
    """Open the window; what is installed or removed is known to the whole program at once."""
    dialog = PacksDialog(controller.store, downloads_of(controller), parent)
    _Desk(controller, dialog).refresh(anew=True)
    dialog.open()
    return dialog


def install_dropped(
    controller: Controller, paths: Sequence[Path], parent: QWidget
) -> tuple[Path, ...]:
    """Install what can be among files and folders that were dropped, and show how it goes.

    Those are packs, folders of packs, kits, and Firefox models in folders and archives. Returns
    the other paths: whoever asked may open them as articles.
    """
    ours = tuple(filter(brings_packs, paths))
    if ours:
        show_packs(controller, parent).install.emit(ours)
    return tuple(path for path in paths if path not in ours)


class _Desk(QObject):
    """What the window asks for, done as jobs. Answers to a window that is gone are dropped."""

    def __init__(self, controller: Controller, dialog: PacksDialog) -> None:
        super().__init__(dialog)
        self._controller, self._dialog = controller, dialog
        self._toolbox, self._store = controller.toolbox, controller.store
        self._downloads = downloads_of(controller)
        self._downloads.watched = True
        self._verdicts: dict[Path, Verdict] = {}
        self._open, self._reading, self._again, self._anew = True, False, False, False
        dialog.install.connect(self._install)
        dialog.remove.connect(self._remove)
        dialog.verify.connect(self._verify)
        dialog.make_kit.connect(self._make_kit)
        dialog.get_list.connect(self._get_list)
        dialog.download.connect(self._download)
        dialog.look_again.connect(self._look_again)
        self._downloads.installed.connect(self._downloaded)
        self._downloads.left.connect(self.refresh)
        dialog.finished.connect(self._close)

    def _close(self) -> None:
        self._open = False
        self._downloads.watched = False

    # Reading

    def refresh(self, *, anew: bool = False) -> None:
        """Show what there is now. Of wishes that come meanwhile, one more is followed."""
        if not self._open:
            return
        self._anew = self._anew or anew
        if self._reading:
            self._again = True
            return
        self._reading = True
        toolbox, store, anew, self._anew = self._toolbox, self._store, self._anew, False
        job = self._controller.runner.start(
            tr("Looking for language packs"),
            lambda _context, _emit: read_stock(toolbox, store, anew=anew),
            _STOCK_LANE,
        )
        job.succeeded.connect(self._show)
        job.failed.connect(self._failed)
        job.finished.connect(self._read)

    def _show(self, stock: Stock) -> None:
        if self._open and not self._again:
            self._downloads.adopt(stock.unfinished, stock.offers)
            self._dialog.show_stock(stock, self._verdicts)

    def _read(self) -> None:
        self._reading = False
        if self._again and self._open:
            self._again = False
            self.refresh()

    def _look_again(self) -> None:
        self.refresh(anew=True)
        self._controller.packs_known.emit()

    # Installing and removing

    def _install(self, paths: Sequence[Path]) -> None:
        title = tr("Installing {0}").format(paths[0].name)
        if len(paths) > 1:
            title = tr("Installing {0} files and folders").format(len(paths))
        toolbox, store = self._toolbox, self._store
        job = self._start(
            title,
            lambda context, _emit: install_all(toolbox, store, paths, Percent(context)),
            PLACE_LANE,
        )
        job.succeeded.connect(self._installed)
        job.cancelled.connect(lambda: self._changed(tr("Stopped. What was here before still is.")))

    def _installed(self, done: Installed) -> None:
        for pack in done.packs:
            self._verdicts.pop(pack.location, None)
        self._changed(installed_words(done), installed_lines(done))

    def _download(self, offers: Sequence[Offer]) -> None:
        if not self._dialog.told.working:
            self._say("")
        self._downloads.add(offers)

    def _downloaded(self, pack: LanguagePack) -> None:
        self._verdicts.pop(pack.location, None)
        if self._open:
            told = tr("Installed: {0} {1}.").format(subject_pair(pack), pack.version)
            self._dialog.told.say(told)
            self.refresh()

    def _remove(self, subjects: Sequence[Subject]) -> None:
        toolbox = self._toolbox

        def work(context: Context, _emit: Emit) -> list[str]:
            troubles = []
            for number, subject in enumerate(subjects):
                context.step(number, len(subjects))
                try:
                    if isinstance(subject, FirefoxModel):
                        toolbox.firefox.remove(subject)
                    else:
                        toolbox.remove(subject)
                except DiptychError as error:
                    troubles.append(str(error))
            return troubles

        job = self._start(tr("Removing"), work, PLACE_LANE)
        job.succeeded.connect(lambda troubles: self._removed(subjects, troubles))
        job.cancelled.connect(lambda: self._changed(tr("Stopped.")))

    def _removed(self, subjects: Sequence[Subject], troubles: list[str]) -> None:
        if troubles:
            self._changed(" ".join(troubles[:1]), tuple(troubles[1:]))
        elif len(subjects) == 1:
            self._changed(tr("Removed: {0}.").format(subject_pair(subjects[0])))
        else:
            self._changed(tr("{0} removed.").format(len(subjects)))

    # Looking after packs

    def _verify(self, names: Sequence[str]) -> None:
        store = self._store
        job = self._start(
            tr("Verifying language packs"),
            lambda context, _emit: store.verify(Percent(context), names),
            _CARE_LANE,
        )
        job.succeeded.connect(self._verified)
        job.cancelled.connect(lambda: self._say(tr("Stopped. Not all packs were verified.")))

    def _verified(self, verdicts: tuple[Verdict, ...]) -> None:
        self._verdicts.update({verdict.pack.location: verdict for verdict in verdicts})
        self._say(verified_words(verdicts), verdict_lines(verdicts))
        self.refresh()

    def _make_kit(self, wish: KitWish) -> None:
        store = self._store
        job = self._start(
            tr("Making the kit"),
            lambda context, _emit: store.kit(wish.folder, Percent(context), wish.names),
            _CARE_LANE,
        )
        job.succeeded.connect(self._made)
        job.cancelled.connect(lambda: self._say(tr("Stopped. No kit was made.")))

    def _made(self, kit: Kit) -> None:
        told = tr("The kit is in “{0}”, and takes {1}.").format(kit.folder, megabytes(kit.size))
        self._say(told, tuple(f"{file.sha256}  {file.name}" for file in kit.files))

    # The list

    def _get_list(self, address: str) -> None:
        store = self._store
        job = self._start(
            tr("Getting the list of packs"),
            lambda context, _emit: store.update_index(Percent(context), address or None),
            _LIST_LANE,
        )
        job.succeeded.connect(self._got)
        job.cancelled.connect(lambda: self._say(tr("Stopped. The list is as it was.")))

    def _got(self, index: Index) -> None:
        told = tr("The list of {0} names {1} packs. It came from {2}")
        self._say(told.format(day(index.fetched), f"{len(index.entries):,}", index.address))
        self.refresh()

    # Telling

    def _start(self, title: str, work: Work, lane: str) -> Job:
        job = self._controller.runner.start(title, work, lane)
        self._dialog.told.follow(job)
        job.failed.connect(self._failed)
        return job

    def _changed(self, words: str, details: tuple[str, ...] = ()) -> None:
        """Something was installed or removed: everybody is to know, whoever still looks."""
        self._controller.packs_known.emit()
        self._say(words, details)
        if self._open:
            self.refresh()
        else:
            self._controller.told.emit(words)

    def _say(self, words: str, details: tuple[str, ...] = ()) -> None:
        if self._open:
            self._dialog.told.say(words, details=details)

    def _failed(self, error: Exception) -> None:
        if self._open:
            self._dialog.told.say(trouble_words(error))
            self.refresh()
        else:
            self._controller.failed.emit(error)
