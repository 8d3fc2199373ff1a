"""The glossary: terms of this project and of all articles in one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diptych.core.terms import Term
from diptych.ui.icons import icon
from diptych.ui.import_form import ImportForm, Pair
from diptych.ui.term_form import PlaceChoice, TermForm
from diptych.ui.term_table import (
    CASE,
    FORBIDDEN,
    FORMS,
    LANGUAGES,
    NOTE,
    SOURCE,
    TARGET,
    WHERE,
    TermTable,
)
from diptych.ui.told_line import ToldLine, sheet
from diptych.workspace.term_changes import Place, PlacedTerm, TermChange
from diptych.workspace.term_files import SUFFIXES

_WIDTHS = {
    SOURCE: 180, TARGET: 180, LANGUAGES: 140, FORMS: 116, CASE: 56, FORBIDDEN: 88, WHERE: 100,
}  # fmt: skip


class GlossaryDialog(QDialog):
    """Shows terms; asks for changes and files, which somebody else sees to.

    ``changed`` carries a TermChange and its title; ``imported`` a path and an ImportWish;
    ``exported`` a path and the terms that were on show.
    """

    changed = Signal(object, str)
    imported = Signal(Path, object)
    exported = Signal(Path, object)

    def __init__(self, pair: Pair, *, project: str, parent: QWidget | None = None) -> None:
        """``project`` names the article whose own terms are shown; empty when there is none."""
        super().__init__(parent)
        title = self.tr("Glossary")
        self.setWindowTitle(f"{title} – {project}" if project else title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 600)
        self._pair, self._project = pair, bool(project)
        self._place = Place.GENERAL
        self._known = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search terms, translations and notes"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.count = QLabel()
        self.count.setObjectName("faint")
        self.notice = QLabel()
        self.notice.setObjectName("caution")
        self.notice.setWordWrap(True)
        self.notice.hide()
        self.model = TermTable(self)
        self.table = _table(self.model, self.tr("Terms"))
        self.hint = sheet(self.tr("Reading the glossary…"))
        self.told = ToldLine()
        self._build_buttons()
        self._lay_out()
        self._connect()
        self._enable()

    # Building

    def _build_buttons(self) -> None:
        self.add = QPushButton(icon("plus"), self.tr("&Add…"))
        self.edit = QPushButton(icon("pencil"), self.tr("&Edit…"))
        self.remove = QPushButton(icon("trash-2"), self.tr("&Delete"))
        self.take_in = QPushButton(icon("download"), self.tr("&Import…"))
        self.put_out = QPushButton(icon("file-output"), self.tr("E&xport…"))
        self.put_out.setToolTip(self.tr("Write the terms that are shown into a file"))
        self.leave = QPushButton(self.tr("&Close"))
        for button in self._buttons():
            button.setAutoDefault(False)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.add, self.edit, self.remove, self.take_in, self.put_out, self.leave

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addSpacing(8)
        top.addWidget(self.count)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.table)
        bottom = QHBoxLayout()
        for button in self._buttons():
            if button in (self.take_in, self.leave):
                bottom.addSpacing(12)
            if button is self.leave:
                bottom.addStretch()
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(self._stack, 1)
        column.addWidget(self.told)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.activated.connect(lambda _index: self.edit.click())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.add.clicked.connect(self._add)
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        self.take_in.clicked.connect(self._import)
        self.put_out.clicked.connect(self._export)
        self.leave.clicked.connect(self.reject)
        self.told.busy.connect(lambda _busy: self._enable())
        for keys, button in ((Qt.Key.Key_Delete, self.remove), (Qt.Key.Key_F2, self.edit)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    # Showing

    def show_terms(self, terms: Sequence[PlacedTerm], words: Sequence[str], notice: str) -> None:
        """Show all terms; ``words`` is what each is found by, ``notice`` is about their file."""
        chosen, place = set(self.chosen), self.table.currentIndex().row()
        self._known = True
        self.model.show_terms(terms, words)
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self._show_state()
        self._choose([row for row, term in enumerate(self.model.shown) if term in chosen], place)

    def choose(self, terms: Sequence[PlacedTerm]) -> None:
        """Select terms and bring the first into view; what hides them is cleared."""
        wanted = set(terms)
        if not wanted:
            return
        if not wanted <= set(self.model.shown):
            self.search.clear()
        self.table.clearSelection()
        self._choose([row for row, term in enumerate(self.model.shown) if term in wanted], -1)

    def _choose(self, rows: Sequence[int], otherwise: int) -> None:
        """Select rows; where there are none, the row ``otherwise`` or the last before it."""
        count = self.model.rowCount()
        wanted = list(rows) or ([min(otherwise, count - 1)] if count and otherwise >= 0 else [])
        selection = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for place, row in enumerate(wanted):
            index = self.model.index(row, 0)
            selection.select(index, flags.Select | flags.Rows)
            if not place:
                selection.setCurrentIndex(index, flags.NoUpdate)
                self.table.scrollTo(index)
        self._enable()

    @property
    def chosen(self) -> tuple[PlacedTerm, ...]:
        """The selected terms, in their order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.shown[row] for row in rows)

    def _look(self, words: str) -> None:
        chosen = set(self.chosen)
        self.model.look_for(words)
        self._show_state()
        self._choose([row for row, term in enumerate(self.model.shown) if term in chosen], 0)

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if not total and self.notice.text():
            self.hint.setText(self.tr("There are no terms to show."))
        elif not total:
            self.hint.setText(
                self.tr(
                    "There are no terms yet.\n\nAdd a word with its fixed translation, or import "
                    "a glossary (CSV or TBX).\nTerms are put into translations, and it is "
                    "marked where one was not kept."
                )
            )
        elif not shown:
            self.hint.setText(self.tr("No term holds “{0}”.").format(self.search.text()))
        self._stack.setCurrentWidget(self.table if shown else self.hint)
        if shown == total:
            counted = self.tr("1 term") if total == 1 else self.tr("{0} terms").format(f"{total:,}")
        else:
            counted = self.tr("{0} of {1} terms").format(f"{shown:,}", f"{total:,}")
        self.count.setText(counted)
        self._enable()

    def _enable(self) -> None:
        chosen = len(self.table.selectionModel().selectedRows())
        free = self._known and not self.told.working
        self.add.setEnabled(free)
        self.take_in.setEnabled(free)
        self.edit.setEnabled(free and chosen == 1)
        self.remove.setEnabled(free and chosen > 0)
        self.put_out.setEnabled(free and self.model.rowCount() > 0)

    # Asking

    def _add(self) -> None:
        known = self.chosen[0].term if self.chosen else None
        pair = (known.source_language, known.target_language) if known else self._pair
        form = self._form(PlacedTerm(self._place, Term("", "", *pair)), self.tr("Add a term"))

        def added() -> None:
            self._place = form.placed.place
            self.changed.emit(TermChange(come=(form.placed,)), self.tr("Add term"))

        form.accepted.connect(added)
        form.open()

    def _edit(self) -> None:
        if len(self.chosen) != 1:
            return
        before = self.chosen[0]
        form = self._form(before, self.tr("Edit a term"))

        def edited() -> None:
            if form.placed != before:
                change = TermChange((before,), (form.placed,))
                self.changed.emit(change, self.tr("Edit term"))

        form.accepted.connect(edited)
        form.open()

    def _form(self, placed: PlacedTerm, title: str) -> TermForm:
        return TermForm(placed, project=self._project, title=title, parent=self)

    def _remove(self) -> None:
        chosen = self.chosen
        if chosen:
            title = self.tr("Delete term") if len(chosen) == 1 else self.tr("Delete terms")
            self.changed.emit(TermChange(gone=chosen), title)

    def _import(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = self.tr("Glossaries ({0});;All files (*)").format(kinds)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import terms"), "", filters)
        if name:
            self.ask_how(Path(name))

    def ask_how(self, path: Path) -> ImportForm:
        """Ask what of a file is wanted, and then for its import."""
        where = PlaceChoice(self._place, project=self._project)
        form = ImportForm(path.name, self._pair, where, self)
        form.accepted.connect(lambda: self.imported.emit(path, form.wish))
        form.open()
        return form

    def _export(self) -> None:
        filters = {self.tr("Table (*.csv)"): ".csv", self.tr("TBX (*.tbx)"): ".tbx"}
        start = str(Path.home() / "glossary.csv")
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export terms"), start, ";;".join(filters)
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in SUFFIXES:
                path = path.with_name(path.name + filters.get(chosen, ".csv"))
            self.exported.emit(path, tuple(row.term for row in self.model.shown))

    def reject(self) -> None:
        """Stop what is running; close when nothing is."""
        if self.told.stoppable:
            self.told.cancel()
        else:
            super().reject()


def _table(model: TermTable, name: str) -> QTableView:
    table = QTableView()
    table.setAccessibleName(name)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    for column, width in _WIDTHS.items():
        header.resizeSection(column, width)
    header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
    header.setSortIndicator(SOURCE, Qt.SortOrder.AscendingOrder)
    table.setSortingEnabled(True)
    return table
