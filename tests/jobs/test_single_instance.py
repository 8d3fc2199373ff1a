"""One window on one user's data, with real processes: files are handed over, and none is lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from diptych.jobs.lock_file import FileLock
from diptych.jobs.single_instance import (
    Answer,
    Reception,
    addresses,
    claim,
    hand_over,
)
from diptych.workspace.paths import Paths
from helpers.waiting import LIMIT

# The program as it is, which tells the titles of the articles on its desk.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from diptych.app import main
from diptych.ui.main_window import MainWindow

app = main.application()
told = set()

def tell():
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow):
            for opened in window.desk.documents:
                if opened.key not in told:
                    told.add(opened.key)
                    print(opened.document.article.source.name, flush=True)
            if window.messages.text and window.messages.text not in told:
                told.add(window.messages.text)
                print("says " + window.messages.text, flush=True)

timer = QTimer()
timer.timeout.connect(tell)
timer.start(20)
sys.exit(main.run([Path(name) for name in sys.argv[1:]]))
"""

Program = subprocess.Popen[str]


@contextmanager
def _started(folder: Path, *names: str) -> Iterator[Program]:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *names],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def _line(program: Program) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _paths() -> Paths:
    return Paths.usual()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Story {number} is told here.\n")
    return tmp_path


def test_a_second_start_hands_its_files_over(folder: Path) -> None:
    with _started(folder, "0.txt") as first:
        assert _line(first) == "0.txt"
        with _started(folder, "1.txt", "2.txt") as second:
            assert second.wait() == 0
            assert second.stdout is not None
            assert second.stdout.read() == ""
        assert {_line(first), _line(first)} == {"1.txt", "2.txt"}
        assert first.poll() is None


def test_of_many_starts_at_once_one_stays_and_no_file_is_lost(qtbot: QtBot, folder: Path) -> None:
    with (
        _started(folder, "0.txt") as a,
        _started(folder, "1.txt") as b,
        _started(folder, "2.txt") as c,
        _started(folder, "3.txt") as d,
    ):
        programs = (a, b, c, d)
        qtbot.waitUntil(lambda: sum(p.poll() == 0 for p in programs) == 3, timeout=LIMIT)
        (left,) = (program for program in programs if program.poll() is None)
        assert {_line(left) for _ in range(4)} == {f"{n}.txt" for n in range(4)}


def test_one_that_does_not_answer_keeps_its_desk_and_the_second_has_its_own(folder: Path) -> None:
    with _started(folder, "0.txt") as first:
        assert _line(first) == "0.txt"
        first.send_signal(signal.SIGSTOP)
        with _started(folder, "1.txt") as second:
            lines = {_line(second), _line(second)}
            first.send_signal(signal.SIGCONT)
            assert "1.txt" in lines
            assert any("does not answer" in line for line in lines)
            assert (_paths().data / "window-2.lock").exists()
        with _started(folder, "2.txt") as third:
            assert third.wait() == 0
        assert _line(first) == "2.txt", "what it was not told to take is not opened"


def test_what_a_second_window_leaves_is_on_the_desk_of_the_next_start(folder: Path) -> None:
    _paths().data.mkdir(parents=True)
    first = FileLock(_paths().window_lock)
    first.take()
    with _started(folder, "0.txt") as second:
        lines = {_line(second), _line(second)}
        assert "0.txt" in lines
        kept = _paths().data / "session-2"
        while not list(kept.glob("*.diptych")):
            assert second.poll() is None
        second.kill()
        second.wait()
    first.release()
    with _started(folder, "1.txt") as third:
        assert {_line(third), _line(third)} >= {"0.txt"}
    assert not list(kept.glob("*.diptych"))
    assert len(list((_paths().data / "session").glob("*.diptych"))) >= 1


def test_the_place_of_one_that_was_killed_is_taken(folder: Path) -> None:
    with _started(folder, "0.txt") as first:
        assert _line(first) == "0.txt"
        first.kill()
        first.wait()
        claimed = claim(_paths(), [])
        assert claimed.paths == _paths()
        assert claimed.lock is not None
        claimed.lock.release()


