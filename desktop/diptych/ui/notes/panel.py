"""The Notes tab: all notes of the article in reading order, and the one that is current."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.core.document import Document
from diptych.core.note_filter import in_reading_order
from diptych.core.notes import Colour, Note
from diptych.ui.notes.field import Field
from diptych.ui.notes.filter_bar import FilterBar
from diptych.ui.notes.form import NoteForm
from diptych.ui.notes.note_list import NoteList
from diptych.ui.notes.rows import Rows
from diptych.ui.theme import Theme


class NotesPanel(QWidget):
    """``chosen`` tells the note that has become current; ``meanings`` are those of colours for
    articles that have none of their own."""

    chosen = Signal(str)

    def __init__(
        self,
        meanings: Callable[[], Mapping[Colour, str]] = dict,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._meanings = meanings
        self._document: Document | None = None
        self._theme: Theme | None = None
        self._notes: dict[str, Note] = {}
        self._current: str | None = None
        self._rows = Rows()
        self.filter = FilterBar()
        self.filter.changed.connect(self._refill)
        self.filter.menu.aboutToShow.connect(self._offer_filters)
        self.list = NoteList(self.tr("Notes"))
        self.list.setToolTip(
            self.tr("Enter goes to the words, E edits, R replies, D settles, Del deletes")
        )
        self.list.chosen.connect(self._choose)
        self.hint = QLabel()
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 12, 14, 12)
        self.form = NoteForm()
        self.form.finished.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.edit_wanted.connect(self.edit)
        self.list.reply_wanted.connect(self.reply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filter, self.hint):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.form)
        self.form.hide()

    @property
    def body(self) -> Field:
        """The field for the words of the current note."""
        return self.form.body

    @property
    def current(self) -> str | None:
        """The id of the note that is current."""
        return self._current

    @property
    def meanings(self) -> Mapping[Colour, str]:
        """What the colours stand for in the article on show."""
        named = dict(self._document.meanings) if self._document else {}
        return named or self._meanings()

    def show_notes(self, document: Document | None, theme: Theme, *, editable: bool = True) -> None:
        """Show the notes of a document, and let them be changed where it is ``editable``."""
        self.form.let_write(editable=editable)
        before = self._document.article.id if self._document else None
        self._document, self._theme = document, theme
        if document is None or document.article.id != before:
            self._current = None
            self.filter.clear()
        self._refill()

    def _refill(self) -> None:
        document, theme = self._document, self._theme
        if theme is None:
            return
        ordered = in_reading_order(document) if document else ()
        wanted = [note for note in ordered if self.filter.wanted.takes(note)]
        self._notes = {note.id: note for note in ordered}
        rows = self._rows.of(wanted, document, self.meanings, theme) if document else ()
        self.list.show_entries(rows)
        self.filter.setVisible(bool(ordered))
        self.filter.tell(len(wanted), len(ordered))
        self._hint(bool(ordered), bool(wanted))
        if self._current not in self._notes:
            self._current = None
        self._show_form()

    def _hint(self, any_: bool, shown: bool) -> None:
        self.hint.setVisible(not shown)
        self.hint.setText(
            self.tr("No note is like that.")
            if any_
            else self.tr(
                "Select words in a pane and press Ctrl+Alt+N to write a note about them, "
                "or Ctrl+Alt+H to highlight them."
            )
        )

    def _offer_filters(self) -> None:
        if self._theme is not None:
            self.filter.offer(self._document, self._theme)

    def _show_form(self) -> None:
        if self._theme is not None:
            note = self._notes.get(self._current or "")
            self.form.show_note(note, self.meanings, self._theme)

    def _choose(self, note_id: str) -> None:
        self.become(note_id)
        self.chosen.emit(note_id)

    def become(self, note_id: str) -> None:
        """Make a note current without telling anybody."""
        self.list.select(note_id)
        self._current = note_id
        self._show_form()

    def choose(self, note_id: str) -> None:
        """Make a note current; it is shown whatever the filter says."""
        note = self._notes.get(note_id)
        if note is None:
            return
        if not self.filter.wanted.takes(note):
            self.filter.clear()
        self._choose(note_id)

    def edit(self, note_id: str) -> None:
        """Begin to write the note with that id."""
        self.choose(note_id)
        self.form.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def reply(self, note_id: str) -> None:
        """Begin to write an answer to a note."""
        self.choose(note_id)
        self.form.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_from(self, note_id: str | None, by: int) -> str | None:
        """The note that follows (1) or precedes (-1) another one in the list, round and round.

        Notes whose words are gone are passed over.
        """
        keys = [
            entry.key
            for entry in self.list.entries
            if not entry.heading and not self._notes[entry.key].orphan
        ]
        if not keys:
            return None
        if note_id not in keys:
            return keys[0 if by > 0 else -1]
        return keys[(keys.index(note_id) + by) % len(keys)]
