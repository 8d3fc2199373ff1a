"""The open articles, at the left."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.core.languages import language
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.ui.panels import is_rtl


class DeskList(QWidget):
    """Lists the desk's documents; choosing one brings it to the front."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: dict[str, tuple[object, Entry]] = {}
        bar = QWidget()
        bar.setObjectName("bar")
        heading = QLabel(self.tr("Desk"))
        heading.setObjectName("heading")
        row = QVBoxLayout(bar)
        row.setContentsMargins(14, 9, 14, 9)
        row.addWidget(heading)
        self.list = EntryList(self.tr("Open articles"))
        self.list.chosen.connect(self._bring)
        self.hint = QLabel(self.tr("Drop articles on the window, or press Ctrl+O."))
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 12, 14, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        desk.listed.connect(self.refresh)
        desk.current_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the desk as it is."""
        documents = self._desk.documents
        self.hint.setVisible(not documents)
        self.list.show_entries(tuple(self._entry(document) for document in documents))
        if self._desk.current is not None:
            self.list.select(self._desk.current.key)

    def _entry(self, opened: OpenDocument) -> Entry:
        """The row of a document; counted again only when its article or state has changed."""
        article = opened.document.article
        state = (article, opened.modified, opened.words)
        known = self._lines.get(opened.key)
        if known is not None and known[0] == state:
            return known[1]
        tag = article.text.language
        facts = [
            self.tr("changed") if opened.modified else "",
            language(tag).name if tag else self.tr("language not known"),
            self.tr("{0} words").format(f"{opened.words:,}") if opened.words is not None else "",
            article.metadata.date or "",
        ]
        about = " · ".join(fact for fact in facts if fact)
        lines = (
            Line(article.headline, bold=True, rtl=is_rtl(tag)),
            Line(about, faint=True),
        )
        entry = Entry(opened.key, lines, tip=article.source.path or article.source.name)
        self._lines[opened.key] = (state, entry)
        return entry

    def _bring(self, key: str) -> None:
        self._desk.bring(self._desk.find(key))
