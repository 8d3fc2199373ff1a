"""The glossary from the window: its dialog, and adding a term from the article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from diptych.core.progress import Context
from diptych.core.terms import Term
from diptych.formats.terms.parts import TermsRead
from diptych.jobs.runner import Emit, Job, Work
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.glossary_dialog import GlossaryDialog
from diptych.ui.import_form import ImportWish, Pair
from diptych.ui.term_form import TermForm
from diptych.ui.term_table import searchable
from diptych.ui.term_work import LANE, TermWork
from diptych.workspace.term_changes import Place, PlacedTerm, TermChange, tidy
from diptych.workspace.term_files import export_terms
from diptych.workspace.term_import import read_terms


def _tr(words: str) -> str:
    return QCoreApplication.translate("glossary", words)


def show_glossary(
    controller: Controller, opened: OpenDocument | None, pair: Pair, parent: QWidget
) -> GlossaryDialog:
    """Open the glossary with the terms of a project, if there is one, and those of all.

    ``pair`` (BCP 47) is taken for new terms, and for files that do not say their languages.
    """
    name = opened.document.article.headline if opened is not None else ""
    dialog = GlossaryDialog(pair, project=name, parent=parent)
    _Desk(controller, opened, pair, dialog).load()
    dialog.open()
    return dialog


def add_term(
    controller: Controller,
    opened: OpenDocument | None,
    source_words: str,
    target_words: str,
    pair: Pair,
    parent: QWidget,
) -> TermForm:
    """Open the form of a new term with these words; it is kept when the form is accepted."""
    term = tidy(Term(source_words, target_words, *pair))
    form = TermForm(
        PlacedTerm(Place.GENERAL, term),
        project=opened is not None,
        title=_tr("Add a term"),
        parent=parent,
    )
    work = TermWork(controller, opened)

    def accepted() -> None:
        change = TermChange(come=(form.placed,))
        work.change(change, _tr("Add term"), told, controller.failed.emit)

    def told(made: TermChange) -> None:
        controller.told.emit(told_of(made) or _tr("This term was there already."))

    form.accepted.connect(accepted)
    form.open()
    return form


def told_of(made: TermChange) -> str:
    """A sentence about what was changed; empty when nothing was."""
    gone, come = len(made.gone), len(made.come)
    if come == 1:
        placed = made.come[0]
        arrow = "≠" if placed.term.forbidden else "→"
        words = f"{placed.term.source} {arrow} {placed.term.target}"
        changed = _tr("Changed: {0}") if gone else _tr("Added: {0}")
        return changed.format(words)
    if come:
        return _tr("{0} terms added or changed.").format(f"{come:,}")
    if gone == 1:
        return _tr("Deleted: {0}").format(made.gone[0].term.source)
    return _tr("{0} terms deleted.").format(f"{gone:,}") if gone else ""


class _Desk(QObject):
    """What the dialog asks for, done as jobs. Answers to a dialog that is gone are dropped."""

    def __init__(
        self,
        controller: Controller,
        opened: OpenDocument | None,
        pair: Pair,
        dialog: GlossaryDialog,
    ) -> None:
        super().__init__(dialog)
        self._controller, self._opened = controller, opened
        self._pair, self._dialog = pair, dialog
        self._work = TermWork(controller, opened)
        self._open = True
        dialog.changed.connect(self._change)
        dialog.imported.connect(self._import)
        dialog.exported.connect(self._export)
        dialog.finished.connect(self._close)
        # Not the bound method itself: it would no longer be called once the dialog is gone.
        self._tell = partial(self._failed)

    def _close(self) -> None:
        self._open = False

    def load(self, choose: tuple[PlacedTerm, ...] = ()) -> None:
        """Show what there is now, and select some of it."""
        own = self._opened.document.terms if self._opened is not None else ()
        glossary = self._controller.library.glossary

        def work(_context: Context, _emit: Emit) -> tuple[list[PlacedTerm], list[str], str]:
            terms = [PlacedTerm(Place.PROJECT, term) for term in own]
            terms += [PlacedTerm(Place.GENERAL, term) for term in glossary.terms()]
            return terms, [searchable(one.term) for one in terms], glossary.notice

        def loaded(answer: tuple[list[PlacedTerm], list[str], str]) -> None:
            if self._open:
                self._dialog.show_terms(*answer)
                self._dialog.choose(choose)

        job = self._controller.runner.start(_tr("Reading the glossary"), work, LANE)
        job.succeeded.connect(loaded)
        job.failed.connect(lambda error: self._broken(error, own))

    def _broken(self, error: Exception, own: tuple[Term, ...]) -> None:
        """Without the glossary for all, show the project's terms and say why."""
        if self._open:
            terms = [PlacedTerm(Place.PROJECT, term) for term in own]
            self._dialog.show_terms(terms, [searchable(term) for term in own], str(error))

    # Changes

    def _change(self, change: TermChange, title: str) -> None:
        self._work.change(change, title, self._changed, self._tell)

    def _changed(self, made: TermChange) -> None:
        if not self._open:
            return
        told = told_of(made) or _tr("This term was there already.")
        self._dialog.told.say(told, undo=self._undo(made))
        self.load(made.come)

    def _undo(self, made: TermChange) -> Callable[[], object] | None:
        def undone(back: TermChange) -> None:
            if self._open:
                self._dialog.told.say(_tr("Undone."))
                self.load(back.come)

        return (lambda: self._work.undo(made, undone, self._tell)) if made else None

    def _failed(self, error: Exception) -> None:
        if self._open:
            self._dialog.told.say(str(error))
        else:
            self._controller.failed.emit(error)

    # Files

    def _import(self, path: Path, wish: ImportWish) -> None:
        pair = self._pair
        job = self._start(
            _tr("Reading {0}").format(path.name),
            lambda _c, _e: read_terms(path, pair, only=wish.only_pair),
        )
        job.succeeded.connect(lambda read: self._take(path, read, wish.place))

    def _take(self, path: Path, read: TermsRead, place: Place) -> None:
        if not self._open:
            return
        come = tuple(PlacedTerm(place, term) for term in read.terms)
        change = TermChange(come=come)

        def taken(made: TermChange) -> None:
            if self._open:
                words, details = _told_of_import(path.name, read, made)
                self._dialog.told.say(words, details=details, undo=self._undo(made))
                self.load(made.come[:1])

        if come:
            job = self._work.change(change, _tr("Import terms"), taken, self._tell)
            if job is not None:
                self._dialog.told.follow(job, stoppable=False)
        else:
            taken(TermChange())

    def _export(self, path: Path, terms: tuple[Term, ...]) -> None:
        job = self._start(
            _tr("Writing {0}").format(path.name), lambda _c, _e: export_terms(path, terms)
        )
        job.succeeded.connect(lambda _none: self._exported(path, terms))

    def _exported(self, path: Path, terms: tuple[Term, ...]) -> None:
        told = _tr("{0} terms written to {1}.").format(f"{len(terms):,}", path)
        cased = sum(term.case_sensitive for term in terms)
        if path.suffix.lower() == ".tbx" and cased:
            told += " " + _tr("TBX cannot tell that {0} of them are for one case only.").format(
                f"{cased:,}"
            )
        if self._open:
            self._dialog.told.say(told)

    def _start(self, title: str, work: Work) -> Job:
        job = self._controller.runner.start(title, work, LANE)
        self._dialog.told.follow(job)
        job.failed.connect(self._tell)
        job.cancelled.connect(self._stopped)
        return job

    def _stopped(self) -> None:
        if self._open:
            self._dialog.told.say(_tr("Stopped. Nothing was changed."))


def _told_of_import(name: str, read: TermsRead, made: TermChange) -> tuple[str, tuple[str, ...]]:
    """How an import went, and what was left out of it, line by line."""
    added, changed = len(made.come) - len(made.gone), len(made.gone)
    counts = len(read.terms), added, changed, len(read.terms) - len(made.come)
    told = _tr("{0}: {1} terms read; {2} added, {3} changed, {4} there already.").format(
        name, *(f"{count:,}" for count in counts)
    )
    if read.faults:
        told += " " + _tr("Left out: {0}.").format(f"{len(read.faults):,}")
    lines = (*(f"{fault}." for fault in read.faults), *read.remarks)
    return told, tuple(line[:1].upper() + line[1:] for line in lines)
