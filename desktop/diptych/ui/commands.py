"""What each action of the window does: one table, to be read beside ``actions.SPECS``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from diptych.core.notes import Colour
from diptych.ui.closing import close

if TYPE_CHECKING:
    from diptych.ui.desk import OpenDocument
    from diptych.ui.main_window import MainWindow


CHANGES = frozenset(
    {
        "note", "highlight", "edit_segment", "revert_segment", "retry_segment", "confirm_segment",
        "translate", "note_article", "note_summary", "colours",
        *(f"insert_{n}" for n in range(1, 6)), *(f"highlight_{colour.value}" for colour in Colour),
    }
)  # fmt: skip
"""Actions that change the article in front: they are refused where it may only be read."""


def handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What is called for each action, by its name."""
    return {
        name: partial(_change, window, handler) if name in CHANGES else handler
        for name, handler in _all(window).items()
    }


def _change(window: MainWindow, handler: Callable[[], object]) -> None:
    if window.conflicts.editable(window.desk.current):
        handler()


def _all(window: MainWindow) -> dict[str, Callable[[], object]]:
    return {
        "open": window.intake.open_files,
        "open_folder": window.intake.open_folder,
        "sample": window.intake.open_sample,
        "watch": window.intake.watch,
        "save": lambda: window.use(window.saving.save),
        "save_as": lambda: window.use(window.saving.save_as),
        "save_copy": lambda: window.use(window.saving.save_copy),
        "save_original": lambda: window.use(window.saving.save_original),
        "read_again": lambda: window.use(window.read_again),
        "details": lambda: window.use(partial(_details, window)),
        "earlier": lambda: window.use(partial(_earlier, window)),
        "close": lambda: window.use(partial(close, window.desk, window.messages)),
        "quit": window.close,
        "undo": lambda: window.use(lambda d: d.history.undo()),
        "redo": lambda: window.use(lambda d: d.history.redo()),
        "copy_brief": lambda: window.use(window.saving.copy_brief),
        "find": window.finding.summon,
        **_working(window),
        "zoom_in": lambda: window.zoom(window.settings.zoom + 10),
        "zoom_out": lambda: window.zoom(window.settings.zoom - 10),
        "zoom_reset": lambda: window.zoom(100),
        "theme_system": lambda: window.choose_theme("system"),
        "theme_light": lambda: window.choose_theme("light"),
        "theme_dark": lambda: window.choose_theme("dark"),
        "about": window.about,
    }


def _working(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What is done to the words: sentences, terms, engines."""
    return {
        **_noting(window),
        "edit_segment": window.annotations.edit_segment,
        "revert_segment": window.annotations.revert_segment,
        "retry_segment": window.workbench.retry,
        "confirm_segment": window.workbench.confirm,
        "next_alarm": lambda: window.workbench.next_alarm(1),
        "previous_alarm": lambda: window.workbench.next_alarm(-1),
        "sentence": lambda: window.show_tab(window.sentence),
        **{f"insert_{n}": partial(window.workbench.insert, n) for n in range(1, 6)},
        "next_segment": lambda: window.panes.step(1),
        "previous_segment": lambda: window.panes.step(-1),
        "translate": window.offering.translate,
        "stop": window.controller.stop,
        "summarise": window.summarise,
        "glossary": partial(_glossary, window),
        "memory": partial(_memory, window),
        "add_term": partial(_add_term, window),
        "engines": partial(_engines, window),
        "packs": partial(_packs, window),
    }


def _noting(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What is done with notes."""
    from diptych.ui.notes.fitting import highlights, show_colours

    return {
        "note": window.notebook.add_note,
        "highlight": window.notebook.highlight,
        **highlights(window),
        "colours": partial(show_colours, window),
        "note_article": window.notebook.note_article,
        "note_summary": window.notebook.note_summary,
        "next_note": lambda: window.notebook.step(1),
        "previous_note": lambda: window.notebook.step(-1),
    }


# Dialogs are imported when they are first asked for: the window is shown sooner without them.


def _details(window: MainWindow, opened: OpenDocument) -> object:
    from diptych.ui.details import show_details

    return show_details(window.controller, opened, window.saving, window.release, window)


def _earlier(window: MainWindow, opened: OpenDocument) -> object:
    from diptych.ui.earlier import show_earlier

    return show_earlier(window.controller, opened, window.keep_earlier, window)


def _glossary(window: MainWindow) -> object:
    from diptych.ui.glossary import show_glossary

    return show_glossary(window.controller, window.desk.current, window.offering.pair, window)


def _memory(window: MainWindow) -> object:
    from diptych.ui.memory import show_memory

    return show_memory(window.controller, window.offering.pair, window)


def _add_term(window: MainWindow) -> object:
    from diptych.ui.glossary import add_term

    opened, pair = window.desk.current, window.offering.pair
    return add_term(window.controller, opened, *window.panes.selected_words, pair, window)


def _packs(window: MainWindow) -> object:
    from diptych.ui.packs import show_packs

    return show_packs(window.controller, window)


def _engines(window: MainWindow) -> object:
    from diptych.ui.engines import show_engines

    pair, settings = window.offering.pair, window.settings
    return show_engines(window.controller, pair, settings, window.keep, window)
