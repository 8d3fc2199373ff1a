"""Notes in the window: the panes, the Notes tab, the Summary tab and the actions together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTabWidget

from diptych.core.document import Document
from diptych.core.errors import DiptychError
from diptych.core.note_filter import in_reading_order
from diptych.core.notes import Colour, Note, NoteOn
from diptych.core.text import Span
from diptych.ui.desk import OpenDocument
from diptych.ui.notes.changes import NoteChanges
from diptych.ui.notes.marking import View, places
from diptych.ui.notes.menus import note_menu
from diptych.ui.notes.panel import NotesPanel
from diptych.ui.panels import SummaryPanel
from diptych.ui.panes import LinkedPanes
from diptych.ui.text_pane import TextPane
from diptych.ui.theme import Theme


class Notebook(QObject):
    """What the user does with notes. ``failed`` tells what could not be done and why.

    ``colours_wanted`` asks for the dialog on what colours mean.
    """

    failed = Signal(Exception)
    colours_wanted = Signal()

    def __init__(
        self,
        changes: NoteChanges,
        panes: LinkedPanes,
        panel: NotesPanel,
        summary: SummaryPanel,
        tabs: QTabWidget,
        theme: Callable[[], Theme],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.changes, self._panes, self._panel, self._tabs = changes, panes, panel, tabs
        self._summary, self._theme = summary, theme
        self._both_sides = True
        self.colour = Colour.YELLOW
        self._connect_panel()
        panes.notes_asked.connect(self.open)
        for pane in panes.panes:
            pane.pressed.connect(lambda offset, p=pane: self._press(p, offset))
            pane.delete_wanted.connect(self._remove_at_caret)
            pane.menu_filled.connect(lambda menu, place, p=pane: self._fill_menu(p, menu, place))

    def _connect_panel(self) -> None:
        listed, form, changes = self._panel.list, self._panel.form, self.changes
        self._panel.chosen.connect(self._reveal)
        listed.gone_to.connect(self.go_to)
        listed.remove_wanted.connect(self.remove)
        listed.resolve_wanted.connect(self.turn)
        listed.menu_wanted.connect(self._show_menu)
        form.written.connect(changes.write)
        form.coloured.connect(changes.colour)
        form.resolved.connect(changes.resolve)
        form.removed.connect(self.remove)
        form.put_here.connect(self.put_here)
        form.replied.connect(self._reply)
        form.reply_removed.connect(changes.remove_reply)
        form.finished.connect(changes.finish)

    @property
    def _opened(self) -> OpenDocument | None:
        return self.changes.opened

    # Writing notes

    def highlight(self, colour: Colour | None = None) -> None:
        """Mark the selected words, in the colour used last where none is named."""
        self.colour = colour or self.colour
        self._mark()

    def add_note(self) -> None:
        """Mark the selected words, or the sentence of the summary, and begin to write."""
        if self._summary.list.hasFocus():
            self.note_sentence()
            return
        self._begin(self._mark())

    def note_article(self) -> None:
        """Begin a note on the whole article."""
        self._note_on(NoteOn.ARTICLE, Span(0, 0))

    def note_summary(self) -> None:
        """Begin a note on all of the summary."""
        if self._has_summary():
            self._note_on(NoteOn.SUMMARY, Span(0, 0))

    def note_sentence(self) -> None:
        """Begin a note on the current sentence of the summary; on all of it when there is none."""
        opened, key = self._opened, self._summary.list.current_key
        if key is None or opened is None:
            self.note_summary()
        elif self._has_summary():
            self._note_on(NoteOn.SUMMARY, opened.document.source.segment(key).span)

    def _has_summary(self) -> bool:
        if self._opened is not None and self._opened.document.summary is not None:
            return True
        self._refuse(self.tr("There is no summary yet."), self.tr("Summarise the article first."))
        return False

    def _note_on(self, on: NoteOn, span: Span) -> None:
        opened = self._opened
        if opened is not None:
            source = opened.document.source.id
            self._begin(self.changes.add(opened, source, span, self.colour, on))

    def _begin(self, note: str | None) -> None:
        if note is not None:
            self._show_tab()
            self._panel.edit(note)

    def _mark(self) -> str | None:
        opened, place = self._opened, self._selected()
        if opened is None:
            return None
        if opened.streaming is not None and self._panes.active.version is opened.streaming:
            self._refuse(
                self.tr("This translation is still being made."),
                self.tr("Mark its words when it is finished."),
            )
            return None
        if place is None:
            self._refuse(
                self.tr("There are no words to mark here."), self.tr("Select some and try again.")
            )
            return None
        note = self.changes.add(opened, *place, self.colour)
        self._view(note)
        return note

    def _selected(self) -> tuple[str, Span] | None:
        """The selected words, or the sentence at the caret, and in which version."""
        pane = self._panes.active
        version, span = pane.version, pane.selected_span
        if version is None:
            return None
        if span is None and version.segments:
            span = (pane.segment_under_caret() or version.segments[0]).span
        return (version.id, span) if span and span.stripped(version.text.value) else None

    def _refuse(self, sentence: str, remedy: str) -> None:
        self.failed.emit(DiptychError(sentence, remedy))

    def _reply(self, note: str, reply: str | None, words: str) -> None:
        self._panel.form.writing(self.changes.reply(note, reply, words))

    # Changing notes

    def remove(self, note_id: str) -> None:
        """Delete a note; the one after it becomes current, so that several can go in turn."""
        following = self._panel.step_from(note_id, 1)
        self.changes.remove(note_id)
        if following is not None and following != note_id:
            self._panel.choose(following)

    def _remove_at_caret(self) -> None:
        """Delete the note that is chosen, if the caret stands on its words."""
        chosen = self._panel.current
        note = self.changes.note(chosen or "")
        if note is not None and not note.overall and self._at_caret(chosen):
            self.changes.remove(note.id)

    def turn(self, note_id: str) -> None:
        """Mark a note as settled, or open it again."""
        note = self.changes.note(note_id)
        if note is not None:
            self.changes.resolve(note_id, not note.resolved)

    def put_here(self, note_id: str) -> None:
        """Put a note on the selected words."""
        pane = self._panes.active
        span = pane.selected_span
        if span is None or pane.version is None or not pane.selected_words.strip():
            self._refuse(
                self.tr("No words are selected."),
                self.tr("Select those that the note is about and try again."),
            )
            return
        self.changes.put(note_id, pane.version.id, span)
        self._view(note_id)

    # Going to notes

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) note of the list, from the caret in a pane."""
        opened = self._opened
        if opened is None:
            return
        in_text = any(pane.hasFocus() for pane in self._panes.panes)
        start = self._panel.current
        if in_text and not self._at_caret(start):
            start = self._before_caret(opened.document, by)
        following = self._panel.step_from(start, by)
        if following is None:
            self._refuse(self.tr("There are no notes to go to."), "")
            return
        self._panel.choose(following)
        if in_text:
            self.go_to(following)

    def _at_caret(self, note_id: str | None) -> bool:
        """Whether the caret is on the words of a note, or the note is on none."""
        note = self.changes.note(note_id or "")
        if note is None:
            return False
        pane = self._panes.active
        here = pane.version is not None and pane.version.id == note.version
        return note.overall or (here and note.span.start <= pane.caret <= note.span.end)

    def _before_caret(self, document: Document, by: int) -> str | None:
        """The note from which the next one is the first after the caret."""
        pane = self._panes.active
        here = [
            note for note in in_reading_order(document)
            if pane.version is not None and note.version == pane.version.id and not note.overall
        ]  # fmt: skip
        if by > 0:
            return next((n.id for n in reversed(here) if n.span.start < pane.caret), None)
        return next((n.id for n in here if n.span.start >= pane.caret), None)

    def go_to(self, note_id: str) -> None:
        """Go to the words of a note, and on with the keyboard there."""
        self._reveal(note_id)
        note = self.changes.note(note_id)
        for pane in self._panes.panes:
            if note and not note.orphan and pane.version and pane.version.id == note.version:
                pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, notes: Sequence[str]) -> None:
        """Show notes in the Notes tab: the first of them, or the one after the current one."""
        wanted = _following(notes, self._panel.current)
        if wanted is not None:
            self._show_tab()
            self._panel.choose(wanted)
            self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tab(self) -> None:
        self._tabs.show()
        self._tabs.setCurrentWidget(self._panel)

    def _press(self, pane: TextPane, offset: int) -> None:
        """A click on marked words chooses their note; another one the next that stands there."""
        here = self._notes_at(pane, offset)
        wanted = _following([note.id for note in here], self._panel.current)
        if wanted is not None:
            self._panel.become(wanted)
        self._view(wanted)

    def _notes_at(self, pane: TextPane, offset: int) -> list[Note]:
        opened = self._opened
        if opened is None or pane.version is None:
            return []
        shown = places(opened.document, pane.version, View())
        return [p.note for p in shown if not p.echo and offset in p.span]

    def _reveal(self, note_id: str) -> None:
        """Bring the words of a note into view, and light it on both sides."""
        opened, note = self._opened, self.changes.note(note_id)
        if opened is None or note is None or note.orphan:
            self._view(None)
            return
        if note.version != opened.document.source.id and not note.overall:
            opened.show_version(note.version)
        self._view(note_id)
        for pane in self._panes.panes:
            if pane.version and pane.version.id == note.version and not note.overall:
                pane.go_to(note.span)
                segment = pane.segment_under_caret()
                if segment is not None:
                    self._panes.go_to(segment.id)
                    pane.go_to(note.span)

    # Showing

    def show_both_sides(self, both: bool) -> None:
        """Show notes on the aligned sentences of the other side, or not."""
        self._both_sides = both
        self._view(self._panel.current)

    def _view(self, chosen: str | None) -> None:
        self._panes.view_notes(View(chosen, self._both_sides))

    def _fill_menu(self, pane: TextPane, menu: QMenu, place: QPoint) -> None:
        """What can be done with the notes at a place of the text."""
        for note in self._notes_at(pane, pane.offset_at(place)):
            menu.addMenu(note_menu(note, self, self._panel, self._theme(), menu))

    def _show_menu(self, note_id: str, place: QPoint) -> None:
        note = self.changes.note(note_id)
        if note is not None:
            menu = note_menu(note, self, self._panel, self._theme(), self._panel)
            menu.popup(place)
            menu.aboutToHide.connect(menu.deleteLater)


def _following(notes: Sequence[str], current: str | None) -> str | None:
    """The note after the current one, round and round; the first where it is not among them."""
    if not notes:
        return None
    return notes[(notes.index(current) + 1) % len(notes)] if current in notes else notes[0]