def test_a_home_that_another_machine_works_in(home: Path) -> None:
    paths = _paths()
    paths.data.mkdir(parents=True)
    paths.window_lock.write_text("4711\ndiptych\nlaptop-3\nanother machine\nanother boot\n")
    second, third = claim(paths, []), claim(paths, [])
    assert "laptop-3" in second.told
    assert second.paths == replace(paths, place=2)
    assert third.paths is not None
    assert third.paths.session == paths.data / "session-3"
    for claimed in (second, third):
        assert claimed.lock is not None
        claimed.lock.release()


def test_where_no_folder_can_be_made_the_window_opens_all_the_same(home: Path) -> None:
    (home / "diptych").write_text("in the way")
    claimed = claim(_paths(), [])
    assert claimed.paths == _paths()
    assert claimed.told == ""


def test_one_that_has_its_lock_and_never_listens(home: Path) -> None:
    paths = _paths()
    paths.data.mkdir(parents=True)
    lock = FileLock(paths.window_lock)
    lock.take()
    assert hand_over(paths, [Path("a.txt")], 0.1) is Answer.NOBODY
    claimed = claim(paths, [Path("a.txt")], patience=0.1, absent=0.2)
    assert claimed.paths is not None
    assert claimed.paths.place == 2
    lock.release()
    assert claimed.lock is not None
    claimed.lock.release()


@pytest.mark.parametrize(
    "line", [b"\n", b"{}\n", b"[]\n", b'{"files": 3}\n', b'{"files": [1]}\n', b"\xff\n"]
)
def test_what_is_no_offer_is_hung_up_on(
    qtbot: QtBot, qapp: object, home: Path, line: bytes
) -> None:
    _paths().data.mkdir(parents=True)
    reception = Reception(_paths())
    heard: list[list[Path]] = []
    reception.asked.connect(heard.append)
    qtbot.waitUntil(lambda: reception.listening, timeout=LIMIT)
    socket = QLocalSocket()
    socket.connectToServer(addresses(_paths())[0])
    assert socket.waitForConnected(1000)
    socket.write(line)
    qtbot.waitUntil(
        lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=LIMIT
    )
    assert heard == []
    reception.close()


def test_files_are_opened_only_when_they_were_given_up(
    qtbot: QtBot, qapp: object, home: Path
) -> None:
    _paths().data.mkdir(parents=True)
    reception = Reception(_paths())
    heard: list[list[Path]] = []
    reception.asked.connect(heard.append)
    qtbot.waitUntil(lambda: reception.listening, timeout=LIMIT)
    offer = json.dumps({"files": ["/a b/é.txt", "/c\n.txt"]}).encode() + b"\n"
    for told_to_take in (False, True):
        socket = QLocalSocket()
        socket.connectToServer(addresses(_paths())[0])
        assert socket.waitForConnected(1000)
        socket.write(offer)
        qtbot.waitUntil(socket.canReadLine, timeout=LIMIT)
        assert bytes(socket.readLine().data()) == b"ready\n"
        if told_to_take:
            socket.write(b"take\n")
            qtbot.waitUntil(socket.canReadLine, timeout=LIMIT)
            assert bytes(socket.readLine().data()) == b"done\n"
        socket.disconnectFromServer()
        assert heard == ([[Path("/a b/é.txt"), Path("/c\n.txt")]] if told_to_take else [])
    reception.close()


def test_the_address_is_short_enough_and_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    paths = replace(_paths(), data=tmp_path / ("x" * 90))
    (only,) = addresses(paths)
    assert only.startswith("/run/user/1000/diptych-")
    assert addresses(replace(paths, data=tmp_path))[0] == str(tmp_path / "window.socket")
    assert addresses(replace(paths, data=tmp_path / ("y" * 90))) != (only,)
