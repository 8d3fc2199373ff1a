"""The open documents: each with its history, its file and what is being done to it."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from diptych.core.document import Document
from diptych.core.versions import Version
from diptych.workspace.drafts import Draft, Drafts, with_draft, without_draft
from diptych.workspace.opening import NO_CHOICES, Choices
from diptych.workspace.project import why_read_only


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
        owner.newest = self

    def id(self) -> int:
        return self._merge

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change):
            return False
        self.after = other.after
        self._owner.newest = self
        return True

    def redo(self) -> None:
        self._owner.put(_patched(self._owner.document, self._before, self.after))

    def undo(self) -> None:
        self._owner.put(_patched(self._owner.document, self.after, self._before))

    def take_in(self, before: Document, after: Document) -> None:
        """Make what was changed between two snapshots a part of this change."""
        self.after = _patched(self.after, before, after)


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
    is how its file was read, ``unread`` whether it has never been in front. ``read_only`` says in
    a sentence why nothing may be changed, and is empty when all may; then ``refused`` follows each
    attempt. ``label`` tells apart what stands more than once on the desk. ``drafts`` are what is
    being typed and not kept yet; ``drafted`` follows each change of them.
    """

    changed = Signal()
    refused = Signal()
    state_changed = Signal(bool)
    history_changed = Signal(int)
    drafted = Signal()

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
        self.drafts: Drafts = ()
        self.newest: _Change | None = None
        self._former_edits = 0
        self.read_only = why_read_only(document)
        self.label = ""
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
        if self.read_only:
            self.refused.emit()
        elif document is not self._document:
            self.history.push(_Change(self, title, self._document, document, merge))

    def put_with(self, place: int, document: Document) -> None:
        """Show what followed from a change, as a part of it: undone and done again with it.

        ``place`` is where in the history that change was the last one. It is put as any result
        when something else has been done meanwhile.
        """
        history = self.history
        last = place == history.index() == history.count()
        if place and last and self.newest is not None:
            self.newest.take_in(self._document, document)
        self.put(document)

    def take_up(self, edits: int) -> None:
        """Begin as one with that many changes which its .diptych file lacks."""
        self._former_edits = edits
        self.history.resetClean()

    @property
    def edits(self) -> int:
        """How many changes the .diptych file lacks, as far as that can be told."""
        clean, here = self.history.cleanIndex(), self.history.index()
        return self._former_edits + here if clean < 0 else abs(here - clean)

    def set_draft(self, draft: Draft) -> None:
        """Keep what is being typed, so that a crash does not lose it."""
        self._draft(with_draft(self.drafts, draft))

    def drop_draft(self, kind: str, place: str) -> None:
        """Nothing is being typed there any more: it was kept, or the user dropped it."""
        self._draft(without_draft(self.drafts, kind, place))

    def _draft(self, drafts: Drafts) -> None:
        if drafts != self.drafts:
            self.drafts = drafts
            self.drafted.emit()

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

    ``listed`` follows when some come or go, ``altered`` when one has become another, ``refused``
    when one that may only be read was to be changed. ``drafted`` follows what is typed in one.
    """

    listed = Signal()
    altered = Signal(OpenDocument)
    current_changed = Signal()
    refused = Signal(OpenDocument)
    drafted = Signal(OpenDocument)

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
            document.refused.connect(partial(self.refused.emit, document))
            document.drafted.connect(partial(self.drafted.emit, document))
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
