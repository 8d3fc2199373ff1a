"""The desktop program's objects, and the session that outlives them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from diptych.app.collecting import IdleCollector
from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.network import Permits
from diptych.core.summary import Limit
from diptych.jobs.runner import JobRunner
from diptych.ui.controller import Controller, Processes
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.main_window import MainWindow
from diptych.workspace import session, settings
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths
from diptych.workspace.process import ProcessWorker
from diptych.workspace.reading_apart import reading_process
from diptych.workspace.toolbox import Toolbox

if TYPE_CHECKING:
    from diptych.workspace.pack_store import PackStore

QUIET = 1500
"""Milliseconds without a change after which the session is kept."""

LATEST = 8_000
"""Milliseconds after a change in which the session is kept, however many others follow."""


class Desktop(QObject):
    """Owns everything; ``close`` keeps the session and ends all work."""

    def __init__(self, paths: Paths, permits: Permits | None = None) -> None:
        super().__init__()
        self.paths = paths
        chosen = settings.load(paths.settings_file)
        self.desk = Desk()
        self.runner = JobRunner()
        self._collector = IdleCollector(self.runner, self)
        self.processes = Processes(ProcessWorker(), reading_process())
        self.toolbox = Toolbox(paths, permits=permits)
        self.library = Library(paths)
        self.controller = Controller(
            self.desk,
            self.runner,
            self.processes,
            self.toolbox,
            self.library,
            self._make_store,
        )
        # While the window is built: the first file need not wait for the process that reads it.
        self.controller.queue.warm()
        unit = {chosen.limit_unit: chosen.limit}
        self.controller.preparing.set_request(chosen.method, Limit(**unit))
        self.window = MainWindow(self.controller, chosen)
        self._kept: dict[str, object] = {}
        self._closed = False
        self._keeping = False
        self._quiet = self._timer(QUIET, self._keep_in_background)
        self._latest = self._timer(LATEST, self._keep_in_background)
        for signal in (self.desk.listed, self.desk.altered, self.desk.current_changed):
            signal.connect(self._touched)
        self.window.settings_changed.connect(self._keep_settings)
        self.window.closing.connect(self._leave)

    def _timer(self, milliseconds: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def _make_store(self) -> PackStore:
        from diptych.workspace.pack_store import PackStore

        return PackStore(self.paths, self.toolbox, self.toolbox.permits)

    def start(self, paths: Sequence[Path], sample: Path | None) -> None:
        """Bring the last session back, open files, and the sample when there is nothing else."""
        self._restore()
        self.controller.learn_packs()
        if paths:
            self.controller.open_paths(paths, front=True)
        elif not self.desk.documents and sample is not None:
            self.controller.open_paths([sample])
        self.window.intake.resume()

    def _restore(self) -> None:
        restored = session.restore(self.paths.session)
        documents = [_opened(entry, document) for entry, document in restored.documents]
        self._kept.update((opened.key, opened.document) for opened in documents)
        front = next((d for d in documents if d.key == restored.session.current), None)
        if documents:
            self.desk.add(*documents, front=front)
            self.controller.preparing.later(*documents)
        if restored.problems:
            self.window.messages.say(" ".join(restored.problems))

    # Keeping

    def _session(self) -> session.Session:
        entries = tuple(
            session.Entry(
                opened.key,
                str(opened.path) if opened.path else None,
                opened.sha256,
                modified=opened.modified,
                unread=opened.unread,
            )
            for opened in self.desk.documents
        )
        return session.Session(entries, self.desk.current.key if self.desk.current else None)

    def _changed(self) -> list[OpenDocument]:
        return [d for d in self.desk.documents if self._kept.get(d.key) is not d.document]

    def _touched(self) -> None:
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def _keep_in_background(self) -> None:
        self._quiet.stop()
        self._latest.stop()
        if self._keeping:
            self._touched()
            return
        self._keeping = True
        folder, index = self.paths.session, self._session()
        changed = [(opened.key, opened.document) for opened in self._changed()]

        def work(_context: object, _emit: object) -> None:
            for key, document in changed:
                session.store_document(folder, key, document)
            session.store_index(folder, index)

        job = self.runner.start(self.tr("Keeping the session"), work, lane="session")
        job.succeeded.connect(lambda _none: self._kept.update(changed))
        job.failed.connect(self.window.report)
        job.finished.connect(self._kept_in_background)

    def _kept_in_background(self) -> None:
        self._keeping = False

    def keep(self) -> None:
        """Keep the session now. Raises CannotSaveError."""
        for opened in self._changed():
            session.store_document(self.paths.session, opened.key, opened.document)
            self._kept[opened.key] = opened.document
        session.store_index(self.paths.session, self._session())

    def _keep_settings(self, chosen: settings.Settings) -> None:
        try:
            settings.save(self.paths.settings_file, chosen)
        except (OSError, CannotSaveError) as error:
            self.window.report(error)

    def _rest(self) -> None:
        self._quiet.stop()
        self._latest.stop()

    def _leave(self) -> None:
        self._rest()
        self.runner.shutdown()
        try:
            self.keep()
        except (OSError, CannotSaveError) as error:
            sys.stderr.write(f"diptych: the session could not be kept: {error}\n")

    def close(self) -> None:
        """End all work and free the models; nothing runs after it."""
        if self._closed:
            return
        self._closed = True
        self._rest()
        self.controller.watching.close()
        self.runner.shutdown()
        for process in (self.processes.summarising, self.processes.reading):
            process.close()
        self.toolbox.close()
        self.library.close()
        self._collector.close()

    # Crashes

    def install_crash_handler(self) -> None:
        """Errors nobody expected: keep the session first, then tell."""
        sys.excepthook = self._crashed

    def _crashed(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        try:
            self.keep()
            kept = self.tr("All your work has been kept.")
        except (OSError, CannotSaveError) as trouble:
            kept = self.tr("Your work could not be kept: {0}").format(trouble)
        report = "".join(traceback.format_exception(kind, error, trace))
        self.window.messages.say(
            self.tr("Something went wrong in Diptych. {0}").format(kept), report
        )


def _opened(entry: session.Entry, document: Document) -> OpenDocument:
    """A document of the last session as it was left."""
    opened = OpenDocument(entry.key, document)
    opened.path = Path(entry.path) if entry.path else None
    opened.sha256, opened.unread = entry.sha256, entry.unread
    if entry.modified:
        opened.history.resetClean()
    return opened
