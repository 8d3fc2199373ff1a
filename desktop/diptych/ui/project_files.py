"""The .diptych files of the desk: who has them open, saving them, and what they held before."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError, ChangedOnDiskError, VanishedError
from diptych.jobs.lock_file import FileLock, Holder, LockState
from diptych.jobs.runner import JobRunner
from diptych.jobs.save_file import write_with_save_file
from diptych.ui.desk import Desk, OpenDocument
from diptych.workspace import opening, project, saving
from diptych.workspace.earlier import EarlierVersions

Place = tuple[str, Path]
"""The key of an open document, and the path of its .diptych file."""


@dataclass(slots=True)
class _Saving:
    """One save: what goes where, what must stand there, and what is told of it afterwards.

    Nothing need stand there when ``expected`` is None.
    """

    document: Document
    path: Path
    expected: str | None
    lock: FileLock | None
    troubles: list[str] = field(default_factory=list)


class ProjectFiles(QObject):
    """Knows no widget.

    ``locked`` tells that somebody else has a file open, ``conflicted`` that a file could not be
    saved because it has changed on disk or is gone. ``fresh`` brings a document to put on the desk.
    """

    failed = Signal(Exception)
    told = Signal(str)
    saved = Signal(OpenDocument)
    locked = Signal(OpenDocument, Holder)
    conflicted = Signal(OpenDocument, Path, CannotSaveError)
    fresh = Signal(OpenDocument)

    def __init__(
        self, desk: Desk, runner: JobRunner, earlier: EarlierVersions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self.earlier = desk, runner, earlier
        self._locks: dict[str, FileLock] = {}
        self._tried: dict[str, Path] = {}
        self._written: dict[Place, str] = {}
        desk.listed.connect(self._look)

    # Locks

    def _look(self) -> None:
        """Lock what has come to the desk, and let go what has left it."""
        here = {opened.key: opened for opened in self._desk.documents}
        for key in tuple(self._tried):
            if key not in here or here[key].path != self._tried[key]:
                self._forget(key)
        for opened in here.values():
            if opened.path is not None and not opened.read_only and opened.key not in self._tried:
                self._tried[opened.key] = opened.path
                self._lock(opened, opened.path)

    def _lock(self, opened: OpenDocument, path: Path) -> None:
        made: list[FileLock] = []

        def work(_context: object, _emit: object) -> tuple[LockState, Holder]:
            made.append(FileLock.beside(path))
            return made[0].take(), made[0].holder()

        def tried(answer: tuple[LockState, Holder]) -> None:
            state, holder = answer
            if self._tried.get(opened.key) != path or opened.key in self._locks:
                return
            if state is LockState.OURS:
                self._locks[opened.key] = made[0]
            elif state is LockState.TAKEN:
                self._taken(opened, holder)

        job = self._runner.start(self.tr("Locking {0}").format(path.name), work, lane="locks")
        job.succeeded.connect(tried)
        job.failed.connect(self.failed)
        job.finished.connect(lambda: self._let_go(opened.key, *made))

    def _let_go(self, key: str, *locks: FileLock) -> None:
        """Release what a job has taken and nobody holds, for whatever reason it came to nothing."""
        for lock in locks:
            if self._runner.closed and self._locks.get(key) is lock:
                self._forget(key)
            elif self._locks.get(key) is not lock:
                lock.release()

    def _taken(self, opened: OpenDocument, holder: Holder) -> None:
        """Somebody else has it: nothing may be changed until the user has chosen.

        Work that is not saved yet goes on as a copy.
        """
        if opened.modified:
            name = opened.path.name if opened.path else ""
            self.detach(opened)
            self.told.emit(
                self.tr("{0} Your unsaved work is kept here as a copy; save it elsewhere.").format(
                    self.open_elsewhere(name, holder)
                )
            )
            return
        where = self.open_elsewhere(opened.path.name if opened.path else "", holder)
        opened.read_only = self.tr("{0} Here it can only be read.").format(where)
        opened.changed.emit()
        self.locked.emit(opened, holder)

    def open_elsewhere(self, name: str, holder: Holder) -> str:
        """A sentence that says where a file is open."""
        if holder.process == os.getpid():
            return self.tr("“{0}” is open on this desk.").format(name)
        if str(holder):
            return self.tr("“{0}” is open in another window on {1}.").format(name, holder)
        return self.tr("“{0}” is open in another window.").format(name)

    def allow(self, opened: OpenDocument) -> None:
        """Let a document be changed though somebody else has its file open."""
        opened.read_only = ""
        opened.changed.emit()

    def detach(self, opened: OpenDocument) -> None:
        """Make a document one that has not been saved anywhere."""
        opened.path = opened.sha256 = None
        opened.read_only = ""
        opened.history.resetClean()
        self._forget(opened.key)
        opened.changed.emit()

    def _forget(self, key: str) -> None:
        self._tried.pop(key, None)
        lock = self._locks.pop(key, None)
        if lock is not None:
            lock.release()

    def release(self) -> None:
        """Let go of all locks, at the end."""
        for key in tuple(self._tried):
            self._forget(key)

    # Saving

    def save(self, opened: OpenDocument, path: Path, *, anew: bool = False) -> None:
        """Save all work. With ``anew``, whether or not the file is still there as it was."""
        same = path == opened.path
        if same and opened.read_only:
            self.failed.emit(
                CannotSaveError(opened.read_only, self.tr("Save it as a new file instead."))
            )
            return
        lock = None if same and opened.key in self._tried else FileLock.beside(path)
        expected = opened.sha256 if same and not anew else None
        task = _Saving(opened.document, path, expected, lock)
        place = opened.history.index()
        job = self._runner.start(
            self.tr("Saving {0}").format(path.name), lambda _c, _e: self._write(task, opened.key)
        )
        job.succeeded.connect(lambda sha256: self._saved(opened, task, place, sha256))
        job.failed.connect(lambda error: self._not_saved(opened, path, error))
        if lock is not None:
            job.finished.connect(lambda: self._let_go(opened.key, lock))

    def keep_both(self, opened: OpenDocument, path: Path) -> None:
        """Keep what somebody else wrote under a name of its own, and save over it."""
        if path != opened.path:
            return
        task = _Saving(opened.document, path, opened.sha256, None)
        place = opened.history.index()
        key = opened.key

        def work(_context: object, _emit: object) -> str:
            now = datetime.now().astimezone()
            other, theirs = saving.keep_theirs(path, now, write_with_save_file)
            self._written[key, path] = theirs
            task.troubles.append(self.tr("The other version is kept as {0}.").format(other.name))
            return self._write(task, key)

        job = self._runner.start(self.tr("Saving {0}").format(path.name), work)
        job.succeeded.connect(lambda sha256: self._saved(opened, task, place, sha256))
        job.failed.connect(lambda error: self._not_saved(opened, path, error))

    def _write(self, task: _Saving, key: str) -> str:
        """Runs in the lane of files, one after the other."""
        if task.lock is not None and task.lock.take() is LockState.TAKEN:
            raise CannotSaveError(
                self.open_elsewhere(task.path.name, task.lock.holder()),
                self.tr("Nothing was overwritten. Close it there, or choose another name."),
            )
        expected = task.expected
        if expected is not None:
            # What a save just before this one wrote; the document learns of it a little later.
            expected = self._written.get((key, task.path), expected)
        sha256 = saving.save(
            task.document,
            task.path,
            write=write_with_save_file,
            expected_sha256=expected,
            former=lambda path, data: self._keep(task, path, data),
        )
        self._written[key, task.path] = sha256
        return sha256

    def _keep(self, task: _Saving, path: Path, data: bytes) -> None:
        """Keep the former version; that it cannot be kept is no reason not to save."""
        try:
            self.earlier.keep(path, data)
        except (OSError, CannotSaveError) as error:
            task.troubles.append(
                self.tr("The version before it could not be kept: {0}").format(error)
            )

    def _saved(self, opened: OpenDocument, task: _Saving, place: int, sha256: str) -> None:
        path = task.path
        if task.lock is not None:
            self._forget(opened.key)
            self._tried[opened.key] = path
            self._locks[opened.key] = task.lock
        opened.path, opened.sha256 = path, sha256
        if opened.read_only:
            opened.read_only = ""
            opened.put(project.in_our_format(opened.document))
        if opened.history.index() == place:
            opened.history.setClean()
        opened.label = ""
        if self._desk.find(opened.key) is not opened:
            self._forget(opened.key)
        self.told.emit(" ".join((self.tr("Saved as {0}").format(path), *task.troubles)))
        self.saved.emit(opened)

    def _not_saved(self, opened: OpenDocument, path: Path, error: Exception) -> None:
        if isinstance(error, ChangedOnDiskError | VanishedError):
            self.conflicted.emit(opened, path, error)
        else:
            self.failed.emit(error)

    # Other versions

    def open_theirs(self, path: Path) -> None:
        """Open what stands in a file now as an article of its own, which is not saved yet."""
        label = self.tr("other version of {0}").format(path.name)
        self.open_unsaved(lambda: project.from_bytes(opening.read_file(path), path.name), label)

    def open_unsaved(self, read: Callable[[], Document], label: str) -> None:
        """Open what ``read`` gives, in a job, as an article that is not saved yet."""

        def arrived(document: Document) -> None:
            opened = OpenDocument(uuid.uuid4().hex, document)
            opened.label = label
            opened.history.resetClean()
            self.fresh.emit(opened)

        job = self._runner.start(self.tr("Opening {0}").format(label), lambda _c, _e: read())
        job.succeeded.connect(arrived)
        job.failed.connect(self.failed)
