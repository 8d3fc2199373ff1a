"""The actions of notes, as ``ui.actions`` has all others."""

from __future__ import annotations

from diptych.ui.spec import QT_TRANSLATE_NOOP, Spec

NOTES: tuple[Spec, ...] = (
    Spec(
        "note",
        QT_TRANSLATE_NOOP("actions", "Add &note"),
        "Ctrl+Alt+N",
        "message-square-plus",
        QT_TRANSLATE_NOOP("actions", "Mark the selected words and write a note"),
    ),
    Spec(
        "highlight",
        QT_TRANSLATE_NOOP("actions", "&Highlight"),
        "Ctrl+Alt+H",
        "highlighter",
        QT_TRANSLATE_NOOP("actions", "Mark the selected words"),
    ),
    Spec("highlight_yellow", QT_TRANSLATE_NOOP("actions", "Yellow"), "Ctrl+Shift+1"),
    Spec("highlight_green", QT_TRANSLATE_NOOP("actions", "Green"), "Ctrl+Shift+2"),
    Spec("highlight_blue", QT_TRANSLATE_NOOP("actions", "Blue"), "Ctrl+Shift+3"),
    Spec("highlight_pink", QT_TRANSLATE_NOOP("actions", "Pink"), "Ctrl+Shift+4"),
    Spec("highlight_orange", QT_TRANSLATE_NOOP("actions", "Orange"), "Ctrl+Shift+5"),
    Spec(
        "colours",
        QT_TRANSLATE_NOOP("actions", "Co&lours…"),
        tip=QT_TRANSLATE_NOOP("actions", "Say what the colours of notes stand for"),
    ),
    Spec(
        "note_article",
        QT_TRANSLATE_NOOP("actions", "Note on the &article"),
        "Ctrl+Alt+A",
        tip=QT_TRANSLATE_NOOP("actions", "Write a note on the whole article"),
    ),
    Spec(
        "note_summary",
        QT_TRANSLATE_NOOP("actions", "Note on the s&ummary"),
        "Ctrl+Alt+U",
        tip=QT_TRANSLATE_NOOP("actions", "Write a note on the summary"),
    ),
    Spec("next_note", QT_TRANSLATE_NOOP("actions", "Ne&xt note"), "Ctrl+Shift+N"),
    Spec("previous_note", QT_TRANSLATE_NOOP("actions", "Pre&vious note"), "Ctrl+Shift+P"),
    Spec(
        "both_sides",
        QT_TRANSLATE_NOOP("actions", "Notes on &both sides"),
        tip=QT_TRANSLATE_NOOP("actions", "Show notes on the same sentence of the other version"),
        checkable=True,
    ),
)
