"""What is done to the notes of the article in front; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zlib import crc32

from PySide6.QtCore import QObject

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn
from diptych.core.text import Span
from diptych.ui.desk import Desk, OpenDocument
from diptych.workspace import annotating, noting


class NoteChanges(QObject):
    """Changes notes on behalf of ``author``. What is typed in one go is undone at once.

    ``meanings`` are those of colours for articles that have none yet: the first note brings them.
    """

    def __init__(
        self,
        desk: Desk,
        author: Callable[[], str],
        meanings: Callable[[], Mapping[Colour, str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._author, self._meanings = desk, author, meanings
        self._run = 0

    @property
    def opened(self) -> OpenDocument | None:
        """The article in front."""
        return self._desk.current

    def note(self, note_id: str) -> Note | None:
        """The note with that id, if it is there."""
        notes = self.opened.document.notes if self.opened else ()
        return next((note for note in notes if note.id == note_id), None)

    def finish(self) -> None:
        """What is typed from now on is undone apart from what was typed before."""
        self._run += 1

    def _change(self, title: str, document: Document, run: str = "") -> None:
        if self.opened is not None:
            merge = crc32(f"{run}/{self._run}".encode()) & 0x7FFFFFFF if run else -1
            self.opened.change(title, document, merge)

    def add(
        self,
        opened: OpenDocument,
        version_id: str,
        span: Span,
        colour: Colour,
        on: NoteOn = NoteOn.WORDS,
        *,
        body: str = "",
        author: str | None = None,
    ) -> str | None:
        """Mark words, or make a note on more than that; the id of the new note.

        It says ``body``, and is by ``author`` where that is another than who works here. None where
        the article cannot be changed, which it tells by itself.

        Raises as ``annotating.add_note`` does.
        """
        writer, now = self._author() if author is None else author, datetime.now(UTC)
        document = annotating.add_note(
            opened.document, version_id, span, body, writer, colour, now, on
        )
        if not document.notes[:-1] and not document.meanings:
            document = annotating.set_meanings(document, self._meanings())
        self.finish()
        opened.change(self.tr("Add note"), document)
        note = document.notes[-1]
        return note.id if note in opened.document.notes else None

    def write(self, note_id: str, body: str) -> None:
        """Give a note other words."""
        note, opened = self.note(note_id), self.opened
        if note is not None and opened is not None:
            document = annotating.change_note(
                opened.document, note_id, body, note.colour, datetime.now(UTC)
            )
            self._change(self.tr("Write note"), document, run=note_id)

    def colour(self, note_id: str, colour: Colour) -> None:
        """Give a note another colour."""
        note, opened = self.note(note_id), self.opened
        if note is not None and opened is not None:
            document = annotating.change_note(
                opened.document, note_id, note.body, colour, datetime.now(UTC)
            )
            self._change(self.tr("Change colour"), document)

    def resolve(self, note_id: str, resolved: bool) -> None:
        """Mark a note as settled, or as open again."""
        note, opened = self.note(note_id), self.opened
        if note is not None and opened is not None and note.resolved != resolved:
            title = self.tr("Resolve note") if resolved else self.tr("Reopen note")
            self._change(title, annotating.resolve(opened.document, note_id, resolved))

    def remove(self, note_id: str) -> None:
        """Delete a note with its replies."""
        if self.opened is not None:
            document = annotating.remove_note(self.opened.document, note_id)
            self._change(self.tr("Delete note"), document)

    def put(self, note_id: str, version_id: str, span: Span) -> None:
        """Put a note on other words. Raises as ``noting.put_note`` does."""
        if self.opened is not None:
            document = noting.put_note(
                self.opened.document, note_id, version_id, span, datetime.now(UTC)
            )
            self._change(self.tr("Put note here"), document)

    def reply(self, note_id: str, reply_id: str | None, words: str) -> str | None:
        """Write an answer to a note: a new one where ``reply_id`` is None; its id.

        Without words the answer goes, and None comes back; so it does when nothing can be changed.
        """
        opened, run = self.opened, f"{note_id}/reply"
        if opened is None or self.note(note_id) is None:
            return None
        document, title, words = opened.document, self.tr("Reply"), words.strip()
        if not words:
            if reply_id is not None:
                without = annotating.remove_reply(document, note_id, reply_id)
                self._change(title, without, run)
            return None
        if reply_id is not None:
            self._change(title, noting.change_reply(document, note_id, reply_id, words), run)
            return reply_id
        answered = annotating.reply(document, note_id, words, self._author(), datetime.now(UTC))
        self._change(title, answered, run)
        new = annotating.note_of(answered, note_id).replies[-1]
        note = self.note(note_id)
        return new.id if note is not None and new in note.replies else None

    def remove_reply(self, note_id: str, reply_id: str) -> None:
        """Delete one answer to a note."""
        if self.opened is not None:
            document = annotating.remove_reply(self.opened.document, note_id, reply_id)
            self._change(self.tr("Delete reply"), document)

    def mean(self, meanings: Mapping[Colour, str]) -> None:
        """Say what the colours stand for. Raises ValueError when two stand for the same."""
        if self.opened is not None:
            document = annotating.set_meanings(self.opened.document, meanings)
            if document.meanings != self.opened.document.meanings:
                self._change(self.tr("Name colours"), document)
