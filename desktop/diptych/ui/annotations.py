"""Marking, noting and editing: the panes and the notes tab brought together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from diptych.core.errors import DiptychError
from diptych.core.notes import Colour
from diptych.core.sentences import unwrap
from diptych.core.versions import VersionKind
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.panels import NotesPanel
from diptych.ui.panes import LinkedPanes


class Annotations(QObject):
    """What the user does to the words in front."""

    def __init__(
        self,
        controller: Controller,
        panes: LinkedPanes,
        panel: NotesPanel,
        tabs: QTabWidget,
        author: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller, self._panes, self._panel, self._tabs = controller, panes, panel, tabs
        self._author = author
        panel.changed.connect(self._change)
        panel.removed.connect(self._remove)
        panel.chosen.connect(self._go_to_note)
        panes.segment_opened.connect(lambda _segment: self.edit_segment())
        panes.segment_edited.connect(self._edited)

    @property
    def _opened(self) -> OpenDocument | None:
        return self._controller.desk.current

    def highlight(self) -> None:
        """Mark the selected words."""
        self._mark()

    def add_note(self) -> None:
        """Mark the selected words, and begin to write about them."""
        note = self._mark()
        if note is not None:
            self._tabs.show()
            self._tabs.setCurrentWidget(self._panel)
            self._panel.edit(note)

    def _mark(self) -> str | None:
        opened, pane = self._opened, self._panes.active
        if opened is None or pane.version is None or opened.streaming is not None:
            return None
        span = pane.selected_span
        if span is None and pane.version.segments:
            segment = pane.segment_under_caret() or pane.version.segments[0]
            span = segment.span
        if span is None or not span.stripped(pane.version.text.value):
            self._controller.failed.emit(
                DiptychError(
                    self.tr("There are no words to mark here."),
                    self.tr("Select some and try again."),
                )
            )
            return None
        return self._controller.add_note(
            opened, pane.version.id, span, "", self._author(), Colour.YELLOW
        )

    def _change(self, note: str, body: str, colour: Colour) -> None:
        if self._opened is not None:
            self._controller.change_note(self._opened, note, body, colour)

    def _remove(self, note: str) -> None:
        if self._opened is not None:
            self._controller.remove_note(self._opened, note)

    def _go_to_note(self, note_id: str) -> None:
        opened = self._opened
        if opened is None:
            return
        note = next(n for n in opened.document.notes if n.id == note_id)
        if note.orphan:
            return
        if note.version != opened.document.source.id:
            opened.show_version(note.version)
        for pane in self._panes.panes:
            if pane.version is not None and pane.version.id == note.version:
                pane.go_to(note.span)
                segment = pane.segment_under_caret()
                if segment is not None:
                    self._panes.go_to(segment.id)

    def edit_segment(self) -> None:
        """Edit the translation of the lit sentence."""
        opened, version = self._opened, self._panes.target.version
        if opened is None or version is None or opened.streaming is not None:
            self._controller.failed.emit(
                DiptychError(
                    self.tr("There is no translation to edit yet."),
                    self.tr("Translate the article first."),
                )
            )
            return
        lit = self._panes.segment
        under = self._panes.target.segment_under_caret() or version.segments[0]
        known = {segment.id: segment for segment in version.segments}
        segment = under if self._panes.target.hasFocus() else known.get(lit or "", under)
        source = opened.document.source
        self._panes.go_to(segment.id)
        self._panes.editor.edit(
            segment.id,
            unwrap(source.text_of(source.segment(segment.id))),
            version.text_of(segment),
        )

    def _edited(self, segment: str, words: str) -> None:
        opened, version = self._opened, self._panes.target.version
        if opened is not None and version is not None:
            self._controller.edit_segment(opened, version.id, segment, words)
            self._panes.go_to(segment)
            self._panes.target.setFocus()

    def revert_segment(self) -> None:
        """Take the machine's words back for the lit sentence."""
        opened, version = self._opened, self._panes.target.version
        segment = self._panes.segment
        if opened and version and segment and version.kind is VersionKind.EDITED:
            self._controller.revert_segment(opened, version.id, segment)
