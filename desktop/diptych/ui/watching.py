"""A watched folder: what comes into it joins the desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from diptych.core.errors import CannotReadError
from diptych.jobs.runner import JobRunner
from diptych.ui.opening import Opening
from diptych.workspace.folders import MOST_FILES, STILL, Listing, Watch, listing_of

SLOWLY = 5_000
"""Milliseconds between two looks where nothing is heard of changes, as on network drives."""

AGAIN = round(STILL * 1000) + 50
"""Milliseconds until it is looked again whether a new file is whole."""

SOON = 200
"""Milliseconds in which news of several changes become one look."""

Offer = tuple[str, Callable[[], object]]


class Watching(QObject):
    """Looks when the system tells of a change, and now and then besides, always in a job.

    ``told`` says a sentence, with what can be done about it or None. ``changed`` follows when
    another folder is watched, or none. ``seen`` tells until when (seconds since 1970) everything
    that came has been told.
    """

    told = Signal(str, object)
    failed = Signal(Exception)
    changed = Signal()
    seen = Signal(float)

    def __init__(self, runner: JobRunner, opening: Opening, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._opening = runner, opening
        self.folder: Path | None = None
        self._watch: Watch | None = None
        self._looking = False
        self._until = 0
        self._system: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def start(self, folder: Path, since: float | None = None) -> None:
        """Watch a folder instead of the one before.

        Files that are there already are offered, not opened; with ``since`` (as ``seen`` told
        it), as when watching is taken up again, only those that came later.
        """
        self.stop()
        # A microsecond more: seconds with a fraction are not exact to the nanosecond.
        self._until = 0 if since is None else (int(since * 1e6) + 1) * 1000
        self.folder = folder.absolute()
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(lambda _path: self._look_in(SOON))
        self._list(lambda listing: self._begin(folder, listing, since))
        self.changed.emit()

    def stop(self) -> None:
        """Watch no folder any more."""
        self.close()
        if self.folder is not None:
            self.folder = None
            self.changed.emit()

    def close(self) -> None:
        """Look no more; which folder it was is kept."""
        self._timer.stop()
        if self._system is not None:
            self._system.deleteLater()
        self._system, self._watch = None, None

    # Looking

    def _list(self, then: Callable[[Listing | None], None]) -> None:
        folder = self.folder
        assert folder is not None
        self._looking = True

        def listed(listing: Listing | None) -> None:
            if self.folder == folder:
                then(listing)

        def over() -> None:
            self._looking = False

        job = self._runner.start(
            self.tr("Looking into {0}").format(folder.name),
            lambda _context, _emit: listing_of(folder),
            lane="watch",
        )
        job.succeeded.connect(listed)
        job.failed.connect(self.failed)
        job.finished.connect(over)

    def _begin(self, folder: Path, listing: Listing | None, since: float | None) -> None:
        self._watch = Watch(listing)
        self._listen(folder, listing)
        if listing is None:
            self._tell_vanished(folder)
        there = [path for path, stamp in (listing or {}).items() if stamp.came > self._until]
        self._have_seen(listing)
        if there:
            offer = self._offer(sorted(there)) if len(there) <= MOST_FILES else None
            self.told.emit(self._about(folder, len(there), since), offer)
        self._look_in(SLOWLY)

    def _have_seen(self, listing: Listing | None) -> None:
        """Remember the file that came last, by the clock of the disk that it is on."""
        last = max((stamp.came for stamp in (listing or {}).values()), default=0)
        if last > self._until:
            self._until = last
            self.seen.emit(last / 1e9)

    def _about(self, folder: Path, count: int, since: float | None) -> str:
        if since is not None:
            words = self.tr("Files have come into “{0}” meanwhile: {1}.")
        else:
            words = self.tr("Watching “{0}”. Files that were there already: {1}.")
        return words.format(folder.name, f"{count:,}")

    def _offer(self, paths: list[Path]) -> Offer:
        return self.tr("&Open them"), lambda: self._opening.open_found(paths, asks=True)

    def _look_in(self, milliseconds: int) -> None:
        """Look in so long; sooner when that was planned already."""
        if self._timer.isActive() and self._timer.remainingTime() <= milliseconds:
            return
        self._timer.start(milliseconds)

    def _look(self) -> None:
        if self._looking:
            self._timer.start(SOON)
        elif self._watch is not None:
            self._list(self._looked)

    def _looked(self, listing: Listing | None) -> None:
        watch, folder = self._watch, self.folder
        if watch is None or folder is None:
            return
        was_gone = watch.vanished
        ready = watch.look(listing, time.monotonic())
        if watch.vanished and not was_gone:
            self._tell_vanished(folder)
        elif was_gone and not watch.vanished:
            self.told.emit(self.tr("The watched folder “{0}” is back.").format(folder.name), None)
        self._listen(folder, listing)
        if ready:
            self._opening.open_found(ready, asks=False)
        if not watch.unsettled:
            self._have_seen(listing)
        self._look_in(AGAIN if watch.unsettled else SLOWLY)

    def _listen(self, folder: Path, listing: Listing | None) -> None:
        """Hear of changes: the system forgets a folder that has gone."""
        if listing is not None and self._system is not None and not self._system.directories():
            self._system.addPath(str(folder))

    def _tell_vanished(self, folder: Path) -> None:
        self.failed.emit(
            CannotReadError(
                self.tr("The watched folder “{0}” is not there.").format(folder.name),
                self.tr("Watching goes on when it is back."),
                str(folder),
            )
        )
