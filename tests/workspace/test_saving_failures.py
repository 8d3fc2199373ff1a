"""Every way a save can fail: a sentence, a remedy, the old file whole, and nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.core.errors import CannotSaveError
from diptych.formats.writing.copy import Copy
from diptych.workspace import opening
from diptych.workspace.saving import save, write_atomically
from helpers.showcase import showcase


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "share of the disk"),
        (errno.EACCES, "may not write"),
        (errno.EPERM, "may not write"),
        (errno.EROFS, "only be read"),
        (errno.EIO, "could not be written"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_errors_of_the_system_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(CannotSaveError, match=words) as caught:
        write_atomically(path, b"new")
    assert caught.value.remedy
    assert os.strerror(number) in caught.value.details
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", [".diptych", ".html", ".docx", ".txt"])
def test_names_and_places_that_cannot_be(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, words in (
        (tmp_path / ("x" * 300 + suffix), "too long"),
        (tmp_path / "gone" / f"a{suffix}", "not there"),
        (tmp_path / "file" / f"a{suffix}", "in a file"),
    ):
        with pytest.raises(CannotSaveError, match=words) as caught:
            save(showcase(), path)
        assert caught.value.remedy
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    path = tiny_disk / "a.html"
    write_atomically(path, b"old")
    with pytest.raises(CannotSaveError, match="disk is full"):
        write_atomically(path, b"x" * 200_000)
    assert path.read_bytes() == b"old"
    assert list(tiny_disk.iterdir()) == [path]
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        with pytest.raises(CannotSaveError, match="may not write"):
            write_atomically(folder / "a.html", b"new")
    finally:
        folder.chmod(0o700)


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.html", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o640


def test_a_link_to_what_is_not_there_yet_is_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.html"
    link.symlink_to("folder/real.html")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "folder" / "real.html").read_bytes() == b"new"


def test_a_copy_never_takes_the_place_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("A headline\n\nThe first sentence of it.\n")
    document = opening.open_file(path)
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    for place in (path, link):
        with pytest.raises(CannotSaveError, match="article itself") as caught:
            save(document, place)
        assert caught.value.remedy
    assert path.read_text() == "A headline\n\nThe first sentence of it.\n"
    save(document, tmp_path / "copy.txt")
    path.unlink()
    save(document, path)


@pytest.mark.parametrize(
    ("suffix", "beginning"),
    [
        (".diptych", b"PK"),
        (".DIPTYCH", b"PK"),
        (".html", b"<!DOCTYPE html>"),
        (".htm", b"<!DOCTYPE html>"),
        (".docx", b"PK"),
        (".txt", b"Un pont"),
    ],
)
def test_the_suffix_is_the_format(tmp_path: Path, suffix: str, beginning: bytes) -> None:
    path = tmp_path / f"copy{suffix}"
    digest = save(showcase(), path, copy=Copy(versions=["v-fr"]))
    data = path.read_bytes()
    assert data.startswith(beginning)
    assert digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["copy.pages", "copy", ".html"])
def test_a_format_we_do_not_write_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotSaveError) as caught:
        save(showcase(), tmp_path / name)
    assert ".diptych" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []
