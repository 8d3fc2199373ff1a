"""Saving copies from the window: asks what is wanted, saves it in a job, and tells the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diptych.core.document import Document
from diptych.core.errors import DiptychError
from diptych.core.progress import Context
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.subtitle_speed import SpeedWarning
from diptych.formats.writing.writer import form_of
from diptych.jobs.pdf_printing import print_pdf
from diptych.jobs.save_file import write_with_save_file
from diptych.ui import files
from diptych.ui.controller import Controller
from diptych.ui.copies_dialog import CopiesDialog, CopyChoices
from diptych.ui.desk import OpenDocument
from diptych.ui.offering import Keeper
from diptych.workspace.copies import Outcome, Wanted, save_copies, subtitle_warnings
from diptych.workspace.settings import Settings

_REMEMBERED = (
    "copy_forms", "copy_folder", "copy_source", "copy_notes", "copy_tracked", "text_columns",
)  # fmt: skip


@dataclass(slots=True)
class _Work:
    """What one job saves, and what has become of it so far."""

    document: Document
    choices: CopyChoices
    copy: Copy
    outcomes: list[Outcome] = field(default_factory=list)
    warnings: tuple[SpeedWarning, ...] = ()

    def run(self, context: Context, _emit: object) -> None:
        """Runs in the lane of copies."""
        for outcome in save_copies(
            self.document,
            self.choices.wanted,
            self.copy,
            context,
            write=write_with_save_file,
            replaceable=self.choices.replaced,
            print_pdf=print_pdf,
        ):
            self.outcomes.append(outcome)
            if outcome.problem is None and form_of(outcome.wanted.form).timed:
                self.warnings = subtitle_warnings(self.document, self.copy)


class Copies(QObject):
    """``told`` says in one message what was saved, and in its details whatever else is known."""

    told = Signal(str, str)

    def __init__(self, controller: Controller, keeper: Keeper, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._keeper, self._window = controller, keeper, window

    def ask(self, opened: OpenDocument) -> CopiesDialog:
        """Open the dialog on a document."""
        arriving = opened.streaming is not None
        newest = opened.document.targets[-1:]
        shown = newest[0] if arriving and newest else opened.shown
        dialog = CopiesDialog(
            opened.document,
            shown.id if shown is not None else None,
            opened.path,
            self._keeper.settings,
            self._window,
        )
        dialog.look_wanted.connect(lambda folder: self._look(dialog, folder))
        dialog.folder_wanted.connect(lambda folder: self._choose_folder(dialog, folder))
        dialog.chosen.connect(lambda choices: self.save(opened, choices))
        self._look(dialog, dialog.place)
        dialog.open()
        return dialog

    def _look(self, dialog: CopiesDialog, folder: Path) -> None:
        """See which files are in a folder; disks may be slow, or far away."""

        def look(_context: object, _emit: object) -> frozenset[str] | None:
            try:
                return frozenset(path.name for path in folder.iterdir())
            except OSError:
                return None

        job = self._controller.runner.start(
            self.tr("Looking into {0}").format(folder.name), look, lane="folders"
        )
        job.succeeded.connect(lambda names: dialog.show_folder(folder, names))
        job.failed.connect(self._controller.failed)
        dialog.finished.connect(job.cancel)

    def _choose_folder(self, dialog: CopiesDialog, folder: Path) -> None:
        chosen = files.ask_folder(dialog, self.tr("Save copies in"), folder)
        if chosen is not None:
            dialog.set_folder(chosen)

    def save(self, opened: OpenDocument, choices: CopyChoices) -> None:
        """Save what was chosen, and remember it for the next time."""
        self._keeper.keep(_remembering(self._keeper.settings, choices.settings))
        work = _Work(opened.document, choices, self._copy(opened, choices))
        count = len(choices.wanted)
        title = (
            self.tr("Saving {0}").format(choices.wanted[0].path.name)
            if count == 1
            else self.tr("Saving {0} copies").format(count)
        )
        job = self._controller.runner.start(title, work.run, lane="copies")
        job.stoppable = True
        job.failed.connect(self._controller.failed)
        job.cancelled.connect(lambda: self._tell(work, stopped=True))
        job.succeeded.connect(lambda _nothing: self._saved(opened, work))

    def _copy(self, opened: OpenDocument, choices: CopyChoices) -> Copy:
        settings, document = choices.settings, opened.document
        caution_of = self._controller.translations.caution_of
        cautions = (caution_of(opened, document.version(one)) for one in choices.versions)
        return Copy(
            versions=choices.versions,
            cautions=tuple(dict.fromkeys(caution for caution in cautions if caution)),
            columns=settings.text_columns or None,
            source=settings.copy_source,
            tracked=settings.copy_tracked,
            notes=settings.copy_notes,
            author=settings.author,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def _saved(self, opened: OpenDocument, work: _Work) -> None:
        problems = [outcome.problem for outcome in work.outcomes if outcome.problem is not None]
        if len(work.outcomes) == 1 and problems:
            self._controller.failed.emit(problems[0])
            return
        self._tell(work)
        if len(problems) < len(work.outcomes):
            self._controller.saved.emit(opened)

    def _tell(self, work: _Work, *, stopped: bool = False) -> None:
        """One message: what was saved, what was not and why, and what is hard to read."""
        saved = [one.wanted for one in work.outcomes if one.problem is None]
        failed = [one for one in work.outcomes if one.problem is not None]
        tried = {one.wanted for one in work.outcomes}
        left = [one for one in work.choices.wanted if one not in tried]
        parts = [self.tr("Stopped.")] if stopped else []
        parts += self._told_saved(saved)
        if len(failed) == 1:
            told = self.tr("{0} was not saved: {1}")
            parts.append(told.format(_labels([failed[0].wanted]), _reason(failed[0])))
        elif failed or left:
            names = _labels([*(one.wanted for one in failed), *left])
            parts.append(self.tr("Not saved: {0}.").format(names))
        parts += self._told_warnings(len(work.warnings))
        details = [str(one.path) for one in saved] if len(saved) > 1 else []
        details += [f"{one.wanted.path.name}: {_reason(one)}" for one in failed]
        details += [str(warning) for warning in work.warnings]
        self.told.emit(" ".join(parts), "\n".join(details))

    def _told_saved(self, saved: Sequence[Wanted]) -> list[str]:
        if not saved:
            return []
        if len(saved) == 1:
            return [self.tr("Saved as {0}").format(saved[0].path)]
        told = self.tr("Saved {0} copies in {1}: {2}.")
        return [told.format(len(saved), saved[0].path.parent, _labels(saved))]

    def _told_warnings(self, count: int) -> list[str]:
        if not count:
            return []
        one = self.tr("1 subtitle is hard to read in time, or too large.")
        more = self.tr("{0} subtitles are hard to read in time, or too large.").format(count)
        return [one if count == 1 else more]


def _remembering(settings: Settings, chosen: Settings) -> Settings:
    """The settings as they are by now, with what was chosen for copies."""
    return replace(settings, **{name: getattr(chosen, name) for name in _REMEMBERED})


def _labels(copies: Sequence[Wanted]) -> str:
    """What copies are, in a message: files of one name differ by their formats alone."""
    return ", ".join(form_of(one.form).label for one in copies)


def _reason(outcome: Outcome) -> str:
    """What went wrong, and what to try."""
    problem = outcome.problem
    if isinstance(problem, DiptychError):
        return f"{problem.sentence} {problem.remedy}".strip()
    return f"{type(problem).__name__}: {problem}"
