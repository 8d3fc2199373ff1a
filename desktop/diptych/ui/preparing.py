"""What every article gets before anybody works on it: words counted, its language, a summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.core.document import Document
from diptych.core.errors import SummaryError
from diptych.core.progress import Context
from diptych.core.summary import Limit, Summary
from diptych.core.words import count_words
from diptych.engines.summarising.methods import DEFAULT
from diptych.jobs.runner import Emit, Job, JobRunner
from diptych.ui.desk import Desk, OpenDocument
from diptych.workspace import detecting, summarising
from diptych.workspace.process import ProcessWorker

_SUMMARISE = 0x10000
"""Summaries that are asked for one after the other are one change; above those of notes."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    words: int
    document: Document


class Preparing(QObject):
    """The article in front at once; the others one by one, while nothing is being opened.

    Errors arrive as ``failed``. That there is nothing to summarise is one only for who asked.
    """

    failed = Signal(Exception)

    def __init__(
        self, desk: Desk, runner: JobRunner, process: ProcessWorker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._process = desk, runner, process
        self._detectors = detecting.default_detectors()
        self._summaries: dict[str, Job] = {}
        self._method, self._limit = DEFAULT, Limit(sentences=3)
        self._waiting: dict[str, OpenDocument] = {}
        self._background: Job | None = None
        self._held = False
        desk.current_changed.connect(self._look)

    @property
    def request(self) -> tuple[str, Limit]:
        """The method and length that new articles are summarised with."""
        return self._method, self._limit

    def set_request(self, method: str, limit: Limit) -> None:
        """Summarise new articles that way."""
        self._method, self._limit = method, limit

    def _here(self, opened: OpenDocument) -> bool:
        """Whether the document has not been closed meanwhile."""
        return self._desk.find(opened.key) is opened

    # In the background

    def later(self, *documents: OpenDocument) -> None:
        """Prepare documents when there is time, or when they come to the front."""
        self._waiting.update({opened.key: opened for opened in documents})
        self._look()

    def hold(self, *, held: bool) -> None:
        """Let the documents that are not in front wait, or let them wait no longer."""
        self._held = held
        self._go_on()

    def _look(self) -> None:
        # The text is painted first: work in threads would compete with it.
        QTimer.singleShot(0, self, self._begin_in_front)

    def _begin_in_front(self) -> None:
        current = self._desk.current
        if current is not None and self._waiting.pop(current.key, None) is not None:
            self.begin(current)
        self._go_on()

    def _go_on(self) -> None:
        if self._runner.closed:
            return
        while self._waiting and not self._held and self._background is None:
            opened = self._waiting.pop(next(iter(self._waiting)))
            if self._here(opened):
                self._prepare(opened)

    def _prepare(self, opened: OpenDocument) -> None:
        document, work = opened.document, self._preparation(opened.document)
        # In the lane of summaries, whose process serves one at a time.
        job = self._runner.start(self.tr("Preparing articles"), work, lane="summarise")
        self._background = job

        def prepared(answer: _Prepared) -> None:
            if not self._here(opened):
                return
            opened.words = answer.words
            if opened.document is document:
                opened.put(answer.document)
            else:
                self.begin(opened)

        def over() -> None:
            self._background = None
            self._go_on()

        job.succeeded.connect(prepared)
        job.failed.connect(self.failed)
        job.finished.connect(over)

    def _preparation(self, document: Document) -> Callable[[Context, Emit], _Prepared]:
        detectors = self._detectors
        method, limit, call = self._method, self._limit, self._process.call

        def work(context: Context, _emit: Emit) -> _Prepared:
            told = document
            words = count_words(told.article.text.value)
            if told.detection is None:
                told = detecting.detect(told, detectors, context)
            if told.summary is None:
                try:
                    summary = summarising.summarise(told, method, limit, context, call=call)
                    told = replace(told, summary=summary)
                except SummaryError:
                    pass  # there is nothing to summarise
            return _Prepared(words, told)

        return work

    # In front

    def begin(self, opened: OpenDocument, place: int = 0) -> None:
        """Count its words, detect its language unless it has one, and summarise it likewise.

        ``place`` is that of a change in its history, of which the results become a part.
        """
        self._waiting.pop(opened.key, None)
        self.count(opened)
        if opened.document.detection is None:
            self.detect(opened, place)
        elif opened.document.summary is None:
            self._summarise(opened, asked=False, place=place)

    def count(self, opened: OpenDocument) -> None:
        """Count the words."""
        value = opened.document.article.text.value
        job = self._runner.start(
            self.tr("Counting words"), lambda _context, _emit: count_words(value), lane="detect"
        )

        def counted(words: int) -> None:
            if self._here(opened):
                opened.words = words
                opened.changed.emit()

        job.succeeded.connect(counted)

    def detect(self, opened: OpenDocument, place: int = 0) -> None:
        """Tell the language; begins again when the document changed meanwhile."""
        document = opened.document

        def work(context: Context, _emit: Emit) -> Document:
            return detecting.detect(document, self._detectors, context)

        job = self._runner.start(self.tr("Detecting the language"), work, lane="detect")

        def detected(answer: Document) -> None:
            if not self._here(opened):
                return
            if opened.document is not document:
                self.detect(opened, place)
                return
            opened.put_with(place, answer)
            self._summarise(opened, asked=False, place=place)

        job.succeeded.connect(detected)
        job.failed.connect(self.failed)

    def choose_language(self, opened: OpenDocument, tag: str) -> None:
        """Take the user's word for the language."""
        document = opened.document
        job = self._runner.start(
            self.tr("Changing the language"),
            lambda _c, _e: detecting.choose_language(document, tag),
            lane="detect",
        )

        def chosen(answer: Document) -> None:
            if self._here(opened):
                opened.change(self.tr("Choose language"), answer)
                self._summarise(opened, asked=False, place=opened.history.index())

        job.succeeded.connect(chosen)
        job.failed.connect(self.failed)

    def summarise(self, opened: OpenDocument, method: str, limit: Limit) -> None:
        """Summarise as the user asks; a summary asked for before is dropped."""
        self._method, self._limit = method, limit
        self._summarise(opened, asked=True)

    def _summarise(self, opened: OpenDocument, *, asked: bool, place: int = 0) -> None:
        """Summarise; what nobody asked for becomes a part of the change at ``place``, if any."""
        previous = self._summaries.pop(opened.key, None)
        if previous is not None:
            previous.cancel()
        document, method, limit = opened.document, self._method, self._limit
        call = self._process.call

        def work(context: Context, _emit: Emit) -> Summary:
            return summarising.summarise(document, method, limit, context, call=call)

        job = self._runner.start(self.tr("Summarising"), work, lane="summarise")
        self._summaries[opened.key] = job

        def summarised(summary: Summary) -> None:
            if not self._here(opened):
                return
            # Another language may have cut the text anew meanwhile: then the picks are of the past.
            if opened.document.source.segments is document.source.segments:
                self._take(opened, summary, asked=asked, place=place)
            else:
                self._summarise(opened, asked=asked, place=place)

        def failed(error: Exception) -> None:
            if asked or not isinstance(error, SummaryError):
                self.failed.emit(error)

        def over() -> None:
            if self._summaries.get(opened.key) is job:
                del self._summaries[opened.key]

        job.succeeded.connect(summarised)
        job.failed.connect(failed)
        job.finished.connect(over)

    def _take(self, opened: OpenDocument, summary: Summary, *, asked: bool, place: int) -> None:
        told = replace(opened.document, summary=summary)
        if asked:
            opened.change(self.tr("Summarise"), told, merge=_SUMMARISE)
        else:
            opened.put_with(place, told)

    def stop(self) -> None:
        """Cancel the summaries somebody may wait for."""
        for job in tuple(self._summaries.values()):
            job.cancel()
