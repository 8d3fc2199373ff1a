"""An article under embargo: told loudly, and asked about before it goes anywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.desk import OpenDocument
from helpers.waiting import LIMIT, open_article, settle, translate
from helpers.wire_files import nitf

COPY, CONTROL = Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
BEFORE = "what was on the clipboard"


@pytest.fixture
def clipboard(qapp: object) -> QClipboard:
    board = QGuiApplication.clipboard()
    board.setText(BEFORE)
    return board


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A wire that may be published in an hour."""
    until = datetime.now(UTC) + timedelta(hours=1)
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens", embargo=f"{until:%Y%m%dT%H%M%SZ}"))
    return path


def box(desktop: Desktop) -> QMessageBox | None:
    """The question, if it is asked."""
    boxes = [b for b in desktop.window.findChildren(QMessageBox) if b.isVisible()]
    assert len(boxes) <= 1
    return boxes[0] if boxes else None


def answer(desktop: Desktop, *, yes: bool) -> None:
    asked = box(desktop)
    assert asked is not None
    accept, reject = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole
    wanted = accept if yes else reject
    (button,) = (b for b in asked.buttons() if asked.buttonRole(b) == wanted)
    button.click()


def test_it_is_told_loudly(qtbot: QtBot, desktop: Desktop, wire: Path) -> None:
    open_article(qtbot, desktop, wire)
    banner = desktop.window.banner
    assert banner.isVisible()
    assert banner.text.startswith("Embargo until ")
    assert banner.text.endswith(" GMT — not for publication.")
    assert banner.accessibleName() == banner.text
    (entry,) = desktop.window.desk_list.list.entries
    assert [line.words for line in entry.lines if line.alarm] == ["Embargo"]
    open_article(qtbot, desktop)
    assert not banner.isVisible()


def test_words_of_a_body_are_told_as_loudly(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "A bridge opens\n\nEMBARGO: not for publication before 06:00 GMT on 12 March\n\n"
        "The council of Northport opened a new bridge on Tuesday.\n"
    )
    open_article(qtbot, desktop, path)
    assert "not for publication before 06:00 GMT on 12 March" in desktop.window.banner.text


def test_copying_words_asks_once(
    qtbot: QtBot, desktop: Desktop, wire: Path, clipboard: QClipboard
) -> None:
    open_article(qtbot, desktop, wire)
    source = desktop.window.panes.source
    source.selectAll()
    qtbot.keyClick(source, COPY, CONTROL)
    answer(desktop, yes=False)
    assert clipboard.text() == BEFORE
    qtbot.keyClick(source, COPY, CONTROL)
    answer(desktop, yes=True)
    assert "A bridge opens" in clipboard.text()
    clipboard.setText(BEFORE)
    qtbot.keyClick(source, COPY, CONTROL)
    assert box(desktop) is None
    assert "A bridge opens" in clipboard.text()


def test_nothing_can_be_dragged_or_slips_to_another_clipboard(
    qtbot: QtBot, desktop: Desktop, wire: Path, clipboard: QClipboard
) -> None:
    open_article(qtbot, desktop, wire)
    translate(qtbot, desktop)
    window = desktop.window
    for pane in window.panes.panes:
        pane.selectAll()
        held: QMimeData = pane.createMimeDataFromSelection()
        assert held.formats() == []
    window.panes.go_to("s1")
    window.actions_by_name["edit_segment"].trigger()
    field = window.panes.editor.field
    field.selectAll()
    assert field.createMimeDataFromSelection().formats() == []
    words = field.toPlainText()
    for key in (COPY, Qt.Key.Key_X):
        qtbot.keyClick(field, key, CONTROL)
        answer(desktop, yes=False)
    assert field.toPlainText() == words
    assert clipboard.text() == BEFORE
    window.panes.editor.drop()
    for entries in (window.summary.list, window.desk_list.list):
        entries.setCurrentIndex(entries.model().index(0, 0))
        qtbot.keyClick(entries, COPY, CONTROL)
        answer(desktop, yes=False)
    window.summary.copy.click()
    answer(desktop, yes=False)
    assert clipboard.text() == BEFORE
    window.summary.copy.click()
    answer(desktop, yes=True)
    assert "bridge" in clipboard.text()
    assert window.messages.text == "The summary has been copied."
    window.panes.source.selectAll()
    assert window.panes.source.createMimeDataFromSelection().text().startswith("A bridge opens")


