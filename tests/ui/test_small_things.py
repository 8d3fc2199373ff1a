"""Small things that a new user meets: boxes, carets, and messages that are out of date."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QTableWidget
from PySide6.QtWidgets import QTableWidgetItem as Cell
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.errors import CannotReadError
from diptych.ui import theme
from diptych.ui.batch import Batch
from diptych.ui.message_bar import MessageBar
from helpers.waiting import open_article, translate


def _count(image: QImage, colour: str, width: int = 24) -> int:
    wanted = QColor(colour).rgb()
    area = QRect(0, 0, min(width, image.width()), image.height())
    return sum(
        image.pixel(x, y) == wanted for x in range(area.width()) for y in range(area.height())
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_ticked_box_in_a_list_is_a_box(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    look = theme.choose(name)
    theme.apply(qapp, look)
    rows = QListWidget()
    qtbot.addWidget(rows)
    row = QListWidgetItem("A file", rows)
    rows.resize(200, 40)
    rows.show()
    shown = {}
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked):
        row.setCheckState(state)
        shown[state] = rows.viewport().grab().toImage()
    for state in (Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked):
        assert _count(shown[state], look.accent) > 80
        assert _count(shown[state], look.accent_ink) > 3 + _count(
            shown[Qt.CheckState.Unchecked], look.accent_ink
        ) * (look.accent_ink != look.paper)
    assert _count(shown[Qt.CheckState.Unchecked], look.accent) == 0
    assert _count(shown[Qt.CheckState.Unchecked], look.faint) > 30
    assert shown[Qt.CheckState.Checked] != shown[Qt.CheckState.PartiallyChecked]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_box_in_a_table_has_an_outline(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    look = theme.choose(name)
    theme.apply(qapp, look)
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    cell = Cell("A file")
    cell.setCheckState(Qt.CheckState.Unchecked)
    table.setItem(0, 0, cell)
    table.show()
    assert _count(table.viewport().grab().toImage(), look.faint) > 30


def test_an_empty_pane_has_neither_caret_nor_focus(qtbot: QtBot, desktop: Desktop) -> None:
    source, target = desktop.window.panes.panes
    no_caret = Qt.TextInteractionFlag.NoTextInteraction
    for pane in (source, target):
        assert pane.textInteractionFlags() == no_caret
        assert pane.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert not pane.hasFocus()
    open_article(qtbot, desktop)
    assert desktop.window.focusWidget() is source
    assert source.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert target.textInteractionFlags() == no_caret
    translate(qtbot, desktop)
    assert target.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert target.textInteractionFlags() == source.textInteractionFlags() != no_caret
    target.setFocus()
    desktop.window.actions_by_name["undo"].trigger()
    assert target.version is None
    assert desktop.window.focusWidget() is source
    desktop.window.actions_by_name["close"].trigger()
    assert not source.hasFocus()


def test_news_goes_when_files_are_opened_and_errors_stay(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    messages = desktop.window.messages
    desktop.controller.told.emit("Stopped. 1 of 2 files have been read.")
    assert messages.text.startswith("Stopped.")
    open_article(qtbot, desktop)
    assert messages.text == ""
    desktop.window.report(CannotReadError("It is damaged."))
    path = tmp_path / "story.txt"
    path.write_text("A headline\n\nThe council of the town met on Monday and voted again.\n")
    open_article(qtbot, desktop, path)
    assert messages.text == "It is damaged."


def test_a_lasting_message_that_follows_a_passing_one_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("Saved.", passing=True)
    bar.say("The disk is full.")
    bar.pass_by()
    assert bar.text == "The disk is full."


def test_a_stop_counts_chapters_as_articles() -> None:
    files = Batch()
    files.expect_files(1_400)
    files.left -= 288
    assert files.stopped() == "Stopped. 288 of 1,400 files have been read."
    book = Batch()
    book.expect_files(2)
    book.left -= 1
    book.expect(30)
    book.total -= 1
    book.left -= 4
    assert book.stopped() == "Stopped. 4 of 31 articles have been read."
