"""The list of notes, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from diptych.ui.entry_list import EntryList

_NONE = Qt.KeyboardModifier.NoModifier


class NoteList(EntryList):
    """Each signal names the note it is asked of.

    Enter goes to the words; F2 or E writes, R replies, D settles or opens again, Delete deletes.
    """

    gone_to = Signal(str)
    edit_wanted = Signal(str)
    reply_wanted = Signal(str)
    resolve_wanted = Signal(str)
    remove_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.clicked.connect(self._choose_again)
        self._keys = {
            Qt.Key.Key_Return: self.gone_to,
            Qt.Key.Key_Enter: self.gone_to,
            Qt.Key.Key_F2: self.edit_wanted,
            Qt.Key.Key_E: self.edit_wanted,
            Qt.Key.Key_R: self.reply_wanted,
            Qt.Key.Key_D: self.resolve_wanted,
            Qt.Key.Key_Delete: self.remove_wanted,
        }

    def _choose_again(self, index: QModelIndex) -> None:
        """A click on the row that is current already brings its words back into view."""
        if index == self.currentIndex() and self.current_key is not None:
            self.chosen.emit(self.current_key)

    def event(self, event: QEvent) -> bool:
        """Keys that are shortcuts of the window elsewhere mean the note here."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() == _NONE
            and event.key() in self._keys
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._keys.get(Qt.Key(event.key()))
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        if wanted is not None and plain and self.current_key is not None:
            wanted.emit(self.current_key)
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        key = self.current_key if keyboard else self.key_at(event.pos())
        if key is not None:
            place = self.visualRect(self.currentIndex()).center() if keyboard else event.pos()
            self.menu_wanted.emit(key, self.viewport().mapToGlobal(place))
