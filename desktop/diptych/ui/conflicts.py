"""What is asked about .diptych files: open elsewhere, changed on disk, gone, or only to be read."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from diptych.core.errors import CannotSaveError, VanishedError
from diptych.jobs.lock_file import Holder, lock_path
from diptych.ui.choice_dialog import Choice, ChoiceDialog
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.message_bar import MessageBar
from diptych.ui.saving import Saving


class Conflicts(QObject):
    """Shows one dialog at a time, over the article it is about."""

    def __init__(
        self, controller: Controller, saving: Saving, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._projects = controller.desk, controller.projects
        self._saving, self._messages, self._window = saving, messages, window
        self._waiting: deque[tuple[OpenDocument, ChoiceDialog]] = deque()
        self._projects.locked.connect(self._ask_locked)
        self._projects.conflicted.connect(self._ask_conflicted)
        self._desk.refused.connect(self.refuse)
        self._told: set[str] = set()
        # Queued: what else is said when an article comes to the front is said before.
        self._desk.current_changed.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def _look(self) -> None:
        """Say of an article that comes to the front that it may only be read; once, unasked."""
        opened = self._desk.current
        if opened is not None and opened.read_only and opened.key not in self._told:
            self._told.add(opened.key)
            if not self._waiting:
                self.refuse(opened)

    def refuse(self, opened: OpenDocument) -> None:
        """Say why an article cannot be changed, and what can be done instead."""
        self._messages.say(
            opened.read_only,
            offer=(self.tr("Save as a &new file…"), partial(self._saving.save_as, opened)),
        )

    def editable(self, opened: OpenDocument | None) -> bool:
        """Whether an article may be changed; says so if not."""
        if opened is None or not opened.read_only:
            return True
        self.refuse(opened)
        return False

    # Open elsewhere

    def _ask_locked(self, opened: OpenDocument, holder: Holder) -> None:
        path = opened.path
        if path is None:
            return
        choices = (
            Choice(
                "read",
                self.tr("Open &read only"),
                self.tr("Look at it and save copies, while it is worked on there."),
            ),
            Choice(
                "copy",
                self.tr("Open a &copy"),
                self.tr("Work on a copy, and save it under another name."),
            ),
            Choice(
                "anyway",
                self.tr("Open all the &same"),
                self.tr("If nobody works on it there any more. Nothing is overwritten unasked."),
            ),
        )
        dialog = ChoiceDialog(
            self.tr("Open elsewhere"),
            self._projects.open_elsewhere(path.name, holder),
            self.tr("The lock is the file “{0}” in the same folder.").format(lock_path(path).name),
            choices,
            self._window,
        )
        acts = {
            "copy": partial(self._projects.detach, opened),
            "anyway": partial(self._projects.allow, opened),
        }
        dialog.chosen.connect(lambda name: acts.get(name, opened.changed.emit)())
        dialog.left.connect(partial(self._drop, opened))
        self._show(opened, dialog)

    def _drop(self, opened: OpenDocument) -> None:
        if self._desk.find(opened.key) is opened:
            self._desk.remove(opened)

    # Changed on disk, or gone

    def _ask_conflicted(self, opened: OpenDocument, path: Path, error: CannotSaveError) -> None:
        gone = isinstance(error, VanishedError)
        choices = self._gone(path) if gone else self._changed(path)
        dialog = ChoiceDialog(
            self.tr("The file is gone") if gone else self.tr("Changed on disk"),
            error.sentence,
            self.tr("Nothing was overwritten, and your work is still open."),
            choices,
            self._window,
        )
        acts = {
            "again": partial(self._projects.save, opened, path, anew=True),
            "both": partial(self._projects.keep_both, opened, path),
            "as": partial(self._saving.save_as, opened),
            "theirs": partial(self._projects.open_theirs, path),
        }
        dialog.chosen.connect(lambda name: acts[name]())
        self._show(opened, dialog)

    def _gone(self, path: Path) -> tuple[Choice, ...]:
        elsewhere = self._save_as()
        if not path.parent.is_dir():
            return (elsewhere,)
        again = Choice(
            "again", self.tr("Save it there &again"), self.tr("Make the file anew where it was.")
        )
        return again, elsewhere

    def _changed(self, path: Path) -> tuple[Choice, ...]:
        return (
            Choice(
                "both",
                self.tr("Keep &both"),
                self.tr("Save mine as “{0}”; theirs stays beside it, with its date in its name.")
                .format(path.name),
            ),
            self._save_as(),
            Choice(
                "theirs",
                self.tr("Open &theirs beside mine"),
                self.tr("Compare the two first. Mine stays unsaved."),
            ),
        )  # fmt: skip

    def _save_as(self) -> Choice:
        return Choice(
            "as", self.tr("Save mine &as…"), self.tr("Choose another name or another folder.")
        )

    # One at a time

    def _show(self, opened: OpenDocument, dialog: ChoiceDialog) -> None:
        self._waiting.append((opened, dialog))
        dialog.finished.connect(self._next)
        if len(self._waiting) == 1:
            self._open()

    def _open(self) -> None:
        opened, dialog = self._waiting[0]
        if self._desk.find(opened.key) is opened:
            self._desk.bring(opened)
            dialog.open()
        else:
            dialog.reject()

    def _next(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._open()
