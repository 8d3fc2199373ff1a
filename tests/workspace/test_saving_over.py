"""Saving over a .diptych file that somebody else has changed, or that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diptych.core.errors import CannotSaveError, ChangedOnDiskError, VanishedError
from diptych.workspace import project
from diptych.workspace.saving import keep_theirs, save
from helpers.showcase import showcase

MOMENT = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)


def _saved(path: Path) -> str:
    return save(showcase(), path)


def test_a_file_that_has_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    sha256 = _saved(path)
    theirs = project.to_bytes(replace(showcase(), notes=()))
    path.write_bytes(theirs)
    kept: list[bytes] = []
    with pytest.raises(ChangedOnDiskError, match="has changed on disk"):
        save(showcase(), path, expected_sha256=sha256, former=lambda _path, data: kept.append(data))
    assert path.read_bytes() == theirs
    assert kept == []


def test_a_file_that_holds_the_same_already_is_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    sha256 = _saved(path)
    assert save(showcase(), path, expected_sha256="0" * 64) == sha256


def test_theirs_is_kept_under_a_name_with_its_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    _saved(path)
    path.write_bytes(b"theirs")
    other, sha256 = keep_theirs(path, MOMENT)
    assert other.name == "a (other version, 2026-11-24 18.30).diptych"
    assert other.read_bytes() == path.read_bytes() == b"theirs"
    path.write_bytes(b"theirs again")
    second, _ = keep_theirs(path, MOMENT)
    assert second.name == "a (other version, 2026-11-24 18.30) 2.diptych"
    assert other.read_bytes() == b"theirs"
    with pytest.raises(ChangedOnDiskError):
        save(showcase(), path, expected_sha256=sha256)


def test_theirs_that_cannot_be_kept_is_not_saved_over(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="cannot be read"):
        keep_theirs(tmp_path / "gone.diptych", MOMENT)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "a.diptych"
    sha256 = _saved(path)
    path.unlink()
    with pytest.raises(VanishedError, match="is not there any more") as caught:
        save(showcase(), path, expected_sha256=sha256)
    assert "again" in caught.value.remedy
    assert list(folder.iterdir()) == []
    folder.rmdir()
    with pytest.raises(VanishedError, match=r"folder of “a\.diptych”") as caught:
        save(showcase(), path, expected_sha256=sha256)
    assert "disk back" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []
