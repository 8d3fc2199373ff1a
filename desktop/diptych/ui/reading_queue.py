"""Files are read one after the other in a process that can be ended; the urgent ones first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from diptych.core.progress import Cancelled, Context
from diptych.formats.reading.given import Given
from diptych.jobs.runner import Emit, Job, JobRunner
from diptych.workspace.opening import Read
from diptych.workspace.process import ProcessWorker
from diptych.workspace.reading_apart import read_in

Answer = object
"""What came of a piece of work; an Exception when it failed."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Work that reads, given a way to read; ``then`` takes its answer in the window's thread."""

    work: Callable[[Read], Answer]
    then: Callable[[Answer], None]


class _Line:
    """The pieces that wait, and how many have been taken; for both threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pieces: deque[Piece] = deque()
        self._taken = 0

    def put(self, pieces: list[Piece], *, urgent: bool) -> None:
        with self._lock:
            if urgent:
                self._pieces.extendleft(reversed(pieces))
            else:
                self._pieces.extend(pieces)

    def take(self) -> tuple[Piece, int, int] | None:
        """The next piece, how many were taken before it, and of how many."""
        with self._lock:
            if not self._pieces:
                return None
            self._taken += 1
            return self._pieces.popleft(), self._taken - 1, self._taken + len(self._pieces)

    def begin(self) -> bool:
        """Count from here; whether anything waits."""
        with self._lock:
            self._taken = 0
            return bool(self._pieces)

    def clear(self) -> None:
        with self._lock:
            self._pieces.clear()


class ReadingQueue(QObject):
    """One job takes pieces as long as there are any. ``busy`` tells when it begins and ends.

    ``stopped`` follows when the user has stopped it: what waited is gone.
    """

    busy = Signal(bool)
    stopped = Signal()

    def __init__(self, runner: JobRunner, worker: ProcessWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._worker = runner, worker
        self._line = _Line()
        self._job: Job | None = None

    def add(self, title: str, *pieces: Piece, urgent: bool = False) -> None:
        """Do the pieces in their order; urgent ones before all that wait.

        ``title`` is shown while they are done.
        """
        self._line.put(list(pieces), urgent=urgent)
        if self._job is not None:
            self._job.title = title
        else:
            self._begin(title)

    def warm(self) -> None:
        """Start the process that reads, so that the first file need not wait for it."""
        first = Given(b"A file to begin with.", "first.txt")
        self.add(self.tr("Getting ready to read"), Piece(lambda read: read(first), lambda _: None))

    def stop(self) -> None:
        """Let nothing wait any longer, and end what is being read."""
        self._line.clear()
        if self._job is not None:
            self._job.cancel()

    def _begin(self, title: str) -> None:
        if self._runner.closed or not self._line.begin():
            return
        line, worker = self._line, self._worker

        def work(context: Context, emit: Emit) -> None:
            read = read_in(worker, context)
            while True:
                context.check()
                taken = line.take()
                if taken is None:
                    return
                piece, done, total = taken
                if total > 1:
                    context.step(done, total)
                emit((piece, _answer(piece, read)))

        job = self._runner.start(title, work, lane="read")
        self._job = job
        job.streamed.connect(_deliver)
        job.cancelled.connect(self.stopped)
        job.finished.connect(lambda: self._over(job.title))
        self.busy.emit(True)

    def _over(self, title: str) -> None:
        self._job = None
        self.busy.emit(False)
        self._begin(title)


def _answer(piece: Piece, read: Read) -> Answer:
    """The answer, or why there is none: one bad file must not keep the others from being read."""
    try:
        return piece.work(read)
    except Cancelled:
        raise
    except Exception as error:
        return error


def _deliver(delivered: object) -> None:
    assert isinstance(delivered, tuple)
    piece, answer = delivered
    piece.then(answer)
