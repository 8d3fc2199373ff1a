"""Every action of the window: its words, shortcut, icon and tip, for menus and toolbar alike."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar

from diptych.ui.icons import icon
from diptych.ui.notes.actions import NOTES
from diptych.ui.spec import QT_TRANSLATE_NOOP, Spec

SPECS: tuple[Spec, ...] = (
    Spec(
        "open",
        QT_TRANSLATE_NOOP("actions", "&Open…"),
        "Ctrl+O",
        "folder-open",
        QT_TRANSLATE_NOOP("actions", "Open articles"),
    ),
    Spec(
        "open_folder",
        QT_TRANSLATE_NOOP("actions", "Open fol&der…"),
        "Ctrl+Shift+O",
        "",
        QT_TRANSLATE_NOOP("actions", "Open all articles in a folder"),
    ),
    Spec(
        "watch",
        QT_TRANSLATE_NOOP("actions", "&Watch a folder…"),
        "",
        "",
        QT_TRANSLATE_NOOP("actions", "Let new files of a folder join the desk"),
        True,
    ),
    Spec(
        "details",
        QT_TRANSLATE_NOOP("actions", "Article de&tails…"),
        "Alt+Return",
        "file-text",
        QT_TRANSLATE_NOOP("actions", "Show what the file says of itself, and how it was read"),
    ),
    Spec(
        "read_again",
        QT_TRANSLATE_NOOP("actions", "Read the file a&gain"),
        "F5",
        "",
        QT_TRANSLATE_NOOP("actions", "Take over what has changed in the file, and keep the work"),
    ),
    Spec(
        "save_original",
        QT_TRANSLATE_NOOP("actions", "Save the or&iginal…"),
        "",
        "",
        QT_TRANSLATE_NOOP("actions", "Save the bytes of the file exactly as they came"),
    ),
    Spec(
        "save",
        QT_TRANSLATE_NOOP("actions", "&Save"),
        "Ctrl+S",
        "save",
        QT_TRANSLATE_NOOP("actions", "Save all work in a .diptych file"),
    ),
    Spec("save_as", QT_TRANSLATE_NOOP("actions", "Save &as…"), "Ctrl+Shift+S"),
    Spec(
        "save_copy",
        QT_TRANSLATE_NOOP("actions", "Save a &copy…"),
        "Ctrl+E",
        "file-output",
        QT_TRANSLATE_NOOP("actions", "Save copies for reading, for offices and for other tools"),
    ),
    Spec(
        "earlier",
        QT_TRANSLATE_NOOP("actions", "Earlier &versions…"),
        "Ctrl+Alt+S",
        "",
        QT_TRANSLATE_NOOP("actions", "Look at what the .diptych file held before it was saved"),
    ),
    Spec("close", QT_TRANSLATE_NOOP("actions", "&Close article"), "Ctrl+W"),
    Spec("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), "Ctrl+Q"),
    Spec("undo", QT_TRANSLATE_NOOP("actions", "&Undo"), "Ctrl+Z", "undo-2"),
    Spec("redo", QT_TRANSLATE_NOOP("actions", "&Redo"), "Ctrl+Shift+Z", "redo-2"),
    Spec(
        "copy_brief",
        QT_TRANSLATE_NOOP("actions", "Copy as &brief"),
        "Ctrl+Shift+B",
        "copy",
        QT_TRANSLATE_NOOP("actions", "Put the summary with its source line on the clipboard"),
    ),
    Spec(
        "find",
        QT_TRANSLATE_NOOP("actions", "&Find…"),
        "Ctrl+F",
        "search",
        QT_TRANSLATE_NOOP("actions", "Find in the article"),
    ),
    *NOTES,
    Spec(
        "edit_segment",
        QT_TRANSLATE_NOOP("actions", "&Edit sentence"),
        "F2",
        "pencil",
        QT_TRANSLATE_NOOP("actions", "Edit the translation here"),
    ),
    Spec(
        "revert_segment", QT_TRANSLATE_NOOP("actions", "Take the &machine's words back"), "Ctrl+M"
    ),
    Spec(
        "retry_segment",
        QT_TRANSLATE_NOOP("actions", "Try &again"),
        "Ctrl+R",
        "refresh-cw",
        QT_TRANSLATE_NOOP("actions", "Try other presets and engines, and keep the best"),
    ),
    Spec(
        "confirm_segment",
        QT_TRANSLATE_NOOP("actions", "&Confirm"),
        "Ctrl+Return",
        "check",
        QT_TRANSLATE_NOOP("actions", "Mark as good, keep in the memory, and go on"),
    ),
    Spec("next_alarm", QT_TRANSLATE_NOOP("actions", "Ne&xt alarm"), "Ctrl+J"),
    Spec("previous_alarm", QT_TRANSLATE_NOOP("actions", "Pre&vious alarm"), "Ctrl+Shift+J"),
    Spec(
        "sentence",
        QT_TRANSLATE_NOOP("actions", "&Other translations"),
        "F7",
        "",
        QT_TRANSLATE_NOOP("actions", "Show what else could stand for this sentence"),
    ),
    Spec("insert_1", QT_TRANSLATE_NOOP("actions", "Put in suggestion &1"), "Alt+1"),
    Spec("insert_2", QT_TRANSLATE_NOOP("actions", "Put in suggestion &2"), "Alt+2"),
    Spec("insert_3", QT_TRANSLATE_NOOP("actions", "Put in suggestion &3"), "Alt+3"),
    Spec("insert_4", QT_TRANSLATE_NOOP("actions", "Put in suggestion &4"), "Alt+4"),
    Spec("insert_5", QT_TRANSLATE_NOOP("actions", "Put in suggestion &5"), "Alt+5"),
    Spec("next_segment", QT_TRANSLATE_NOOP("actions", "&Next sentence"), "Ctrl+N"),
    Spec("previous_segment", QT_TRANSLATE_NOOP("actions", "&Previous sentence"), "Ctrl+P"),
    Spec(
        "translate",
        QT_TRANSLATE_NOOP("actions", "&Translate"),
        "Ctrl+T",
        "languages",
        QT_TRANSLATE_NOOP("actions", "Translate this article"),
    ),
    Spec(
        "stop",
        QT_TRANSLATE_NOOP("actions", "&Stop"),
        "Ctrl+.",
        "circle-stop",
        QT_TRANSLATE_NOOP("actions", "Stop what is running"),
    ),
    Spec(
        "summarise",
        QT_TRANSLATE_NOOP("actions", "&Summarise"),
        "Ctrl+Shift+U",
        "list-checks",
        QT_TRANSLATE_NOOP("actions", "Summarise again"),
    ),
    Spec("glossary", QT_TRANSLATE_NOOP("actions", "&Glossary…"), "Ctrl+Shift+G"),
    Spec("memory", QT_TRANSLATE_NOOP("actions", "Translation &memory…"), "Ctrl+Shift+M"),
    Spec(
        "add_term",
        QT_TRANSLATE_NOOP("actions", "Add t&erm…"),
        "Ctrl+Alt+T",
        "",
        QT_TRANSLATE_NOOP("actions", "Fix how the selected words are translated"),
    ),
    Spec("engines", QT_TRANSLATE_NOOP("actions", "&Engines…"), "Ctrl+Shift+E"),
    Spec("packs", QT_TRANSLATE_NOOP("actions", "Language &packs…"), "Ctrl+Shift+L", "package"),
    Spec(
        "desk",
        QT_TRANSLATE_NOOP("actions", "&Desk"),
        "F8",
        "panel-left",
        QT_TRANSLATE_NOOP("actions", "Show or hide the open articles"),
        True,
    ),
    Spec(
        "side",
        QT_TRANSLATE_NOOP("actions", "S&ide panel"),
        "F9",
        "panel-right",
        QT_TRANSLATE_NOOP("actions", "Show or hide the side panel"),
        True,
    ),
    Spec("zoom_in", QT_TRANSLATE_NOOP("actions", "Zoom &in"), "Ctrl++", "zoom-in"),
    Spec("zoom_out", QT_TRANSLATE_NOOP("actions", "Zoom &out"), "Ctrl+-", "zoom-out"),
    Spec("zoom_reset", QT_TRANSLATE_NOOP("actions", "&Actual size"), "Ctrl+0"),
    Spec(
        "theme_system",
        QT_TRANSLATE_NOOP("actions", "As the s&ystem"),
        group="theme",
        checkable=True,
    ),
    Spec("theme_light", QT_TRANSLATE_NOOP("actions", "&Light"), group="theme", checkable=True),
    Spec("theme_dark", QT_TRANSLATE_NOOP("actions", "&Dark"), group="theme", checkable=True),
    Spec("sample", QT_TRANSLATE_NOOP("actions", "Open the &sample story")),
    Spec("about", QT_TRANSLATE_NOOP("actions", "&About Diptych")),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "&File"),
        (
            "open",
            "open_folder",
            "recent",
            "sample",
            "watch",
            "|",
            "save",
            "save_as",
            "save_copy",
            "save_original",
            "|",
            "earlier",
            "read_again",
            "details",
            "|",
            "close",
            "quit",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Edit"),
        (
            "undo",
            "redo",
            "|",
            "copy_brief",
            "|",
            "find",
            "|",
            "highlight",
            "highlights",
            "note",
            "note_article",
            "note_summary",
            "colours",
            "|",
            "next_note",
            "previous_note",
            "|",
            "edit_segment",
            "revert_segment",
            "confirm_segment",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Translate"),
        (
            "translate",
            "stop",
            "|",
            "summarise",
            "|",
            "next_segment",
            "previous_segment",
            "next_alarm",
            "previous_alarm",
            "|",
            "sentence",
            "retry_segment",
            "inserts",
            "|",
            "add_term",
            "glossary",
            "memory",
            "|",
            "engines",
            "packs",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&View"),
        (
            "desk",
            "side",
            "both_sides",
            "|",
            "zoom_in",
            "zoom_out",
            "zoom_reset",
            "|",
            "theme_system",
            "theme_light",
            "theme_dark",
        ),
    ),
    (QT_TRANSLATE_NOOP("actions", "&Help"), ("about",)),
)

TOOLBAR = (
    "desk",
    "open",
    "save",
    "save_copy",
    "|",
    "translate",
    "summarise",
    "|",
    "highlight",
    "note",
    "edit_segment",
    "|",
    "find",
)


def translated(words: str) -> str:
    """The words in the language of the interface."""
    return QCoreApplication.translate("actions", words)


def fill_menus(bar: QMenuBar, known: Mapping[str, QAction], menus: Mapping[str, QMenu]) -> None:
    """Fill the menu bar from MENUS; names in ``menus`` are menus of their own."""
    for title, names in MENUS:
        menu = bar.addMenu(translated(title))
        for name in names:
            if name == "|":
                menu.addSeparator()
            elif name in menus:
                menu.addMenu(menus[name])
            else:
                menu.addAction(known[name])


def fill_toolbar(bar: QToolBar, known: Mapping[str, QAction]) -> None:
    """Fill the toolbar from TOOLBAR."""
    for name in TOOLBAR:
        if name == "|":
            bar.addSeparator()
        else:
            bar.addAction(known[name])


def build(window: QMainWindow) -> dict[str, QAction]:
    """All actions, by name, added to the window so that their shortcuts work everywhere."""
    groups: dict[str, QActionGroup] = {}
    actions: dict[str, QAction] = {}
    for spec in SPECS:
        action = QAction(translated(spec.words), window)
        action.setObjectName(spec.name)
        plain = translated(spec.tip or spec.words).replace("&", "").rstrip("…")
        if spec.keys:
            sequence = QKeySequence(spec.keys)
            action.setShortcut(sequence)
            plain += f" ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(plain)
        action.setStatusTip(plain)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setCheckable(spec.checkable)
        if spec.group:
            group = groups.setdefault(spec.group, QActionGroup(window))
            group.addAction(action)
        window.addAction(action)
        actions[spec.name] = action
    return actions
