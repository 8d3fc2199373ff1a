"""Opening files: read apart and put on the desk, one at once or many in the background."""

from __future__ import annotations

import hashlib
import uuid
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.core.document import Document
from diptych.core.errors import PasswordNeededError, SeveralArticlesError
from diptych.core.progress import Context
from diptych.jobs.runner import Emit, Job, JobRunner
from diptych.ui.batch import MOST_ITEMS, Batch, Question, Read, Wanted
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.preparing import Preparing
from diptych.ui.reading_queue import Piece, ReadingQueue
from diptych.workspace import opening
from diptych.workspace.folders import articles_in

GATHER = 150
"""Milliseconds in which articles that nobody waits for are gathered, to join the desk together."""

PROJECT = ".diptych"

Place = tuple[str | None, str, str | None]
"""What tells one article from another: its file's path, its bytes, and which of the file it is."""


class Opening(QObject):
    """Knows no widget: ``asked`` wants an answer to a Question, ``remembered`` tells paths.

    ``began`` tells that the user wants files opened, ``fronted`` that what was wanted is in front.
    """

    failed = Signal(Exception)
    told = Signal(str)
    began = Signal()
    fronted = Signal()
    opened = Signal(OpenDocument)
    asked = Signal(Question)
    remembered = Signal(list)

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        queue: ReadingQueue,
        preparing: Preparing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._queue = desk, runner, queue
        self._preparing = preparing
        self._places: dict[Place, OpenDocument] = {}
        self._fresh: list[OpenDocument] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER)
        self._gather.timeout.connect(self._flush)
        self._running: set[Batch] = set()
        self._looking: set[Job] = set()
        self._waiting: deque[Batch] = deque()
        self._question: Question | None = None
        queue.stopped.connect(self._stopped)
        queue.busy.connect(lambda busy: preparing.hold(held=busy))

    # What is asked for

    def open(self, paths: Sequence[Path], *, front: bool = False) -> None:
        """Open files, and the articles in folders; what is open already comes to the front.

        One file comes to the front. Several join the desk behind it as they are read, unless
        ``front`` asks for the first.
        """
        self.began.emit()
        if any(path.is_dir() for path in paths):
            self._open_folders(paths, front=front)
        elif paths:
            alone = len(paths) == 1
            batch = Batch(alone=alone, front=front or alone, remembered=True)
            self._begin(batch, map(Wanted, paths))

    def open_found(self, paths: Sequence[Path], *, asks: bool) -> None:
        """Open files of a folder behind the article in front; ``asks`` allows questions."""
        self._begin(Batch(asks=asks), map(Wanted, paths))

    def open_again(self, question: Question) -> None:
        """Let it be chosen which articles of a file that is known already to open."""
        question.batch.questions.append(question)
        self._waiting.append(question.batch)
        self._ask()

    def _open_folders(self, paths: Sequence[Path], *, front: bool) -> None:
        def work(context: Context, _emit: Emit) -> list[Path]:
            found: dict[Path, None] = {}
            for path in paths:
                found.update(dict.fromkeys(articles_in(path, True, context)) if path.is_dir()
                             else {path: None})  # fmt: skip
            return list(found)

        def looked(found: list[Path]) -> None:
            if found:
                self._begin(Batch(front=front), map(Wanted, found))
            else:
                self.told.emit(self.tr("There are no articles in “{0}”.").format(paths[0].name))

        job = self._runner.start(self.tr("Looking for articles"), work, lane="folders")
        self._looking.add(job)
        job.succeeded.connect(looked)
        job.failed.connect(self.failed)
        job.finished.connect(lambda: self._looking.discard(job))

    def stop(self) -> None:
        """Open nothing more; what has been read stays."""
        for job in tuple(self._looking):
            job.cancel()
        self._queue.stop()

    # Reading

    def _begin(self, batch: Batch, files: Iterable[Wanted]) -> None:
        self._places = {_place(opened.document): opened for opened in self._all()}
        projects = {opened.path: opened for opened in self._all() if opened.path is not None}
        new: list[Wanted] = []
        for file in files:
            if file.path.absolute() in projects:
                self._show(batch, projects[file.path.absolute()])
            else:
                new.append(file)
        batch.expect_files(len(new))
        self._read(batch, new)

    def _all(self) -> tuple[OpenDocument, ...]:
        return (*self._desk.documents, *self._fresh)

    def _read(self, batch: Batch, files: list[Wanted], *, next_of_all: bool = False) -> None:
        if not files:
            return
        self._running.add(batch)
        title = self.tr("Opening articles")
        if batch.total == 1:
            title = self.tr("Opening {0}").format(files[0].name)
        hashes: dict[str | None, set[str]] = {}
        for path, sha256, item in self._places:
            if item is None:
                hashes.setdefault(path, set()).add(sha256)
        pieces = [
            Piece(
                partial(_read, file, frozenset(hashes.get(str(file.path.absolute()), ()))),
                partial(self._arrived, batch, file),
            )
            for file in files
        ]
        self._queue.add(title, *pieces, urgent=batch.alone or next_of_all)

    def _arrived(self, batch: Batch, wanted: Wanted, answer: object) -> None:
        """Take what came of one file."""
        batch.left -= 1
        if isinstance(answer, Read):
            self._put(batch, wanted, answer)
        elif isinstance(answer, str):
            self._show(batch, self._places.get((str(wanted.path.absolute()), answer, None)))
        elif isinstance(answer, PasswordNeededError) and batch.asks:
            again = wanted.choices.password is not None
            batch.questions.append(Question(batch, wanted, again=again))
        elif isinstance(answer, SeveralArticlesError):
            self._several(batch, wanted, answer)
        elif isinstance(answer, Exception):
            batch.problem(wanted.name, answer)
        if not batch.left:
            self._finish(batch)

    def _several(self, batch: Batch, wanted: Wanted, error: SeveralArticlesError) -> None:
        if not batch.alone and len(error.items) <= MOST_ITEMS:
            self._open_items(batch, wanted, [item.id for item in error.items])
        elif batch.asks:
            batch.questions.append(Question(batch, wanted, error.items))
        else:
            batch.problem(wanted.name, error)

    def _open_items(self, batch: Batch, wanted: Wanted, ids: Sequence[str]) -> None:
        batch.expect(len(ids))
        batch.total -= 1
        items = [replace(wanted, choices=replace(wanted.choices, item=item)) for item in ids]
        self._read(batch, items, next_of_all=True)

    # The desk

    def _put(self, batch: Batch, wanted: Wanted, read: Read) -> None:
        known = self._places.get(_place(read.document))
        if known is not None and self._here(known):
            self._show(batch, known)
            return
        opened = OpenDocument(uuid.uuid4().hex, read.document)
        opened.choices = wanted.choices
        if read.sha256 is not None:
            opened.path, opened.sha256 = wanted.path.absolute(), read.sha256
        self._places[_place(read.document)] = opened
        batch.opened.append(wanted.path)
        self._fresh.append(opened)
        if batch.front or self._desk.current is None:
            self._flush()
            self._show(batch, opened)
        elif not self._gather.isActive():
            self._gather.start()

    def _here(self, opened: OpenDocument) -> bool:
        return self._desk.find(opened.key) is opened or opened in self._fresh

    def _show(self, batch: Batch, opened: OpenDocument | None) -> None:
        """Bring the first of a batch that somebody waits for to the front."""
        if opened is not None and batch.front and self._desk.find(opened.key) is not None:
            batch.front = False
            self._desk.bring(opened)
            self.fronted.emit()

    def _flush(self) -> None:
        """Put on the desk what was gathered."""
        self._gather.stop()
        fresh, self._fresh = self._fresh, []
        if not fresh:
            return
        for opened in fresh:
            opened.unread = True
        self._desk.add(*fresh)
        self._preparing.later(*fresh)
        for opened in fresh:
            self.opened.emit(opened)

    # The end of a batch

    def _finish(self, batch: Batch) -> None:
        self._running.discard(batch)
        self._flush()
        if batch.questions:
            self._waiting.append(batch)
            self._ask()
        else:
            self._tell(batch)

    def _tell(self, batch: Batch) -> None:
        if batch.remembered and batch.opened:
            self.remembered.emit(list(dict.fromkeys(batch.opened)))
        batch.opened.clear()
        report = batch.report()
        batch.problems.clear()
        if report is not None:
            self.failed.emit(report)

    def _stopped(self) -> None:
        """What was read stays; the rest will not come."""
        self._flush()
        for batch in self._running:
            self.told.emit(batch.stopped())
            batch.left = 0
            batch.questions.clear()
            self._tell(batch)
        self._running.clear()

    # Questions

    def _ask(self) -> None:
        """Ask the next question; one at a time."""
        if self._question is not None or not self._waiting:
            return
        batch = self._waiting[0]
        question = batch.questions.pop(0)
        same = [other for other in batch.questions if bool(other.items) == bool(question.items)]
        self._question = replace(question, others=len(same))
        self.asked.emit(self._question)

    def answer_password(self, question: Question, password: str | None) -> None:
        """Try a password, on all files of the batch that wait for one; None skips this file."""
        batch = question.batch
        tries: list[Question] = []
        if password is not None:
            tries = [question, *(other for other in batch.questions if not other.items)]
            batch.questions = [other for other in batch.questions if other.items]
        batch.left += len(tries)
        self._answered(batch)
        self._read(
            batch,
            [
                replace(t.wanted, choices=replace(t.wanted.choices, password=password))
                for t in tries
            ],
        )
        self._go_on(batch)

    def skip_passwords(self, question: Question) -> None:
        """Leave all files of the batch that wait for a password."""
        question.batch.questions = [q for q in question.batch.questions if q.items]
        self.answer_password(question, None)

    def answer_items(self, question: Question, ids: Sequence[str]) -> None:
        """Open these articles of the file that was asked about."""
        self._answered(question.batch)
        if ids:
            self._open_items(question.batch, question.wanted, ids)
        self._go_on(question.batch)

    def _answered(self, batch: Batch) -> None:
        self._question = None
        self._waiting.remove(batch)

    def _go_on(self, batch: Batch) -> None:
        """Finish a batch of which nothing is being read; ask what else waits."""
        if not batch.left:
            self._finish(batch)
        self._ask()


def _place(document: Document) -> Place:
    source = document.article.source
    return source.path, source.sha256, source.item


def _read(wanted: Wanted, known: frozenset[str], read: opening.Read) -> Read | str:
    """The document in a file; its SHA-256 alone when that is ``known``, which is not read again.

    Raises as ``opening.open_file`` does.
    """
    data = opening.read_file(wanted.path) if wanted.data is None else wanted.data
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in known and wanted.choices == opening.NO_CHOICES:
        return sha256
    path = str(wanted.path.absolute())
    document = opening.open_bytes(data, wanted.name, wanted.choices, read, path=path)
    return Read(document, sha256 if wanted.path.suffix.lower() == PROJECT else None)
