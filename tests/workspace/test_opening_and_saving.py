"""From a path to a document and back, with everything that can go wrong on the way."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.workspace import opening
from diptych.workspace.paths import sample_story
from diptych.workspace.saving import save, write_atomically
from helpers.no_room import no_room


def test_opened_saved_and_opened_again(tmp_path: Path) -> None:
    document = opening.open_file(sample_story())
    path = tmp_path / "story.diptych"
    digest = save(document, path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    assert opening.open_file(path) == document
    (tmp_path / "named.txt").write_bytes(path.read_bytes())
    assert opening.open_file(tmp_path / "named.txt") == document


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, words in (
        (tmp_path / "gone.txt", "no file"),
        (tmp_path, "a folder"),
        (big, "200 MB"),
        (pipe, "not an ordinary file"),
        (tmp_path / ("x" * 300), "could not be read"),
    ):
        with pytest.raises(CannotReadError, match=words) as caught:
            opening.open_file(path)
        assert caught.value.remedy


def test_a_file_that_vanished_or_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("A headline\n\nThe first sentence of it.\n")
    document = opening.open_file(path)
    assert opening.changed_on_disk(document) is None
    path.write_text("A headline\n\nThe first sentence of it!\n")
    changed = opening.changed_on_disk(document)
    assert changed is not None
    assert "has changed" in changed.sentence
    assert changed.there
    path.unlink()
    gone = opening.changed_on_disk(document)
    assert gone is not None
    assert "no longer" in gone.sentence
    assert not gone.there


def test_rereading_in_another_encoding_finds_notes_again(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from diptych.core.notes import Colour
    from diptych.core.text import Span
    from diptych.workspace.annotating import add_note

    path = tmp_path / "wire.txt"
    path.write_bytes("Un été\n\nLe préfet a fermé la forêt avec Anna Roy hier.\n".encode("cp1252"))
    document = opening.open_file(path, opening.Choices(encoding="cp1251"))
    place = document.source.text.value.index("Anna Roy")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    document = add_note(document, "source", Span(place, place + 8), "", "", Colour.YELLOW, now)
    again = opening.reread(document, opening.Choices(encoding="cp1252"))
    assert "préfet" in again.source.text.value
    assert again.notes[0].span.of(again.source.text.value) == "Anna Roy"
    assert not again.notes[0].orphan


def test_somebody_elses_work_is_not_overwritten(tmp_path: Path) -> None:
    document = opening.open_file(sample_story())
    path = tmp_path / "story.diptych"
    digest = save(document, path)
    assert save(document, path, expected_sha256=digest) == digest
    path.write_bytes(b"other work")
    with pytest.raises(CannotSaveError, match="changed on disk"):
        save(document, path, expected_sha256=digest)
    assert path.read_bytes() == b"other work"


def _half(path: Path, data: bytes) -> None:
    path.write_bytes(data[: len(data) // 2])


def test_a_write_that_goes_wrong_is_noticed(tmp_path: Path) -> None:
    document = opening.open_file(sample_story())
    with pytest.raises(CannotSaveError, match="read back"):
        save(document, tmp_path / "a.html", write=lambda _path, _data: None)
    with pytest.raises(CannotSaveError, match="does not read back"):
        save(document, tmp_path / "b.html", write=_half)


def test_devices_and_folders_are_never_replaced(tmp_path: Path) -> None:
    document = opening.open_file(sample_story())
    folder = tmp_path / "folder.html"
    folder.mkdir()
    with pytest.raises(CannotSaveError, match="not an ordinary file"):
        save(document, folder)
    assert folder.is_dir()


def test_atomic_writing_keeps_links_modes_and_the_old_file(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    with no_room(100), pytest.raises(CannotSaveError, match="was not saved") as caught:
        write_atomically(real, b"x" * 10_000)
    assert caught.value.remedy
    assert real.read_bytes() == b"new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]
    with pytest.raises(CannotSaveError, match="folder is not there"):
        write_atomically(tmp_path / "gone" / "file", b"x")
