"""Starts the use cases through jobs and puts their results on the desk. Knows no widget."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.core.document import Document
from diptych.core.errors import StoreError
from diptych.core.notes import Colour
from diptych.core.progress import Context
from diptych.core.summary import Limit, Summary
from diptych.core.text import Span
from diptych.core.words import count_words
from diptych.engines.summarising.methods import DEFAULT
from diptych.jobs.process import ProcessWorker
from diptych.jobs.runner import Emit, Job, JobRunner, Work
from diptych.jobs.save_file import write_with_save_file
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.translations import Translations
from diptych.workspace import annotating, detecting, opening, saving, summarising
from diptych.workspace.library import Library
from diptych.workspace.toolbox import Toolbox

if TYPE_CHECKING:
    from diptych.workspace.model_store import ModelStore
    from diptych.workspace.pack_store import PackStore


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
        process: ProcessWorker,
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
        self.translations.failed.connect(self.failed)
        self.translations.told.connect(self.told)
        self._process = process
        self._detectors = detecting.default_detectors()
        self._summaries: dict[str, Job] = {}
        self._method, self._limit = DEFAULT, Limit(sentences=3)

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

    @property
    def request(self) -> tuple[str, Limit]:
        """The method and length that new articles are summarised with."""
        return self._method, self._limit

    def set_request(self, method: str, limit: Limit) -> None:
        """Summarise new articles that way."""
        self._method, self._limit = method, limit

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

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files, one after the other; one that is open already comes to the front."""
        for path in paths:
            known = self._open_at(path)
            if known is not None:
                self.desk.bring(known)
                continue
            self._open(path)

    def _open(self, path: Path) -> None:
        job = self.runner.start(
            self.tr("Opening {0}").format(path.name), lambda _context, _emit: _read(path)
        )
        job.succeeded.connect(lambda answer: self._opened(path, *answer))
        job.failed.connect(self.failed)

    def _open_at(self, path: Path) -> OpenDocument | None:
        place = str(path.absolute())
        for document in self.desk.documents:
            source = document.document.article.source.path
            if place in (str(document.path), source):
                return document
        return None

    def _opened(self, path: Path, document: Document, sha256: str) -> None:
        opened = OpenDocument(uuid.uuid4().hex, document)
        if path.suffix.lower() == ".diptych":
            opened.path, opened.sha256 = path, sha256
        self.desk.add(opened)
        self.opened.emit(opened)
        # The text is painted first: work in threads would compete with it.
        QTimer.singleShot(0, opened, lambda: self.begin(opened))

    def begin(self, opened: OpenDocument) -> None:
        """Count its words, detect its language unless it has one, and summarise it likewise."""
        self._count(opened)
        if opened.document.detection is None:
            self.detect(opened)
        elif opened.document.summary is None:
            self.summarise(opened, self._method, self._limit)

    def _count(self, opened: OpenDocument) -> None:
        value = opened.document.article.text.value
        job = self.runner.start(
            self.tr("Counting words"), lambda _context, _emit: count_words(value), lane="detect"
        )

        def counted(words: int) -> None:
            opened.words = words
            opened.changed.emit()

        job.succeeded.connect(counted)

    def reopen(self, opened: OpenDocument, encoding: str) -> None:
        """Read the original bytes again in another encoding; notes are found again."""
        document = opened.document
        job = self.runner.start(
            self.tr("Reading again as {0}").format(encoding),
            lambda _c, _e: opening.reread(document, encoding),
        )

        def reread(again: Document) -> None:
            opened.change(self.tr("Change encoding"), again)
            self._count(opened)
            self.detect(opened)

        job.succeeded.connect(reread)
        job.failed.connect(self.failed)

    # Detecting

    def detect(self, opened: OpenDocument) -> None:
        """Tell the language; begins again when the document changed meanwhile."""
        document = opened.document

        def work(context: Context, _emit: Emit) -> Document:
            return detecting.detect(document, self._detectors, context)

        job = self.runner.start(self.tr("Detecting the language"), work, lane="detect")

        def detected(answer: Document) -> None:
            if opened.document is not document:
                self.detect(opened)
                return
            opened.put(answer)
            self.summarise(opened, self._method, self._limit)

        job.succeeded.connect(detected)
        job.failed.connect(self.failed)

    def choose_language(self, opened: OpenDocument, tag: str) -> None:
        """Take the user's word for the language."""
        document = opened.document
        job = self.runner.start(
            self.tr("Changing the language"),
            lambda _c, _e: detecting.choose_language(document, tag),
            lane="detect",
        )

        def chosen(answer: Document) -> None:
            opened.change(self.tr("Choose language"), answer)
            self.summarise(opened, self._method, self._limit)

        job.succeeded.connect(chosen)
        job.failed.connect(self.failed)

    def stop(self) -> None:
        """Cancel everything that is running."""
        self.translations.stop()
        for job in tuple(self._summaries.values()):
            job.cancel()

    # Summarising

    def summarise(self, opened: OpenDocument, method: str, limit: Limit) -> None:
        """Summarise; a summary asked for before is dropped."""
        self._method, self._limit = method, limit
        previous = self._summaries.pop(opened.key, None)
        if previous is not None:
            previous.cancel()
        document = opened.document
        job = self.runner.start(
            self.tr("Summarising"), self._summary_work(document, method, limit), lane="summarise"
        )
        self._summaries[opened.key] = job

        def summarised(summary: Summary) -> None:
            # Another language may have cut the text anew meanwhile: then the picks are of the past.
            if opened.document.source.segments is document.source.segments:
                opened.put(replace(opened.document, summary=summary))
            else:
                self.summarise(opened, method, limit)

        def over() -> None:
            if self._summaries.get(opened.key) is job:
                del self._summaries[opened.key]

        job.succeeded.connect(summarised)
        job.failed.connect(self.failed)
        job.finished.connect(over)

    def _summary_work(
        self, document: Document, method: str, limit: Limit
    ) -> Callable[[Context, Emit], Summary]:
        process = self._process

        def work(context: Context, _emit: Emit) -> Summary:
            return summarising.summarise(document, method, limit, context, call=process.call)

        return work

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
        self,
        opened: OpenDocument,
        path: Path,
        cautions: Sequence[str] = (),
        *,
        versions: Sequence[str] | None = None,
    ) -> None:
        """Save all work, or a copy of ``versions`` when the suffix is not .diptych."""
        document = opened.document
        ours = path.suffix.lower() == ".diptych"
        expected = opened.sha256 if ours and path == opened.path else None
        place = opened.history.index()

        def work(_context: Context, _emit: Emit) -> str:
            return saving.save(
                document,
                path,
                write=write_with_save_file,
                expected_sha256=expected,
                versions=versions,
                cautions=tuple(cautions),
            )

        job = self.runner.start(self.tr("Saving {0}").format(path.name), work)

        def done(sha256: str) -> None:
            if ours:
                opened.path, opened.sha256 = path, sha256
                if opened.history.index() == place:
                    opened.history.setClean()
            self.told.emit(self.tr("Saved as {0}").format(path))
            self.saved.emit(opened)

        job.succeeded.connect(done)
        job.failed.connect(self.failed)


def _read(path: Path) -> tuple[Document, str]:
    document = opening.open_file(path)
    return document, saving.file_sha256(path)
