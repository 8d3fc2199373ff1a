"""A list of short entries, wrapped and never elided: the desk, summaries, notes and cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_PADDING = 12
_GAP = 3
_STRIPE = 4
_DOT = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an entry and how it stands out."""

    words: str
    faint: bool = False
    bold: bool = False
    rtl: bool = False
    alarm: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says; ``key`` is given back when it is chosen. ``stripe`` is #rrggbb.

    ``dot`` is what a dot before the row means, in a word that is read out; none without one.
    ``said`` is read out before the row's words and not shown. A ``heading`` cannot be chosen.
    """

    key: str
    lines: tuple[Line, ...]
    tip: str = ""
    stripe: str = ""
    dot: str = ""
    said: str = ""
    heading: bool = False


class _Measure(NamedTuple):
    """The size of a row, and the heights of its lines."""

    size: QSize
    heights: list[int]


class _EntryModel(QAbstractListModel):
    """The rows, with what was measured of each: the view asks for all of them at every change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.rows: dict[str, int] = {}
        self.measures: list[_Measure | None] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join(filter(None, (entry.dot, entry.said, _words(entry))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = index.isValid() and self.entries[index.row()].heading
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show other rows; those that stay at the beginning are not laid out again."""
        kept = len(self.entries)
        grown = len(entries) >= kept and all(
            new.key == old.key for new, old in zip(entries, self.entries, strict=False)
        )
        if not grown:
            self.beginResetModel()
            self.entries = list(entries)
            self.rows = {entry.key: row for row, entry in enumerate(entries)}
            self.measures = [None] * len(entries)
            self.endResetModel()
            return
        for row, entry in enumerate(entries[:kept]):
            if entry != self.entries[row]:
                self.put(row, entry)
        if len(entries) == kept:
            return
        self.beginInsertRows(QModelIndex(), kept, len(entries) - 1)
        for row, entry in enumerate(entries[kept:], start=kept):
            self.entries.append(entry)
            self.rows[entry.key] = row
            self.measures.append(None)
        self.endInsertRows()

    def put(self, row: int, entry: Entry, measure: _Measure | None = None) -> None:
        """Show an entry in a row; one that is as high as before is merely painted."""
        known = self.measures[row]
        self.entries[row], self.measures[row] = entry, measure
        if known is None or measure is None or known.size != measure.size:
            self.dataChanged.emit(self.index(row), self.index(row))


def _words(entry: Entry) -> str:
    return "\n".join(line.words for line in entry.lines)


class _EntryDelegate(QStyledItemDelegate):
    """Paints wrapped lines; the height follows from the width of the view."""

    def __init__(self, model: _EntryModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model, self._view = model, parent

    def _width(self) -> int:
        return max(60, self._view.viewport().width() - 2 * _PADDING - _STRIPE)

    @staticmethod
    def _font(option: QStyleOptionViewItem, line: Line) -> QFont:
        font = QFont(option.font)
        font.setBold(line.bold)
        font.setStrikeOut(line.struck)
        return font

    @staticmethod
    def _flags(line: Line) -> int:
        side = Qt.AlignmentFlag.AlignRight if line.rtl else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute
        return int((side | absolute | Qt.AlignmentFlag.AlignTop).value) | int(
            Qt.TextFlag.TextWordWrap.value
        )

    def measure(self, option: QStyleOptionViewItem, entry: Entry) -> _Measure:
        """How much room an entry takes."""
        box = QRect(0, 0, self._width(), 100_000)
        heights = [
            QFontMetrics(self._font(option, line))
            .boundingRect(box, self._flags(line), line.words or " ")
            .height()
            for line in entry.lines
        ]
        height = sum(heights) + _GAP * (len(heights) - 1) + 2 * _PADDING - 4
        return _Measure(QSize(60, height), heights)

    def _measured(self, option: QStyleOptionViewItem, row: int) -> _Measure:
        known = self._model.measures[row]
        if known is None:
            known = self._model.measures[row] = self.measure(option, self._model.entries[row])
        return known

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._measured(option, index.row()).size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entries[index.row()]
        palette, rect = option.palette, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            tint = palette.color(QPalette.ColorRole.Highlight)
            tint.setAlpha(36)
            painter.fillRect(rect, tint)
        if entry.heading:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
        if entry.stripe:
            painter.fillRect(
                QRect(rect.left(), rect.top(), _STRIPE, rect.height()), QColor(entry.stripe)
            )
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_lines(painter, option, index.row())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        entry, heights = self._model.entries[row], self._measured(option, row).heights
        palette, rect = option.palette, option.rect
        top = rect.top() + _PADDING - 2
        left = rect.left() + _PADDING + _STRIPE
        for number, (line, height) in enumerate(zip(entry.lines, heights, strict=True)):
            painter.setPen(palette.color(_role(line)))
            painter.setFont(self._font(option, line))
            rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
            painter.setLayoutDirection(rtl if line.rtl else ltr)
            box = QRect(left, top, self._width(), height)
            painter.drawText(box, self._flags(line), line.words)
            if entry.dot and not number:
                middle = top + QFontMetrics(painter.font()).height() // 2
                _paint_dot(painter, palette, QPoint(left - _DOT, middle))
            top += height + _GAP


def _role(line: Line) -> QPalette.ColorRole:
    if line.alarm:
        return QPalette.ColorRole.BrightText
    return QPalette.ColorRole.PlaceholderText if line.faint else QPalette.ColorRole.Text


def _paint_dot(painter: QPainter, palette: QPalette, centre: QPoint) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawEllipse(centre, _DOT // 2, _DOT // 2)


class EntryList(QListView):
    """Shows entries; tells which one is chosen, by mouse or keyboard.

    While it is ``guarded`` it copies nothing, but tells what somebody wanted to copy.
    """

    chosen = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _EntryModel(self)
        self.setObjectName("entries")
        self.setAccessibleName(name)
        self.guarded = False
        self.setModel(self._model)
        self._delegate = _EntryDelegate(self._model, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._tell)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._model.entries[current.row()].key)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows as they are shown."""
        return tuple(self._model.entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace all rows, keeping the current one when its key is still there."""
        if list(entries) == self._model.entries:
            return
        current = self.current_key
        self._quiet = True
        self._model.replace(entries)
        self._quiet = False
        if current is not None:
            self.select(current)

    def show_entry(self, entry: Entry) -> None:
        """Replace the row with the entry's key."""
        row = self._model.rows.get(entry.key)
        if row is None or self._model.entries[row] == entry:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self._model.put(row, entry, self._delegate.measure(option, entry))
        self.update(self._model.index(row))

    @property
    def current_key(self) -> str | None:
        """The key of the current row."""
        index = self.currentIndex()
        return self._model.entries[index.row()].key if index.isValid() else None

    def key_at(self, place: QPoint) -> str | None:
        """The key of the row at a place of the viewport."""
        index = self.indexAt(place)
        return self._model.entries[index.row()].key if index.isValid() else None

    def select(self, key: str) -> None:
        """Make the row with that key current without telling anybody."""
        row = self._model.rows.get(key)
        if row is not None and row != self.currentIndex().row():
            self._quiet = True
            self.setCurrentIndex(self._model.index(row))
            self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.guarded and index.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(_words(self._model.entries[index.row()]))
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._forget()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _forget(self) -> None:
        """Measure all rows anew."""
        self._model.measures = [None] * len(self._model.entries)
