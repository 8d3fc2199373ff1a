"""Locks beside files: held once, named, and taken over from the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo

from diptych.jobs.lock_file import FileLock, Holder, LockState, lock_path

HOLD = """
import sys, pathlib
from diptych.jobs.lock_file import FileLock
lock = FileLock.beside(pathlib.Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def test_one_holds_it_and_the_other_learns_who(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    one, other = FileLock.beside(path), FileLock.beside(path)
    assert one.take() is LockState.OURS
    assert one.held
    assert one.file.name == ".~lock.a.diptych"
    assert other.take() is LockState.TAKEN
    holder = other.holder()
    assert (holder.machine, holder.process) == (QSysInfo.machineHostName(), os.getpid())
    assert holder.user == path.parent.owner()
    assert str(holder) == f"{holder.machine} (by {holder.user})"
    one.release()
    assert list(tmp_path.iterdir()) == []
    assert other.take() is LockState.OURS
    other.release()


def test_names_say_what_is_known() -> None:
    assert str(Holder("laptop-3", "ann")) == "laptop-3 (by ann)"
    assert str(Holder("laptop-3")) == "laptop-3"
    assert str(Holder()) == ""
    assert FileLock(Path("/nowhere/x")).holder() == Holder()


def test_a_link_has_the_lock_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "a.diptych", tmp_path / "b.diptych"
    real.write_bytes(b"")
    link.symlink_to(real)
    assert FileLock.beside(link).file == lock_path(real)


def test_where_no_lock_can_be_made(tmp_path: Path) -> None:
    assert FileLock.beside(tmp_path / "gone" / "a.diptych").take() is LockState.IMPOSSIBLE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_has_no_locks(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert FileLock.beside(tmp_path / "a.diptych").take() is LockState.IMPOSSIBLE
    finally:
        tmp_path.chmod(0o700)


def test_the_lock_of_a_process_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ours"
        lock = FileLock.beside(path)
        assert lock.take() is LockState.TAKEN
        assert lock.holder().process == process.pid
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert lock_path(path).exists()
    assert lock.take() is LockState.OURS
    lock.release()


def test_a_lock_that_names_nobody_is_taken_over_when_it_is_old(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    lock_path(path).write_bytes(b"")
    lock = FileLock.beside(path)
    assert lock.take() is LockState.TAKEN, "it may just be written"
    os.utime(lock_path(path), (1_000_000_000, 1_000_000_000))
    assert lock.take() is LockState.OURS
    lock.release()


def test_what_is_no_lock_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    lock_path(path).mkdir()
    assert FileLock.beside(path).take() is LockState.IMPOSSIBLE
    assert lock_path(path).is_dir()


def test_the_lock_of_another_machine_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    lock_path(path).write_text("4711\ndiptych\nlaptop-3\nanother machine\nanother boot\n")
    lock = FileLock.beside(path)
    assert lock.take() is LockState.TAKEN
    assert lock.holder().machine == "laptop-3"
    assert lock_path(path).exists()
