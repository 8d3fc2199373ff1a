"""Memories from TMX and into it: what was read is kept, and nothing is written by halves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.core.memory import Entry
from diptych.core.progress import Cancelled, Context
from diptych.workspace import memory_files
from diptych.workspace.memory import Memory, Stored
from diptych.workspace.memory_files import export_tmx, import_tmx

ENTRIES = [
    Entry("Shares rose.", "Les actions ont monté.", "en", "fr", author="Ada", used=2),
    Entry("Shares rose.", "Die Kurse stiegen.", "en", "de", changed="2026-01-01T00:00:00Z"),
    Entry("Der Kurs", "Le cours", "de", "fr", note="n"),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    memory = Memory(tmp_path / "memory.sqlite")
    yield memory
    memory.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Memory]:
    memory = Memory(tmp_path / "other.sqlite")
    yield memory
    memory.close()


def test_one_memory_becomes_another(memory: Memory, other: Memory, tmp_path: Path) -> None:
    memory.store(ENTRIES)
    path = tmp_path / "all.tmx"
    assert export_tmx(memory, path, Context()).entries == 3
    done = import_tmx(other, path, Context())
    assert (done.stored, done.remarks) == (Stored(added=3), ())
    assert [replace(e, id=0) for e in other.entries()] == ENTRIES
    assert import_tmx(other, path, Context()).stored == Stored(merged=3)


def test_one_pair_alone(memory: Memory, other: Memory, tmp_path: Path) -> None:
    memory.store(ENTRIES)
    path = tmp_path / "pair.tmx"
    assert export_tmx(memory, path, Context(), "en", "fr").entries == 1
    assert b'srclang="en"' in path.read_bytes()
    export_tmx(memory, path, Context())
    assert b'srclang="*all*"' in path.read_bytes()
    import_tmx(other, path, Context(), "fr", "en")
    assert [(e.source_language, e.target_language) for e in other.entries()] == [("fr", "en")]


def test_progress_is_told_in_bytes_and_entries(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_files, "STORED_AT_ONCE", 10)
    monkeypatch.setattr(memory_files, "READ_AT_ONCE", 10)
    memory.store(Entry(f"Sentence {n}", "x", "en", "fr") for n in range(45))
    path = tmp_path / "all.tmx"
    steps: list[tuple[int, int]] = []
    export_tmx(memory, path, Context(lambda done, total: steps.append((done, total))))
    assert steps == [(0, 45), (10, 45), (20, 45), (30, 45), (40, 45)]
    steps.clear()
    import_tmx(memory, path, Context(lambda done, total: steps.append((done, total))))
    assert len(steps) == 5
    assert {total for _, total in steps} == {path.stat().st_size}


def test_what_was_stored_before_cancelling_is_kept(
    memory: Memory, other: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_files, "STORED_AT_ONCE", 10)
    memory.store(Entry(f"Sentence {n}", "x", "en", "fr") for n in range(45))
    path = tmp_path / "all.tmx"
    export_tmx(memory, path, Context())
    calls: list[int] = []

    def report(done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) == 3:
            context.cancel()

    context = Context(report)
    with pytest.raises(Cancelled):
        import_tmx(other, path, context)
    assert [count.entries for count in other.counts()] == [30]


def test_a_cancelled_export_writes_nothing(memory: Memory, tmp_path: Path) -> None:
    memory.store(ENTRIES)
    path = tmp_path / "all.tmx"
    path.write_bytes(b"old")
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        export_tmx(memory, path, context)
    assert path.read_bytes() == b"old"


def test_a_damaged_file_gives_what_comes_before_it(
    memory: Memory, other: Memory, tmp_path: Path
) -> None:
    memory.store(ENTRIES)
    path = tmp_path / "all.tmx"
    export_tmx(memory, path, Context())
    path.write_bytes(path.read_bytes().replace(b"Der Kurs", b"Der & Kurs"))
    done = import_tmx(other, path, Context())
    assert done.stored == Stored(added=2)
    assert "damaged" in done.remarks[0]


def test_nothing_to_export(memory: Memory, tmp_path: Path) -> None:
    memory.store(ENTRIES)
    with pytest.raises(CannotSaveError, match="nothing to put") as caught:
        export_tmx(memory, tmp_path / "x.tmx", Context(), "it")
    assert caught.value.remedy
    assert not (tmp_path / "x.tmx").exists()


def test_files_that_cannot_be_imported(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path, tmp_path / "none.tmx", tmp_path / ("x" * 300)):
        with pytest.raises(CannotReadError) as caught:
            import_tmx(memory, path, Context())
        assert caught.value.remedy
    large = tmp_path / "large.tmx"
    large.write_bytes(b"<tmx/>")
    monkeypatch.setattr(memory_files, "LARGEST", 3)
    with pytest.raises(CannotReadError, match="TMX files of up to"):
        import_tmx(memory, large, Context())
