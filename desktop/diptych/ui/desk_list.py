"""The open articles, at the left."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.core.article import Metadata
from diptych.core.languages import language
from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.ui.panels import is_rtl, one_line
from diptych.workspace.embargo import recall_of, standing
from diptych.workspace.moments import in_short, moment_of

FEW = 30
"""Articles of which each change is shown at once."""

PAUSE = 400
"""Milliseconds in which changes are gathered when there are more."""

LOOK = 30_000
"""Milliseconds between two looks at which embargoes have been lifted."""


def right_now() -> datetime:
    """The time, by which embargoes stand or not."""
    return datetime.now(UTC)


class DeskList(QWidget):
    """Lists the desk's documents; choosing one brings it to the front.

    ``menu_wanted`` tells where on the screen a menu about the one in front is asked for.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.now = right_now
        self._lines: dict[str, tuple[object, Entry]] = {}
        self._altered: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._show_altered)
        bar = QWidget()
        bar.setObjectName("bar")
        heading = QLabel(self.tr("Desk"))
        heading.setObjectName("heading")
        row = QVBoxLayout(bar)
        row.setContentsMargins(14, 9, 14, 9)
        row.addWidget(heading)
        self.list = EntryList(self.tr("Open articles"))
        self.list.chosen.connect(self._bring)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_for_menu)
        self.hint = QLabel(self.tr("Drop articles or folders on the window, or press Ctrl+O."))
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 12, 14, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.refresh)
        self._look.start()
        desk.listed.connect(self.refresh)
        desk.altered.connect(self._change)
        desk.current_changed.connect(self._select)
        self.refresh()

    def refresh(self) -> None:
        """Show the desk as it is."""
        documents = self._desk.documents
        self.hint.setVisible(not documents)
        self._lines = {d.key: self._lines[d.key] for d in documents if d.key in self._lines}
        self.list.show_entries([self._entry(document) for document in documents])
        self._select()

    def _select(self) -> None:
        if self._desk.current is not None:
            self.list.select(self._desk.current.key)

    def _change(self, opened: OpenDocument) -> None:
        """Show what became of one document; with many, a little later and together."""
        self._altered.add(opened.key)
        if len(self._lines) <= FEW or opened is self._desk.current:
            self._show_altered()
        elif not self._pause.isActive():
            self._pause.start()

    def _show_altered(self) -> None:
        keys, self._altered = self._altered, set()
        for document in filter(None, map(self._desk.find, keys)):
            self.list.show_entry(self._entry(document))

    def _entry(self, opened: OpenDocument) -> Entry:
        """The row of a document; made again only when something in it has changed."""
        article = opened.document.article
        why_not = self._mark(article.metadata)
        read_only = bool(opened.read_only)
        state = (
            article, opened.modified, opened.words, opened.unread, why_not, read_only, opened.label
        )  # fmt: skip
        known = self._lines.get(opened.key)
        if known is not None and known[0] == state:
            return known[1]
        tag = article.text.language
        facts = [
            self.tr("read only") if read_only else "",
            opened.label,
            self.tr("changed") if opened.modified else "",
            language(tag).name if tag else self.tr("language not known"),
            self.tr("{0} words").format(f"{opened.words:,}") if opened.words is not None else "",
        ]
        wire = self._wire(article.metadata)
        lines = [
            Line(article.headline, bold=opened.unread, rtl=is_rtl(tag)),
            *([Line(why_not, bold=True, alarm=True)] if why_not else []),
            *([Line(wire, faint=True)] if wire else []),
            Line(" · ".join(fact for fact in facts if fact), faint=True),
        ]
        entry = Entry(
            opened.key,
            tuple(lines),
            tip=article.source.path or article.source.name,
            dot=self.tr("Not read yet") if opened.unread else "",
        )
        self._lines[opened.key] = (state, entry)
        return entry

    def _mark(self, metadata: Metadata) -> str:
        """Why the article must not be published, in a word."""
        recall = recall_of(metadata)
        if recall is not None:
            return self.tr("Cancelled") if recall == "cancelled" else self.tr("Withheld")
        return self.tr("Embargo") if standing(metadata, self.now()) is not None else ""

    def _wire(self, metadata: Metadata) -> str:
        """What a wire says of itself: its slug, when it was sent, how urgent it is."""
        when = metadata.updated or metadata.sent or ""
        if not when and not metadata.date_guessed:
            when = metadata.date or ""
        moment = moment_of(when)
        urgency = metadata.urgency
        facts = [
            one_line(metadata.slug or ""),
            in_short(moment) if moment is not None else when,
            self.tr("urgency {0}").format(urgency) if urgency else "",
        ]
        return " · ".join(fact for fact in facts if fact)

    def _bring(self, key: str) -> None:
        self._desk.bring(self._desk.find(key))

    def _ask_for_menu(self, place: QPoint) -> None:
        key = self.list.key_at(place)
        if key is not None:
            self._bring(key)
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))
