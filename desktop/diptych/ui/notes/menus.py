"""Menus about notes: what can be done with one, and in which colour to highlight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from diptych.core.notes import Colour, Note
from diptych.ui.notes.names import colour_label, swatch
from diptych.ui.panels import one_line
from diptych.ui.theme import Theme

if TYPE_CHECKING:
    from diptych.ui.notes.notebook import Notebook
    from diptych.ui.notes.panel import NotesPanel

_LONGEST = 40

translate = QCoreApplication.translate


def note_menu(
    note: Note, notebook: Notebook, panel: NotesPanel, theme: Theme, parent: QWidget
) -> QMenu:
    """Everything that can be done with a note; its title says which one it is."""
    menu = QMenu(_short(note), parent)
    menu.setIcon(swatch(note.colour, theme))
    menu.addAction(translate("notes", "&Open"), partial(notebook.open, [note.id]))
    menu.addAction(translate("notes", "&Edit\tE"), partial(_edit, notebook, panel, note.id))
    menu.addAction(translate("notes", "&Reply\tR"), partial(_reply, notebook, panel, note.id))
    turn = translate("notes", "Re&open\tD") if note.resolved else translate("notes", "Re&solve\tD")
    menu.addAction(turn, partial(notebook.turn, note.id))
    colours = menu.addMenu(translate("notes", "&Colour"))
    for colour in Colour:
        action = QAction(swatch(colour, theme), colour_label(colour, panel.meanings), colours)
        action.setCheckable(True)
        action.setChecked(colour is note.colour)
        action.triggered.connect(partial(_paint, notebook, note.id, colour))
        colours.addAction(action)
    menu.addAction(
        translate("notes", "&Put on the selected words"), partial(notebook.put_here, note.id)
    )
    menu.addSeparator()
    menu.addAction(translate("notes", "&Delete\tDel"), partial(notebook.remove, note.id))
    return menu


def _short(note: Note) -> str:
    words = one_line(note.body or note.quote)
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    return translate("notes", "Note: {0}").format(words.replace("&", "&&"))


def _edit(notebook: Notebook, panel: NotesPanel, note_id: str) -> None:
    notebook.open([note_id])
    panel.edit(note_id)


def _reply(notebook: Notebook, panel: NotesPanel, note_id: str) -> None:
    notebook.open([note_id])
    panel.reply(note_id)


def _paint(notebook: Notebook, note_id: str, colour: Colour, _checked: bool = True) -> None:
    notebook.changes.colour(note_id, colour)
