"""Changes of terms as jobs, and the alarms of the open articles after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from diptych.core.document import Document
from diptych.core.errors import StoreError
from diptych.core.progress import Context
from diptych.core.terms import Term, merged
from diptych.jobs.runner import Emit, Job
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.workspace.rejudging import renew_alarms
from diptych.workspace.term_changes import Place, TermChange, change_glossary, change_project

LANE = "memory"

Done = Callable[[TermChange], object]
Failed = Callable[[Exception], object]


def _tr(words: str) -> str:
    return QCoreApplication.translate("terms", words)


class TermWork:
    """Changes terms of one project and of the glossary for all.

    What is changed in a project can be undone there, with its alarms; the alarms of all open
    articles follow the glossary. It outlives the dialog that asked.
    """

    def __init__(self, controller: Controller, opened: OpenDocument | None) -> None:
        self._controller, self._opened = controller, opened
        self._runner, self._glossary = controller.runner, controller.library.glossary
        self._place = -1

    def change(self, change: TermChange, title: str, done: Done, failed: Failed) -> Job | None:
        """Make a change; ``done`` gets what was really changed. The job of its first part.

        Where terms move from one place to the other, they come before they go.
        """
        general, project = change.within(Place.GENERAL), change.within(Place.PROJECT)
        order = (general, project) if general.come else (project, general)
        return self._run([part for part in order if part], title, TermChange(), done, failed)

    def _run(
        self, parts: list[TermChange], title: str, made: TermChange, done: Done, failed: Failed
    ) -> Job | None:
        if not parts:
            done(made)
            return None
        first, rest = parts[0], parts[1:]
        start = self._change_project if first.within(Place.PROJECT) else self._change_general
        return start(
            first, title, lambda more: self._run(rest, title, made + more, done, failed), failed
        )

    def undo(self, made: TermChange, done: Done, failed: Failed) -> None:
        """Take a change back: in the project's own history if it is the last one there."""
        opened = self._standing()
        project = made.within(Place.PROJECT)
        if project and opened is not None and opened.history.index() == self._place:
            opened.history.undo()
            self._place = -1
            made = made.within(Place.GENERAL)
        if made:
            self.change(made.reversed, _tr("Undo change of terms"), done, failed)
        else:
            done(project.reversed)

    def _standing(self) -> OpenDocument | None:
        """The document, as long as it is open."""
        return self._opened if self._opened in self._controller.desk.documents else None

    def _change_general(
        self, change: TermChange, title: str, done: Done, failed: Failed
    ) -> Job | None:
        glossary = self._glossary

        def changed(made: TermChange) -> None:
            done(made)
            if made:
                self._renew_all()

        job = self._runner.start(title, lambda _c, _e: change_glossary(glossary, change), LANE)
        job.succeeded.connect(changed)
        job.failed.connect(failed)
        return job

    def _change_project(
        self, change: TermChange, title: str, done: Done, failed: Failed
    ) -> Job | None:
        opened = self._standing()
        if opened is None:
            return None
        document = opened.document

        def work(context: Context, _emit: Emit) -> tuple[Document, TermChange, Exception | None]:
            terms, made = change_project(document.terms, change)
            general, error = self._general()
            changed = replace(document, terms=terms) if made else document
            return renew_alarms(changed, merged(terms, general), context), made, error

        def worked(answer: tuple[Document, TermChange, Exception | None]) -> None:
            changed, made, error = answer
            if self._standing() is None:
                return
            if opened.document is not document:
                self._change_project(change, title, done, failed)
                return
            opened.change(title, changed)
            self._place = opened.history.index()
            done(made)
            if error is not None:
                self._controller.failed.emit(error)

        job = self._runner.start(title, work, LANE)
        job.succeeded.connect(worked)
        job.failed.connect(failed)
        return job

    def _general(self) -> tuple[tuple[Term, ...], Exception | None]:
        """The terms of all articles; a project can be worked on without them."""
        try:
            return self._glossary.terms(), None
        except StoreError as error:
            return (), error

    # Alarms

    def _renew_all(self) -> None:
        for opened in self._controller.desk.documents:
            self._renew(opened)

    def _renew(self, opened: OpenDocument) -> None:
        """Tell anew what stands out in an article, once it is not being translated any more."""
        if opened.streaming is not None:
            _once_it_has_come(opened, lambda: self._renew(opened))
            return
        document, library = opened.document, self._controller.library

        def work(context: Context, _emit: Emit) -> Document:
            return renew_alarms(document, library.aids(document).terms, context)

        def renewed(answer: Document) -> None:
            if opened not in self._controller.desk.documents:
                return
            if opened.document is not document:
                self._renew(opened)
            elif answer is not document:
                opened.put(answer)

        if document.targets:
            job = self._runner.start(_tr("Looking for terms that were not kept"), work, LANE)
            job.succeeded.connect(renewed)
            job.failed.connect(self._controller.failed)


def _once_it_has_come(opened: OpenDocument, then: Callable[[], object]) -> None:
    """Do something when the translation that is under way has ended, one way or another."""

    def look() -> None:
        if opened.streaming is None:
            opened.changed.disconnect(look)
            then()

    opened.changed.connect(look)
