"""Editing the translation, sentence by sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject

from diptych.core.errors import DiptychError
from diptych.core.sentences import unwrap
from diptych.core.versions import VersionKind
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.panes import LinkedPanes


class Annotations(QObject):
    """What the user does to the words in front."""

    def __init__(self, controller: Controller, panes: LinkedPanes, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._panes = controller, panes
        panes.segment_opened.connect(lambda _segment: self.edit_segment())
        panes.segment_edited.connect(self._edited)

    @property
    def _opened(self) -> OpenDocument | None:
        return self._controller.desk.current

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
        if opened.read_only:
            opened.refused.emit()
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
            version.id,
        )

    def _edited(self, segment: str, words: str) -> None:
        opened = self._opened
        version = self._panes.editor.version_in(opened.document) if opened is not None else None
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
