"""What can be opened in a folder, and what comes into one that is watched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError
from diptych.core.progress import Cancelled, Context
from diptych.workspace import folders
from diptych.workspace.folders import (
    STILL,
    Stamp,
    Watch,
    articles_in,
    is_article_name,
    listing_of,
)

A, B, C = Path("a.txt"), Path("b.xml"), Path("c")


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "A.TXT", "wire.xml", "wire", "wire.0042", "x.diptych", "b.tar.html"]
)
def test_names_that_may_be_articles(name: str) -> None:
    assert is_article_name(name)


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".DS_Store", "a.txt.part", "a.tmp", "~$letter.docx", "photo.jpg", "a.txt~",
     "a.crdownload", "__MACOSX", ".~lock.a.odt#", "archive.zip"],
)  # fmt: skip
def test_names_that_are_passed_over(name: str) -> None:
    assert not is_article_name(name)


def test_a_folder_is_listed_by_name_with_what_is_in_it(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "A.html", "sub/c.xml", "sub/.git/d.txt", ".e/f.txt", "g.part", "z")
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    names = [path.relative_to(tmp_path).as_posix() for path in articles_in(tmp_path)]
    assert names == ["A.html", "b.txt", "sub/c.xml", "z"]
    flat = [path.name for path in articles_in(tmp_path, recursive=False)]
    assert flat == ["A.html", "b.txt", "z"]


def test_too_many_articles_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    put(tmp_path, "1", "2", "3")
    assert len(articles_in(tmp_path)) == 3
    put(tmp_path, "4")
    with pytest.raises(CannotReadError, match="more than 3 articles"):
        articles_in(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match="cannot be listed"):
        articles_in(tmp_path / "gone")
    assert listing_of(tmp_path / "gone") is None


def test_listing_can_be_cancelled(tmp_path: Path) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        articles_in(tmp_path, context=context)


def test_a_listing_has_size_and_time_of_each_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "sub/b.txt", "c.jpg")
    os.utime(tmp_path / "a.txt", ns=(5, 7))
    assert listing_of(tmp_path) == {tmp_path / "a.txt": Stamp(5, 7)}


def test_a_file_that_is_moved_in_came_later_than_it_was_written(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    put(elsewhere, "a.txt")
    os.utime(elsewhere / "a.txt", ns=(5, 7))
    put(tmp_path, "b.txt")
    (elsewhere / "a.txt").rename(tmp_path / "a.txt")
    found = listing_of(tmp_path)
    assert found is not None
    assert found[tmp_path / "a.txt"].written == 7
    assert found[tmp_path / "a.txt"].came >= found[tmp_path / "b.txt"].written


def test_what_was_there_is_not_told_and_what_comes_is_told_once() -> None:
    watch = Watch({A: Stamp(1, 1)})
    there = {A: Stamp(1, 1), B: Stamp(9, 2)}
    assert watch.look(there, 10.0) == ()
    assert watch.unsettled
    assert watch.look(there, 10.0 + STILL / 2) == ()
    assert watch.look(there, 10.0 + STILL) == (B,)
    assert not watch.unsettled
    assert watch.look(there, 99.0) == ()


def test_a_file_that_grows_waits_until_it_stands_still() -> None:
    watch = Watch({})
    for second in range(5):
        assert watch.look({A: Stamp(second + 1, second)}, second * 2 * STILL) == ()
    assert watch.look({A: Stamp(5, 4)}, 10 * STILL) == (A,)


def test_an_empty_file_is_not_whole() -> None:
    watch = Watch({})
    for second in range(4):
        assert watch.look({A: Stamp(0, 1)}, float(second)) == ()
    assert not watch.unsettled


def test_a_file_that_changes_is_told_again() -> None:
    watch = Watch({A: Stamp(1, 1)})
    assert watch.look({A: Stamp(2, 2)}, 0.0) == ()
    assert watch.look({A: Stamp(2, 2)}, STILL) == (A,)
    assert watch.look({A: Stamp(3, 3)}, 2 * STILL) == ()
    assert watch.look({A: Stamp(3, 3)}, 3 * STILL) == (A,)


def test_a_name_that_comes_again_is_new() -> None:
    watch = Watch({A: Stamp(1, 1)})
    assert watch.look({}, 0.0) == ()
    assert watch.look({A: Stamp(1, 1)}, 1.0) == ()
    assert watch.look({A: Stamp(1, 1)}, 1.0 + STILL) == (A,)


def test_a_folder_that_vanishes_and_comes_back_tells_only_what_is_new() -> None:
    watch = Watch({A: Stamp(1, 1)})
    assert not watch.vanished
    assert watch.look(None, 1.0) == ()
    assert watch.vanished
    back = {A: Stamp(1, 1), C: Stamp(4, 4), B: Stamp(3, 3)}
    assert watch.look(back, 2.0) == ()
    assert not watch.vanished
    assert watch.look(back, 2.0 + STILL) == (B, C)


def test_a_folder_that_was_never_there_begins_with_its_first_listing() -> None:
    watch = Watch(None)
    assert watch.vanished
    assert watch.look({A: Stamp(1, 1)}, 0.0) == ()
    assert watch.look({A: Stamp(1, 1), B: Stamp(1, 1)}, STILL) == ()
    assert watch.look({A: Stamp(1, 1), B: Stamp(1, 1)}, 2 * STILL) == (B,)


def test_a_real_file_written_in_parts(tmp_path: Path) -> None:
    watch = Watch(listing_of(tmp_path))
    clock = iter(range(0, 100, 2))

    def look() -> tuple[Path, ...]:
        return watch.look(listing_of(tmp_path), next(clock))

    wire = tmp_path / "wire.xml"
    with wire.open("w") as file:
        file.write("<nitf>")
        file.flush()
        assert look() == ()
        file.write("</nitf>")
    assert look() == ()
    assert look() == (wire,)
