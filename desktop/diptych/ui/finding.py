"""Find in text: the bar and the panes brought together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from diptych.core.text import Span
from diptych.ui.find_bar import FindBar, find_all
from diptych.ui.marks import Layer, Mark
from diptych.ui.panes import LinkedPanes
from diptych.ui.text_pane import TextPane
from diptych.ui.theme import Theme


class Finding(QObject):
    """Looks in both panes, the one with the focus first."""

    def __init__(
        self, bar: FindBar, panes: LinkedPanes, theme: Callable[[], Theme], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._panes, self._theme = bar, panes, theme
        self._matches: list[tuple[TextPane, Span]] = []
        self._place = -1
        bar.changed.connect(self._search)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._clear)

    def summon(self) -> None:
        """Show the bar with the selected words."""
        self._bar.summon(self._panes.active.textCursor().selectedText())

    def dismiss(self) -> None:
        """Hide the bar."""
        if not self._bar.isHidden():
            self._bar.dismiss()

    def _search(self) -> None:
        words, match_case = self._bar.field.text(), self._bar.match_case.isChecked()
        self._matches = []
        for pane in self._panes.panes:
            found: tuple[Span, ...] = ()
            if pane.version is not None and not self._bar.isHidden():
                found = find_all(pane.version.text.value, words, match_case=match_case)
            pane.set_marks(Layer.FIND, (Mark(span, QColor(self._theme().find)) for span in found))
            self._matches += [(pane, span) for span in found]
        self._place = -1
        self.step(1)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match, round and round."""
        if self._matches:
            self._place = (self._place + by) % len(self._matches)
            pane, span = self._matches[self._place]
            pane.reveal(span)
            pane.setTextCursor(pane.span_cursor(span))
        self._bar.tell(self._place + 1, len(self._matches))

    def _clear(self) -> None:
        self._matches = []
        for pane in self._panes.panes:
            pane.set_marks(Layer.FIND, ())
        self._panes.active.setFocus()
