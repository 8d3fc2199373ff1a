"""Translating whole articles: the words as they come, and the model's doubts afterwards."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from diptych.core.errors import NoEngineError
from diptych.core.progress import Context
from diptych.core.versions import Version
from diptych.jobs.runner import Emit, Job, JobRunner
from diptych.ui.desk import OpenDocument
from diptych.ui.streaming import StreamedTranslation
from diptych.workspace.library import Library
from diptych.workspace.toolbox import Toolbox

AT_ONCE = 2
"""Articles translated at the same time; they share a model, and its cores."""


class Translations(QObject):
    """The translations under way. Errors arrive as ``failed``, good news as ``told``."""

    failed = Signal(Exception)
    told = Signal(str)

    def __init__(
        self, runner: JobRunner, toolbox: Toolbox, library: Library, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._toolbox, self._library = runner, toolbox, library
        self._running: dict[str, Job] = {}
        self._doubting: dict[str, Job] = {}
        runner.widen("translate", AT_ONCE)

    def translate(
        self, opened: OpenDocument, to: str, engine: str, quality: str, first: str | None = None
    ) -> None:
        """Translate; the words appear as they come, those from segment ``first`` on first.

        What came is kept on cancelling.
        """
        if opened.key in self._running:
            return
        document = opened.document
        if document.language is None:
            self.failed.emit(
                NoEngineError(
                    self.tr("The language of this article is not known yet."),
                    self.tr("Choose it in the bar above the article and translate again."),
                )
            )
            return
        origin = document.language
        stream = StreamedTranslation(opened, to, self.tr("Translation"), first)

        def work(context: Context, emit: Emit) -> Version:
            from diptych.workspace import translating

            translator = self._toolbox.translator(origin, to, engine or None)
            aids = self._library.aids(document)
            return translating.translate(
                document, translator, quality, context, emit, aids=aids, first=first
            )

        job = self._runner.start(self.tr("Translating"), work, lane="translate")
        self._running[opened.key] = job
        job.streamed.connect(stream.add)
        job.succeeded.connect(stream.arrived)
        job.succeeded.connect(lambda version: self._doubt(opened, version))
        job.cancelled.connect(stream.stopped)
        job.cancelled.connect(lambda: self.told.emit(self.tr("Stopped. What came is kept.")))
        job.failed.connect(stream.broken)
        job.failed.connect(self.failed)
        job.finished.connect(lambda: self._running.pop(opened.key, None))

    def running(self, opened: OpenDocument) -> bool:
        """Whether a translation of the document is under way."""
        return opened.key in self._running

    def stop(self) -> None:
        """Cancel all of them."""
        for job in (*self._running.values(), *self._doubting.values()):
            job.cancel()

    def _doubt(self, opened: OpenDocument, version: Version) -> None:
        """Ask the model how likely it finds its own sentences; the answer adds alarms."""
        document, toolbox = opened.document, self._toolbox
        earlier = self._doubting.pop(opened.key, None)
        if earlier is not None:
            earlier.cancel()

        def work(context: Context, _emit: Emit) -> dict[str, float]:
            from diptych.workspace import advising

            translator = toolbox.made_by(document, version)
            if translator is None:
                return {}
            return advising.doubtful(document, version, translator, context)

        job = self._runner.start(self.tr("Looking for doubtful sentences"), work, lane="doubt")
        self._doubting[opened.key] = job

        def judged(doubts: dict[str, float]) -> None:
            from diptych.workspace.advising import with_doubts

            present = opened.document
            if doubts and any(v is version or v.id == version.id for v in present.targets):
                standing = present.version(version.id)
                opened.put(present.with_version(with_doubts(standing, doubts)))

        def over() -> None:
            if self._doubting.get(opened.key) is job:
                del self._doubting[opened.key]

        job.succeeded.connect(judged)
        job.failed.connect(self.failed)
        job.finished.connect(over)

    def caution_of(self, opened: OpenDocument, version: Version) -> str:
        """What the engine that made a version says of its own quality."""
        translator = self._toolbox.made_by(opened.document, version)
        return translator.info.caution if translator is not None else ""
