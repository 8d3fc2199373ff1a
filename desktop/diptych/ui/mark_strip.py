"""The strip beside a scroll bar: where notes, summary sentences and alarms are in the article."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_WIDTH = 9


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at ``place`` (0 to 1 of the text); ``lane`` 0 is the left half, 1 the right half."""

    place: float
    colour: QColor
    lane: int


class MarkStrip(QWidget):
    """Paints ticks; a click tells the place that was asked for."""

    asked = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ticks: tuple[Tick, ...] = ()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 40)

    def show_ticks(self, ticks: tuple[Tick, ...]) -> None:
        """Replace all ticks."""
        self._ticks = ticks
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        half = _WIDTH // 2
        for tick in self._ticks:
            top = round(tick.place * (self.height() - 4))
            painter.fillRect(tick.lane * half, top, half, 4, tick.colour)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit(min(1.0, max(0.0, event.position().y() / max(1, self.height()))))
