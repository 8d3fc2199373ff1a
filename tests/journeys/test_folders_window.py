"""Many files at once: folders, drops, what is wrong told once, and the front left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.items_dialog import ItemsDialog
from helpers.made_files import made_files
from helpers.waiting import LIMIT, open_article, settle
from helpers.wire_files import bomb, book, nitf


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with every format, a book of three chapters, and files that cannot be opened."""
    folder = tmp_path / "wires"
    folder.mkdir()
    for number, file in enumerate(made_files()):
        (folder / f"{number:02}-{file.name}").write_bytes(file.data)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "book.epub").write_bytes(book("Rain", "Flood", "Drought"))
    (folder / "bomb.docx").write_bytes(bomb())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_000))
    (folder / "half.txt.part").write_text("Not here yet.")
    return folder


def drop(desktop: Desktop, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    desktop.window.dropEvent(QDropEvent(QPointF(300, 300), action, mime, button, keys))


def test_a_folder_of_everything(
    qtbot: QtBot, desktop: Desktop, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = open_article(qtbot, desktop)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(mixed))
    desktop.window.actions_by_name["open_folder"].trigger()
    expected = 1 + len(made_files()) + 3
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == expected, timeout=LIMIT)
    settle(qtbot, desktop)
    assert desktop.desk.current is front
    assert len(desktop.desk.documents) == expected
    headlines = {d.document.article.headline for d in desktop.desk.documents}
    assert {"Rain", "Flood", "Drought"} <= headlines
    told = desktop.window.messages
    assert told.text.startswith("3 of 27 files could not be opened:")
    for name, line in zip(
        ("bomb.docx", "empty.txt", "picture.txt"), told.details.splitlines(), strict=True
    ):
        assert line.count(f"“{name}”") == 1
    assert "would unpack" in told.details
    others = [d for d in desktop.desk.documents if d is not front]
    assert all(opened.unread for opened in others)
    assert all(opened.words is not None for opened in others)
    assert all(opened.document.detection is not None for opened in others)
    assert desktop.window.recent.actions()[0].text().endswith(".txt")


def test_what_was_read_loses_its_mark(qtbot: QtBot, desktop: Desktop, mixed: Path) -> None:
    front = open_article(qtbot, desktop)
    drop(desktop, mixed / "deeper", mixed / "00-pont.txt")
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 5, timeout=LIMIT)
    settle(qtbot, desktop)
    assert desktop.desk.current is front
    entries = desktop.window.desk_list.list.entries
    assert [bool(entry.dot) for entry in entries] == [False, True, True, True, True]
    assert [entry.lines[0].bold for entry in entries] == [False, True, True, True, True]
    desktop.window.desk_list.list.setCurrentIndex(desktop.window.desk_list.list.model().index(2, 0))
    settle(qtbot, desktop)
    assert desktop.desk.current is desktop.desk.documents[2]
    entries = desktop.window.desk_list.list.entries
    assert [bool(entry.dot) for entry in entries] == [False, True, False, True, True]
    assert desktop.desk.documents[2].document.summary is not None


def test_a_file_that_is_open_comes_to_the_front_and_is_not_opened_twice(
    qtbot: QtBot, desktop: Desktop, mixed: Path, tmp_path: Path
) -> None:
    first = open_article(qtbot, desktop, mixed / "00-pont.txt")
    second = open_article(qtbot, desktop)
    assert desktop.desk.current is second
    desktop.controller.open_paths([mixed / "00-pont.txt"])
    qtbot.waitUntil(lambda: desktop.desk.current is first, timeout=LIMIT)
    drop(desktop, mixed / "00-pont.txt", mixed / "01-pont.md")
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 3, timeout=LIMIT)
    settle(qtbot, desktop)
    assert len(desktop.desk.documents) == 3


