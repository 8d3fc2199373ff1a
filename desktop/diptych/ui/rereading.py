"""Reading an article again from its own bytes: as another format, or in another encoding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from diptych.core.detection import Certainty
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, PasswordNeededError, SeveralArticlesError
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


class Rereading(QObject):
    """Notes are found again in the new text, and a language that was chosen stays.

    ``password_wanted`` tells a document that opens with a password only, the choices to read it
    by, and whether one was given that was not right.
    """

    failed = Signal(Exception)
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
        if self._busy(opened):
            (failed or self.failed.emit)(self._being_translated())
            return
        document = opened.document
        title = self.tr("Reading {0} again").format(document.article.source.name)
        piece = Piece(
            partial(_reread, document, choices),
            partial(self._arrived, opened, document, choices, failed or self.failed.emit),
        )
        self._queue.add(title, piece, urgent=True)

    def _busy(self, opened: OpenDocument) -> bool:
        return self._translations.running(opened)

    def _being_translated(self) -> CannotReadError:
        return CannotReadError(
            self.tr("This article is being translated."),
            self.tr("Stop the translation or wait until it has ended, and choose again."),
        )

    def _arrived(
        self,
        opened: OpenDocument,
        before: Document,
        choices: Choices,
        failed: Failed,
        answer: object,
    ) -> None:
        if self._desk.find(opened.key) is not opened:
            return
        if isinstance(answer, PasswordNeededError):
            self.password_wanted.emit(opened, choices, choices.password is not None)
        elif isinstance(answer, SeveralArticlesError):
            source = before.article.source
            wanted = Wanted(Path(source.path or source.name), choices, source.data)
            self._opening.open_again(Question(Batch(), wanted, answer.items))
        elif isinstance(answer, Exception):
            failed(answer)
        elif opened.document is not before or self._translations.running(opened):
            self.read(opened, choices, failed)  # a note was written meanwhile: keep it as well
        elif isinstance(answer, Document):
            opened.choices = choices
            opened.change(self.tr("Read again"), answer)
            self._preparing.begin(opened, opened.history.index())


def _reread(document: Document, choices: Choices, read: opening.Read) -> Document:
    again = opening.reread(document, choices, read)
    chosen = document.detection
    if again.detection is None and chosen is not None and chosen.certainty is Certainty.CHOSEN:
        return choose_language(again, document.language or "")
    return again
