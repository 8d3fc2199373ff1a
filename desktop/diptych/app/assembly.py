"""The desktop program's objects, and the session that outlives them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from diptych.app.collecting import IdleCollector
from diptych.core.errors import CannotSaveError
from diptych.core.network import Permits
from diptych.core.summary import Limit
from diptych.jobs.process import ProcessWorker
from diptych.jobs.runner import JobRunner
from diptych.ui.controller import Controller
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.main_window import MainWindow
from diptych.workspace import session, settings
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths
from diptych.workspace.toolbox import Toolbox

if TYPE_CHECKING:
    from diptych.workspace.pack_store import PackStore

QUIET = 1500
"""Milliseconds without a change after which the session is kept."""


class Desktop(QObject):
    """Owns everything; ``close`` keeps the session and ends all work."""

    def __init__(self, paths: Paths, permits: Permits | None = None) -> None:
        super().__init__()
        self.paths = paths
        chosen = settings.load(paths.settings_file)
        self.desk = Desk()
        self.runner = JobRunner()
        self._collector = IdleCollector(self.runner, self)
        self.process = ProcessWorker()
        self.toolbox = Toolbox(paths, permits=permits)
        self.library = Library(paths)
        self.controller = Controller(
            self.desk,
            self.runner,
            self.process,
            self.toolbox,
            self.library,
            self._make_store,
        )
        unit = {chosen.limit_unit: chosen.limit}
        self.controller.set_request(chosen.method, Limit(**unit))
        self.window = MainWindow(self.controller, chosen)
        self._kept: dict[str, object] = {}
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._keep_in_background)
        self.desk.listed.connect(self._timer.start)
        self.desk.current_changed.connect(self._timer.start)
        self.window.settings_changed.connect(self._keep_settings)
        self.window.closing.connect(self._leave)

    def _make_store(self) -> PackStore:
        from diptych.workspace.pack_store import PackStore

        return PackStore(self.paths, self.toolbox, self.toolbox.permits)

    def start(self, paths: Sequence[Path], sample: Path | None) -> None:
        """Bring the last session back, open files, and the sample when there is nothing else."""
        self._restore()
        self.controller.learn_packs()
        if paths:
            self.controller.open_paths(paths)
        elif not self.desk.documents and sample is not None:
            self.controller.open_paths([sample])

    def _restore(self) -> None:
        restored = session.restore(self.paths.session)
        for entry, document in restored.documents:
            opened = OpenDocument(entry.key, document)
            opened.path = Path(entry.path) if entry.path else None
            opened.sha256 = entry.sha256
            if entry.modified:
                opened.history.resetClean()
            self.desk.add(opened, front=False)
            self._kept[entry.key] = document
            self.controller.begin(opened)
        front = self.desk.find(restored.session.current or "")
        if front is not None:
            self.desk.bring(front)
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
            )
            for opened in self.desk.documents
        )
        return session.Session(entries, self.desk.current.key if self.desk.current else None)

    def _changed(self) -> list[OpenDocument]:
        return [d for d in self.desk.documents if self._kept.get(d.key) is not d.document]

    def _keep_in_background(self) -> None:
        folder, index = self.paths.session, self._session()
        changed = [(opened.key, opened.document) for opened in self._changed()]

        def work(_context: object, _emit: object) -> None:
            for key, document in changed:
                session.store_document(folder, key, document)
            session.store_index(folder, index)

        job = self.runner.start(self.tr("Keeping the session"), work, lane="session")
        job.succeeded.connect(lambda _none: self._kept.update(changed))
        job.failed.connect(self.window.report)

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

    def _leave(self) -> None:
        self._timer.stop()
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
        self._timer.stop()
        self.runner.shutdown()
        self.process.close()
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
