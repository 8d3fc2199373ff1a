"""The work on the desk goes to the disk at once and comes back at the next start; nobody waits.

Every change goes to the "session" lane as plain data, where it is added to a journal. Changes that
come while the disk is busy wait together. Whole copies are made in a lane of their own, and put in
place in the session's. What the disk refuses is told once, and tried again.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.core.errors import CannotSaveError
from diptych.jobs.runner import Job, JobRunner, Work
from diptych.ui.desk import Desk, OpenDocument
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_keeper import Copy, Kept, SessionKeeper, Snapshot
from diptych.workspace.session_recovery import Restored, RestoredDocument, restore
from diptych.workspace.session_trouble import session_trouble

LANE = "session"
QUIET = 20_000
"""Milliseconds without a change after which whole copies take the place of journals."""

AGAIN = 3_000
"""Milliseconds after which the disk is tried again when it has refused."""

AT_THE_END = 3.0
"""Seconds that whole copies may take when the program ends; journals are as safe."""

AT_A_TIME = 20
"""Whole copies made in one go."""


@dataclass(frozen=True, slots=True)
class _Made:
    """Whole copies that were put in place, and those the disk refused, with what it said."""

    stored: tuple[Snapshot, ...]
    refused: tuple[tuple[str, Exception], ...]


class Keeping(QObject):
    """Journals what happens on the desk.

    ``kept`` tells the snapshots that are on the disk now, ``troubled`` once what the disk refuses,
    ``eased`` that it has taken all since. The keeper is asked in the lanes alone, for it may have
    to wait.
    """

    kept = Signal(object)
    troubled = Signal(Exception)
    eased = Signal()

    def __init__(self, desk: Desk, runner: JobRunner, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._folder = desk, runner, folder
        self._keeper = SessionKeeper(folder)
        self._serials = itertools.count(1)
        self._known: set[str] = set()
        self._asked: set[str] = set()
        self._changed: set[str] = set()
        self._grown: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._listed = False
        self._working = self._storing = self._failing = self._ready = False
        self._soon = self._timer(0, self._go)
        self._quiet = self._timer(QUIET, self.settle)
        self._again = self._timer(AGAIN, self._retry)
        desk.listed.connect(self._list)
        desk.current_changed.connect(self._list)
        for signal in (desk.altered, desk.drafted):
            signal.connect(self.touch)

    def _timer(self, milliseconds: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    # The last session

    def restore(self, then: Callable[[Restored], object]) -> None:
        """Read the last session in its lane, and hand it to ``then``, which puts it on the desk."""
        folder, keeper = self._folder, self._keeper

        def work(_context: object, _emit: object) -> Restored:
            found = restore(folder)
            keeper.adopt(found.documents)
            return found

        def restored(found: Restored) -> None:
            self._known.update(document.entry.key for document in found.documents)
            self._asked |= self._known
            self._grown.update(d.entry.key for d in found.documents if d.replayed)
            then(found)
            self.begin()

        def unreadable(error: Exception) -> None:
            self.troubled.emit(session_trouble(error, folder))
            then(Restored(Session(), ()))
            self.begin()

        job = self._runner.start(self.tr("Bringing the last session back"), work, LANE)
        job.succeeded.connect(restored)
        job.failed.connect(unreadable)

    @property
    def ready(self) -> bool:
        """Whether the last session is on the desk."""
        return self._ready

    @property
    def idle(self) -> bool:
        """Whether all that has happened is on the disk."""
        waiting = self._changed or self._listed or self._wanted
        return self._ready and not (waiting or self._working or self._storing)

    def begin(self) -> None:
        """Keep the desk from now on: what is on it now, and the list, which says that we run."""
        self._ready = True
        self._list()

    # Changes

    def touch(self, opened: OpenDocument) -> None:
        """Look at a document that may have changed."""
        self._changed.add(opened.key)
        self._plan()

    def _list(self) -> None:
        self._changed.update(d.key for d in self._desk.documents if d.key not in self._asked)
        self._listed = True
        self._plan()

    def _plan(self) -> None:
        if not self._failing:
            # After the event is over: what it brings about belongs together.
            self._soon.start()

    def _go(self) -> None:
        idle = not (self._changed or self._listed)
        if not self._ready or self._working or idle or self._runner.closed:
            return
        snapshots = tuple(
            self._snapshot(opened) for opened in self._desk.documents if opened.key in self._changed
        )
        listed = self._session() if self._listed else None
        self._asked |= self._changed
        self._changed.clear()
        self._listed = False
        keeper = self._keeper
        job = self._start(lambda _c, _e: keeper.keep(snapshots, listed), snapshots)
        job.succeeded.connect(lambda kept: self._noted(kept, snapshots))
        self._quiet.start()

    def _start(self, work: Work, snapshots: Iterable[Snapshot]) -> Job:
        """Work in the session's lane; where it fails, its documents are looked at again."""
        keys = [snapshot.key for snapshot in snapshots]
        self._working = True
        job = self._runner.start(self.tr("Keeping your work"), work, LANE)
        job.failed.connect(lambda error: self._refused(error, keys))
        job.finished.connect(self._worked)
        return job

    def _worked(self) -> None:
        self._working = False
        self._store()
        if self._changed or self._listed:
            self._plan()

    def _noted(self, kept: Kept, snapshots: tuple[Snapshot, ...]) -> None:
        self._wanted.update(dict.fromkeys((*kept.wanting, *kept.due)))
        self._known -= kept.wanting
        self._grown |= kept.grown
        if kept.vanished:
            self._changed.update(opened.key for opened in self._desk.documents)
            self._listed = True
        if kept.done:
            self.kept.emit(kept.done)
        if kept.error is not None:
            over = {snapshot.key for snapshot in kept.done} | kept.wanting
            self._refused(kept.error, [s.key for s in snapshots if s.key not in over])
        elif not kept.wanting:
            self._took()

    # Whole copies

    def settle(self) -> None:
        """Let whole copies take the place of journals, as when nothing changes for a while."""
        self._wanted.update(dict.fromkeys(self._grown))
        self._store()

    def _store(self) -> None:
        """Make whole copies in a lane of their own, then put them in place in the session's."""
        if self._storing or not self._wanted or self._runner.closed:
            return
        keys = list(self._wanted)[:AT_A_TIME]
        for key in keys:
            del self._wanted[key]
        found = [opened for opened in map(self._desk.find, keys) if opened is not None]
        snapshots = tuple(map(self._snapshot, found))
        self._storing = True
        keeper = self._keeper

        def make(_context: object, _emit: object) -> list[tuple[Copy, bytes]]:
            copies = map(keeper.copy_of, snapshots)
            return [(copy, copy.data()) for copy in copies]

        job = self._runner.start(self.tr("Keeping your work"), make, lane="storing")
        job.succeeded.connect(self._put)
        job.failed.connect(lambda error: self._refused(error, [s.key for s in snapshots]))
        job.finished.connect(self._copied)

    def _copied(self) -> None:
        self._storing = False
        self._store()

    def _put(self, made: list[tuple[Copy, bytes]]) -> None:
        keeper = self._keeper

        def put(_context: object, _emit: object) -> _Made:
            stored: list[Snapshot] = []
            refused: list[tuple[str, Exception]] = []
            for copy, data in made:
                try:
                    keeper.store(copy, data)
                    stored.append(copy.snapshot)
                except (OSError, CannotSaveError) as error:
                    refused.append((copy.snapshot.key, error))
            return _Made(tuple(stored), tuple(refused))

        self._start(put, [copy.snapshot for copy, _ in made]).succeeded.connect(self._stored)

    def _stored(self, made: _Made) -> None:
        keys = {snapshot.key for snapshot in made.stored}
        self._grown -= keys
        news = tuple(s for s in made.stored if s.key not in self._known)
        if news:  # the others were in their journals already
            self.kept.emit(news)
        # What has a journal is safe there, and its copy can wait until the next quiet moment.
        bare = [(key, error) for key, error in made.refused if key not in self._known]
        if bare:
            self._refused(bare[0][1], [key for key, _ in bare])
        elif keys:
            self._took()
        if keys - self._known:
            self._known |= keys
            self._listed = True
        # They may have changed while their copies were made.
        self._changed |= keys
        self._plan()

    # What the disk refuses

    def _refused(self, error: Exception, keys: Iterable[str]) -> None:
        self._changed.update(keys)
        self._listed = True
        if not self._failing:
            self._failing = True
            self.troubled.emit(session_trouble(error, self._folder))
        self._again.start()

    def _retry(self) -> None:
        if self._failing:
            self._again.start()
            self._go()

    def _took(self) -> None:
        if self._failing:
            self._failing = False
            self._again.stop()
            self.eased.emit()
            self._plan()

    # The end

    def _session(self, *, ended: bool = False) -> Session:
        current = self._desk.current
        entries = tuple(map(entry_of, self._desk.documents))
        return Session(entries, current.key if current else None, ended)

    def _snapshot(self, opened: OpenDocument) -> Snapshot:
        return Snapshot(entry_of(opened), opened.document, opened.drafts, next(self._serials))

    def rest(self) -> None:
        """Begin nothing more."""
        for timer in (self._soon, self._quiet, self._again):
            timer.stop()

    def keep(self, *, ended: bool = False) -> None:
        """Keep everything before this returns. Raises what the disk answered.

        When the program has ``ended``, whole copies are made as far as there is time.
        """
        snapshots = tuple(map(self._snapshot, self._desk.documents))
        kept = self._keeper.keep(snapshots)
        for snapshot in snapshots:
            if snapshot.key in kept.wanting:
                copy = Copy(snapshot)
                self._keeper.store(copy, copy.data())
        if kept.error is not None:
            raise kept.error
        # A list that was written before the last session is known would forget that.
        if not self._ready:
            return
        began = time.monotonic()
        grown = set(self._keeper.grown()) if ended else set()
        for snapshot in snapshots:
            if snapshot.key in grown and time.monotonic() - began < AT_THE_END:
                whole = self._keeper.copy_of(snapshot)
                self._keeper.store(whole, whole.data())
        listed = self._keeper.keep((), self._session(ended=ended))
        if listed.error is not None:
            raise listed.error


def entry_of(opened: OpenDocument) -> Entry:
    """How an open document stands to its file."""
    return Entry(
        opened.key,
        str(opened.path) if opened.path else None,
        opened.sha256,
        modified=opened.modified,
        unread=opened.unread,
        edits=opened.edits if opened.modified else 0,
        title=opened.document.article.headline,
    )


def opened_from(found: RestoredDocument) -> OpenDocument:
    """A document of the last session as it was left."""
    entry = found.entry
    opened = OpenDocument(entry.key, found.document)
    opened.path = Path(entry.path) if entry.path else None
    opened.sha256, opened.unread, opened.drafts = entry.sha256, entry.unread, found.drafts
    if entry.modified:
        opened.take_up(entry.edits)
    return opened
