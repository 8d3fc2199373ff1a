"""Saving and copying from the window: where to, and what a copy must say of its translation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diptych.formats.writing.copy import Copy
from diptych.ui import files
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.offering import Keeper
from diptych.ui.release import Release
from diptych.workspace.summarising import render


class Saving(QObject):
    """Asks for a name where there is none, and lets the controller save.

    Before that it is asked whether an article under embargo may be saved at all.
    """

    saved_as = Signal(Path)

    def __init__(
        self, controller: Controller, release: Release, keeper: Keeper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._controller, self._release, self._window = controller, release, window
        self._keeper = keeper

    def save(self, opened: OpenDocument) -> None:
        """Save all work where it was saved before, or ask where."""
        path = opened.path
        if path is not None:
            self._release.save(opened, lambda: self._controller.save(opened, path))
        else:
            self.save_as(opened)

    def save_as(self, opened: OpenDocument) -> None:
        """Save all work under a name that is asked for."""
        self._release.save(opened, partial(self._save_as, opened))

    def _save_as(self, opened: OpenDocument) -> None:
        path = files.ask_save(self._window, opened.document, ".diptych")
        if path is not None:
            self._controller.save(opened, path)
            self.saved_as.emit(path)

    def save_copy(self, opened: OpenDocument) -> None:
        """Save an annotated copy under a name that is asked for."""
        self._release.save(opened, partial(self._save_copy, opened))

    def _save_copy(self, opened: OpenDocument) -> None:
        path = files.ask_save(self._window, opened.document, ".html")
        if path is not None:
            self.save_copy_to(opened, path)

    def save_copy_to(self, opened: OpenDocument, path: Path) -> None:
        """Save what is on show; the caution about its engine goes along."""
        shown = opened.shown
        caution = self._controller.translations.caution_of(opened, shown) if shown else ""
        wide = self._keeper.settings.text_columns if path.suffix.lower() == ".txt" else 0
        copy = Copy(
            versions=(shown.id,) if shown is not None and opened.streaming is None else None,
            cautions=(caution,) if caution else (),
            columns=wide or None,
        )
        self._controller.save(opened, path, copy=copy)

    def set_lines(self) -> None:
        """Choose how lines of text copies are set."""
        from diptych.ui.text_copies_dialog import TextCopiesDialog

        settings = self._keeper.settings
        dialog = TextCopiesDialog(settings.text_columns, self._window)
        dialog.chosen.connect(
            lambda columns: self._keeper.keep(replace(settings, text_columns=columns))
        )
        dialog.open()

    def copy_summary(self, opened: OpenDocument) -> None:
        """Put the summary on the clipboard: in the source, then in the version on show."""
        document, summary = opened.document, opened.document.summary
        if summary is None:
            return
        texts = [render(document, summary)]
        if opened.shown is not None and opened.streaming is None:
            texts.append(render(document, summary, opened.shown.id))
        self._release.copy("\n\n".join(texts), self.tr("The summary has been copied."))

    def save_original(self, opened: OpenDocument) -> None:
        """Save the bytes that the article was read from, under a name that is asked for."""
        self._release.save(opened, partial(self._save_original, opened))

    def _save_original(self, opened: OpenDocument) -> None:
        path = files.ask_original(self._window, opened.document)
        if path is not None:
            self._controller.save_original(opened, path)
