"""What a save has replaced is kept, counted, listed, and told apart."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.workspace import annotating, earlier, project
from diptych.workspace.earlier import Changes, EarlierVersions
from diptych.workspace.saving import save
from helpers.showcase import showcase

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _edited(words: str) -> bytes:
    return project.to_bytes(annotating.edit_segment(showcase(), "edited-v-fr", "s1", words))


def test_each_save_keeps_what_was_there(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path / "earlier"), tmp_path / "a.diptych"
    texts = ["Un", "Deux", "Trois"]
    for words in texts:
        document = annotating.edit_segment(showcase(), "edited-v-fr", "s1", words)
        save(document, path, former=versions.keep)
    kept = versions.of(path)
    assert [project.from_bytes(v.file.read_bytes(), "x") for v in kept] == [
        project.from_bytes(_edited(words), "x") for words in ("Deux", "Un")
    ]
    assert [v.number for v in kept] == [2, 1]
    assert {p.name for p in tmp_path.iterdir()} == {"a.diptych", "earlier"}


def test_saving_the_same_again_keeps_nothing(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path / "earlier"), tmp_path / "a.diptych"
    for _ in range(3):
        save(showcase(), path, former=versions.keep)
    assert versions.of(path) == ()


def test_copies_in_other_formats_are_not_kept(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path / "earlier"), tmp_path / "a.html"
    path.write_bytes(b"old")
    save(showcase(), path, former=versions.keep)
    assert not (tmp_path / "earlier").exists()


@given(limit=st.integers(0, 5), saves=st.integers(0, 9))
def test_the_newest_are_kept(
    tmp_path_factory: pytest.TempPathFactory, limit: int, saves: int
) -> None:
    folder = tmp_path_factory.mktemp("earlier")
    versions, path = EarlierVersions(folder, limit), folder / "a.diptych"
    for number in range(saves):
        versions.keep(path, str(number).encode())
    kept = [v.file.read_bytes() for v in versions.of(path)]
    assert kept == [str(n).encode() for n in reversed(range(saves))][:limit]


def test_the_order_is_that_of_saving_also_when_the_clock_is_set_back(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path / "earlier", 2), tmp_path / "a.diptych"
    for number, stamp in enumerate((2_000_000_000, 1_000_000_000, 1_500_000_000)):
        path.write_bytes(b"x")
        os.utime(path, (stamp, stamp))
        versions.keep(path, str(number).encode())
    assert [v.file.read_bytes() for v in versions.of(path)] == [b"2", b"1"]
    assert versions.of(path)[0].saved == datetime.fromtimestamp(1_500_000_000, UTC)


def test_files_do_not_mix_and_links_lead_to_their_file(tmp_path: Path) -> None:
    versions = EarlierVersions(tmp_path / "earlier")
    one, other, link = (tmp_path / f"{name}.diptych" for name in ("one", "other", "link"))
    one.write_bytes(b"1")
    link.symlink_to(one)
    versions.keep(one, b"1")
    versions.keep(other, b"2")
    versions.keep(link, b"3")
    assert [v.file.read_bytes() for v in versions.of(one)] == [b"3", b"1"]
    assert [v.file.read_bytes() for v in versions.of(other)] == [b"2"]


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path, 1), tmp_path / "a.diptych"
    versions.keep(path, b"1")
    stray = versions.of(path)[0].file.with_name("mine.diptych")
    stray.write_bytes(b"stray")
    versions.keep(path, b"2")
    assert [v.file.read_bytes() for v in versions.of(path)] == [b"2"]
    assert stray.read_bytes() == b"stray"


def test_one_that_cannot_be_kept_is_told_and_drops_none(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path, 1), tmp_path / "a.diptych"
    versions.keep(path, b"1")

    def full(target: Path, _data: bytes) -> None:
        raise CannotSaveError(f"“{target.name}” was not saved. The disk is full.")

    with pytest.raises(CannotSaveError, match="full"):
        versions.keep(path, b"2", full)
    assert [v.file.read_bytes() for v in versions.of(path)] == [b"1"]


def test_words_and_notes_that_changed_are_counted() -> None:
    old = showcase()
    assert earlier.changes(old, old) == Changes(0, 0)
    new = annotating.edit_segment(old, "edited-v-fr", "s1", "Un pont s’ouvre et demeure")
    assert earlier.changes(old, new) == earlier.changes(new, old) == Changes(2, 0)
    new = annotating.remove_note(new, "n1")
    new = annotating.add_note(new, "source", Span(2, 8), "", "Ann", Colour.BLUE, NOW)
    new = replace(new, notes=(replace(new.notes[0], body="Other"), *new.notes[1:]))
    assert earlier.changes(old, new) == Changes(2, 3)


def test_a_version_that_came_or_went_counts_whole() -> None:
    old = showcase()
    new = replace(old, versions=old.versions[:2], notes=())
    assert earlier.changes(new, old).words > 10


def test_each_is_compared_with_the_next(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path / "e"), tmp_path / "a.diptych"
    for words in ("Un", "Deux trois", "Deux trois quatre"):
        save(
            annotating.edit_segment(showcase(), "edited-v-fr", "s1", words),
            path,
            former=versions.keep,
        )
    assert earlier.told(versions.of(path), path) == (Changes(1, 0), Changes(2, 0))
    versions.of(path)[0].file.write_bytes(b"damaged")
    assert earlier.told(versions.of(path), path) == (None, None)
    with pytest.raises(CannotReadError, match="damaged"):
        earlier.read(versions.of(path)[0])


def test_one_that_is_gone_is_told(tmp_path: Path) -> None:
    versions, path = EarlierVersions(tmp_path), tmp_path / "a.diptych"
    versions.keep(path, project.to_bytes(showcase()))
    kept = versions.of(path)[0]
    assert earlier.read(kept) == showcase()
    kept.file.unlink()
    with pytest.raises(CannotReadError, match="earlier version") as caught:
        earlier.read(kept)
    assert caught.value.remedy
