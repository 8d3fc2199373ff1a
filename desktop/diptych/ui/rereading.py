"""Reading an article again: its bytes in another way, or its file in the state it is in now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from diptych.core.detection import Certainty
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, PasswordNeededError, SeveralArticlesError
from diptych.core.versions import SegmentState, Version
from diptych.formats.reading.kinds import FileKind, format_of
from diptych.ui.batch import Batch, Question, Wanted
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.opening import Opening
from diptych.ui.preparing import Preparing
from diptych.ui.reading_queue import Piece, ReadingQueue
from diptych.ui.translations import Translations
from diptych.workspace import opening
from diptych.workspace.detecting import choose_language
from diptych.workspace.opening import Choices

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is read again, and how; ``afresh`` takes its file, and not the bytes that were kept."""

    opened: OpenDocument
    choices: Choices
    failed: Failed
    afresh: bool = False

    def work(self, document: Document, read: opening.Read) -> Document:
        """The document as it is read now; it is done in another thread."""
        from diptych.workspace.updating import updated

        reread = updated if self.afresh else opening.reread
        again = reread(document, self.choices, read)
        chosen = document.detection
        if again.detection is None and chosen is not None and chosen.certainty is Certainty.CHOSEN:
            return choose_language(again, document.language or "")
        return again


class Rereading(QObject):
    """Notes are found again in the new text, and a language that was chosen stays.

    ``password_wanted`` tells a document that opens with a password only, what takes the password,
    and whether one was given that was not right. ``told`` says what became of the work when a file
    was read afresh.
    """

    failed = Signal(Exception)
    told = Signal(str)
    password_wanted = Signal(OpenDocument, object, bool)

    def __init__(
        self,
        desk: Desk,
        queue: ReadingQueue,
        to_open: Opening,
        preparing: Preparing,
        translations: Translations,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue, self._opening = desk, queue, to_open
        self._preparing, self._translations = preparing, translations

    def as_format(self, opened: OpenDocument, kind: FileKind, failed: Failed | None = None) -> None:
        """Read it as another format; ``failed`` takes what is wrong, else the signal does."""
        tell = failed or self.failed.emit
        self.read(
            opened,
            replace(opened.choices, kind=kind, encoding=None),
            lambda error: tell(self._other_than(opened, kind, error)),
        )

    def _other_than(self, opened: OpenDocument, kind: FileKind, error: Exception) -> Exception:
        """That a file is none of a kind is no damage, when the kind is the user's wish."""
        form = format_of(kind)
        if form is None or not isinstance(error, CannotReadError) or self._busy(opened):
            return error
        return CannotReadError(
            self.tr("“{0}” cannot be read as this: {1}.").format(
                opened.document.article.source.name, form.label
            ),
            "",
            str(error),
        )

    def in_encoding(self, opened: OpenDocument, name: str, failed: Failed | None = None) -> None:
        """Read it in another encoding, as what it was taken for."""
        form = format_of(opened.document.article.source.format)
        kind = form.kind if form is not None else None
        self.read(opened, replace(opened.choices, kind=kind, encoding=name), failed)

    def read(self, opened: OpenDocument, choices: Choices, failed: Failed | None = None) -> None:
        """Read it by other choices; nothing changes when it cannot be read so."""
        self._begin(_Wish(opened, choices, failed or self.failed.emit))

    def from_disk(self, opened: OpenDocument) -> None:
        """Read its file, which may be another by now; one undo brings back what was here."""
        self._begin(_Wish(opened, opened.choices, self.failed.emit, afresh=True))

    def _begin(self, wish: _Wish) -> None:
        if self._busy(wish.opened):
            wish.failed(self._being_translated())
            return
        document = wish.opened.document
        title = self.tr("Reading {0} again").format(document.article.source.name)
        piece = Piece(partial(wish.work, document), partial(self._arrived, wish, document))
        self._queue.add(title, piece, urgent=True)

    def _busy(self, opened: OpenDocument) -> bool:
        return self._translations.running(opened)

    def _being_translated(self) -> CannotReadError:
        return CannotReadError(
            self.tr("This article is being translated."),
            self.tr("Stop the translation or wait until it has ended, and choose again."),
        )

    def _arrived(self, wish: _Wish, before: Document, answer: object) -> None:
        opened, choices = wish.opened, wish.choices
        if self._desk.find(opened.key) is not opened:
            return
        if isinstance(answer, PasswordNeededError):
            again = choices.password is not None
            self.password_wanted.emit(opened, partial(self._with_password, wish), again)
        elif isinstance(answer, SeveralArticlesError):
            source = before.article.source
            data = None if wish.afresh else source.data
            wanted = Wanted(Path(source.path or source.name), choices, data)
            self._opening.open_again(Question(Batch(), wanted, answer.items))
        elif isinstance(answer, Exception):
            wish.failed(answer)
        elif opened.document is not before or self._translations.running(opened):
            self._begin(wish)  # a note was written meanwhile: keep it as well
        elif isinstance(answer, Document):
            opened.choices = choices
            if answer is not before:
                opened.change(self.tr("Read again"), answer)
                self._preparing.begin(opened, opened.history.index())
            if wish.afresh:
                self.told.emit(self._account(before, answer))

    def _with_password(self, wish: _Wish, password: str) -> None:
        self._begin(replace(wish, choices=replace(wish.choices, password=password)))

    def _account(self, before: Document, after: Document) -> str:
        """What became of notes and translations."""
        if after is before:
            name = before.article.source.name
            return self.tr("“{0}” has not changed since it was read.").format(name)
        standing = {note.id for note in before.notes if not note.orphan}
        lost = sum(note.orphan for note in after.notes if note.id in standing)
        parts = [
            one if count == 1 else more.format(f"{count:,}")
            for count, one, more in (
                (len(standing) - lost, self.tr("1 note kept"), self.tr("{0} notes kept")),
                (lost, self.tr("1 note lost its words"), self.tr("{0} notes lost their words")),
            )
            if count
        ]
        if before.targets:
            parts.append(self._translated(after.targets[-1] if after.targets else None))
        if not parts:
            return self.tr("The article was read again.")
        return self.tr("The article was read again: {0}.").format(", ".join(parts))

    def _translated(self, version: Version | None) -> str:
        if version is None:
            return self.tr("no sentence is still translated")
        states = [segment.state for segment in version.segments]
        done = len(states) - states.count(SegmentState.UNTRANSLATED)
        return self.tr("{0} of {1} sentences still translated").format(
            f"{done:,}", f"{len(states):,}"
        )
