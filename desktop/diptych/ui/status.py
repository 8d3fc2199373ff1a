"""The line at the bottom: what is running, words, engine, encoding, and the offline badge."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.formats.reading.encodings import ENCODINGS, label
from diptych.jobs.runner import Job, JobRunner
from diptych.ui.icons import icon
from diptych.ui.offline_badge import OfflineBadge

PATIENCE = 300
"""Milliseconds after which running work is shown."""


class Status(QStatusBar):
    """Progress with a way to stop it, and quiet facts."""

    stop = Signal()
    encoding_chosen = Signal(str)

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._jobs: list[Job] = []
        self.doing = QLabel()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self._stop = QToolButton()
        self._stop.setIcon(icon("circle-stop"))
        self._stop.setAccessibleName(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Stop what is running (Ctrl+.)"))
        self._stop.clicked.connect(self.stop)
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setContentsMargins(10, 0, 0, 0)
        for widget in (self.doing, self.progress, self._stop):
            row.addWidget(widget)
        self.addWidget(self._running)
        self._running.hide()
        self._add_facts(runner)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_running)
        runner.started.connect(self._began)

    def _add_facts(self, runner: JobRunner) -> None:
        self.words = QLabel()
        self.engine = QLabel()
        self.encoding = QToolButton()
        self.encoding.setAccessibleName(self.tr("Encoding of the file"))
        self.encoding.setToolTip(
            self.tr("Encoding of the file; choose another if letters look wrong")
        )
        self.encoding.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.encoding)
        for name, words in ENCODINGS:
            menu.addAction(words).triggered.connect(
                lambda _checked=False, chosen=name: self.encoding_chosen.emit(chosen)
            )
        self.encoding.setMenu(menu)
        self.offline = OfflineBadge(runner)
        for widget in (self.words, self.engine, self.encoding, self.offline):
            self.addPermanentWidget(widget)

    def show_document(
        self, document: Document | None, target: Version | None, words: int | None
    ) -> None:
        """Show the facts of the document in front; ``words`` is None until they are counted."""
        self.words.setText(self.tr("{0} words").format(f"{words:,}") if words is not None else "")
        signature = target.signature if target else None
        self.engine.setText(signature.model if signature else "")
        encoding = document.article.source.encoding if document else None
        self.encoding.setVisible(encoding is not None)
        self.encoding.setText(label(encoding) if encoding else "")

    def _began(self, job: QObject) -> None:
        assert isinstance(job, Job)
        self._jobs.append(job)
        job.progress.connect(lambda done, total, j=job: self._step(j, done, total))
        job.finished.connect(lambda j=job: self._ended(j))
        self._patience.start()

    def _show_running(self) -> None:
        if self._jobs:
            self.doing.setText(self._jobs[-1].title)
            self._running.show()

    def _step(self, job: Job, done: int, total: int) -> None:
        if self._jobs and job is self._jobs[-1]:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            if total and job.title == self.doing.text().partition(" · ")[0]:
                told = self.tr("{0} · {1} %") if total == 100 else self.tr("{0} · {1} of {2}")
                self.doing.setText(told.format(job.title, done, total))

    def _ended(self, job: Job) -> None:
        self._jobs.remove(job)
        self.progress.setRange(0, 0)
        if self._jobs:
            self._show_running()
        else:
            self._running.hide()
            self.progress.setRange(0, 1)
