"""The dialog of the translation memory, with searching, deleting and files as jobs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from diptych.core.memory import Entry
from diptych.core.progress import Context
from diptych.formats.tmx import Written
from diptych.jobs.runner import Emit, Job, Work
from diptych.ui.controller import Controller
from diptych.ui.import_form import ImportWish, Pair
from diptych.ui.memory_dialog import MemoryDialog
from diptych.workspace.memory import Memory, PairCount
from diptych.workspace.memory_files import Imported, export_tmx, import_tmx

LIMIT = 100
"""Translations shown at once."""

_LANE = "memory"
_SEARCH_LANE = "memory-search"

_Found = tuple[tuple[PairCount, ...], tuple[Entry, ...], str]


def _tr(words: str) -> str:
    return QCoreApplication.translate("memory", words)


def show_memory(controller: Controller, pair: Pair, parent: QWidget) -> MemoryDialog:
    """Open the memory; the translations of ``pair`` (BCP 47) are shown, if there are any."""
    dialog = MemoryDialog(pair, parent)
    _Desk(controller, pair, dialog).refresh()
    dialog.open()
    return dialog


class _Desk(QObject):
    """What the dialog asks for, done as jobs. Answers to a dialog that is gone are dropped."""

    def __init__(self, controller: Controller, pair: Pair, dialog: MemoryDialog) -> None:
        super().__init__(dialog)
        self._controller, self._pair, self._dialog = controller, pair, dialog
        self._memory: Memory = controller.library.memory
        self._open, self._searching, self._again = True, False, False
        dialog.asked.connect(self.refresh)
        dialog.deleted.connect(self._delete)
        dialog.imported.connect(self._import)
        dialog.exported.connect(self._export)
        dialog.finished.connect(self._close)
        # Not the bound method itself: it would no longer be called once the dialog is gone.
        self._tell = partial(self._failed)

    def _close(self) -> None:
        self._open = False

    # Searching

    def refresh(self) -> None:
        """Show what is there and wanted now. Of wishes that come meanwhile the last one counts."""
        if self._searching:
            self._again = True
            return
        self._searching = True
        (words, languages), memory = self._dialog.wanted, self._memory
        first = not self._dialog.pairs.count()
        pair = self._pair

        def work(_context: Context, _emit: Emit) -> _Found:
            counts = memory.counts()
            known = any(pair == (c.source_language, c.target_language) for c in counts)
            chosen = (pair if known else None) if first else languages
            origin, to = chosen or (None, None)
            if words:
                found = memory.search(words, origin, to, limit=LIMIT)
            else:
                found = memory.newest(origin, to, limit=LIMIT)
            return counts, found, memory.notice

        job = self._controller.runner.start(_tr("Searching the memory"), work, _SEARCH_LANE)
        job.succeeded.connect(self._found)
        job.failed.connect(self._lost)
        job.finished.connect(self._searched)

    def _found(self, answer: _Found) -> None:
        if self._open and not self._again:
            counts, entries, notice = answer
            self._dialog.show_counts(counts, notice)
            self._dialog.show_entries(entries, LIMIT)

    def _lost(self, error: Exception) -> None:
        if self._open:
            self._dialog.show_trouble(str(error))

    def _searched(self) -> None:
        self._searching = False
        if self._again and self._open:
            self._again = False
            self.refresh()

    # Deleting

    def _delete(self, entry: Entry) -> None:
        memory = self._memory
        job = self._controller.runner.start(
            _tr("Deleting from the memory"), lambda _c, _e: memory.delete(entry.id), _LANE
        )
        job.succeeded.connect(self._deleted)
        job.failed.connect(self._tell)

    def _deleted(self, entry: Entry | None) -> None:
        if not self._open:
            return
        if entry is None:
            self._dialog.told.say(_tr("This translation was gone already."))
        else:
            told = _tr("Deleted: {0}").format(_short(entry.source))
            self._dialog.told.say(told, undo=lambda: self._put_back(entry))
        self.refresh()

    def _put_back(self, entry: Entry) -> None:
        memory = self._memory
        job = self._controller.runner.start(
            _tr("Putting back into the memory"), lambda _c, _e: memory.store([entry]), _LANE
        )
        job.succeeded.connect(lambda _stored: self._done(_tr("Undone.")))
        job.failed.connect(self._tell)

    # Files

    def _import(self, path: Path, wish: ImportWish) -> None:
        memory = self._memory
        wanted = self._dialog.languages or self._pair
        pair = wanted if wish.only_pair else (None, None)
        job = self._start(
            _tr("Importing {0}").format(path.name),
            lambda context, _emit: import_tmx(memory, path, context, *pair),
        )
        job.succeeded.connect(lambda done: self._imported(path, done))
        stopped = _tr("Stopped. What was read before is kept.")
        job.cancelled.connect(lambda: self._done(stopped))

    def _imported(self, path: Path, done: Imported) -> None:
        stored = done.stored
        told = _tr("{0}: {1} added, {2} there already, {3} left out.").format(
            path.name, f"{stored.added:,}", f"{stored.merged:,}", f"{stored.refused:,}"
        )
        self._done(told, done.remarks)

    def _export(self, path: Path) -> None:
        memory, languages = self._memory, self._dialog.languages or (None, None)
        job = self._start(
            _tr("Exporting {0}").format(path.name),
            lambda context, _emit: export_tmx(memory, path, context, *languages),
        )
        job.succeeded.connect(lambda written: self._exported(path, written))
        job.cancelled.connect(lambda: self._done(_tr("Stopped. No file was written.")))

    def _exported(self, path: Path, written: Written) -> None:
        told = _tr("{0} translations written to {1}.").format(f"{written.entries:,}", path)
        dropped = _tr("{0} characters that XML cannot hold were left out.")
        remarks = (dropped.format(f"{written.dropped:,}"),) if written.dropped else ()
        self._done(told, remarks)

    def _start(self, title: str, work: Work) -> Job:
        job = self._controller.runner.start(title, work, _LANE)
        self._dialog.told.follow(job)
        job.failed.connect(self._tell)
        return job

    # Telling

    def _done(self, words: str, details: tuple[str, ...] = ()) -> None:
        if self._open:
            self._dialog.told.say(words, details=details)
            self.refresh()

    def _failed(self, error: Exception) -> None:
        if self._open:
            self._dialog.told.say(str(error))
        else:
            self._controller.failed.emit(error)


def _short(words: str) -> str:
    """The beginning of a sentence, to tell which one is meant."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
