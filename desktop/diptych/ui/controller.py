"""Starts the use cases through jobs and puts their results on the desk. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diptych.core.document import Document
from diptych.core.errors import StoreError
from diptych.formats.writing.copy import USUAL, Copy
from diptych.jobs.pdf_printing import print_pdf
from diptych.jobs.runner import JobRunner, Work
from diptych.jobs.save_file import write_with_save_file
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.opening import Opening
from diptych.ui.preparing import Preparing
from diptych.ui.project_files import ProjectFiles
from diptych.ui.reading_queue import ReadingQueue
from diptych.ui.rereading import Rereading
from diptych.ui.translations import Translations
from diptych.ui.watching import Watching
from diptych.workspace import annotating, saving
from diptych.workspace.library import Library
from diptych.workspace.process import ProcessWorker
from diptych.workspace.toolbox import Toolbox

if TYPE_CHECKING:
    from diptych.workspace.model_store import ModelStore
    from diptych.workspace.pack_store import PackStore


@dataclass(frozen=True, slots=True)
class Processes:
    """Two processes that can be ended, each for work of its own."""

    summarising: ProcessWorker
    reading: ProcessWorker


class Controller(QObject):
    """What the window can ask for. Errors arrive as ``failed``, good news as ``told``."""

    failed = Signal(Exception)
    told = Signal(str)
    opened = Signal(OpenDocument)
    saved = Signal(OpenDocument)
    packs_known = Signal()

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        processes: Processes,
        toolbox: Toolbox,
        library: Library,
        store: Callable[[], PackStore],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.runner, self.toolbox, self.library = desk, runner, toolbox, library
        self._make_store = store
        self._store: PackStore | None = None
        self.translations = Translations(runner, toolbox, library, self)
        self.preparing = Preparing(desk, runner, processes.summarising, self)
        self.queue = ReadingQueue(runner, processes.reading, self)
        self.opening = Opening(desk, runner, self.queue, self.preparing, self)
        self.rereading = Rereading(
            desk, self.queue, self.opening, self.preparing, self.translations, self
        )
        self.watching = Watching(runner, self.opening, self)
        self.projects = ProjectFiles(desk, runner, library.earlier, self)
        for part in (
            self.translations, self.preparing, self.opening, self.rereading, self.watching,
            self.projects,
        ):  # fmt: skip
            part.failed.connect(self.failed)
        for teller in (self.translations, self.opening, self.rereading, self.projects):
            teller.told.connect(self.told)
        self.opening.opened.connect(self.opened)
        self.projects.saved.connect(self.saved)
        self.projects.fresh.connect(self._put_on_desk)

    @property
    def store(self) -> PackStore:
        """The store of language packs, made when it is first asked for."""
        if self._store is None:
            self._store = self._make_store()
        return self._store

    def model_store(self) -> ModelStore:
        """Where Firefox models come from, when the user asks for one."""
        from diptych.packs.web import Web
        from diptych.workspace.model_store import ModelStore

        return ModelStore(self.toolbox.firefox, Web(self.toolbox.permits))

    # Opening

    def learn_packs(self) -> None:
        """Look for language packs; ``packs_known`` follows."""
        job = self.runner.start(
            self.tr("Looking for language packs"), lambda _c, _e: self._look_for_engines()
        )
        job.succeeded.connect(lambda _packs: self.packs_known.emit())
        job.failed.connect(self.failed)

    def _look_for_engines(self) -> None:
        self.toolbox.packs()
        self.toolbox.targets("en")

    def open_paths(self, paths: Sequence[Path], *, front: bool = False) -> None:
        """Open files and folders, as ``Opening.open`` does."""
        self.opening.open(paths, front=front)

    def _put_on_desk(self, opened: OpenDocument) -> None:
        """Bring a document that is no file's to the front."""
        self.desk.add(opened, front=opened)
        self.preparing.later(opened)
        self.opened.emit(opened)

    def stop(self) -> None:
        """Cancel everything that is running; what a user has confirmed is still kept."""
        self.opening.stop()
        self.translations.stop()
        self.preparing.stop()
        self.runner.stop()

    # Editing

    def change(self, opened: OpenDocument, title: str, document: Document, version: str) -> None:
        """Make a change to a version that can be undone, and show where it went."""
        edited = document.edited_of(document.version(version))
        opened.change(title, document)
        if edited is not None:
            opened.show_version(edited.id)

    def edit_segment(self, opened: OpenDocument, version: str, segment: str, words: str) -> None:
        """Give a segment other words; the machine's version stays beside.

        They are judged by the checks at once; the glossary has its say as well.
        """
        try:
            terms = self.library.aids(opened.document).terms
        except StoreError as error:
            self.failed.emit(error)
            terms = opened.document.terms
        document = annotating.edit_segment(opened.document, version, segment, words, terms)
        self.change(opened, self.tr("Edit sentence"), document, version)

    def revert_segment(self, opened: OpenDocument, version: str, segment: str) -> None:
        """Take the machine's words back in an edited version."""
        document = annotating.revert_segment(opened.document, version, segment)
        opened.change(self.tr("Take the machine's words back"), document)

    def run_quietly(self, title: str, work: Work) -> None:
        """Do something of which only a failure is told."""
        job = self.runner.start(title, work, lane="memory")
        job.failed.connect(self.failed)

    # Saving

    def save(
        self, opened: OpenDocument, path: Path, form: str | None = None, copy: Copy = USUAL
    ) -> None:
        """Save all work, or a ``copy`` when the suffix is not .diptych.

        ``form`` is the name of its format where the suffix does not tell.
        """
        if path.suffix.lower() == saving.PROJECT:
            self.projects.save(opened, path)
            return
        document = opened.document

        def work(_context: object, _emit: object) -> str:
            return saving.save(
                document,
                path,
                write=write_with_save_file,
                form=form,
                copy=copy,
                print_pdf=print_pdf,
            )

        job = self.runner.start(self.tr("Saving {0}").format(path.name), work)

        def done(_sha256: str) -> None:
            self.told.emit(self.tr("Saved as {0}").format(path))
            self.saved.emit(opened)

        job.succeeded.connect(done)
        job.failed.connect(self.failed)

    def save_original(self, opened: OpenDocument, path: Path) -> None:
        """Save the bytes that the article was read from, exactly as they came."""
        document = opened.document
        job = self.runner.start(
            self.tr("Saving {0}").format(path.name),
            lambda _c, _e: saving.save_original(document, path, write=write_with_save_file),
        )
        job.succeeded.connect(
            lambda _sha256: self.told.emit(self.tr("The original is saved as {0}").format(path))
        )
        job.failed.connect(self.failed)
