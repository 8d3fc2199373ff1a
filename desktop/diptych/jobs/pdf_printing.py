"""Printing to PDF: Qt lays the text out and shapes its letters, page by page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QRawFont,
    QTextBlock,
    QTextDocument,
    QTextLine,
)

from diptych.formats.writing.printed.finishing import Box, Places, finished
from diptych.formats.writing.printed.fonts import SANS, SERIF
from diptych.formats.writing.printed.printout import Printout
from diptych.jobs.pdf_layout import blocks, keep_headings, scale_margins, split_at_pages
from diptych.version import VERSION

_POINTS = 72.0
_RESOLUTION = 600
_SCREEN = 96
"""Dots per inch of the paper, and those that lengths in HTML mean."""
_INDENT = 24
_SHARED = 0x3000
"""Below this code stand letters that fonts draw like others of higher codes."""
_SIDE, _TOP, _BOTTOM = 57.0, 62.0, 60.0
_HEADER = 40.0
"""Where the line under the page's header is; all four in points from the edges of the paper."""

_NEAR = 3.0
"""Points by which lines may reach over the edge of their page."""

_INK, _FAINT, _LINE = "#1b1e23", "#565c66", "#c9ced6"


def print_pdf(printout: Printout) -> bytes:
    """The bytes of a PDF on A4 paper, with bookmarks, links, comments, and its fonts in it.

    May be called in any thread; where there is no application yet, one without a display is made,
    which has to be in the main thread.
    """
    application = QGuiApplication.instance() or _application()
    data, places = _Press(printout).printed()
    del application
    return finished(data, printout, places)


def _application() -> QGuiApplication:
    """An application for its fonts alone, which asks for no display where there may be none."""
    offscreen = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    return QGuiApplication(["diptych", *offscreen])


class _Found(NamedTuple):
    """Positions in the document: of anchors by their names, and of links by their addresses."""

    anchors: dict[str, int]
    links: dict[str, int]


