"""The margin of a pane: a bubble on each line where a note with words begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from diptych.core.languages import language
from diptych.core.text import Span
from diptych.ui.notes.marking import Place, ground
from diptych.ui.notes.names import edge, plain_tip, tip_of
from diptych.ui.text_pane import TextPane
from diptych.ui.theme import Theme

_WIDTH = 18
_BUBBLE = QSize(14, 12)


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands beside one line: the notes that begin there, as they are met in reading."""

    box: QRect
    places: tuple[Place, ...]

    @property
    def hollow(self) -> bool:
        """Whether all the notes stand in another version."""
        return all(place.echo for place in self.places)


class NoteGutter(QWidget):
    """Lies over the margin of a pane. ``asked`` names the notes of the bubble that was clicked."""

    asked = Signal(tuple)

    def __init__(self, pane: TextPane, name: str, theme: Theme) -> None:
        super().__init__(pane)
        self._pane, self._theme = pane, theme
        self._places: tuple[Place, ...] = ()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        pane.viewport().installEventFilter(self)
        pane.verticalScrollBar().valueChanged.connect(self.update)
        pane.document().documentLayout().documentSizeChanged.connect(lambda _size: self.update())

    def show_places(self, places: Iterable[Place], theme: Theme) -> None:
        """Show bubbles for those of the notes that have words."""
        self._places = tuple(p for p in places if p.note.body or p.note.replies)
        self._theme = theme
        self.setVisible(bool(self._places))
        self._settle()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Lie over the margin at which lines begin."""
        area = self._pane.viewport().geometry()
        version = self._pane.version
        tag = version.text.language if version else None
        rtl = tag is not None and language(tag).rtl
        left = area.right() + 1 - _WIDTH if rtl else area.left()
        self.setGeometry(left, area.top(), _WIDTH, area.height())

    def glyphs(self) -> tuple[Glyph, ...]:
        """The bubbles in view, from top to bottom."""
        lines: dict[int, list[Place]] = {}
        middles: dict[int, int] = {}
        first, last = self._in_view()
        for place in self._places:
            if not (first <= place.span.start <= last and self._pane.holds(place.span.start)):
                continue
            box = self._pane.cursorRect(self._pane.span_cursor(Span(*(place.span.start,) * 2)))
            if -box.height() < box.top() < self.height():
                lines.setdefault(box.bottom(), []).append(place)
                middles[box.bottom()] = box.bottom() - self._pane.fontMetrics().height() // 2
        return tuple(
            Glyph(_bubble_at(middles[bottom]), tuple(lines[bottom])) for bottom in sorted(lines)
        )

    def _in_view(self) -> tuple[int, int]:
        """The first and the last code point in view."""
        area = self._pane.viewport().rect()
        ends = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
        offsets = [self._pane.offset_at(end) for end in ends]
        return min(offsets) - 1, max(offsets) + 1

    def _at(self, place: QPoint) -> Glyph | None:
        return next(
            (g for g in self.glyphs() if g.box.adjusted(-3, -3, 3, 3).contains(place)), None
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for glyph in self.glyphs():
            self._paint(painter, glyph)
        painter.end()

    def _paint(self, painter: QPainter, glyph: Glyph) -> None:
        own = [place.note for place in glyph.places if not place.echo]
        first = own[0] if own else glyph.places[0].note
        pen = QPen(edge(first.colour, self._theme), 1.2)
        if first.resolved:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if glyph.hollow else ground(first, self._theme))
        painter.drawPath(_bubble(QRectF(glyph.box)))
        count = len({place.note.id for place in glyph.places})
        if count > 1:
            font = QFont(self.font())
            font.setPixelSize(9)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.ink))
            label = str(count) if count < 10 else "9+"
            box = QRectF(glyph.box).adjusted(0, -0.5, 0, -2.5)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            glyph = self._at(event.pos())
            tips = dict.fromkeys(tip_of(place.note) for place in glyph.places) if glyph else ()
            QToolTip.showText(event.globalPos(), plain_tip("\n\n".join(tips)), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        glyph = self._at(event.position().toPoint())
        if glyph is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(tuple(dict.fromkeys(place.note.id for place in glyph.places)))
        else:
            event.ignore()


def _bubble_at(middle: int) -> QRect:
    left = (_WIDTH - _BUBBLE.width()) // 2
    return QRect(QPoint(left, middle - _BUBBLE.height() // 2), _BUBBLE)


def _bubble(box: QRectF) -> QPainterPath:
    """A speech bubble with its tail at the lower left."""
    body = box.adjusted(0.5, 0.5, -0.5, -3)
    path = QPainterPath()
    path.addRoundedRect(body, 2.5, 2.5)
    tail = QPainterPath(QPointF(body.left() + 2.5, body.bottom() - 0.5))
    tail.lineTo(body.left() + 2.5, box.bottom())
    tail.lineTo(body.left() + 6.5, body.bottom() - 0.5)
    tail.closeSubpath()
    return path.united(tail)
