"""Files are read in a process that may die or hang: the window goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from helpers.waiting import LIMIT, open_article, settle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A small text."""
    path = tmp_path / "story.txt"
    path.write_text("A bridge opens\n\nThe mayor of Cork opened a bridge over the river today.\n")
    return path


def halt(qtbot: QtBot, desktop: Desktop) -> int:
    """Make the process hang, as a bad file might; its id."""
    settle(qtbot, desktop)
    process = desktop.processes.reading._process
    assert process is not None
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    return process.pid


def test_it_is_ready_before_the_first_file(qtbot: QtBot, desktop: Desktop) -> None:
    settle(qtbot, desktop)
    process = desktop.processes.reading._process
    assert process is not None
    assert process.is_alive()
    assert desktop.desk.documents == ()
    assert desktop.window.messages.text == ""


def test_the_process_is_killed_while_it_reads(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    front = open_article(qtbot, desktop)
    pid = halt(qtbot, desktop)
    desktop.controller.open_paths([story])
    qtbot.waitUntil(lambda: desktop.processes.reading.waiting, timeout=LIMIT)
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        os.kill(pid, signal.SIGKILL)
    assert "made the program that reads files stop" in desktop.window.messages.text
    assert desktop.desk.documents == (front,)
    opened = open_article(qtbot, desktop, story)
    assert opened.document.article.headline == "A bridge opens"


def test_reading_that_hangs_is_stopped(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    front = open_article(qtbot, desktop)
    halt(qtbot, desktop)
    desktop.controller.open_paths([story])
    qtbot.waitUntil(desktop.window.status.doing.isVisible, timeout=LIMIT)
    assert desktop.window.status.doing.text() == "Opening story.txt"
    desktop.window.actions_by_name["stop"].trigger()
    settle(qtbot, desktop)
    assert desktop.desk.documents == (front,)
    assert open_article(qtbot, desktop, story).document.article.headline == "A bridge opens"


def test_the_window_closes_while_reading_hangs(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    open_article(qtbot, desktop)
    pid = halt(qtbot, desktop)
    desktop.controller.open_paths([story])
    desktop.window.close()
    desktop.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_two_windows_read_in_processes_of_their_own(
    qtbot: QtBot, desktop: Desktop, story: Path, tmp_path: Path
) -> None:
    open_article(qtbot, desktop)
    from diptych.workspace.paths import Paths

    other = Desktop(Paths(tmp_path / "c", tmp_path / "d", tmp_path / "e"))
    other.start([], None)
    open_article(qtbot, other, story)
    halt(qtbot, desktop)
    second = tmp_path / "second.txt"
    second.write_text("Another\n\nThe mayor of Cork opened a second bridge over the river today.\n")
    assert open_article(qtbot, other, second).document.article.headline == "Another"
    other.window.close()
    other.close()
