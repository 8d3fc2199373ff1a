"""The tabs beside the panes that hold the summary and the notes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Colour, Note
from diptych.core.summary import Limit
from diptych.core.versions import Version
from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.ui.theme import Theme


def is_rtl(tag: str | None) -> bool:
    """Whether a language is written from right to left."""
    return tag is not None and language(tag).rtl


def one_line(words: str) -> str:
    """The words without line breaks."""
    return " ".join(words.split())


class SummaryPanel(QWidget):
    """Method, length, and the chosen sentences in both languages."""

    asked = Signal()
    chosen = Signal(str)
    copied = Signal()

    def __init__(
        self, methods: tuple[tuple[str, str, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Method of summarising"))
        for name, label, tip in methods:
            self.method.addItem(label, name)
            self.method.setItemData(self.method.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.number = QSpinBox()
        self.number.setAccessibleName(self.tr("Length of the summary"))
        self.number.setRange(1, 10_000)
        self.number.setValue(3)
        self.number.setKeyboardTracking(False)
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Unit of length"))
        self.unit.addItem(self.tr("sentences"), "sentences")
        self.unit.addItem(self.tr("words"), "words")
        self.list = EntryList(self.tr("Sentences of the summary"))
        self.list.chosen.connect(self.chosen)
        self.hint = QLabel(self.tr("Open an article to see its summary here."))
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 10, 14, 10)
        self.copy = QPushButton(self.tr("Cop&y summary"))
        self.copy.clicked.connect(self.copied)
        self._lay_out()
        self.method.activated.connect(lambda _index: self.asked.emit())
        self.unit.activated.connect(self._unit_chosen)
        self.number.valueChanged.connect(lambda _value: self.asked.emit())

    def _lay_out(self) -> None:
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for combo in (self.method, self.unit):
            combo.setSizeAdjustPolicy(short)
            combo.setMinimumContentsLength(8)
        form = QFormLayout()
        form.setContentsMargins(14, 12, 14, 8)
        form.setHorizontalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Method"), self.method)
        length = QHBoxLayout()
        length.addWidget(self.number)
        length.addWidget(self.unit, 1)
        heading = QLabel(self.tr("&Length"))
        heading.setBuddy(self.number)
        form.addRow(heading, length)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(14, 8, 14, 10)
        bottom.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)

    def _unit_chosen(self) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(3 if self.unit.currentData() == "sentences" else 60)
        self.asked.emit()

    @property
    def limit(self) -> Limit:
        """The length asked for."""
        if self.unit.currentData() == "words":
            return Limit(words=self.number.value())
        return Limit(sentences=self.number.value())

    def set_request(self, method: str, limit: Limit) -> None:
        """Show a method and a length without asking for them."""
        with QSignalBlocker(self.number):
            self.method.setCurrentIndex(max(0, self.method.findData(method)))
            self.unit.setCurrentIndex(0 if limit.sentences else 1)
            self.number.setValue(limit.sentences or limit.words or 1)

    def show_summary(self, document: Document | None, target: Version | None) -> None:
        """Show the sentences of the source, each with its translation when there is one."""
        summary = document.summary if document else None
        self.hint.setVisible(summary is None)
        self.copy.setEnabled(summary is not None)
        if document is None or summary is None:
            self.list.show_entries(())
            return
        words = {s.id: document.source.text_of(s) for s in document.source.segments}
        answers = {s.id: target.text_of(s) for s in target.segments} if target else {}
        source_rtl = is_rtl(document.language)
        target_rtl = is_rtl(target.text.language if target else None)
        entries = []
        for pick in summary.picks:
            lines = [Line(one_line(words.get(pick.segment, "")), rtl=source_rtl)]
            if answers.get(pick.segment):
                lines.append(Line(answers[pick.segment], faint=True, rtl=target_rtl))
            entries.append(Entry(pick.segment, tuple(lines), tip=pick.why))
        self.list.show_entries(tuple(entries))


class NotesPanel(QWidget):
    """All notes of the article in reading order, and the one being written."""

    chosen = Signal(str)
    changed = Signal(str, str, Colour)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: dict[str, Note] = {}
        self._current: str | None = None
        self.list = EntryList(self.tr("Notes"))
        self.list.chosen.connect(self._choose)
        self.hint = QLabel(
            self.tr("Select words in a pane and press Ctrl+Alt+N to write a note about them.")
        )
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 12, 14, 12)
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(self.tr("Words of the note"))
        self.body.setPlaceholderText(self.tr("Write a note…"))
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 16)
        self.body.textChanged.connect(self._tell)
        self.colour = QComboBox()
        self.colour.setAccessibleName(self.tr("Colour of the mark"))
        for colour, label in (
            (Colour.YELLOW, self.tr("Yellow")),
            (Colour.GREEN, self.tr("Green")),
            (Colour.BLUE, self.tr("Blue")),
            (Colour.PINK, self.tr("Pink")),
            (Colour.ORANGE, self.tr("Orange")),
        ):
            self.colour.addItem(label, colour)
        self.colour.activated.connect(lambda _index: self._tell())
        self.remove = QPushButton(self.tr("&Delete note"))
        self.remove.clicked.connect(self._remove)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.colour, 1)
        row.addWidget(self.remove)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(14, 10, 14, 10)
        form.addWidget(self.body)
        form.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addWidget(self._form)
        self._form.hide()

    def show_notes(self, document: Document | None, theme: Theme) -> None:
        """Show the notes of a document."""
        notes = sorted(document.notes, key=lambda n: n.span) if document else []
        self._notes = {note.id: note for note in notes}
        self.hint.setVisible(not notes)
        names = {v.id: v.name for v in document.versions} if document else {}
        self.list.show_entries(
            tuple(self._entry(note, names.get(note.version, ""), theme) for note in notes)
        )
        if self._current not in self._notes:
            self._current = None
        self._show_form()

    def _entry(self, note: Note, where: str, theme: Theme) -> Entry:
        lines = [Line(f"“{one_line(note.quote)}”", bold=not note.body)]
        if note.body:
            lines.append(Line(note.body, bold=True))
        about = f"{where} · {note.author}" if note.author else where
        if note.orphan:
            about = self.tr("{0} · these words are no longer in the text").format(about)
        lines.append(Line(about, faint=True))
        return Entry(note.id, tuple(lines), note.created, theme.mark(note.colour).name())

    def edit(self, note_id: str) -> None:
        """Begin to write the note with that id."""
        self._current = note_id
        self.list.select(note_id)
        self._show_form()
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, note_id: str) -> None:
        self._current = note_id
        self._show_form()
        self.chosen.emit(note_id)

    def _show_form(self) -> None:
        note = self._notes.get(self._current or "")
        self._form.setVisible(note is not None)
        if note is None:
            return
        if self._body() != note.body:
            with QSignalBlocker(self.body):
                self.body.setPlainText(note.body)
        self.colour.setCurrentIndex(self.colour.findData(note.colour))

    def _body(self) -> str:
        return self.body.document().toRawText().replace("\u2029", "\n")

    def _tell(self) -> None:
        note = self._notes.get(self._current or "")
        if note is not None:
            colour = Colour(self.colour.currentData())
            if (self._body(), colour) != (note.body, note.colour):
                self.changed.emit(note.id, self._body(), colour)

    def _remove(self) -> None:
        if self._current:
            self.removed.emit(self._current)
