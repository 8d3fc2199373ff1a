"""The tab beside the panes that holds the summary."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import NoteOn
from diptych.core.summary import Limit
from diptych.core.versions import Version
from diptych.ui.entry_list import Entry, EntryList, Line


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
    note_wanted = Signal()

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
        self.noted = QLabel()
        self.noted.setTextFormat(Qt.TextFormat.PlainText)
        self.noted.setWordWrap(True)
        self.noted.setContentsMargins(14, 0, 14, 8)
        self.list = EntryList(self.tr("Sentences of the summary"))
        self.list.chosen.connect(self.chosen)
        self.hint = QLabel(self.tr("Open an article to see its summary here."))
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 10, 14, 10)
        self.copy = QPushButton(self.tr("Cop&y summary"))
        self.copy.clicked.connect(self.copied)
        self.note = QPushButton(self.tr("Add &note"))
        self.note.setToolTip(
            self.tr("Write a note on the chosen sentence, or on all of the summary")
        )
        self.note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note.clicked.connect(self.note_wanted)
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
        bottom.addWidget(self.copy, 1)
        bottom.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self.noted)
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
        self.hint.setText(self._why_none(document))
        self.copy.setEnabled(summary is not None)
        self.note.setEnabled(summary is not None)
        self._show_noted(document)
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
            lines += self._noted(document, pick.segment)
            entries.append(Entry(pick.segment, tuple(lines), tip=pick.why))
        self.list.show_entries(tuple(entries))

    def _why_none(self, document: Document | None) -> str:
        if document is None:
            return self.tr("Open an article to see its summary here.")
        if document.detection is None:
            return self.tr("The article is being read. Its summary comes here.")
        return self.tr("There is no summary yet.")

    def _show_noted(self, document: Document | None) -> None:
        """Say above the sentences what was noted of all of them."""
        words = [
            self.tr("Note: {0}").format(one_line(note.body))
            for note in (document.notes if document and document.summary else ())
            if note.on is NoteOn.SUMMARY and note.overall and note.body and not note.resolved
        ]
        self.noted.setText("\n".join(words))
        self.noted.setVisible(bool(words))

    def _noted(self, document: Document, segment: str) -> list[Line]:
        """What was noted of a sentence of the summary."""
        span = document.source.segment(segment).span
        told = self.tr("Note: {0}")
        return [
            Line(
                told.format(one_line(note.body)),
                bold=not note.resolved,
                faint=note.resolved,
                struck=note.resolved,
            )
            for note in document.notes
            if note.on is NoteOn.SUMMARY
            and note.body
            and not note.orphan
            and note.quote
            and note.span.overlaps(span)
        ]
