"""Runs use cases off the UI thread; the only module that knows both Qt's threads and Context.

No worker ever holds a QObject it could outlive: a runnable carries plain data and the signals of
the runner, and a Job is born and dies in the UI thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRunnable,
    QThreadPool,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)

from diptych.core.progress import Cancelled, Context

Emit = Callable[[object], None]
Work = Callable[[Context, Emit], object]
"""A use case: given a context and a way to hand over parts of the answer, returns the answer."""


class Job(QObject):
    """What the window holds. Ends with exactly one of succeeded, failed, cancelled, then finished.

    All signals arrive on the UI thread; a cancelled job delivers nothing more.
    """

    progress = Signal(int, int)
    streamed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, title: str, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.stoppable = False
        """Whether the user may stop it among all that runs; small writes go on."""
        self._context = context

    def cancel(self) -> None:
        """Ask the work to stop; its answer, if it still comes, is dropped."""
        self._context.cancel()

    @property
    def wanted(self) -> bool:
        """Whether nobody has cancelled it."""
        return not self._context.cancelled


class _Runnable(QRunnable):
    def __init__(
        self,
        number: int,
        work: Work,
        context: Context,
        streamed: SignalInstance,
        outcome: SignalInstance,
    ) -> None:
        super().__init__()
        self._number, self._work, self._context = number, work, context
        self._streamed, self._outcome = streamed, outcome

    def run(self) -> None:
        try:
            self._context.check()
            answer = self._work(self._context, lambda part: self._streamed.emit(self._number, part))
        except Cancelled:
            self._outcome.emit(self._number, "cancelled", None)
        # A job ends exactly once, whatever happens; the UI thread decides what becomes of it.
        except Exception as error:
            self._outcome.emit(self._number, "failed", error)
        else:
            self._outcome.emit(self._number, "succeeded", answer)


class JobRunner(QObject):
    """Owns the thread pools and every live job.

    Jobs of one ``lane`` run one after the other, unless it was widened; lanes run beside each
    other.
    """

    started = Signal(QObject)

    _outcome = Signal(int, str, object)
    _stepped = Signal(int, int, int)
    _streamed = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, QThreadPool] = {}
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._closed = False
        self._outcome.connect(self._deliver)
        self._stepped.connect(self._step)
        self._streamed.connect(self._stream)

    @property
    def busy(self) -> bool:
        """Whether any job has not ended yet."""
        return bool(self._jobs)

    @property
    def closed(self) -> bool:
        """Whether nothing will be run any more."""
        return self._closed

    def start(self, title: str, work: Work, lane: str = "files") -> Job:
        """Run ``work`` in its lane and return the job to listen to.

        After ``shutdown`` nothing is run any more, and the job is cancelled at once.
        """
        number = next(self._numbers)
        stepped = self._stepped
        context = Context(lambda done, total: stepped.emit(number, done, total))
        job = self._jobs[number] = Job(title, context, self)
        if self._closed:
            context.cancel()
            QTimer.singleShot(0, self, lambda: self._deliver(number, "cancelled", None))
            return job
        self._pool(lane).start(_Runnable(number, work, context, self._streamed, self._outcome))
        self.started.emit(job)
        return job

    def stop(self) -> None:
        """Cancel what may be stopped by a user who stops all that is running."""
        for job in tuple(self._jobs.values()):
            if job.stoppable:
                job.cancel()

    def widen(self, lane: str, count: int) -> None:
        """Let ``count`` jobs of a lane run beside each other; one by one otherwise."""
        self._pool(lane).setMaxThreadCount(count)

    def _pool(self, lane: str) -> QThreadPool:
        if lane not in self._lanes:
            pool = QThreadPool(self)
            pool.setMaxThreadCount(1)
            self._lanes[lane] = pool
        return self._lanes[lane]

    @Slot(int, int, int)
    def _step(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job and job.wanted:
            job.progress.emit(done, total)

    @Slot(int, object)
    def _stream(self, number: int, part: object) -> None:
        job = self._jobs.get(number)
        if job and job.wanted:
            job.streamed.emit(part)

    @Slot(int, str, object)
    def _deliver(self, number: int, kind: str, payload: object) -> None:
        job = self._jobs.pop(number)
        if not job.wanted or kind == "cancelled":
            job.cancelled.emit()
        elif kind == "failed":
            job.failed.emit(payload)
        else:
            job.succeeded.emit(payload)
        job.finished.emit()
        job.deleteLater()

    def shutdown(self, timeout_ms: int = 5000) -> bool:
        """Cancel all and wait; True if every worker ended in time."""
        self._closed = True
        for job in tuple(self._jobs.values()):
            job.cancel()
        ended = True
        for pool in self._lanes.values():
            ended = pool.waitForDone(timeout_ms) and ended
        # Their last words are heard now, while those who listen are still there.
        QCoreApplication.sendPostedEvents(self)
        return ended
