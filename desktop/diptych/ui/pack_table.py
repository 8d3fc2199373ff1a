"""A table of packs that sorts and searches by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from diptych.ui.icons import icon
from diptych.ui.term_table import unaccented

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Sort = tuple[float, str]

_FLAT = """
    QTableView::item { padding: 0 6px; }
    QHeaderView { background: palette(window); }
    QHeaderView::section { padding: 6px 6px 6px 9px; background: palette(window); border: 0;
        border-bottom: 1px solid palette(mid); }
"""


class Tone(Enum):
    """How a row's state stands out."""

    PLAIN = ""
    GOOD = "check"
    NEWS = "download"
    CARE = "circle-alert"
    BAD = "triangle-alert"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a row's subject, under a label."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``cells`` are its words, ``sorts`` what each is sorted by, the state last.

    ``found_by`` are the words by which it is searched, as ``searchable`` gives them. ``caution``
    and ``facts`` are told of it beside the table. ``subject`` is given back when it is chosen.
    """

    key: str
    cells: tuple[str, ...]
    sorts: tuple[Sort, ...]
    found_by: tuple[str, ...]
    subject: object
    tone: Tone = Tone.PLAIN
    faint: bool = False
    caution: str = ""
    facts: tuple[Fact, ...] = ()
    checksum: str = ""
    tips: Mapping[int, str] | None = None


def searchable(*words: str) -> tuple[str, ...]:
    """The single words by whose beginnings a row is found."""
    signs = str.maketrans("→()_-.", "      ")
    return tuple(dict.fromkeys(unaccented(" ".join(words)).translate(signs).split()))


class PackTable(QAbstractTableModel):
    """Rows that hold a beginning of each word that is looked for, in the order wanted."""

    def __init__(
        self,
        headings: Sequence[str],
        tips: Mapping[int, str],
        right: frozenset[int],
        owner: QObject | None = None,
    ) -> None:
        """``tips`` explain columns; those in ``right`` hold numbers."""
        super().__init__(owner)
        self.headings, self._tips, self._right = tuple(headings), tips, right
        self._rows: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._words = ""
        self._column, self._order = 0, Qt.SortOrder.AscendingOrder
        self._icons: dict[Tone, QIcon] = {}

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows on show, in their order."""
        return tuple(self._shown)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self._rows = tuple(rows)
        self._arrange()

    def look_for(self, words: str) -> None:
        """Show only rows that have a word for each of these, or one that begins so."""
        self._words = words
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._shown[index.row()].key for index in held]
        self._shown = self._sorted(self._shown)
        places = {row.key: place for place, row in enumerate(self._shown)}
        moved = [
            self.index(places[key], index.column()) for key, index in zip(keys, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        wanted = searchable(self._words)
        self.beginResetModel()
        self._shown = self._sorted(
            [
                row
                for row in self._rows
                if all(any(word.startswith(w) for word in row.found_by) for w in wanted)
            ]
        )
        self.endResetModel()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        by_name = sorted(rows, key=lambda row: row.sorts[0])
        back = self._order == Qt.SortOrder.DescendingOrder
        return sorted(by_name, key=lambda row: row.sorts[self._column], reverse=back)

    # What the view asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self.headings[section]
        if role == Role.ToolTipRole:
            return self._tips.get(section)
        if role == Role.TextAlignmentRole:
            return self._side(section)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row, column = self._shown[index.row()], index.column()
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return row.cells[column]
        if role == Role.ToolTipRole:
            return (row.tips or {}).get(column) or row.cells[column] or None
        if role == Role.TextAlignmentRole:
            return self._side(column)
        if role == Role.DecorationRole and column == len(self.headings) - 1:
            return self._icon(row.tone)
        if role == Role.ForegroundRole:
            return _colour(row, last=column == len(self.headings) - 1)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignTrailing if column in self._right else None
        return (side or Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter

    def _icon(self, tone: Tone) -> QIcon | None:
        if tone is Tone.PLAIN:
            return None
        if tone not in self._icons:
            self._icons[tone] = icon(tone.value)
        return self._icons[tone]


def _colour(row: Row, *, last: bool) -> object:
    palette = QGuiApplication.palette()
    if row.tone is Tone.BAD and last:
        return palette.color(QPalette.ColorRole.BrightText)
    return palette.color(QPalette.ColorRole.PlaceholderText) if row.faint else None


def table_view(model: PackTable, name: str, widths: Mapping[int, int]) -> QTableView:
    """A flat table that shows ``model``; a column without a width takes what is left."""
    table = QTableView()
    table.setAccessibleName(name)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setShowGrid(False)
    table.setStyleSheet(_FLAT)
    table.setWordWrap(False)
    table.setIconSize(QSize(15, 15))
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 14)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    for column in range(len(model.headings)):
        if column in widths:
            header.resizeSection(column, widths[column])
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    table.setSortingEnabled(True)
    return table