def test_a_file_that_has_changed_is_opened_beside_what_it_was(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    wire = tmp_path / "wire.txt"
    wire.write_text("A bridge opens\n\nThe mayor of Cork opened a bridge today.\n")
    before = open_article(qtbot, desktop, wire)
    wire.write_text("A bridge closes\n\nThe mayor of Cork closed a bridge today.\n")
    after = open_article(qtbot, desktop, wire)
    assert [before, after] == list(desktop.desk.documents)
    assert after.document.article.headline == "A bridge closes"


def test_a_file_with_very_many_articles_asks_at_the_end(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    (tmp_path / "all.epub").write_bytes(book(*(f"Chapter {n}" for n in range(201))))
    (tmp_path / "some.epub").write_bytes(book("Rain", "Flood"))
    desktop.controller.open_paths([tmp_path])

    def asked() -> list[ItemsDialog]:
        return [d for d in desktop.window.findChildren(ItemsDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(asked()), timeout=LIMIT)
    assert [d.document.article.headline for d in desktop.desk.documents] == ["Rain", "Flood"]
    (dialog,) = asked()
    assert dialog.open_button.text() == "&Open 201 articles"
    next(b for b in dialog.findChildren(QPushButton) if "none" in b.text()).click()
    assert not dialog.open_button.isEnabled()
    dialog.reject()
    settle(qtbot, desktop)
    assert len(desktop.desk.documents) == 2


def test_the_menu_of_an_article_on_the_desk(qtbot: QtBot, desktop: Desktop, mixed: Path) -> None:
    front = open_article(qtbot, desktop)
    other = open_article(qtbot, desktop, mixed / "00-pont.txt")
    assert desktop.desk.current is other
    entries = desktop.window.desk_list.list
    place = entries.visualRect(entries.model().index(0, 0)).center()
    entries.customContextMenuRequested.emit(place)
    assert desktop.desk.current is front
    (menu,) = (m for m in desktop.window.findChildren(QMenu) if m.isVisible())
    assert "details" in [action.objectName() for action in menu.actions()]
    menu.close()
    settle(qtbot, desktop)


def test_a_folder_without_articles_is_told(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with qtbot.waitSignal(desktop.controller.told, timeout=LIMIT):
        desktop.controller.open_paths([tmp_path])
    assert "no articles" in desktop.window.messages.text


def test_stopping_keeps_what_came(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    front = open_article(qtbot, desktop)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.xml").write_text(nitf(f"Bridge number {number}"))
    desktop.controller.open_paths([folder])
    qtbot.waitUntil(lambda: len(desktop.desk.documents) > 1, timeout=LIMIT)
    desktop.window.actions_by_name["stop"].trigger()
    settle(qtbot, desktop)
    count = len(desktop.desk.documents)
    assert 1 < count < 401
    assert desktop.window.messages.text.startswith("Stopped. ")
    assert desktop.desk.current is front


def test_one_file_does_not_wait_for_a_folder(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.xml").write_text(nitf(f"Bridge number {number}"))
    single = tmp_path / "single.txt"
    single.write_text("A single story\n\nThe mayor of Cork opened a bridge today.\n")
    desktop.controller.open_paths([folder])
    qtbot.waitUntil(lambda: len(desktop.desk.documents) > 0, timeout=LIMIT)
    desktop.controller.open_paths([single])
    qtbot.waitUntil(
        lambda: (
            desktop.desk.current is not None
            and desktop.desk.current.document.article.headline == "A single story"
        ),
        timeout=LIMIT,
    )
    assert len(desktop.desk.documents) < 300
    desktop.controller.stop()
    settle(qtbot, desktop)


def test_unread_articles_are_unread_after_a_restart(
    qtbot: QtBot, desktop: Desktop, mixed: Path
) -> None:
    open_article(qtbot, desktop)
    drop(desktop, mixed / "deeper")
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 4, timeout=LIMIT)
    settle(qtbot, desktop)
    desktop.window.close()
    desktop.close()
    again = Desktop(desktop.paths)
    again.start([], None)
    settle(qtbot, again)
    assert [opened.unread for opened in again.desk.documents] == [False, True, True, True]
    assert again.desk.current is again.desk.documents[0]
    again.window.close()
    again.close()
