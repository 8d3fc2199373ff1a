"""Saving and copying from the window: where to, and what a copy must say of its translation."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from diptych.core.errors import SummaryError
from diptych.formats.writing.copy import Copy
from diptych.ui import files
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.offering import Keeper
from diptych.ui.release import Release
from diptych.workspace.summarising import render

if TYPE_CHECKING:
    from diptych.ui.copies import Copies


class Saving(QObject):
    """Asks for a name where there is none, and lets the controller save.

    Before that it is asked whether an article under embargo may be saved at all. ``reported``
    tells a sentence and its details.
    """

    saved_as = Signal(Path)
    reported = Signal(str, str)

    def __init__(
        self, controller: Controller, release: Release, keeper: Keeper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._controller, self._release, self._window = controller, release, window
        self._keeper = keeper
        self._asking: Copies | None = None

    def save(self, opened: OpenDocument) -> None:
        """Save all work where it was saved before, or ask where."""
        path = opened.path
        if path is not None and not opened.read_only:
            self._release.save(opened, lambda: self._controller.save(opened, path))
        else:
            self.save_as(opened)

    def save_as(self, opened: OpenDocument) -> None:
        """Save all work under a name that is asked for."""
        self._release.save(opened, partial(self._save_as, opened))

    def _save_as(self, opened: OpenDocument) -> None:
        path = files.ask_save(self._window, opened.document)
        if path is not None:
            self._controller.save(opened, path)
            self.saved_as.emit(path)

    def save_copy(self, opened: OpenDocument) -> None:
        """Save copies in the formats that are asked for."""
        self._release.save(opened, lambda: self._copies().ask(opened))

    def _copies(self) -> Copies:
        """Copies are imported when they are first asked for: the window is shown sooner."""
        if self._asking is None:
            from diptych.ui.copies import Copies

            self._asking = Copies(self._controller, self._keeper, self._window)
            self._asking.told.connect(self.reported)
        return self._asking

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

    def copy_summary(self, opened: OpenDocument) -> None:
        """Put the summary on the clipboard: in the source, then in the version on show."""
        document, summary = opened.document, opened.document.summary
        if summary is None:
            return
        texts = [render(document, summary)]
        if opened.shown is not None and opened.streaming is None:
            texts.append(render(document, summary, opened.shown.id))
        self._release.copy("\n\n".join(texts), self.tr("The summary has been copied."))

    def copy_brief(self, opened: OpenDocument) -> None:
        """Put the summary with its source line on the clipboard, as text and as HTML.

        In the source's language, and in that of the version on show.
        """
        self._release.ask(opened, self.tr("&Copy all the same"), partial(self._copy_brief, opened))

    def _copy_brief(self, opened: OpenDocument) -> None:
        from diptych.workspace.briefs import brief_of

        document, shown = opened.document, opened.shown
        arrived = shown is not None and opened.streaming is None
        versions = (document.source, shown) if arrived and shown else (document.source,)
        try:
            brief = brief_of(document, versions, self._release.now())
        except SummaryError as error:
            self._controller.failed.emit(error)
            return
        data = QMimeData()
        data.setText(brief.text)
        data.setHtml(brief.html)
        QGuiApplication.clipboard().setMimeData(data)
        self.reported.emit(self.tr("The brief has been copied."), brief.text)

    def save_original(self, opened: OpenDocument) -> None:
        """Save the bytes that the article was read from, under a name that is asked for."""
        self._release.save(opened, partial(self._save_original, opened))

    def _save_original(self, opened: OpenDocument) -> None:
        path = files.ask_original(self._window, opened.document)
        if path is not None:
            self._controller.save_original(opened, path)
