"""What is asked while files are opened: passwords, and which articles of a file are wanted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.items_dialog import ItemsDialog
from diptych.ui.password_dialog import PasswordDialog
from helpers.sample_files import SAMPLES
from helpers.waiting import LIMIT, open_article, settle
from helpers.wire_files import book

PROTECTED = SAMPLES / "pdf" / "r4-user-password.pdf"
SAME = SAMPLES / "pdf" / "r4-aes-user-password.pdf"
OTHER = SAMPLES / "pdf" / "libreoffice-writer-password.pdf"
PASSWORD, OTHER_PASSWORD = "asdfzxcv", "openpassword"

needs_protected = pytest.mark.skipif(
    not (PROTECTED.is_file() and OTHER.is_file()), reason="no protected samples here"
)
Kind = TypeVar("Kind", bound=QDialog)


def shown(qtbot: QtBot, desktop: Desktop, kind: type[Kind]) -> Kind:
    """The dialog of that kind, once it is there."""

    def there() -> list[Kind]:
        return [found for found in desktop.window.findChildren(kind) if found.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LIMIT)
    (found,) = there()
    return found


def give(qtbot: QtBot, desktop: Desktop, password: str) -> None:
    asked = shown(qtbot, desktop, PasswordDialog)
    qtbot.keyClicks(asked.field, password)
    asked.open_button.click()


@needs_protected
def test_a_password_is_asked_for_until_it_is_right(qtbot: QtBot, desktop: Desktop) -> None:
    desktop.controller.open_paths([PROTECTED])
    asked = shown(qtbot, desktop, PasswordDialog)
    assert PROTECTED.name in asked.told.text()
    assert not asked.wrong.isVisible()
    assert not asked.open_button.isEnabled()
    qtbot.keyClicks(asked.field, "no")
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(d.wrong.isVisible() for d in desktop.window.findChildren(PasswordDialog)),
        timeout=LIMIT,
    )
    give(qtbot, desktop, PASSWORD)
    qtbot.waitUntil(lambda: desktop.desk.current is not None, timeout=LIMIT)
    settle(qtbot, desktop)
    current = desktop.desk.current
    assert current is not None
    assert current.document.article.source.data == PROTECTED.read_bytes()
    assert PASSWORD not in repr(current.choices)


@needs_protected
def test_a_password_is_not_needed_again_to_read_it_as_something_else(
    qtbot: QtBot, desktop: Desktop
) -> None:
    desktop.controller.open_paths([PROTECTED])
    give(qtbot, desktop, PASSWORD)
    qtbot.waitUntil(lambda: desktop.desk.current is not None, timeout=LIMIT)
    settle(qtbot, desktop)
    current = desktop.desk.current
    assert current is not None
    before = current.document.article.text.value
    desktop.controller.rereading.read(current, current.choices)
    settle(qtbot, desktop)
    assert current.document.article.text.value == before
    assert not any(d.isVisible() for d in desktop.window.findChildren(PasswordDialog))


@needs_protected
def test_leaving_the_question_leaves_all_as_it_was(qtbot: QtBot, desktop: Desktop) -> None:
    front = open_article(qtbot, desktop)
    desktop.controller.open_paths([PROTECTED])
    shown(qtbot, desktop, PasswordDialog).reject()
    settle(qtbot, desktop)
    assert desktop.desk.documents == (front,)
    assert desktop.window.messages.text == ""


@needs_protected
def test_passwords_of_a_folder_are_asked_for_at_the_end(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    for number, path in enumerate((PROTECTED, SAME, OTHER)):
        shutil.copy(path, tmp_path / f"{number}-{path.name}")
    (tmp_path / "story.txt").write_text("A bridge opens\n\nThe mayor opened a bridge today.\n")
    desktop.controller.open_paths([tmp_path])
    asked = shown(qtbot, desktop, PasswordDialog)
    assert [d.document.article.source.name for d in desktop.desk.documents] == ["story.txt"]
    assert asked.told.text().startswith("“0-")
    qtbot.keyClicks(asked.field, PASSWORD)
    asked.open_button.click()
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 3, timeout=LIMIT)
    qtbot.waitUntil(
        lambda: any(
            d.isVisible() and d.told.text().startswith("“2-")
            for d in desktop.window.findChildren(PasswordDialog)
        ),
        timeout=LIMIT,
    )
    give(qtbot, desktop, OTHER_PASSWORD)
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 4, timeout=LIMIT)
    settle(qtbot, desktop)
    assert desktop.window.messages.text == ""


@needs_protected
def test_all_passwords_can_be_skipped(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    for path in (PROTECTED, SAME, OTHER):
        shutil.copy(path, tmp_path)
    desktop.controller.open_paths([tmp_path])
    asked = shown(qtbot, desktop, PasswordDialog)
    (every,) = (
        button
        for button in asked.buttons.buttons()
        if asked.buttons.buttonRole(button) == QDialogButtonBox.ButtonRole.DestructiveRole
    )
    every.click()
    settle(qtbot, desktop)
    assert desktop.desk.documents == ()
    assert not any(d.isVisible() for d in desktop.window.findChildren(PasswordDialog))


def test_articles_of_one_file_are_chosen(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "rivers.epub"
    path.write_bytes(book("Rain", "Flood", "Drought"))
    desktop.controller.open_paths([path])
    asked = shown(qtbot, desktop, ItemsDialog)
    assert asked.open_button.text() == "&Open 3 articles"
    assert not asked.filter.isVisible()
    asked.list.setCurrentIndex(asked.list.model().index(1, 0))
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    assert asked.open_button.text() == "&Open 2 articles"
    asked.open_button.click()
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    headlines = [d.document.article.headline for d in desktop.desk.documents]
    assert headlines == ["Rain", "Drought"]
    assert desktop.desk.current is desktop.desk.documents[0]
    assert [d.unread for d in desktop.desk.documents] == [False, True]


def test_more_of_the_same_file_can_be_opened_later(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.epub"
    path.write_bytes(book("Rain", "Flood"))
    desktop.controller.open_paths([path])
    asked = shown(qtbot, desktop, ItemsDialog)
    asked.list.setCurrentIndex(asked.list.model().index(1, 0))
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    asked.open_button.click()
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 1, timeout=LIMIT)
    settle(qtbot, desktop)
    desktop.controller.open_paths([path])
    shown(qtbot, desktop, ItemsDialog).open_button.click()
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    assert [d.document.article.headline for d in desktop.desk.documents] == ["Rain", "Flood"]


def test_a_long_list_can_be_filtered_and_left(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.epub"
    path.write_bytes(book(*(f"Chapter {n} of {'rain' if n % 5 else 'flood'}" for n in range(20))))
    desktop.controller.open_paths([path])
    asked = shown(qtbot, desktop, ItemsDialog)
    assert asked.filter.isVisible()
    qtbot.keyClicks(asked.filter, "FLOOD")
    assert asked.list.model().rowCount() == 4
    none = next(b for b in asked.findChildren(type(asked.open_button)) if "none" in b.text())
    none.click()
    assert asked.open_button.text() == "&Open 16 articles"
    asked.filter.clear()
    assert asked.list.model().rowCount() == 20
    asked.reject()
    settle(qtbot, desktop)
    assert desktop.desk.documents == ()


def test_return_opens_wherever_the_focus_has_been(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.epub"
    path.write_bytes(book("Rain", "Flood", "Drought"))
    desktop.controller.open_paths([path])
    asked = shown(qtbot, desktop, ItemsDialog)
    assert asked.list.currentIndex().row() == 0
    for button in asked.findChildren(QPushButton):
        button.setFocus()
    asked.list.setFocus()
    assert asked.open_button.isDefault()
    qtbot.keyClick(asked.list, Qt.Key.Key_Down)
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    qtbot.keyClick(asked.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    headlines = [d.document.article.headline for d in desktop.desk.documents]
    assert headlines == ["Rain", "Drought"]


def test_return_tries_a_password_wherever_the_focus_has_been(qtbot: QtBot) -> None:
    asked = PasswordDialog("minutes.pdf", again=True)
    qtbot.addWidget(asked)
    given: list[str] = []
    asked.given.connect(given.append)
    asked.show()
    for button in asked.findChildren(QPushButton):
        button.setFocus()
    asked.field.setFocus()
    qtbot.keyClicks(asked.field, "secret")
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)
    assert given == ["secret"]
