"""What is asked while files are opened: passwords, and which articles of a file are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from diptych.ui.batch import Question
from diptych.ui.desk import OpenDocument
from diptych.ui.opening import Opening
from diptych.ui.rereading import Rereading


class Questions(QObject):
    """Shows a dialog for each question, and gives back what was answered."""

    def __init__(self, opening: Opening, rereading: Rereading, window: QWidget) -> None:
        super().__init__(window)
        self._opening, self._window = opening, window
        opening.asked.connect(self._ask)
        rereading.password_wanted.connect(self._ask_again)

    def _ask(self, question: Question) -> None:
        if question.items:
            self._ask_items(question)
        else:
            self._ask_password(question)

    def _ask_password(self, question: Question) -> None:
        from diptych.ui.password_dialog import PasswordDialog

        opening = self._opening
        dialog = PasswordDialog(question.wanted.name, again=question.again, others=question.others,
                                parent=self._window)  # fmt: skip
        dialog.given.connect(lambda password: opening.answer_password(question, password))
        dialog.skipped.connect(lambda: opening.answer_password(question, None))
        dialog.all_skipped.connect(lambda: opening.skip_passwords(question))
        dialog.open()

    def _ask_items(self, question: Question) -> None:
        from diptych.ui.items_dialog import ItemsDialog

        dialog = ItemsDialog(question.wanted.name, question.items, self._window)
        dialog.chosen.connect(lambda ids: self._opening.answer_items(question, ids))
        dialog.open()

    def _ask_again(self, opened: OpenDocument, take: Callable[[str], None], again: bool) -> None:
        from diptych.ui.password_dialog import PasswordDialog

        name = opened.document.article.source.name
        dialog = PasswordDialog(name, again=again, parent=self._window)
        dialog.given.connect(take)
        dialog.open()
