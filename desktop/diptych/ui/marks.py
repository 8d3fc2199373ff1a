"""What can be marked in a pane, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from diptych.core.text import Span

_STRIPE = 3
_Underline = QTextCharFormat.UnderlineStyle


class Layer(IntEnum):
    """What a mark means; later ones are painted over earlier ones."""

    SUMMARY = 0
    CURRENT = 1
    ALIGNED = 2
    NOTES = 3
    ALARMS = 4
    LINKS = 5
    FIND = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured span; lines tell it apart without colour.

    A ``background`` of several colours is striped. ``underline`` is a plain line, in the colour of
    ``line`` where there is one; ``wave``, ``dots`` and ``dashes`` are the colours of other lines.
    ``ink`` is the colour of the words, where their own would be too faint on that ground.
    """

    span: Span
    background: QColor | tuple[QColor, ...] | None = None
    underline: bool = False
    wave: QColor | None = None
    line: QColor | None = None
    dots: QColor | None = None
    dashes: QColor | None = None
    ink: QColor | None = None


def selection(cursor: QTextCursor, mark: Mark) -> QTextEdit.ExtraSelection:
    """A mark as QTextEdit paints it, on the words that the cursor selects."""
    found = QTextEdit.ExtraSelection()
    found.cursor = cursor
    looks = found.format
    if isinstance(mark.background, tuple):
        looks.setBackground(_striped(mark.background))
    elif mark.background is not None:
        looks.setBackground(mark.background)
    if mark.ink is not None:
        looks.setForeground(mark.ink)
    if mark.underline:
        looks.setFontUnderline(True)
        if mark.line is not None:
            looks.setUnderlineColor(mark.line)
    for colour, style in (
        (mark.wave, _Underline.WaveUnderline),
        (mark.dots, _Underline.DotLine),
        (mark.dashes, _Underline.DashUnderline),
    ):
        if colour is not None:
            looks.setUnderlineStyle(style)
            looks.setUnderlineColor(colour)
    found.format = looks
    return found


def _striped(colours: tuple[QColor, ...]) -> QBrush:
    """A brush of slanting stripes."""
    side = _STRIPE * len(colours)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for x in range(side):
        for y in range(side):
            painter.setPen(colours[(x + y) % side // _STRIPE])
            painter.drawPoint(x, y)
    painter.end()
    return QBrush(pixmap)
