"""A watched folder: what comes into it joins the desk, and nothing else does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from helpers.waiting import LIMIT, open_article, settle
from helpers.wire_files import nitf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two wires that were there before."""
    wires = tmp_path / "wires"
    wires.mkdir()
    for number in range(2):
        old = wires / f"old{number}.xml"
        old.write_text(nitf(f"Old bridge {number}"))
        os.utime(old, (1_000_000_000, 1_000_000_000))
    return wires


def watch(qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    with qtbot.waitSignal(desktop.controller.watching.told, timeout=LIMIT):
        desktop.window.actions_by_name["watch"].trigger()


def headlines(desktop: Desktop) -> list[str]:
    return [opened.document.article.headline for opened in desktop.desk.documents]


def test_new_files_join_the_desk_unread(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = open_article(qtbot, desktop)
    watch(qtbot, desktop, folder, monkeypatch)
    assert desktop.window.actions_by_name["watch"].isChecked()
    assert desktop.window.status.watched.text() == "Watching wires"
    assert "already: 2" in desktop.window.messages.text
    (folder / "half.xml.part").write_text("<nitf>")
    (folder / "new.xml").write_text(nitf("A new bridge"))
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    assert desktop.desk.current is front
    assert headlines(desktop)[1] == "A new bridge"
    assert desktop.desk.documents[1].unread
    desktop.window.actions_by_name["watch"].trigger()
    assert desktop.controller.watching.folder is None
    assert desktop.window.settings.watched == ""


def test_what_was_there_is_opened_when_asked_for(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop)
    watch(qtbot, desktop, folder, monkeypatch)
    desktop.window.messages.offer.click()
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 3, timeout=LIMIT)
    settle(qtbot, desktop)
    assert headlines(desktop)[1:] == ["Old bridge 0", "Old bridge 1"]


def test_a_bad_file_is_told_once_and_the_next_is_opened(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop)
    watch(qtbot, desktop, folder, monkeypatch)
    told: list[str] = []
    desktop.controller.failed.connect(lambda error: told.append(str(error)))
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900))
    qtbot.waitUntil(lambda: bool(told), timeout=LIMIT)
    (folder / "new.xml").write_text(nitf("A new bridge"))
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    assert len(told) == 1
    assert "picture.txt" in told[0]


def test_a_folder_that_vanishes_is_told_and_watched_again(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop)
    watch(qtbot, desktop, folder, monkeypatch)
    away = folder.with_name("away")
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        folder.rename(away)
    assert "is not there" in desktop.window.messages.text
    assert desktop.controller.watching.folder == folder
    shutil.copytree(away, folder, copy_function=shutil.copy2)
    (folder / "new.xml").write_text(nitf("A new bridge"))
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    assert headlines(desktop)[1] == "A new bridge"


def test_watching_goes_on_after_a_restart_and_offers_what_came_meanwhile(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(qtbot, desktop, folder, monkeypatch)
    desktop.window.close()
    desktop.close()
    meanwhile = folder / "meanwhile.xml"
    meanwhile.write_text(nitf("A bridge at night"))
    again = Desktop(desktop.paths)
    again.window.show()
    with qtbot.waitSignal(again.controller.watching.told, timeout=LIMIT):
        again.start([], None)
    assert again.window.messages.text == "Files have come into “wires” meanwhile: 1."
    again.window.messages.offer.click()
    qtbot.waitUntil(lambda: len(again.desk.documents) == 1, timeout=LIMIT)
    settle(qtbot, again)
    assert headlines(again) == ["A bridge at night"]
    again.window.close()
    again.close()
