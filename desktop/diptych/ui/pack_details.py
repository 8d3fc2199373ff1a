"""What is known of the chosen pack, beside the table: to be read, selected and copied."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPalette, QTextOption
from PySide6.QtWidgets import QPushButton, QTextEdit, QVBoxLayout, QWidget

from diptych.core.firefox_models import FirefoxModel
from diptych.core.language_packs import LanguagePack
from diptych.packs.files import megabytes
from diptych.ui.icons import icon
from diptych.ui.pack_table import Row, Tone

WIDTH = 316


class PackDetails(QWidget):
    """Shows one row's facts, or how many are chosen. ``copied`` tells that a checksum was."""

    copied = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._checksum = ""
        self.text = QTextEdit()
        self.text.setObjectName("pane")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.document().setDocumentMargin(14)
        self.copy = QPushButton(icon("copy"), self.tr("Copy the checksum"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addWidget(self.copy)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what is known of the chosen rows."""
        only = rows[0] if len(rows) == 1 else None
        self._checksum = only.checksum if only else ""
        self.copy.setVisible(bool(self._checksum))
        if only is not None:
            self.text.setHtml(self._page(only))
        else:
            words = self._several(rows) if rows else self.tr("Choose a pack to see more of it.")
            self.text.setHtml(f'<p style="color: {_faint()}">{escape(words)}</p>')

    def _several(self, rows: Sequence[Row]) -> str:
        size = sum(
            row.subject.size for row in rows if isinstance(row.subject, LanguagePack | FirefoxModel)
        )
        if size:
            return self.tr("{0} chosen, {1}.").format(len(rows), megabytes(size))
        return self.tr("{0} chosen.").format(len(rows))

    def _page(self, row: Row) -> str:
        alarm = QGuiApplication.palette().color(QPalette.ColorRole.BrightText).name()
        colour = f"; color: {alarm}" if row.tone is Tone.BAD else ""
        caution = "".join(
            f'<p style="margin-top: 0; margin-bottom: 12px{colour}">{escape(line)}</p>'
            for line in row.caution.splitlines()
        )
        facts = "".join(
            f'<p style="margin-top: 0; margin-bottom: 8px">'
            f'<span style="color: {_faint()}">{escape(fact.label)}</span><br>'
            f"{escape(fact.words)}</p>"
            for fact in row.facts
        )
        heading = (
            '<p style="margin-top: 0; margin-bottom: 10px; font-weight: 600">'
            f"{escape(row.cells[0])}</p>"
        )
        return heading + caution + facts

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._checksum)
        self.copied.emit()


def _faint() -> str:
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText).name()
