"""What is typed in the editor of a sentence goes along with its article, and comes back with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from diptych.core.sentences import unwrap
from diptych.core.versions import Segment, Version
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.panes import LinkedPanes
from diptych.workspace.drafts import SENTENCE, Draft

Say = Callable[[str, str], object]


class Drafting(QObject):
    """Notes every change of the words in the editor, and opens it again where it was left.

    ``say`` tells a sentence, with details.
    """

    def __init__(self, desk: Desk, panes: LinkedPanes, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._panes, self._editor, self._say = desk, panes, panes.editor, say
        self._opened: OpenDocument | None = None
        self._draft: Draft | None = None
        self._told: set[Draft] = set()
        self._editor.begun.connect(self._begun)
        self._editor.drafted.connect(self._typed)
        self._editor.committed.connect(self._kept)
        self._editor.confirmed.connect(self._kept)
        self._editor.dropped.connect(self._ended)
        desk.current_changed.connect(self.resume)

    def _begun(self, segment: str) -> None:
        self._opened = self._desk.current
        self._draft = Draft(SENTENCE, segment, "", self._editor.version)
        if self._panes.segment != segment:
            self._panes.go_to(segment)  # keeping the sentence before has lit that one

    def _typed(self) -> None:
        if self._opened is not None and self._draft is not None:
            draft = self._draft
            self._opened.set_draft(
                Draft(draft.kind, draft.place, self._editor.words, draft.version)
            )

    def _ended(self) -> None:
        """The words were kept or dropped, or another article came to the front."""
        opened, draft = self._opened, self._draft
        self._opened = self._draft = None
        if opened is not None and draft is not None and opened is self._desk.current:
            opened.drop_draft(draft.kind, draft.place)

    def _kept(self, _segment: str, words: str) -> None:
        """Whoever keeps the words has done so by now, unless there is no place for them."""
        opened = self._opened
        if opened is not None and self._editor.version_in(opened.document) is None:
            self._say(
                self.tr(
                    "The translation that was being edited is not there any more. "
                    "The details show what you wrote; undo may bring the translation back."
                ),
                words,
            )
        self._ended()

    def resume(self) -> None:
        """Open the editor again with what was being typed in the article in front."""
        opened = self._desk.current
        if opened is None or self._opened is opened:
            return
        for draft in opened.drafts:
            if draft.kind == SENTENCE:
                self._open(opened, draft)
                return

    def _open(self, opened: OpenDocument, draft: Draft) -> None:
        version = _version_of(opened, draft)
        segment = _segment_of(version, draft)
        if version is None or segment is None:
            if draft not in self._told:
                self._told.add(draft)
                self._say(
                    self.tr("What was being typed has no place any more; the details show it."),
                    draft.words,
                )
            return
        opened.show_version(version.id)
        source = opened.document.source
        self._panes.go_to(segment.id)
        self._editor.edit(
            segment.id,
            unwrap(source.text_of(source.segment(segment.id))),
            version.text_of(segment),
            version.id,
        )
        self._editor.put(draft.words)
        self._editor.field.moveCursor(QTextCursor.MoveOperation.End)


def _version_of(opened: OpenDocument, draft: Draft) -> Version | None:
    """The version in which the words were typed, or the edited one that stands on it."""
    document = opened.document
    for version in document.targets:
        if version.id == draft.version:
            return document.edited_of(version) or version
    return opened.shown


def _segment_of(version: Version | None, draft: Draft) -> Segment | None:
    segments = version.segments if version is not None else ()
    return next((segment for segment in segments if segment.id == draft.place), None)
