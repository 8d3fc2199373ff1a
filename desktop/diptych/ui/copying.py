"""Texts whose words are copied exactly, and not at all before somebody may copy them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit


class CopiedText(QTextEdit):
    """``copy_wanted`` tells the words somebody wants on the clipboard; who listens puts them there.

    Qt's own copies have ordinary spaces in the place of no-break ones, and our colours. While it
    is ``guarded``, nothing can be dragged out of it, nor goes to the selection of X11 by itself.
    ``menu_filled`` lets others add to the menu that is asked for at a place of the viewport.
    """

    copy_wanted = Signal(str)
    menu_filled = Signal(QMenu, QPoint)

    guarded = False

    @property
    def selected_words(self) -> str:
        """The words that are selected; empty when none are."""
        raise NotImplementedError

    def _copy(self) -> None:
        if self.selected_words:
            self.copy_wanted.emit(self.selected_words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def menu_at(self, place: QPoint) -> QMenu:
        """The menu for a place of the viewport."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("&Copy"), QKeySequence.StandardKey.Copy, self._copy)
        copy.setEnabled(bool(self.selected_words))
        menu.addAction(self.tr("Select &all"), QKeySequence.StandardKey.SelectAll, self.selectAll)
        self.menu_filled.emit(menu, place)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_at(event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        if not self.guarded:
            data.setText(self.selected_words)
        return data


class GuardedField(QPlainTextEdit):
    """A field to write in that asks before words are copied or cut out of it, while guarded."""

    copy_wanted = Signal(str)

    guarded = False

    def _copy(self) -> None:
        words = self.textCursor().selectedText().replace("\u2029", "\n")
        if words:
            self.copy_wanted.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
        if self.guarded and any(event.matches(key) for key in keys):
            self._copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        if self.guarded:
            for action in menu.actions():
                if action.objectName() in ("edit-copy", "edit-cut"):
                    action.setVisible(False)
            menu.addAction(self.tr("&Copy"), self._copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData() if self.guarded else super().createMimeDataFromSelection()
