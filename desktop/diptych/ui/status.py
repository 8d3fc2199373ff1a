"""The line at the bottom: what is running, words, engine, encoding, and the offline badge."""

from __future__ import annotations

from pathlib import Path

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
from diptych.formats.reading.charsets.encodings import ENCODINGS, label
from diptych.formats.reading.kinds import format_of
from diptych.jobs.runner import Job, JobRunner
from diptych.ui.icons import icon
from diptych.ui.offline_badge import OfflineBadge
from diptych.ui.read_as import encoding_matters

PATIENCE = 300
"""Milliseconds after which running work is shown."""


class Status(QStatusBar):
    """Progress with a way to stop it, and quiet facts."""

    stop = Signal()
    encoding_chosen = Signal(str)
    details = Signal()

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._jobs: list[Job] = []
        self._live: set[Job] = set()
        self._counted: set[Job] = set()
        self._shown: Job | None = None
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
        runner.started.connect(self._began)

    def _add_facts(self, runner: JobRunner) -> None:
        self.words = QLabel()
        self.watched = QLabel()
        self.watched.hide()
        self.engine = QLabel()
        self.format = QToolButton()
        self.format.setAccessibleName(self.tr("What the file was read as"))
        self.format.setToolTip(self.tr("Details of the article; read it as something else"))
        self.format.clicked.connect(self.details)
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
        for widget in (
            self.watched, self.words, self.engine, self.format, self.encoding, self.offline
        ):  # fmt: skip
            self.addPermanentWidget(widget)

    def show_document(
        self, document: Document | None, target: Version | None, words: int | None
    ) -> None:
        """Show the facts of the document in front; ``words`` is None until they are counted."""
        self.words.setText(self.tr("{0} words").format(f"{words:,}") if words is not None else "")
        signature = target.signature if target else None
        self.engine.setText(signature.model if signature else "")
        source = document.article.source if document else None
        form = format_of(source.format) if source else None
        self.format.setVisible(source is not None)
        self.format.setText(form.label if form else "")
        matters = source is not None and encoding_matters(source)
        self.encoding.setVisible(matters)
        self.encoding.setText(label(source.encoding or "") if source and matters else "")

    def show_watched(self, folder: Path | None) -> None:
        """Show that a folder is watched, or none."""
        self.watched.setVisible(folder is not None)
        self.watched.setText(self.tr("Watching {0}").format(folder.name) if folder else "")
        self.watched.setToolTip(str(folder) if folder else "")

    def _began(self, job: QObject) -> None:
        assert isinstance(job, Job)
        self._live.add(job)
        job.progress.connect(lambda done, total, j=job: self._step(j, done, total))
        job.finished.connect(lambda j=job: self._ended(j))
        # Each has its own patience: short work that goes by must not hide what takes long.
        QTimer.singleShot(PATIENCE, job, lambda j=job: self._ripen(j))

    def _ripen(self, job: Job) -> None:
        if job in self._live:
            self._jobs.append(job)
            self._show_running()

    def _show_running(self) -> None:
        """Show the latest of what has been running for a while, rather what tells how far it is."""
        counted = [job for job in self._jobs if job in self._counted]
        latest = next(reversed(counted or self._jobs), None)
        if latest is not self._shown:
            self.progress.setRange(0, 0 if latest is not None else 1)
        self._shown = latest
        self._running.setVisible(latest is not None)
        if latest is not None and not self.doing.text().startswith(latest.title):
            self.doing.setText(latest.title)

    def _step(self, job: Job, done: int, total: int) -> None:
        if total and job not in self._counted:
            self._counted.add(job)
            self._show_running()
        if job is not self._shown:
            return
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        told = self.tr("{0} · {1} %") if total == 100 else self.tr("{0} · {1} of {2}")
        self.doing.setText(
            told.format(job.title, f"{done:,}", f"{total:,}") if total else job.title
        )

    def _ended(self, job: Job) -> None:
        self._live.discard(job)
        self._counted.discard(job)
        if job in self._jobs:
            self._jobs.remove(job)
            self._show_running()
