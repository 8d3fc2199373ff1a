"""The open documents: each with its history, its file and what is being done to it."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.workspace.opening import NO_CHOICES, Choices


class _Change(QUndoCommand):
    """Sets the parts of the document in which two snapshots differ, and only those.

    What arrived meanwhile (a summary, a detection) survives undo and redo. Successive changes
    with the same ``merge`` become one.
    """

    def __init__(
        self, owner: OpenDocument, title: str, before: Document, after: Document, merge: int
    ) -> None:
        super().__init__(title)
        self._owner, self._before, self.after, self._merge = owner, before, after, merge

    def id(self) -> int:
        return self._merge

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change):
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        self._owner.put(_patched(self._owner.document, self._before, self.after))

    def undo(self) -> None:
        self._owner.put(_patched(self._owner.document, self.after, self._before))


def _patched(present: Document, old: Document, new: Document) -> Document:
    changes = {
        field.name: getattr(new, field.name)
        for field in fields(Document)
        if getattr(old, field.name) is not getattr(new, field.name)
    }
    return replace(present, **changes)


class OpenDocument(QObject):
    """One document on the desk. ``changed`` follows every new snapshot.

    ``path`` and ``sha256`` are those of the .diptych file it was last saved to, if any. ``choices``
    is how its file was read, ``unread`` whether it has never been in front.
    """

    changed = Signal()
    state_changed = Signal(bool)
    history_changed = Signal(int)

    def __init__(self, key: str, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.history = QUndoStack(self)
        self.path: Path | None = None
        self.sha256: str | None = None
        self._document = document
        self._shown: str | None = None
        self.streaming: Version | None = None
        self.watched = False
        self.words: int | None = None
        self.choices: Choices = NO_CHOICES
        self.unread = False
        self.history.cleanChanged.connect(self.state_changed)
        self.history.indexChanged.connect(self.history_changed)

    @property
    def document(self) -> Document:
        """The present snapshot."""
        return self._document

    def put(self, document: Document) -> None:
        """Show another snapshot without a trace in the history (results of detection)."""
        self._document = document
        self.changed.emit()

    def change(self, title: str, document: Document, merge: int = -1) -> None:
        """Make a change that can be undone. ``merge`` >= 0 joins it to the one before."""
        if document is not self._document:
            self.history.push(_Change(self, title, self._document, document, merge))

    @property
    def modified(self) -> bool:
        """Whether there is work that the .diptych file does not hold."""
        return not self.history.isClean()

    @property
    def shown(self) -> Version | None:
        """The target version on show: the one asked for, else the newest."""
        if self.streaming is not None:
            return self.streaming
        targets = self._document.targets
        for version in targets:
            if version.id == self._shown:
                return version
        return targets[-1] if targets else None

    def show_version(self, version_id: str) -> None:
        """Ask for a version to be shown."""
        self._shown = version_id
        self.changed.emit()


class Desk(QObject):
    """The open documents and which one is in front.

    ``listed`` follows when some come or go, ``altered`` when one has become another.
    """

    listed = Signal()
    altered = Signal(OpenDocument)
    current_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[str, OpenDocument] = {}
        self._current: OpenDocument | None = None

    @property
    def documents(self) -> tuple[OpenDocument, ...]:
        """In the order they were opened."""
        return tuple(self._documents.values())

    @property
    def current(self) -> OpenDocument | None:
        """The one in front."""
        return self._current

    def find(self, key: str) -> OpenDocument | None:
        """The document with that key."""
        return self._documents.get(key)

    def add(self, *documents: OpenDocument, front: OpenDocument | None = None) -> None:
        """Put documents on the desk; the one named comes to the front.

        On an empty desk the first one does where none is named.
        """
        for document in documents:
            document.setParent(self)
            tell = partial(self.altered.emit, document)
            document.changed.connect(tell)
            document.state_changed.connect(lambda _clean, tell=tell: tell())
            self._documents[document.key] = document
        self.listed.emit()
        if front is not None or self._current is None:
            self.bring(front or documents[0])

    def bring(self, document: OpenDocument | None) -> None:
        """Bring a document to the front."""
        if document is not self._current:
            self._current = document
            if document is not None and document.unread:
                document.unread = False
                self.altered.emit(document)
            self.current_changed.emit()

    def remove(self, document: OpenDocument) -> None:
        """Take a document off the desk; its neighbour comes to the front."""
        place = self.documents.index(document)
        del self._documents[document.key]
        self.listed.emit()
        if document is self._current:
            left = self.documents
            self.bring(left[min(place, len(left) - 1)] if left else None)
        document.deleteLater()
