"""Editing one segment of a translation, under its pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.text import Utf16Map
from diptych.core.versions import Version
from diptych.ui.copying import GuardedField


class _Field(GuardedField):
    committed = Signal()
    confirmed = Signal()
    completed = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.confirmed if with_control else self.committed).emit()
        elif event.key() == Qt.Key.Key_Space and with_control:
            self.completed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class SegmentEditor(QWidget):
    """Shows the source sentence and the words to edit.

    Enter keeps them, Ctrl+Enter keeps and confirms them, Escape drops them; Ctrl+Space takes the
    words that were suggested to go on with. To go on to another sentence keeps the words, too.
    ``drafted`` follows every change of the words, ``begun`` a sentence that is edited now.
    """

    committed = Signal(str, str)
    confirmed = Signal(str, str)
    dropped = Signal()
    typed = Signal()
    begun = Signal(str)
    drafted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._segment = ""
        self._before = ""
        self.version = ""
        self._source = QLabel()
        self._source.setObjectName("faint")
        self._source.setWordWrap(True)
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Edit translation of this sentence"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 20)
        self.field.committed.connect(self.commit)
        self.field.confirmed.connect(self.confirm)
        self.field.completed.connect(self.complete)
        self.field.textChanged.connect(self._changed)
        self._suggested = ""
        self._quiet = False
        self._going_on = QLabel()
        self._going_on.setObjectName("faint")
        self._going_on.setWordWrap(True)
        self._going_on.setTextFormat(Qt.TextFormat.PlainText)
        self.field.dropped.connect(self.drop)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        keep = QPushButton(self.tr("&Keep"))
        keep.setToolTip(self.tr("Keep these words (Enter)"))
        keep.clicked.connect(self.commit)
        drop = QPushButton(self.tr("Cance&l"))
        drop.setToolTip(self.tr("Leave the sentence as it was (Escape)"))
        drop.clicked.connect(self.drop)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(drop)
        buttons.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self._source)
        column.addWidget(self.field)
        column.addWidget(self._going_on)
        column.addLayout(buttons)

    @property
    def segment(self) -> str:
        """The id of the segment being edited; empty when none is."""
        return self._segment

    def version_in(self, document: Document) -> Version | None:
        """The version that is, or was last, edited here, as the document has it now.

        Another one may be on show by now. None when the document does not have it any more.
        """
        for version in document.targets:
            if version.id == self.version:
                return document.edited_of(version) or version
        return None

    def edit(self, segment: str, source: str, words: str, version: str = "") -> None:
        """Begin with the words of a segment; go on where it is being edited already.

        ``version`` is the id of the version it is in.
        """
        if self._segment == segment and self.version == version:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._segment and self.words.strip() != self._before:
            self.commit()
        self._segment = ""
        self._source.setText(source)
        self.put(words)
        self._segment, self._before, self.version = segment, words, version
        self.show()
        self.begun.emit(segment)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    @property
    def words(self) -> str:
        """All that stands in the field, on one line."""
        return self._words_of(-1)

    def _words(self) -> str:
        return self.words.strip()

    def _words_of(self, end: int) -> str:
        """The field's words up to a place in UTF-16 units, or all; line breaks become spaces."""
        raw = self.field.document().toRawText()
        if end >= 0:
            raw = raw[: Utf16Map(raw).from_utf16(end)]
        return " ".join(raw.replace("\u2029", "\n").replace("\u2028", "\n").split("\n"))

    def put(self, words: str) -> None:
        """Put words into the field, without asking how they could go on."""
        self._quiet = True
        self.field.setPlainText(words)
        self._quiet = False
        self.suggest("")

    def _changed(self) -> None:
        self.suggest("")
        if self._segment:
            self.drafted.emit()
        if not self._quiet:
            self.typed.emit()

    @property
    def typed_words(self) -> str:
        """What stands before the caret."""
        return self._words_of(self.field.textCursor().position())

    @property
    def suggested(self) -> str:
        """The whole sentence that is suggested; empty when none is."""
        return self._suggested

    def suggest(self, words: str) -> None:
        """Show a sentence that begins with the typed words, or nothing."""
        self._suggested = words
        start = len(self.typed_words.rstrip())
        self._going_on.setText(
            self.tr("…{0}  (Ctrl+Space takes it)").format(words[start:]) if words else ""
        )
        self._going_on.setVisible(bool(words))

    def complete(self) -> None:
        """Take the suggested sentence."""
        if self._suggested:
            self.put(self._suggested)
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def confirm(self) -> None:
        """Tell the words, changed or not, as confirmed, and close."""
        segment, words = self._segment, self._words()
        self._close()
        if segment:
            self.confirmed.emit(segment, words)

    def commit(self) -> None:
        """Tell the new words, if they are new, and close."""
        segment, words = self._segment, self._words()
        self._close()
        if segment and words != self._before:
            self.committed.emit(segment, words)
        else:
            self.dropped.emit()

    def drop(self) -> None:
        """Close without a change."""
        self._close()
        self.dropped.emit()

    def _close(self) -> None:
        self._segment = ""
        self.hide()
