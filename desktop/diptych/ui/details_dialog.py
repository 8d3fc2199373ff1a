"""What an article's file is and says of itself, and the choices how to read it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.languages import LANGUAGES
from diptych.formats.reading.charsets.encodings import ENCODINGS, label
from diptych.formats.reading.kinds import FORMATS
from diptych.ui.article_facts import facts_of
from diptych.ui.fact_table import FactTable
from diptych.ui.read_as import encoding_matters, named_otherwise


class DetailsDialog(QDialog):
    """Tells what is chosen; shows what became of it when it is shown the document again."""

    format_chosen = Signal(str)
    encoding_chosen = Signal(str)
    language_chosen = Signal(str)
    original_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Article details"))
        self.resize(640, 600)
        self._document: Document | None = None
        self.format = self._picker(self.tr("Format of the file"))
        for form in FORMATS:
            self.format.addItem(form.label, str(form.kind))
        self.encoding = self._picker(self.tr("Encoding of the file"))
        for name, words in ENCODINGS:
            self.encoding.addItem(words, name)
        self.language = self._picker(self.tr("Language of the article"))
        self.language.addItem(self.tr("Not known"), "")
        for known in sorted(LANGUAGES, key=lambda entry: entry.name):
            self.language.addItem(known.name, known.tag)
        self.told = QLabel()
        self.told.setObjectName("caution")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.hide()
        self.hint = QLabel()
        self.facts = FactTable(self.tr("What is known of the article"))
        self.format.activated.connect(lambda _i: self._choose(self.format_chosen, self.format))
        self.encoding.activated.connect(
            lambda _i: self._choose(self.encoding_chosen, self.encoding)
        )
        self.language.activated.connect(
            lambda _i: self._choose(self.language_chosen, self.language)
        )
        self._lay_out()

    def _picker(self, name: str) -> QComboBox:
        picker = QComboBox()
        picker.setAccessibleName(name)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        picker.setMinimumContentsLength(20)
        return picker

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Read &as"), self.format)
        form.addRow(self.tr("&Encoding"), self.encoding)
        form.addRow(self.tr("&Language"), self.language)
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        save = QPushButton(self.tr("&Save the original…"))
        save.setToolTip(self.tr("Save the bytes of the file exactly as they came"))
        save.setAutoDefault(False)
        save.clicked.connect(self.original_wanted)
        copy = QPushButton(self.tr("&Copy all"))
        copy.setToolTip(self.tr("Copy all that is known of the article"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy_all)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addWidget(copy)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self.told)
        column.addWidget(self.facts, 1)
        column.addLayout(row)

    def _choose(self, signal: object, picker: QComboBox) -> None:
        self.told.hide()
        if picker.currentData():
            signal.emit(picker.currentData())  # type: ignore[attr-defined]

    def _copy_all(self) -> None:
        self.facts.copy_wanted.emit("\n".join("\t".join(fact) for fact in self.facts.facts))

    def say(self, words: str) -> None:
        """Tell how the last choice went, or what is odd; nothing is said by empty words."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def fail(self, error: Exception) -> None:
        """Tell why the file cannot be read so; the choices go back to what they were."""
        self.say(self.tr("{0} Nothing has changed.").format(error))
        if self._document is not None:
            self._pick(self._document)

    def show_document(self, document: Document) -> None:
        """Show a document as it is now."""
        if self._document is not None and self._document.article is document.article:
            self._pick(document)
            return
        self._document = document
        self._pick(document)
        self.hint.setText(self._what_becomes_of(document))
        self.facts.show_facts(facts_of(document))
        self.say(named_otherwise(document.article.source))

    def _what_becomes_of(self, document: Document) -> str:
        if document.targets:
            return self.tr(
                "Choose another if the text looks wrong. Notes are kept; translations of the text "
                "as it is now go. It can be undone."
            )
        return self.tr("Choose another if the text looks wrong. Notes are kept, and it can be "
                       "undone.")  # fmt: skip

    def _pick(self, document: Document) -> None:
        source = document.article.source
        matters = encoding_matters(source)
        self.encoding.setEnabled(matters)
        if matters and self.encoding.findData(source.encoding) < 0:
            self.encoding.addItem(label(source.encoding or ""), source.encoding)
        for picker, value in (
            (self.format, source.format),
            (self.encoding, source.encoding if matters else None),
            (self.language, document.language or ""),
        ):
            with QSignalBlocker(picker):
                picker.setCurrentIndex(picker.findData(value))
