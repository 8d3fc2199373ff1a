"""The window of language packs, used as its user does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_table import Row
from diptych.ui.packs import show_packs
from diptych.ui.packs_dialog import PacksDialog
from helpers.waiting import LIMIT, settle


def open_packs(qtbot: QtBot, desktop: Desktop) -> PacksDialog:
    """Open it, and wait until it has looked at what is installed."""
    opened = show_packs(desktop.controller, desktop.window)
    qtbot.waitUntil(lambda: opened.installed.free, timeout=LIMIT)
    settle(qtbot, desktop)
    return opened


def install(qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, *paths: Path) -> None:
    """Have these installed, and wait for it."""
    dialog.install.emit(paths)
    settle(qtbot, desktop)


def get_list(qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, address: str) -> None:
    """Get the list at an address, and wait for it."""
    dialog.tabs.setCurrentWidget(dialog.available)
    dialog.available.address.setText(address)
    dialog.available.get.click()
    settle(qtbot, desktop)


def pairs(page: PackPage) -> list[str]:
    """The pairs of languages that a page shows, in its order."""
    return [row.cells[0] for row in page.model.shown]


def row_of(page: PackPage, pair: str) -> Row:
    """The row of a pair."""
    return next(row for row in page.model.shown if row.cells[0] == pair)


def choose(page: PackPage, pair: str) -> None:
    """Choose the row of a pair."""
    page.choose(row_of(page, pair).key)


def answer(dialog: PacksDialog, words: str) -> None:
    """Press the button with these words in the question that is open."""
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()