@pytest.mark.parametrize("action", ["save", "save_as", "save_original"])
def test_saving_asks_first(
    qtbot: QtBot,
    desktop: Desktop,
    wire: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    open_article(qtbot, desktop, wire)
    asked: list[str] = []
    goal = tmp_path / "copy.diptych"

    def chosen(*_arguments: object) -> tuple[str, str]:
        asked.append(action)
        return str(goal), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    desktop.window.actions_by_name[action].trigger()
    answer(desktop, yes=False)
    settle(qtbot, desktop)
    assert asked == []
    assert not goal.exists()
    desktop.window.actions_by_name[action].trigger()
    answer(desktop, yes=True)
    qtbot.waitUntil(goal.exists, timeout=LIMIT)
    settle(qtbot, desktop)
    desktop.window.actions_by_name[action].trigger()
    assert box(desktop) is None
    settle(qtbot, desktop)


def test_one_yes_is_for_one_article(
    qtbot: QtBot, desktop: Desktop, wire: Path, clipboard: QClipboard, tmp_path: Path
) -> None:
    first = open_article(qtbot, desktop, wire)
    other = tmp_path / "other.xml"
    other.write_text(
        nitf("Another bridge", embargo="once the mayor has spoken", status="embargoed")
    )
    second = open_article(qtbot, desktop, other)
    source = desktop.window.panes.source

    def copy() -> None:
        source.selectAll()
        qtbot.keyClick(source, COPY, CONTROL)

    copy()
    answer(desktop, yes=True)
    assert "Another bridge" in clipboard.text()
    desktop.desk.bring(first)
    settle(qtbot, desktop)
    copy()
    answer(desktop, yes=False)
    desktop.desk.bring(second)
    settle(qtbot, desktop)
    copy()
    assert box(desktop) is None


def test_an_embargo_that_is_over_is_told_and_asks_nothing(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, clipboard: QClipboard
) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens", embargo="20200102T060000Z", status="embargoed"))
    open_article(qtbot, desktop, path)
    assert desktop.window.banner.text == "Embargo lifted 2 Jan 2020 06:00 GMT."
    desktop.window.panes.source.selectAll()
    qtbot.keyClick(desktop.window.panes.source, COPY, CONTROL)
    assert box(desktop) is None
    assert "A bridge opens" in clipboard.text()


def test_an_embargo_is_lifted_while_it_is_looked_at(
    qtbot: QtBot, desktop: Desktop, wire: Path
) -> None:
    opened = open_article(qtbot, desktop, wire)
    window = desktop.window
    later = datetime.now(UTC) + timedelta(hours=2)
    for part in (window.banner, window.release, window.desk_list):
        part.now = lambda: later
    assert window.release.holds(opened) is False
    with qtbot.waitSignal(window.banner.turned, timeout=LIMIT):
        window.banner.look_again()
    assert window.banner.text.startswith("Embargo lifted ")
    assert not window.panes.source.guarded
    (entry,) = window.desk_list.list.entries
    assert not any(line.alarm for line in entry.lines)


@pytest.mark.parametrize(
    ("status", "told", "mark"),
    [
        ("canceled", "The agency has cancelled this story — not for publication.", "Cancelled"),
        ("withheld", "The agency withholds this story — not for publication.", "Withheld"),
    ],
)
def test_a_story_that_was_taken_back(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, status: str, told: str, mark: str
) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens", status=status))
    opened: OpenDocument = open_article(qtbot, desktop, path)
    assert desktop.window.banner.text == told
    (entry,) = desktop.window.desk_list.list.entries
    assert [line.words for line in entry.lines if line.alarm] == [mark]
    assert desktop.window.release.holds(opened)


def test_the_second_line_of_a_wire(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens"))
    open_article(qtbot, desktop, path)
    (entry,) = desktop.window.desk_list.list.entries
    assert [line.words for line in entry.lines[:2]] == [
        "A bridge opens",
        "NORTH-BRIDGE · 24 Nov 06:30 · urgency 2",
    ]
