"""The window of language packs: what it shows at first, its size, names, letters and words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QTableView, QTextEdit
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.errors import PackError
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_rows import STATE
from diptych.ui.pack_words import trouble_words
from diptych.ui.packs_dialog import PacksDialog
from helpers.pack_server import PackServer
from helpers.packs_window import choose, pairs

pytestmark = pytest.mark.enable_socket


def test_at_first_there_are_starters_and_no_list(
    desktop: Desktop, dialog: PacksDialog, server: PackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog.installed
    assert pairs(page) == ["English → French", "French → English"]
    assert {row.cells[STATE] for row in page.model.shown} == {"For the gist only"}
    assert "full packs under Available" in page.notice.text()
    assert page.notice.isVisible()
    assert not page.remove.isEnabled()
    choose(page, "English → French")
    assert "NTREX" in page.details.text.toPlainText()
    assert not page.remove.isEnabled()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    dialog.tabs.setCurrentWidget(dialog.available)
    dialog.available.address.setText(" ")
    hint = dialog.available.hint
    assert hint.isVisible()
    assert "No list yet. Press “Get the list…”" in hint.text()
    assert "goes to the network only when you press it" in hint.text()
    assert f"{server.address}index.json" in hint.text()
    assert server.asked == []


def test_the_window_fits_a_small_screen(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog
) -> None:
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.height() <= 680
    assert dialog.width() <= 1280
    dialog.told.say("Many words", details=("one", "two"))
    assert dialog.minimumSizeHint().height() <= 680


def test_every_control_of_the_packs_has_a_name(dialog: PacksDialog) -> None:
    kinds = (QAbstractButton, QLineEdit, QTableView, QTextEdit)
    nameless = [
        (type(control).__name__, type(control.parent()).__name__)
        for kind in kinds
        for control in dialog.findChildren(kind)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
        and not isinstance(control.parent(), QLineEdit | QTableView)
        and not control.objectName().startswith(("qt_", "Scroll"))
    ]
    assert nameless == []


@pytest.mark.parametrize("name", ["installed", "available"])
def test_no_letter_opens_two_things(dialog: PacksDialog, name: str) -> None:
    page: PackPage = getattr(dialog, name)
    texts = [b.text() for b in page.findChildren(QPushButton)]
    texts += [dialog.leave.text(), dialog.told.stop.text(), "&From" if name == "available" else ""]
    texts += [dialog.tabs.tabText(number) for number in range(dialog.tabs.count())]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters)) > 5


def test_errors_are_told_in_words_even_those_nobody_foresaw() -> None:
    known = PackError("It is damaged.", "Get it again.")
    assert trouble_words(known) == "It is damaged. Get it again."
    assert trouble_words(OSError("gone")).startswith("Something went wrong: OSError: gone.")


def test_the_keyboard_reaches_search_and_table(qtbot: QtBot, dialog: PacksDialog) -> None:
    page = dialog.installed
    assert dialog.focusWidget() is page.search
    qtbot.keyClicks(page.search, "french")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert dialog.focusWidget() is page.table
    assert [row.cells[0] for row in page.chosen] == ["English → French"]
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is page.search
    dialog.tabs.setCurrentWidget(dialog.available)
    assert dialog.focusWidget() is dialog.available.search
