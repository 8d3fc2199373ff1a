"""The note that is current: its words, its replies, its colour, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from diptych.core.notes import Colour, Note
from diptych.ui.icons import icon
from diptych.ui.notes.field import Field
from diptych.ui.notes.names import colour_label, swatch
from diptych.ui.notes.thread import Thread
from diptych.ui.theme import Theme


class _Elided(QComboBox):
    """Shows as much of the chosen words as there is room for, with an ellipsis at the end."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        room = field.width() - self.iconSize().width() - 8
        right = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, right, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class NoteForm(QWidget):
    """Everything that is typed is told at once, so that nothing of it can be lost.

    ``replied`` tells the note, the reply that is being written (None for a new one) and its words;
    who listens says with ``writing`` which reply it has become.
    """

    written = Signal(str, str)
    coloured = Signal(str, Colour)
    resolved = Signal(str, bool)
    removed = Signal(str)
    put_here = Signal(str)
    replied = Signal(str, object, str)
    reply_removed = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._note: Note | None = None
        self._writing: str | None = None
        self._editable = True
        self.lost = QLabel(self.tr("Its words are gone. Select others for it:"))
        self.lost.setObjectName("faint")
        self.lost.setWordWrap(True)
        self.body = Field(self.tr("Words of the note"), self.tr("Write a note…"), (2, 6))
        self.thread_ = Thread()
        self.answer = Field(self.tr("Reply to this note"), self.tr("Reply…"), (1, 4))
        self.colour = _Elided()
        self.colour.setAccessibleName(self.tr("Colour of the mark"))
        self.colour.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.colour.setMinimumContentsLength(6)
        for colour in Colour:
            self.colour.addItem("", colour)
        self.put_button = QPushButton(self.tr("&Put here"))
        self.put_button.setToolTip(self.tr("Put this note on the selected words"))
        self.resolve = QPushButton(self.tr("Re&solve"))
        self.resolve.setIcon(icon("circle-check"))
        self.remove = QPushButton()
        self.remove.setIcon(icon("trash-2"))
        self.remove.setToolTip(self.tr("Delete note (Del in the list); undo brings it back"))
        self.remove.setAccessibleName(self.tr("Delete note"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        put = QHBoxLayout()
        put.addWidget(self.lost, 1)
        put.addWidget(self.put_button)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.colour, 1)
        row.addWidget(self.resolve)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(put)
        for widget in (self.body, self.thread_, self.answer):
            column.addWidget(widget)
        column.addLayout(row)

    def _connect(self) -> None:
        self.body.textChanged.connect(self._write)
        self.answer.textChanged.connect(self._reply)
        self.body.finished.connect(self.finished)
        self.answer.finished.connect(self.finish_reply)
        self.answer.finished.connect(self.finished)
        self.colour.activated.connect(
            lambda _index: self._tell(self.coloured, Colour(self.colour.currentData()))
        )
        self.put_button.clicked.connect(lambda: self._tell(self.put_here))
        self.resolve.clicked.connect(self._resolve)
        self.remove.clicked.connect(lambda: self._tell(self.removed))
        self.thread_.removed.connect(lambda reply: self._tell(self.reply_removed, reply))
        self.thread_.edit_wanted.connect(self.edit_reply)

    @property
    def note(self) -> Note | None:
        """The note on show."""
        return self._note

    def let_write(self, *, editable: bool) -> None:
        """Let the note be changed, or only be read."""
        if editable == self._editable:
            return
        if not editable:
            self.finish_reply()
        self._editable = editable
        self.body.let_write(editable=editable)
        self.thread_.let_write(editable=editable)
        self.answer.setVisible(editable)
        for part in (self.colour, self.resolve, self.remove):
            part.setEnabled(editable)

    def show_note(self, note: Note | None, meanings: Mapping[Colour, str], theme: Theme) -> None:
        """Show a note, or nothing."""
        if self._note is not None and (note is None or note.id != self._note.id):
            self.finish_reply()
        self._note = note
        self.setVisible(note is not None)
        if note is None:
            return
        self.body.put(note.body)
        self.body.setVisible(self._editable or bool(note.body))
        self._show_replies(note)
        for place in range(self.colour.count()):
            colour = Colour(self.colour.itemData(place))
            self.colour.setItemText(place, colour_label(colour, meanings))
            self.colour.setItemIcon(place, swatch(colour, theme))
        self.colour.setCurrentIndex(self.colour.findData(note.colour))
        self.colour.setToolTip(self.colour.currentText())
        self.resolve.setText(self.tr("Re&open") if note.resolved else self.tr("Re&solve"))
        self.resolve.setToolTip(
            self.tr("Open this note again (D in the list)")
            if note.resolved
            else self.tr("Mark this note as settled (D in the list)")
        )
        self.lost.setVisible(note.orphan and self._editable)
        self.put_button.setVisible(note.orphan and self._editable)

    def _show_replies(self, note: Note) -> None:
        """The reply that is being written is in the field, and not among the others."""
        words = {reply.id: reply.body for reply in note.replies}
        if self._writing is not None and self._writing not in words:
            self._writing = None
            self.answer.put("")
        elif (
            self._writing is not None and words[self._writing].strip() != self.answer.words.strip()
        ):
            self.answer.put(words[self._writing])
        self.thread_.show_replies([r for r in note.replies if r.id != self._writing])

    def writing(self, reply_id: str | None) -> None:
        """Say which reply the field has become."""
        self._writing = reply_id
        if self._note is not None:
            self.thread_.show_replies([r for r in self._note.replies if r.id != reply_id])

    def edit_reply(self, reply_id: str) -> None:
        """Take a reply back into the field."""
        note = self._note
        reply = next((r for r in note.replies if r.id == reply_id), None) if note else None
        if reply is not None:
            self.finish_reply()
            self._writing = reply_id
            self.answer.put(reply.body)
            self.writing(reply_id)
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_reply(self) -> None:
        """Let the reply stand as it is written; the field is free for another one."""
        self.answer.put("")
        self.writing(None)

    def _tell(self, signal: SignalInstance, *more: object) -> None:
        if self._note is not None:
            signal.emit(self._note.id, *more)

    def _write(self) -> None:
        if self._note is not None and self.body.words != self._note.body:
            self.written.emit(self._note.id, self.body.words)
            # An article that cannot be changed has not taken the words: none must seem kept.
            self.body.put(self._note.body)

    def _reply(self) -> None:
        if self._note is not None:
            self.replied.emit(self._note.id, self._writing, self.answer.words)
            if self._writing is None and self.answer.words.strip():
                self.answer.put("")

    def _resolve(self) -> None:
        if self._note is not None:
            self.resolved.emit(self._note.id, not self._note.resolved)
