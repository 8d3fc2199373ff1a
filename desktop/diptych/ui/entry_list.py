"""A list of short entries, wrapped and never elided: the desk, summaries, notes and cues."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QResizeEvent
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
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an entry and how it stands out."""

    words: str
    faint: bool = False
    bold: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says; ``key`` is given back when it is chosen. ``stripe`` is #rrggbb."""

    key: str
    lines: tuple[Line, ...]
    tip: str = ""
    stripe: str = ""


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(line.words for line in entry.lines)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def replace(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _EntryDelegate(QStyledItemDelegate):
    """Paints wrapped lines; the height follows from the width of the view."""

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return max(60, width - 2 * _PADDING - _STRIPE)

    @staticmethod
    def _font(option: QStyleOptionViewItem, line: Line) -> QFont:
        font = QFont(option.font)
        font.setBold(line.bold)
        return font

    @staticmethod
    def _flags(line: Line) -> int:
        side = Qt.AlignmentFlag.AlignRight if line.rtl else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute
        return int((side | absolute | Qt.AlignmentFlag.AlignTop).value) | int(
            Qt.TextFlag.TextWordWrap.value
        )

    def _heights(self, option: QStyleOptionViewItem, entry: Entry) -> list[int]:
        from PySide6.QtGui import QFontMetrics

        box = QRect(0, 0, self._width(option), 100_000)
        return [
            QFontMetrics(self._font(option, line))
            .boundingRect(box, self._flags(line), line.words or " ")
            .height()
            for line in entry.lines
        ]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heights = self._heights(option, index.data(Qt.ItemDataRole.UserRole))
        return QSize(60, sum(heights) + _GAP * (len(heights) - 1) + 2 * _PADDING - 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        palette, rect = option.palette, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            tint = palette.color(QPalette.ColorRole.Highlight)
            tint.setAlpha(36)
            painter.fillRect(rect, tint)
        if entry.stripe:
            painter.fillRect(
                QRect(rect.left(), rect.top(), _STRIPE, rect.height()), QColor(entry.stripe)
            )
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        top = rect.top() + _PADDING - 2
        for line, height in zip(entry.lines, self._heights(option, entry), strict=True):
            role = QPalette.ColorRole.PlaceholderText if line.faint else QPalette.ColorRole.Text
            painter.setPen(palette.color(role))
            painter.setFont(self._font(option, line))
            rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
            painter.setLayoutDirection(rtl if line.rtl else ltr)
            box = QRect(rect.left() + _PADDING + _STRIPE, top, self._width(option), height)
            painter.drawText(box, self._flags(line), line.words)
            top += height + _GAP
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class EntryList(QListView):
    """Shows entries; tells which one is chosen, by mouse or keyboard."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entries")
        self.setAccessibleName(name)
        self._model = _EntryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_EntryDelegate(self))
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
        return self._model.entries

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Replace all rows, keeping the current one when its key is still there."""
        if entries == self._model.entries:
            return
        current = self.current_key
        self._quiet = True
        self._model.replace(entries)
        self._quiet = False
        if current is not None:
            self.select(current)

    @property
    def current_key(self) -> str | None:
        """The key of the current row."""
        index = self.currentIndex()
        return self._model.entries[index.row()].key if index.isValid() else None

    def select(self, key: str) -> None:
        """Make the row with that key current without telling anybody."""
        for row, entry in enumerate(self._model.entries):
            if entry.key == key:
                self._quiet = True
                self.setCurrentIndex(self._model.index(row))
                self._quiet = False
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
