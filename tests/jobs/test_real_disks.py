"""Saving to disks that are full, read-only, or taken out: real ones, small and of our own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORK = """
import pathlib, subprocess, sys
from diptych.core.errors import CannotSaveError
from diptych.jobs.lock_file import FileLock
from diptych.jobs.save_file import write_with_save_file
from diptych.workspace.saving import save, write_atomically
from helpers.showcase import showcase

disk = pathlib.Path(sys.argv[1])
path = disk / "a.diptych"
saved = save(showcase(), path, write=write_with_save_file)
good = path.read_bytes()

def refused(act, *words):
    try:
        act()
    except CannotSaveError as error:
        assert any(word in error.sentence for word in words), error
        assert error.remedy
        return
    raise AssertionError("it was written")

for write in (write_with_save_file, write_atomically):
    refused(lambda: write(path, bytes(3_000_000)), "The disk is full")
    assert path.read_bytes() == good
    assert list(disk.iterdir()) == [path]
lock = FileLock.beside(path)
assert lock.take() == "ours"
lock.release()

subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
for write in (write_with_save_file, write_atomically):
    refused(lambda: write(path, b"new"), "can only be read")
    refused(lambda: write(disk / "new.diptych", b"new"), "can only be read")
assert FileLock.beside(path).take() == "impossible"
assert path.read_bytes() == good

subprocess.run(["umount", str(disk)], check=True)
refused(
    lambda: save(showcase(), path, write=write_with_save_file, expected_sha256=saved),
    "is not there any more",
)
assert list(disk.iterdir()) == []
print("all as it should be")
"""


def test_a_disk_that_is_full_then_read_only_then_taken_out(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    # In a space of its own nobody else sees the disk, and it goes with the process.
    apart = ["unshare", "-rm"]
    mount = f"mount -t tmpfs -o size=1m tmpfs '{disk}'"
    if subprocess.run([*apart, "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [*apart, "sh", "-c", f'{mount} && exec "$@"', "sh", sys.executable, "-c", WORK, str(disk)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tests,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "all as it should be\n"
