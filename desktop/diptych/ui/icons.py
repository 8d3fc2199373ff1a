"""Outline icons, drawn in the palette's own colour at any size (Lucide, ISC licence)."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer


class _LucideEngine(QIconEngine):
    """Recolours ``currentColor`` when it paints, so that icons follow the theme."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        group = QPalette.ColorGroup.Active
        if mode == QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole.ButtonText
        if mode == QIcon.Mode.Selected:
            role = QPalette.ColorRole.HighlightedText
        colour = QGuiApplication.palette().color(group, role)
        svg = self._svg.replace("currentColor", colour.name())
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._svg)


def icon(name: str) -> QIcon:
    """The icon called ``name`` in resources/icons; raises FileNotFoundError when there is none."""
    svg = files("diptych.resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_LucideEngine(svg.replace('stroke-width="2"', 'stroke-width="1.75"')))
