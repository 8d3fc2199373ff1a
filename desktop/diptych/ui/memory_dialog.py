"""The translation memory: what is kept, looked for, deleted, and exchanged as TMX."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diptych.core.languages import language
from diptych.core.memory import Entry
from diptych.ui import entry_list
from diptych.ui.entry_list import EntryList, Line
from diptych.ui.icons import icon
from diptych.ui.import_form import ImportForm, Pair
from diptych.ui.told_line import ToldLine, sheet
from diptych.workspace.memory import PairCount

SUFFIX = ".tmx"
PAUSE = 150
"""Milliseconds without typing before the memory is searched."""

_ALL = ""


class MemoryDialog(QDialog):
    """Shows translations; asks for what somebody else finds and does.

    ``asked`` wants ``show_entries`` for what ``wanted`` says; ``deleted`` carries an Entry,
    ``imported`` a path and an ImportWish, ``exported`` a path.
    """

    asked = Signal()
    deleted = Signal(object)
    imported = Signal(Path, object)
    exported = Signal(Path)

    def __init__(self, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Translation memory"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 620)
        self._pair = pair
        self._entries: dict[str, Entry] = {}
        self._total = 0
        self._known = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search sources and translations"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.pairs = QComboBox()
        self.pairs.setAccessibleName(self.tr("Languages"))
        self.pairs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.notice = QLabel()
        self.notice.setObjectName("caution")
        self.notice.setWordWrap(True)
        self.notice.hide()
        self.list = EntryList(self.tr("Translations"))
        self.hint = sheet(self.tr("Reading the memory…"))
        self.more = QLabel()
        self.more.setObjectName("faint")
        self.more.hide()
        self.told = ToldLine()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._build_buttons()
        self._lay_out()
        self._connect()
        self._enable()

    # Building

    def _build_buttons(self) -> None:
        self.remove = QPushButton(icon("trash-2"), self.tr("&Delete"))
        self.take_in = QPushButton(icon("download"), self.tr("&Import…"))
        self.put_out = QPushButton(icon("file-output"), self.tr("E&xport…"))
        self.put_out.setToolTip(self.tr("Write the translations of these languages into a file"))
        self.leave = QPushButton(self.tr("&Close"))
        for button in (self.remove, self.take_in, self.put_out, self.leave):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.pairs)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.list)
        bottom = QHBoxLayout()
        bottom.addWidget(self.remove)
        bottom.addSpacing(12)
        bottom.addWidget(self.take_in)
        bottom.addWidget(self.put_out)
        bottom.addStretch()
        bottom.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(self._stack, 1)
        column.addWidget(self.more)
        column.addWidget(self.told)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._ask_now)
        self._pause.timeout.connect(self.asked)
        self.pairs.currentIndexChanged.connect(lambda _index: self.asked.emit())
        self.list.chosen.connect(lambda _key: self._enable())
        self.remove.clicked.connect(self._remove)
        self.take_in.clicked.connect(self._import)
        self.put_out.clicked.connect(self._export)
        self.leave.clicked.connect(self.reject)
        self.told.busy.connect(lambda _busy: self._enable())
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove.click)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    def _ask_now(self) -> None:
        self._pause.stop()
        self.asked.emit()
        self.list.setFocus()

    # What is wanted

    @property
    def wanted(self) -> tuple[str, Pair | None]:
        """The words that are searched for, and the languages: None is all."""
        return self.search.text().strip(), self.languages

    @property
    def languages(self) -> Pair | None:
        """The pair that is chosen (BCP 47); None is all."""
        origin, _, to = str(self.pairs.currentData() or _ALL).partition("|")
        return (origin, to) if to else None

    # Showing

    def show_counts(self, counts: tuple[PairCount, ...], notice: str) -> None:
        """Offer the pairs of languages there are; ``notice`` is about the memory's file."""
        before = self.pairs.currentData() if self.pairs.count() else "|".join(self._pair)
        self._total = sum(count.entries for count in counts)
        with QSignalBlocker(self.pairs):
            self.pairs.clear()
            self.pairs.addItem(self.tr("All languages · {0}").format(f"{self._total:,}"), _ALL)
            for count in counts:
                pair = count.source_language, count.target_language
                self.pairs.addItem(f"{pair_name(pair)} · {count.entries:,}", "|".join(pair))
            self.pairs.setCurrentIndex(max(0, self.pairs.findData(before)))
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def show_entries(self, entries: tuple[Entry, ...], limit: int) -> None:
        """Show what was found, newest first; where there are ``limit``, there may be more."""
        place = self.list.currentIndex().row()
        self._known = True
        self._entries = {str(entry.id): entry for entry in entries}
        words, pair = self.wanted
        self.list.show_entries(tuple(_shown(entry, with_pair=pair is None) for entry in entries))
        if entries and self.list.current_key is None:
            row = min(max(place, 0), len(entries) - 1)
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        if not self._total and self.notice.text():
            self.hint.setText(self.tr("There are no translations to show."))
        elif not self._total:
            self.hint.setText(
                self.tr(
                    "Nothing is kept yet.\n\nA sentence that you confirm (Ctrl+Return) is kept "
                    "here, and offered\nwhen one like it comes again. Or import a memory (TMX)."
                )
            )
        elif not entries:
            self.hint.setText(self.tr("No translation holds “{0}”.").format(words))
        self._stack.setCurrentWidget(self.list if entries else self.hint)
        self.more.setText(
            self.tr("These are the newest {0}. Search for words to find others.").format(limit)
        )
        self.more.setVisible(len(entries) >= limit)
        self._enable()

    def show_trouble(self, words: str) -> None:
        """Say why nothing can be shown."""
        self.show_counts((), words)
        self.show_entries((), 1)

    def _enable(self) -> None:
        free = self._known and not self.told.working
        self.remove.setEnabled(free and (self.list.current_key or "") in self._entries)
        self.take_in.setEnabled(free)
        self.put_out.setEnabled(free and self._total > 0)

    # Asking

    def _remove(self) -> None:
        entry = self._entries.get(self.list.current_key or "")
        if entry is not None:
            self.deleted.emit(entry)

    def _import(self) -> None:
        filters = self.tr("Translation memories (*.tmx);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import translations"), "", filters)
        if name:
            self.ask_how(Path(name))

    def ask_how(self, path: Path) -> ImportForm:
        """Ask what of a file is wanted, and then for its import."""
        form = ImportForm(path.name, self.languages or self._pair, None, self)
        form.accepted.connect(lambda: self.imported.emit(path, form.wish))
        form.open()
        return form

    def _export(self) -> None:
        start = str(Path.home() / f"memory{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export translations"), start, self.tr("Translation memories (*.tmx)")
        )
        if name:
            path = Path(name)
            self.exported.emit(
                path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
            )

    def reject(self) -> None:
        """Stop what is running; close when nothing is."""
        if self.told.stoppable:
            self.told.cancel()
        else:
            super().reject()


def pair_name(pair: Pair) -> str:
    """A pair of languages by name, as in “English → French”."""
    return f"{language(pair[0]).name} → {language(pair[1]).name}"


def _shown(entry: Entry, *, with_pair: bool) -> entry_list.Entry:
    pair = entry.source_language, entry.target_language
    told = (
        pair_name(pair) if with_pair else "",
        entry.origin,
        entry.author,
        (entry.changed or entry.created)[:10],
        QCoreApplication.translate("memory", "used {0}×").format(entry.used) if entry.used else "",
    )
    return entry_list.Entry(
        str(entry.id),
        (
            Line(" ".join(entry.source.split()), rtl=language(pair[0]).rtl),
            Line(" ".join(entry.target.split()), bold=True, rtl=language(pair[1]).rtl),
            Line(" · ".join(filter(None, told)), faint=True),
        ),
        tip=entry.note,
    )
