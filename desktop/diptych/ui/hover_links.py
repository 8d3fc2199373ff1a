"""Which words belong together: shown while the mouse rests on one, as the model's guess."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import QToolTip

from diptych.core.progress import Context
from diptych.core.versions import Version
from diptych.engines.base import Link
from diptych.jobs.runner import Emit, Job
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.marks import Layer, Mark
from diptych.ui.panes import LinkedPanes
from diptych.ui.text_pane import TextPane
from diptych.ui.theme import Theme

REST = 200
"""Milliseconds the mouse rests on a word before links are looked for."""

_KEPT = 64


class HoverLinks(QObject):
    """Marks the word under the mouse and those it is linked with in the other pane."""

    def __init__(
        self,
        controller: Controller,
        panes: LinkedPanes,
        theme: Callable[[], Theme],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller, self._panes, self._theme = controller, panes, theme
        self._known: dict[tuple[str, str, str], tuple[Link, ...]] = {}
        self._job: Job | None = None
        self._pane: TextPane | None = None
        self._offset = -1
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._look)
        for pane in panes.panes:
            pane.hovered.connect(lambda offset, p=pane: self._hover(p, offset))

    def _hover(self, pane: TextPane, offset: int) -> None:
        self._pane, self._offset = pane, offset
        self._clear()
        if offset < 0:
            self._timer.stop()
        else:
            self._timer.start()

    def _clear(self) -> None:
        if self._shown:
            self._shown = False
            for pane in self._panes.panes:
                pane.set_marks(Layer.LINKS, ())

    def _look(self) -> None:
        """Show the links of the word under the mouse; look for them first if need be."""
        opened, version = self._controller.desk.current, self._panes.target.version
        pane = self._pane
        if opened is None or version is None or pane is None or pane.version is None:
            return
        segment = pane.version.segment_at(self._offset)
        if opened.streaming is not None or segment is None or self._offset not in segment.span:
            return
        key = (opened.key, version.id, segment.id)
        if key in self._known and self._fits(key, version):
            self._show(self._known[key], pane is self._panes.source)
        elif self._job is None:
            self._ask(opened, version, key)

    def _fits(self, key: tuple[str, str, str], version: Version) -> bool:
        """Whether links are still those of the words on show."""
        links = self._known[key]
        target = version.segment(key[2]).span
        return all(target.start <= link.target.start < target.end for link in links)

    def _ask(self, opened: OpenDocument, version: Version, key: tuple[str, str, str]) -> None:
        document, toolbox = opened.document, self._controller.toolbox

        def work(context: Context, _emit: Emit) -> tuple[Link, ...]:
            from diptych.workspace import advising

            translator = toolbox.made_by(document, version)
            if translator is None:
                return ()
            return advising.links(document, version, translator, key[2], context)

        job = self._controller.runner.start(self.tr("Linking words"), work, lane="links")
        self._job = job

        def found(links: tuple[Link, ...]) -> None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = links
            self._timer.start()

        def over() -> None:
            self._job = None

        job.succeeded.connect(found)
        job.finished.connect(over)

    def _show(self, links: tuple[Link, ...], from_source: bool) -> None:
        here = [
            link for link in links if self._offset in (link.source if from_source else link.target)
        ]
        if not here:
            return
        self._shown = True
        tint = QColor(self._theme().accent)
        tint.setAlpha(70)
        for pane, side in ((self._panes.source, "source"), (self._panes.target, "target")):
            spans = dict.fromkeys(getattr(link, side) for link in here)
            pane.set_marks(Layer.LINKS, (Mark(span, tint, underline=True) for span in spans))
        QToolTip.showText(
            QCursor.pos(), self.tr("Linked by the model’s attention: approximate"), self._pane
        )
