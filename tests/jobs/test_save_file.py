"""QSaveFile: all or nothing, with links and modes kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.errors import CannotSaveError
from diptych.jobs.save_file import write_with_save_file
from helpers.no_room import no_room


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    write_with_save_file(path, b"one")
    path.chmod(0o640)
    write_with_save_file(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_with_save_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="folder is not there any more") as caught:
        write_with_save_file(tmp_path / "gone" / "copy.html", b"data")
    assert caught.value.remedy


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    write_with_save_file(path, b"old")
    with no_room(1000), pytest.raises(CannotSaveError, match="was not saved"):
        write_with_save_file(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
