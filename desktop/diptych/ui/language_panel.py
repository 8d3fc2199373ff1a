"""The tab about the article's language: which, how sure, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.core.detection import Certainty, Detection
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.ui.panels import one_line


class LanguagePanel(QWidget):
    """What language the article is in, how sure that is and why; cues of an earlier language."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setContentsMargins(14, 12, 14, 6)
        self.origin = QLabel()
        self.origin.setWordWrap(True)
        self.origin.setTextFormat(Qt.TextFormat.PlainText)
        self.origin.setContentsMargins(14, 6, 14, 10)
        self.list = EntryList(self.tr("Cues of translation"))
        self.list.chosen.connect(lambda key: self.chosen.emit(int(key)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.verdict)
        column.addWidget(self.origin)
        column.addWidget(self.list, 1)

    def show_detection(self, document: Document | None) -> None:
        """Show what was detected, with the evidence for it."""
        detection = document.detection if document else None
        if document is None or detection is None:
            self.verdict.setText(self.tr("The language has not been detected yet."))
            self.origin.hide()
            self.list.show_entries(())
            return
        self.verdict.setText(f"{describe(detection)}\n{detection.why}")
        origin = detection.origin
        self.origin.setVisible(origin is not None)
        if origin is None:
            self.list.show_entries(())
            return
        self.origin.setText(self.tr("This text shows {0}.").format(origin.hint))
        value = document.source.text.value
        self.list.show_entries(
            tuple(
                Entry(
                    str(number),
                    (
                        Line(f"“{one_line(cue.span.of(value)) or '␣'}”"),
                        Line(cue.why, faint=True),
                    ),
                )
                for number, cue in enumerate(origin.cues)
            )
        )


def describe(detection: Detection) -> str:
    """The language and how sure that is, in a few words."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("detection", words)

    if detection.language is None:
        return tr("Language not known")
    name = language(detection.language).name
    how = {
        Certainty.SURE: tr("sure"),
        Certainty.LIKELY: tr("likely"),
        Certainty.UNSURE: tr("unsure"),
        Certainty.CHOSEN: tr("chosen by you"),
    }[detection.certainty]
    return f"{name} · {how}"
