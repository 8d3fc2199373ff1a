"""The desktop program's objects, and the session that outlives them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from diptych.app.collecting import IdleCollector
from diptych.app.keeping import Keeping, opened_from
from diptych.app.recovered import recovery_told
from diptych.core.errors import CannotSaveError
from diptych.core.network import Permits
from diptych.core.summary import Limit
from diptych.jobs.runner import JobRunner
from diptych.ui.controller import Controller, Processes
from diptych.ui.desk import Desk
from diptych.ui.drafting import Drafting
from diptych.ui.main_window import MainWindow
from diptych.workspace import session, settings
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths
from diptych.workspace.process import ProcessWorker
from diptych.workspace.reading_apart import reading_process
from diptych.workspace.session_recovery import Restored
from diptych.workspace.toolbox import Toolbox

if TYPE_CHECKING:
    from diptych.workspace.pack_store import PackStore


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
        self._closed = False
        self.told_at_start = ""
        self.keeping = Keeping(self.desk, self.runner, paths.session, self)
        self.keeping.troubled.connect(self.window.report)
        self.keeping.eased.connect(self._eased)
        self.controller.saved.connect(self.keeping.touch)
        self.drafting = Drafting(self.desk, self.window.panes, self.window.messages.say, self)
        self.window.settings_changed.connect(self._keep_settings)
        self.window.closing.connect(self._leave)

    def _make_store(self) -> PackStore:
        from diptych.workspace.pack_store import PackStore

        return PackStore(self.paths, self.toolbox, self.toolbox.permits)

    def start(self, paths: Sequence[Path], sample: Path | None) -> None:
        """Bring the last session back, open files, and the sample when there is nothing else."""
        self.controller.learn_packs()
        if session.exists(self.paths.session):
            self.keeping.restore(lambda found: self._restored(found, paths, sample))
        else:
            self.keeping.begin()
            self._open(paths, sample)

    def _restored(self, found: Restored, paths: Sequence[Path], sample: Path | None) -> None:
        documents = [opened_from(document) for document in found.documents]
        front = next((d for d in documents if d.key == found.session.current), None)
        if documents:
            self.desk.add(*documents, front=front)
            self.controller.preparing.later(*documents)
        told = recovery_told(found)
        if told is not None:
            self.told_at_start = told[0]
            self.window.messages.say(*told)
        self._open(paths, sample)

    def _open(self, paths: Sequence[Path], sample: Path | None) -> None:
        if paths:
            self.controller.open_paths(paths, front=True)
        elif not self.desk.documents and sample is not None:
            self.controller.open_paths([sample])
        self.window.intake.resume()

    # Keeping

    def _eased(self) -> None:
        self.window.messages.say(self.tr("The disk takes your work again. All of it is kept."))

    def _keep_settings(self, chosen: settings.Settings) -> None:
        try:
            settings.save(self.paths.settings_file, chosen)
        except (OSError, CannotSaveError) as error:
            self.window.report(error)

    def _leave(self) -> None:
        self.keeping.rest()
        self.runner.shutdown()
        try:
            self.keeping.keep(ended=True)
        except (OSError, CannotSaveError) as error:
            sys.stderr.write(f"diptych: the session could not be kept: {error}\n")

    def close(self) -> None:
        """End all work and free the models; nothing runs after it."""
        if self._closed:
            return
        self._closed = True
        self.keeping.rest()
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
            self.keeping.keep()
            kept = self.tr("All your work has been kept.")
        except (OSError, CannotSaveError) as trouble:
            kept = self.tr("Your work could not be kept: {0}").format(trouble)
        report = "".join(traceback.format_exception(kind, error, trace))
        self.window.messages.say(
            self.tr("Something went wrong in Diptych. {0}").format(kept), report
        )
