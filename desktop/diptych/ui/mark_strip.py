"""The strip beside a scroll bar: where notes, summary sentences and alarms are in the article."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

_WIDTH = 9
_TICK = 4
_NEAR = 5
"""Pixels from the middle of a tick in which the mouse is on it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at ``place`` (0 to 1 of the text); ``lane`` 0 is the left half, 1 the right half.

    ``tip`` is what it stands for, in words.
    """

    place: float
    colour: QColor
    lane: int
    tip: str = ""


class MarkStrip(QWidget):
    """Paints ticks and says what they are; a click tells the place that was asked for."""

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

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """What is shown."""
        return self._ticks

    def _top(self, tick: Tick) -> int:
        return round(tick.place * (self.height() - _TICK))

    def near(self, place: QPoint) -> tuple[Tick, ...]:
        """The ticks at a place of the strip, from top to bottom."""
        found = (t for t in self._ticks if abs(self._top(t) + _TICK // 2 - place.y()) <= _NEAR)
        return tuple(sorted(found, key=lambda tick: tick.place))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        half = _WIDTH // 2
        for tick in self._ticks:
            painter.fillRect(tick.lane * half, self._top(tick), half, _TICK, tick.colour)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tips = dict.fromkeys(tick.tip for tick in self.near(event.pos()) if tick.tip)
            QToolTip.showText(event.globalPos(), "\n".join(tips), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self.near(event.position().toPoint())
        asked = event.position().y() / max(1, self.height())
        self.asked.emit(near[0].place if near else min(1.0, max(0.0, asked)))
