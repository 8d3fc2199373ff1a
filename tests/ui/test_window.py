"""The window by keyboard and ear: names, tips, errors in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.actions import MENUS, SPECS, TOOLBAR
from diptych.ui.notes.fitting import HIGHLIGHTS
from helpers.waiting import LIMIT, open_article, settle


def test_every_action_is_in_a_menu_with_a_tip_and_no_shortcut_twice(desktop: Desktop) -> None:
    placed = {name for _, names in MENUS for name in names}
    inserts = {f"insert_{number}" for number in range(1, 6)}
    assert {spec.name for spec in SPECS} <= placed | inserts | set(HIGHLIGHTS)
    assert {"inserts", "highlights"} <= placed
    assert set(TOOLBAR) - {"|"} <= placed
    shortcuts = [a.shortcut().toString() for a in desktop.window.actions_by_name.values()]
    used = [shortcut for shortcut in shortcuts if shortcut]
    assert len(used) == len(set(used))
    assert all(action.toolTip() for action in desktop.window.actions_by_name.values())


def test_every_control_has_a_name(desktop: Desktop) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
    nameless = [
        (type(control).__name__, type(control.parent()).__name__)
        for kind in kinds
        for control in desktop.window.findChildren(kind)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and (control.text() or control.toolTip()))
        and not control.objectName().startswith("qt_")
        and not isinstance(control.parent(), QLineEdit)  # its clear button is Qt's own
    ]
    assert nameless == []


def test_errors_say_what_happened_and_what_to_do(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    for name, data, words in (
        ("empty.txt", b"", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(256) * 9, "binary"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
            desktop.controller.open_paths([path])
        assert words in desktop.window.messages.text
    assert desktop.desk.documents == ()


def test_a_language_without_a_pack_is_told(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("Most otwarty\n\nBurmistrz otworzył we wtorek nowy most na rzece w mieście.\n")
    opened = open_article(qtbot, desktop, path)
    assert opened.document.language == "pl"
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        desktop.window.bar.button.click()
    settle(qtbot, desktop)
    assert "no language pack from Polish" in desktop.window.messages.text
    assert opened.document.targets == ()


def test_an_unexpected_error_keeps_the_session_first(qtbot: QtBot, desktop: Desktop) -> None:
    open_article(qtbot, desktop)
    with qtbot.captureExceptions():
        error = RuntimeError("on purpose")
        desktop._crashed(RuntimeError, error, None)
    assert "kept" in desktop.window.messages.text
    assert (desktop.paths.session / "session.json").exists()


def test_long_articles_pour_in_slices(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    lines = [f"The mayor of town {n} 😀 opened bridge number {n} today." for n in range(800)]
    path.write_text("A headline\n\n" + "\n\n".join(lines))
    opened = open_article(qtbot, desktop, path)
    source = desktop.window.panes.source
    assert (
        source.document().toRawText().replace("\u2029", "\n") == opened.document.source.text.value
    )
    last = opened.document.source.segments[-1]
    source.go_to(last.span)
    assert source.span_cursor(last.span).selectedText() == lines[-1]
    assert source.caret == last.span.start
