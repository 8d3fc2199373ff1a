"""Fits notes into the window: what the user chose of them is kept in the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from diptych.core.notes import Colour
from diptych.ui.notes.changes import NoteChanges
from diptych.ui.notes.names import colour_label, swatch
from diptych.ui.notes.notebook import Notebook

if TYPE_CHECKING:
    from diptych.ui.main_window import MainWindow
    from diptych.ui.notes.colours_dialog import ColoursDialog

HIGHLIGHTS = tuple(f"highlight_{colour.value}" for colour in Colour)
"""The actions that highlight in one colour each."""

FOR_ARTICLES = (*HIGHLIGHTS, "note_article", "note_summary", "next_note", "previous_note")
"""The other actions of notes that need an article."""

_MORE = ("colours", "|", "note_article", "note_summary", "|", "next_note", "previous_note", "|",
         "both_sides")  # fmt: skip


def usual_meanings(window: MainWindow) -> dict[Colour, str]:
    """What the colours stand for in new articles."""
    return {Colour(name): words for name, words in window.settings.meanings}


def fit(window: MainWindow) -> Notebook:
    """The notebook of a window, connected to its views, its actions and its settings."""
    changes = NoteChanges(
        window.desk, lambda: window.settings.author, partial(usual_meanings, window), window
    )
    notebook = Notebook(
        changes,
        window.panes,
        window.notes,
        window.summary,
        window.tabs,
        lambda: window.theme,
        window,
    )
    notebook.colour = Colour(window.settings.highlighter)
    notebook.failed.connect(window.report)
    window.summary.note_wanted.connect(notebook.note_sentence)
    _fit_both_sides(window, notebook)
    more = QMenu(window)
    for name in _MORE:
        if name == "|":
            more.addSeparator()
        else:
            more.addAction(window.actions_by_name[name])
    window.notes.filter.more.setMenu(more)
    return notebook


def _fit_both_sides(window: MainWindow, notebook: Notebook) -> None:
    action = window.actions_by_name["both_sides"]
    action.setChecked(window.settings.notes_both_sides)
    notebook.show_both_sides(window.settings.notes_both_sides)

    def turn(both: bool) -> None:
        notebook.show_both_sides(both)
        window.keep(replace(window.settings, notes_both_sides=both))

    action.toggled.connect(turn)


def fit_button(window: MainWindow, bar: QToolBar, menu: QMenu) -> None:
    """Give the toolbar's Highlight button its colours, and name them anew before they show."""
    button = bar.widgetForAction(window.actions_by_name["highlight"])
    assert isinstance(button, QToolButton)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    menu.aboutToShow.connect(partial(name_colours, window))
    name_colours(window)


def name_colours(window: MainWindow) -> None:
    """Name the actions of colours after what these stand for in the article in front."""
    meanings: Mapping[Colour, str] = window.notes.meanings
    for number, colour in enumerate(Colour, start=1):
        action = window.actions_by_name[f"highlight_{colour.value}"]
        label = colour_label(colour, meanings).replace("&", "&&")
        action.setText(f"&{number} {label}")
        action.setIcon(swatch(colour, window.theme))


def highlights(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the actions of colours do: mark, and keep the colour for the next time."""

    def mark(colour: Colour) -> None:
        window.notebook.highlight(colour)
        window.keep(replace(window.settings, highlighter=colour.value))

    return {f"highlight_{colour.value}": partial(mark, colour) for colour in Colour}


def show_colours(window: MainWindow) -> ColoursDialog:
    """Ask what the colours stand for."""
    from diptych.ui.notes.colours_dialog import ColoursDialog

    def named(meanings: Mapping[Colour, str], lasting: bool) -> None:
        window.notebook.changes.mean(meanings)
        if lasting:
            kept = tuple((colour.value, words) for colour, words in meanings.items())
            window.keep(replace(window.settings, meanings=kept))
        window.notes.show_notes(
            window.desk.current.document if window.desk.current else None, window.theme
        )

    dialog = ColoursDialog(window.notes.meanings, window.theme, window)
    dialog.named.connect(named)
    dialog.open()
    return dialog
