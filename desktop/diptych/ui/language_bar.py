"""The bar above the panes: from which language into which, by which engine."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from diptych.core.document import Document
from diptych.core.languages import LANGUAGES, language
from diptych.ui.icons import icon
from diptych.ui.language_panel import describe


class LanguageBar(QWidget):
    """Tells and takes the article's language, the target, the engine and the quality."""

    language_chosen = Signal(str)
    target_chosen = Signal(str)
    translate = Signal()
    why = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.source = QComboBox()
        self.source.setAccessibleName(self.tr("Language of the article"))
        self.source.setToolTip(self.tr("Language of the article; choose another if it is wrong"))
        self.source.addItem(self.tr("Not known"), "")
        for known in sorted(LANGUAGES, key=lambda entry: entry.name):
            self.source.addItem(known.name, known.tag)
        self.certainty = QToolButton()
        self.certainty.setToolTip(self.tr("Why this language?"))
        self.certainty.clicked.connect(self.why)
        self.target = QComboBox()
        self.target.setAccessibleName(self.tr("Language to translate into"))
        self.engine = QComboBox()
        self.engine.setAccessibleName(self.tr("Engine"))
        self.quality = QComboBox()
        self.quality.setAccessibleName(self.tr("Quality"))
        for key, label in (
            ("fast", self.tr("Fast")),
            ("balanced", self.tr("Balanced")),
            ("careful", self.tr("Careful")),
        ):
            self.quality.addItem(label, key)
        self.quality.setCurrentIndex(1)
        self._lay_out()

    def _lay_out(self) -> None:
        self.button = QPushButton(icon("languages"), self.tr("Translate"))
        self.button.setDefault(True)
        self.button.clicked.connect(self.translate)
        for combo in (self.source, self.target, self.engine, self.quality):
            # Never wider than a laptop's screen allows, however long a language's name is.
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(7)
        self.engine.setMinimumContentsLength(13)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        for label, widget in (
            (self.tr("&From"), self.source),
            ("", self.certainty),
            (self.tr("&into"), self.target),
            (self.tr("wit&h"), self.engine),
            ("", self.quality),
        ):
            if label:
                text = QLabel(label)
                text.setObjectName("faint")
                text.setBuddy(widget)
                row.addWidget(text)
            row.addWidget(widget)
        row.setStretchFactor(self.engine, 1)
        row.addStretch(1)
        row.addWidget(self.button)
        self.source.activated.connect(self._source_chosen)
        self.target.activated.connect(lambda _i: self.target_chosen.emit(self.target.currentData()))

    def _source_chosen(self) -> None:
        if self.source.currentData():
            self.language_chosen.emit(self.source.currentData())

    def show_document(self, document: Document | None) -> None:
        """Show the language of a document and how sure it is."""
        self.setEnabled(document is not None)
        detection = document.detection if document else None
        tag = (document.language if document else None) or ""
        self.source.setCurrentIndex(max(0, self.source.findData(tag)))
        sure = describe(detection).rpartition(" · ")[2] if detection else "…"
        origin = detection.origin if detection else None
        if origin is None:
            self.certainty.setText(sure)
            self.certainty.setToolTip(self.tr("Why this language?"))
        else:
            name = language(origin.language).name
            self.certainty.setText(self.tr("{0} · cues of {1}").format(sure, name))
            hint = origin.hint[:1].upper() + origin.hint[1:]
            self.certainty.setToolTip(self.tr("{0}. Click to see each.").format(hint))
        self.certainty.setVisible(document is not None)

    def offer_targets(self, tags: tuple[str, ...], wanted: str) -> None:
        """Offer target languages; all known ones when no pack starts from this language."""
        with QSignalBlocker(self.target):
            self.target.clear()
            for tag in tags or tuple(entry.tag for entry in LANGUAGES):
                known = language(tag)
                self.target.addItem(known.name, tag)
                if known.autonym and known.autonym != known.name:
                    place = self.target.count() - 1
                    self.target.setItemData(place, known.autonym, Qt.ItemDataRole.ToolTipRole)
            self.target.setCurrentIndex(max(0, self.target.findData(wanted)))

    def offer_engines(self, engines: tuple[tuple[str, str], ...], wanted: str) -> None:
        """Offer engines as (name, label); an empty name means the best there is."""
        with QSignalBlocker(self.engine):
            self.engine.clear()
            for name, label in engines:
                self.engine.addItem(label, name)
            self.engine.setCurrentIndex(max(0, self.engine.findData(wanted)))
        self.engine.setEnabled(self.engine.count() > 1)
