"""What further windows have kept joins the session of the first, also when that is broken off."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.workspace import project, session
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_places import join
from helpers.showcase import showcase


def _keys(folder: Path) -> list[str]:
    return sorted(file.stem for file in folder.glob("*.diptych"))


def _filled(folder: Path, *keys: str, ended: bool = True) -> None:
    folder.mkdir()
    entries = tuple(Entry(key, path=f"/{key}.diptych", modified=True) for key in keys)
    session.store_index(folder, Session(entries, keys[0], ended=ended))
    for key in keys:
        session.document_file(folder, key).write_bytes(project.to_bytes(showcase()))
        session.journal_file(folder, key).write_bytes(key.encode())


@pytest.mark.parametrize("ended", [True, False])
def test_entries_and_files_come_along(tmp_path: Path, ended: bool) -> None:
    one, two = tmp_path / "session", tmp_path / "session-2"
    _filled(one, "a", "b")
    _filled(two, "c", ended=ended)
    join(two, one)
    listed = session.read_index(one)
    assert listed is not None
    assert [(e.key, e.path, e.modified) for e in listed.entries] == [
        (key, f"/{key}.diptych", True) for key in "abc"
    ]
    assert (listed.current, listed.ended) == ("a", ended)
    assert _keys(one) == ["a", "b", "c"]
    assert session.journal_file(one, "c").read_bytes() == b"c"
    assert not session.exists(two)


def test_what_was_broken_off_is_completed(tmp_path: Path) -> None:
    one, two = tmp_path / "session", tmp_path / "session-2"
    _filled(two, "c", "d")
    blocked = session.journal_file(one, "c")
    blocked.mkdir(parents=True)
    (blocked / "x").write_bytes(b"")
    with pytest.raises(OSError, match=r"c\.journal"):
        join(two, one)
    assert session.journal_file(two, "c").read_bytes() == b"c"
    (blocked / "x").unlink()
    blocked.rmdir()
    join(two, one)
    listed = session.read_index(one)
    assert listed is not None
    assert [entry.key for entry in listed.entries] == ["c", "d"]
    assert _keys(one) == ["c", "d"]
    assert not session.exists(two)


def test_a_damaged_list_costs_no_article(tmp_path: Path) -> None:
    one, two = tmp_path / "session", tmp_path / "session-2"
    _filled(two, "c")
    session.index_file(two).write_text("{")
    join(two, one)
    assert _keys(one) == ["c"]
    assert not session.exists(two)
