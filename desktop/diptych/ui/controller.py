"""Starts the use cases through jobs and puts their results on the desk. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diptych.core.document import Document
from diptych.core.errors import StoreError
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.formats.writing.copy import USUAL, Copy
from diptych.jobs.runner import JobRunner, Work
from diptych.jobs.save_file import write_with_save_file
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.opening import Opening
from diptych.ui.preparing import Preparing
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
        for part in (
            self.translations, self.preparing, self.opening, self.rereading, self.watching
        ):  # fmt: skip
            part.failed.connect(self.failed)
        for teller in (self.translations, self.opening):
            teller.told.connect(self.told)
        self.opening.opened.connect(self.opened)

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

    def stop(self) -> None:
        """Cancel everything that is running."""
        self.opening.stop()
        self.translations.stop()
        self.preparing.stop()

    # Annotating

    def add_note(
        self, opened: OpenDocument, version: str, span: Span, body: str, author: str, colour: Colour
    ) -> str:
        """Mark words; the id of the new note."""
        before = {note.id for note in opened.document.notes}
        document = annotating.add_note(
            opened.document, version, span, body, author, colour, datetime.now(UTC)
        )
        opened.change(self.tr("Add note"), document)
        return next(note.id for note in document.notes if note.id not in before)

    def change_note(self, opened: OpenDocument, note: str, body: str, colour: Colour) -> None:
        """Give a note other words; typing in one note is undone at once."""
        document = annotating.change_note(opened.document, note, body, colour)
        opened.change(self.tr("Write note"), document, merge=hash(note) & 0xFFFF)

    def remove_note(self, opened: OpenDocument, note: str) -> None:
        """Delete a note; undo brings it back."""
        opened.change(self.tr("Delete note"), annotating.remove_note(opened.document, note))

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
        document = opened.document
        ours = path.suffix.lower() == ".diptych"
        expected = opened.sha256 if ours and path == opened.path else None
        place = opened.history.index()

        work = partial(
            saving.save,
            document,
            path,
            write=write_with_save_file,
            expected_sha256=expected,
            form=form,
            copy=copy,
        )
        job = self.runner.start(self.tr("Saving {0}").format(path.name), lambda _c, _e: work())

        def done(sha256: str) -> None:
            if ours:
                opened.path, opened.sha256 = path, sha256
                if opened.history.index() == place:
                    opened.history.setClean()
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
