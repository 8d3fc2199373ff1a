"""A watched folder: what comes into it joins the desk, and nothing else does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.workspace.paths import Paths
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


def test_what_has_been_told_is_not_offered_again_even_after_a_crash(
    qtbot: QtBot, desktop: Desktop, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watch(qtbot, desktop, folder, monkeypatch)
    (folder / "new.xml").write_text(nitf("A new bridge"))
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 1, timeout=LIMIT)
    settle(qtbot, desktop)
    # The settings as they are on the disk before the window is closed.
    after_crash = Desktop(Paths.usual({"DIPTYCH_HOME": str(tmp_path / "home")}))
    after_crash.paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    after_crash.close()
    shutil.copy(desktop.paths.settings_file, after_crash.paths.settings_file)
    elsewhere = tmp_path / "moved.xml"
    elsewhere.write_text(nitf("A bridge of old"))
    os.utime(elsewhere, (1_000_000_000, 1_000_000_000))
    told: list[str] = []
    again = Desktop(after_crash.paths)
    again.controller.watching.told.connect(lambda words, _offer: told.append(words))
    again.start([], None)
    settle(qtbot, again)
    assert again.controller.watching.folder == folder
    assert told == []
    again.window.close()
    again.close()
    elsewhere.rename(folder / "moved.xml")
    once_more = Desktop(after_crash.paths)
    with qtbot.waitSignal(once_more.controller.watching.told, timeout=LIMIT) as heard:
        once_more.start([], None)
    assert heard.args[0] == "Files have come into “wires” meanwhile: 1."
    once_more.window.close()
    once_more.close()