class _Press:
    """Lays a printout out for a PDF and draws it. All lengths are in dots of the paper."""

    def __init__(self, printout: Printout) -> None:
        self._printout = printout
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._paper = QPdfWriter(self._buffer)
        self._paper.setResolution(_RESOLUTION)
        self._paper.setTitle(printout.title)
        self._paper.setAuthor(printout.author)
        self._paper.setCreator(f"Diptych {VERSION}")
        size = QPageSize(QPageSize.PageSizeId.A4)
        portrait = QPageLayout.Orientation.Portrait
        self._paper.setPageLayout(QPageLayout(size, portrait, QMarginsF()))
        self._dot = _POINTS / _RESOLUTION
        self._whole = QSizeF(self._paper.width(), self._paper.height())
        self._body = QRectF(
            _SIDE / self._dot,
            _TOP / self._dot,
            self._whole.width() - 2 * _SIDE / self._dot,
            self._whole.height() - (_TOP + _BOTTOM) / self._dot,
        )
        self._document = self._laid_out()

    def _laid_out(self) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(self._paper)
        document.setDefaultFont(_font(SERIF, 10.5))
        document.setIndentWidth(_INDENT)
        document.setHtml(self._printout.html)
        scale_margins(document, _RESOLUTION / _SCREEN)
        document.setPageSize(self._body.size())
        keep_headings(document)
        split_at_pages(document)
        return document

    def printed(self) -> tuple[bytes, Places]:
        """The PDF as Qt makes it, and where what else goes into it has its place."""
        count = self._document.pageCount()
        painter = QPainter(self._paper)
        for page in range(count):
            if page:
                self._paper.newPage()
            self._draw_body(painter, page)
            self._draw_header(painter, page, count)
        painter.end()
        places = self._places()
        return bytes(self._buffer.data().data()), places

    def _draw_body(self, painter: QPainter, page: int) -> None:
        height = self._body.height()
        painter.save()
        painter.translate(self._body.topLeft() - QPointF(0, page * height))
        context = QAbstractTextDocumentLayout.PaintContext()
        whole = QRectF(0, page * height, self._body.width(), height)
        # What only touches this page stands on another one, and would be copied twice.
        near = _NEAR / self._dot
        context.clip = whole.adjusted(0, near, 0, -near)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(_INK))
        context.palette = palette
        painter.setClipRect(whole)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_header(self, painter: QPainter, page: int, count: int) -> None:
        """The title, but on the first page, which begins with it, and the number of the page."""
        font = _font(SANS, 8)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(_FAINT))
        line = _HEADER / self._dot
        left, right = self._body.left(), self._body.right()
        area = QRectF(left, 0, right - left, line - 4 / self._dot)
        low = Qt.AlignmentFlag.AlignBottom
        number = f"{page + 1} / {count}"
        metrics = QFontMetricsF(font, self._paper)
        painter.drawText(area, low | Qt.AlignmentFlag.AlignRight, number)
        if page:
            room = area.width() - metrics.horizontalAdvance(number) - 12 / self._dot
            title = metrics.elidedText(self._printout.title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area, low | Qt.AlignmentFlag.AlignLeft, title)
        pen = painter.pen()
        pen.setColor(QColor(_LINE))
        pen.setWidthF(0.5 / self._dot)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, line), QPointF(right, line))
        painter.restore()

    def _places(self) -> Places:
        found = _found(self._document)
        anchors: dict[str, Box] = {}
        for name, position in found.anchors.items():
            for box in self._boxes(position, position + 1):
                anchors.setdefault(name, box)
        comments = {}
        for comment in self._printout.comments:
            begin, end = found.anchors.get(comment.begin), found.links.get(comment.end)
            if begin is not None and end is not None:
                comments[comment.begin] = tuple(self._boxes(begin, end))
        return Places(anchors, comments, _letters(self._document))

    def _boxes(self, begin: int, end: int) -> Iterator[Box]:
        """A box for each line of the words between two positions."""
        block = self._document.findBlock(begin)
        while block.isValid() and block.position() < end:
            corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(begin - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    yield self._box(line, corner, first, last)
            block = block.next()

    def _box(self, line: QTextLine, corner: QPointF, first: int, last: int) -> Box:
        one, other = _across(line, first), _across(line, last)
        top = corner.y() + line.y()
        page = int((top + line.height() / 2) // self._body.height())
        high = self._whole.height() - self._body.top() - (top - page * self._body.height())
        left = self._body.left() + corner.x()
        return Box(
            page,
            (left + min(one, other)) * self._dot,
            (high - line.height()) * self._dot,
            (left + max(one, other)) * self._dot,
            high * self._dot,
        )


def _across(line: QTextLine, position: int) -> float:
    """Where a position is on a line, from its block's left edge."""
    place: Any = line.cursorToX(position)
    return float(place[0] if isinstance(place, tuple) else place)


def _letters(document: QTextDocument) -> dict[str, str]:
    """Letters of the text that fonts draw like others of lower codes, which are not in the text.

    A PDF knows glyphs, and takes each for the letter with the lowest code: the beginning of a
    Chinese word would be copied as the radical that looks the same.
    """
    text = set(document.toPlainText())
    others = "".join(map(chr, range(0x20, _SHARED))).translate(dict.fromkeys(map(ord, text)))
    letters = "".join(sorted(one for one in text if 0x20 <= ord(one) < 0x10000))
    found: dict[str, str] = {}
    for font in _fonts_of(document):
        lowest = dict(zip(_glyphs(font, others[::-1]), others[::-1], strict=True))
        for glyph, letter in zip(_glyphs(font, letters), letters, strict=True):
            other = lowest.get(glyph) if glyph else None
            if other is not None and other < letter:
                found[other] = letter
    return found


def _fonts_of(document: QTextDocument) -> list[QRawFont]:
    """All fonts that the text was set in, each once."""
    found: dict[tuple[str, str], QRawFont] = {}
    for block in blocks(document):
        for run in block.layout().glyphRuns(0, block.length()):
            font = run.rawFont()
            found.setdefault((font.familyName(), font.styleName()), font)
    return list(found.values())


def _glyphs(font: QRawFont, letters: str) -> list[int]:
    """The glyph of each letter; 0 for those that the font does not have."""
    return list(font.glyphIndexesForString(letters))


def _found(document: QTextDocument) -> _Found:
    found = _Found({}, {})
    for block in blocks(document):
        _look_through(block, found)
    return found


def _look_through(block: QTextBlock, found: _Found) -> None:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        style = fragment.charFormat()
        for name in style.anchorNames():
            found.anchors.setdefault(name, fragment.position())
        if style.anchorHref():
            found.links.setdefault(style.anchorHref(), fragment.position())
        iterator += 1


def _font(families: tuple[str, ...], points: float) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPointSizeF(points)
    return font
