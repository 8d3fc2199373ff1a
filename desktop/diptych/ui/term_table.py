"""The table of terms: what is shown, in which order, and what is being looked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from diptych.core.languages import language
from diptych.core.terms import Term
from diptych.workspace.term_changes import Place, PlacedTerm

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SOURCE, TARGET, LANGUAGES, FORMS, CASE, FORBIDDEN, NOTE, WHERE = range(8)
"""The columns."""


def unaccented(words: str) -> str:
    """The words as they are looked for and sorted: whatever their case and accents."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def searchable(term: Term) -> str:
    """All words of a term in which is searched, line by line."""
    parts = (term.source, *term.source_forms, term.target, *term.forms, term.note)
    return unaccented("\n".join(parts))


class TermTable(QAbstractTableModel):
    """Terms in rows. Sorts and filters by itself, so that long glossaries stay quick."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[PlacedTerm, str], ...] = ()
        self._shown: list[PlacedTerm] = []
        self._words = ""
        self._column, self._order = SOURCE, Qt.SortOrder.AscendingOrder
        self.headings = (
            self.tr("Term"),
            self.tr("Translation"),
            self.tr("Languages"),
            self.tr("Further forms"),
            self.tr("Case"),
            self.tr("Forbidden"),
            self.tr("Note"),
            self.tr("Where"),
        )
        self._texts: tuple[Callable[[PlacedTerm], str], ...] = (
            lambda row: row.term.source,
            lambda row: row.term.target,
            lambda row: pair_name(row.term),
            lambda row: ", ".join(row.term.forms),
            lambda row: self.tr("yes") if row.term.case_sensitive else self.tr("no"),
            lambda row: self.tr("yes") if row.term.forbidden else self.tr("no"),
            lambda row: row.term.note,
            lambda row: self.place_name(row.place),
        )
        self._tips = {
            FORMS: self.tr("Forms that the translation may take as well"),
            CASE: self.tr("Only found when written in this case"),
            FORBIDDEN: self.tr("The translation must not be used"),
        }

    # What is shown

    @property
    def total(self) -> int:
        """How many terms there are, shown or not."""
        return len(self._rows)

    @property
    def shown(self) -> tuple[PlacedTerm, ...]:
        """The terms on show, in their order."""
        return tuple(self._shown)

    def show_terms(self, terms: Sequence[PlacedTerm], words: Sequence[str]) -> None:
        """Replace all terms; ``words`` is what each is found by (``searchable``)."""
        self._rows = tuple(zip(terms, words, strict=True))
        self._arrange()

    def look_for(self, words: str) -> None:
        """Show only terms that hold all of these words."""
        self._words = words
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in held]
        self._shown = self._sorted(self._shown)
        places = {row: place for place, row in enumerate(self._shown)}
        moved = [
            self.index(places[row], index.column()) for row, index in zip(rows, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        wanted = unaccented(self._words).split()
        self.beginResetModel()
        self._shown = self._sorted(
            [row for row, held in self._rows if all(word in held for word in wanted)]
        )
        self.endResetModel()

    def _sorted(self, rows: Sequence[PlacedTerm]) -> list[PlacedTerm]:
        text = self._texts[self._column]
        back = self._order == Qt.SortOrder.DescendingOrder
        return sorted(rows, key=lambda row: unaccented(text(row)), reverse=back)

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
        if role == Role.TextAlignmentRole and section not in (CASE, FORBIDDEN):
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row, column = self._shown[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._mark(row, column) or self._text(row, column)
        if role == Role.AccessibleTextRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            return self._text(row, column) or None
        if role == Role.TextAlignmentRole:
            return _alignment(row.term, column)
        if role == Role.FontRole and column == TARGET and row.term.forbidden:
            struck = QFont()
            struck.setStrikeOut(True)
            return struck
        return None

    def _mark(self, row: PlacedTerm, column: int) -> str:
        """A sign in the place of yes; a blank in the place of no."""
        held = {CASE: row.term.case_sensitive, FORBIDDEN: row.term.forbidden}.get(column)
        return "" if held is None else "✓" if held else " "

    def _text(self, row: PlacedTerm, column: int) -> str:
        return self._texts[column](row)

    def place_name(self, place: Place) -> str:
        """What a place is called."""
        return self.tr("This project") if place is Place.PROJECT else self.tr("All articles")


def pair_name(term: Term) -> str:
    """The languages of a term, as in “English → French”."""
    return f"{language(term.source_language).name} → {language(term.target_language).name}"


def _alignment(term: Term, column: int) -> Qt.AlignmentFlag:
    """Words stand where their own script begins; signs in the middle."""
    if column in (CASE, FORBIDDEN):
        return Qt.AlignmentFlag.AlignCenter
    tags = {SOURCE: term.source_language, TARGET: term.target_language, FORMS: term.target_language}
    if column not in tags:
        return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    rtl = language(tags[column]).rtl
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
