"""Shows one version, read-only: marks in it, and what is done in it with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from diptych.core.text import Span
from diptych.ui.marks import Layer, Mark, selection
from diptych.ui.poured_text import PouredText
from diptych.ui.theme import Theme


class TextPane(PouredText):
    """A reading pane.

    ``moved`` tells the segment the caret has come to, ``opened`` one that was clicked twice;
    ``pressed`` the place, in code points, of a click that selected nothing; ``hovered`` that under
    the mouse, -1 where there is none; ``delete_wanted`` that Delete was pressed, which never
    touches the words.
    """

    moved = Signal(str)
    opened = Signal(str)
    scrolled = Signal()
    hovered = Signal(int)
    pressed = Signal(int)
    delete_wanted = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("pane")
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self._layers: dict[Layer, tuple[Mark, ...]] = {}
        self._tips: tuple[tuple[Span, str], ...] = ()
        self.poured.connect(self._repaint_marks)
        self.cursorPositionChanged.connect(self._tell_moved)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # Marks

    def set_marks(self, layer: Layer, marks: Iterable[Mark]) -> None:
        """Replace all marks of one layer."""
        self.set_layers({layer: marks})

    def set_layers(self, layers: Mapping[Layer, Iterable[Mark]]) -> None:
        """Replace all marks of several layers at once."""
        fresh = {layer: tuple(marks) for layer, marks in layers.items()}
        changed = {k: v for k, v in fresh.items() if v != self._layers.get(k, ())}
        if changed:
            self._layers.update(changed)
            self._repaint_marks()

    def marks(self, layer: Layer) -> tuple[Mark, ...]:
        """The marks of one layer."""
        return self._layers.get(layer, ())

    def _repaint_marks(self) -> None:
        selections = [
            selection(self.span_cursor(mark.span), mark)
            for layer in sorted(self._layers)
            for mark in self._layers[layer]
        ]
        self.setExtraSelections(selections)

    def set_tips(self, tips: Iterable[tuple[Span, str]]) -> None:
        """What is said under the mouse, as tool tips, and of which words."""
        self._tips = tuple(tips)

    def tip_at(self, offset: int) -> str:
        """All that is said of the code point at ``offset``."""
        return "".join(dict.fromkeys(tip for span, tip in self._tips if offset in span))

    # Events

    def _tell_moved(self) -> None:
        segment = self.segment_under_caret()
        if segment is not None and not self._quiet:
            self.moved.emit(segment.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            position = self.cursorForPosition(event.position().toPoint()).position()
            self.hovered.emit(self._map.from_utf16(position))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.pressed.emit(self.offset_at(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.tip_at(self.offset_at(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        segment = self.segment_under_caret()
        if segment is not None:
            self.opened.emit(segment.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrolled.emit()
