"""The dialog about the article in front: reads it again by other choices, and saves its bytes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from diptych.formats.reading.kinds import FileKind
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.details_dialog import DetailsDialog
from diptych.ui.release import Release
from diptych.ui.saving import Saving


def show_details(
    controller: Controller, opened: OpenDocument, saving: Saving, release: Release, parent: QWidget
) -> DetailsDialog:
    """Open the dialog on a document; it follows what becomes of it."""
    dialog = DetailsDialog(parent)
    answers = _Answers(controller, opened, dialog, parent)
    dialog.original_wanted.connect(lambda: saving.save_original(opened))
    dialog.facts.copy_wanted.connect(release.copy)
    dialog.finished.connect(answers.close)
    dialog.open()
    return dialog


class _Answers(QObject):
    """Does what the dialog asks for. What fails when it has gone is told by the window."""

    def __init__(
        self,
        controller: Controller,
        opened: OpenDocument,
        dialog: DetailsDialog,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller, self._opened, self._dialog = controller, opened, dialog
        self._open = True
        opened.changed.connect(self._show)
        dialog.format_chosen.connect(self._read_as)
        dialog.encoding_chosen.connect(self._decode)
        dialog.language_chosen.connect(
            lambda tag: controller.preparing.choose_language(opened, tag)
        )
        self._show()

    def close(self) -> None:
        """The dialog is gone."""
        self._open = False
        self._opened.changed.disconnect(self._show)
        self.deleteLater()

    def _show(self) -> None:
        self._dialog.show_document(self._opened.document)

    def _read_as(self, kind: str) -> None:
        self._controller.rereading.as_format(self._opened, FileKind(kind), self._fail)

    def _decode(self, name: str) -> None:
        self._controller.rereading.in_encoding(self._opened, name, self._fail)

    def _fail(self, error: Exception) -> None:
        if self._open:
            self._dialog.fail(error)
        else:
            self._controller.failed.emit(error)
