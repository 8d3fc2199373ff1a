"""Damage costs what it hit, is told with its place, and is never deleted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.workspace import annotating, project, saving, session
from diptych.workspace.drafts import SENTENCE, Draft
from diptych.workspace.journal import Journal, read_journal
from diptych.workspace.segmenting import begin
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_keeper import SessionKeeper, Snapshot
from diptych.workspace.session_recovery import Restored, restore
from helpers.articles import article
from helpers.showcase import NOW, showcase

TYPED = (Draft(SENTENCE, "s3", "Personne n’est tom", "v-fr"),)
BODIES = ("One", "Two", "Three")


def _noted(document: Document, body: str) -> Document:
    return annotating.add_note(document, "source", Span(2, 8), body, "Ann", Colour.BLUE, NOW)


def _bodies(document: Document) -> list[str]:
    return [note.body for note in document.notes if note.body in BODIES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session of two articles: one with three notes and a draft in its journal, one without."""
    folder = tmp_path / "session"
    keeper = SessionKeeper(folder)
    snapshot = Snapshot(Entry("a1"), showcase())
    other = Snapshot(Entry("b2", unread=True), begin(article("Another\n\nSome words.")))
    for first in (snapshot, other):
        copy = keeper.copy_of(first)
        keeper.store(copy, copy.data())
    entries = (snapshot.entry, other.entry)
    keeper.keep((), Session(entries, "b2"))
    for number, body in enumerate(BODIES, start=1):
        entry = replace(snapshot.entry, modified=True, edits=number)
        snapshot = replace(snapshot, entry=entry, document=_noted(snapshot.document, body))
        keeper.keep([snapshot])
    keeper.keep([replace(snapshot, drafts=TYPED)])
    return folder


def _keys(restored: Restored) -> list[str]:
    return [found.entry.key for found in restored.documents]


def test_all_of_it_comes_back(folder: Path) -> None:
    restored = restore(folder)
    assert _keys(restored) == ["a1", "b2"]
    first, second = restored.documents
    assert _bodies(first.document) == list(BODIES)
    assert (first.drafts, first.entry.edits, first.replayed) == (TYPED, 3, 4)
    assert (second.entry.unread, second.entry.modified, second.journal) == (True, False, None)
    assert (restored.session.current, restored.session.ended) == ("b2", False)
    assert (restored.problems, restored.remarks) == ((), ())


def test_a_torn_end_is_set_aside_and_nothing_else_is_missing(folder: Path) -> None:
    journal = folder / "a1.journal"
    whole = journal.read_bytes()
    ends = read_journal(journal).ends
    for count in (1, 2, 3, 4):
        for size in (ends[count] + 1, ends[count] + 9):
            journal.write_bytes(whole[:size])
            restored = restore(folder)
            kept = min(count, len(BODIES))
            if size > len(whole):
                continue
            assert _bodies(restored.documents[0].document) == list(BODIES[:kept])
            assert restored.problems == ()
            place = Path(restored.remarks[0].partition(" kept as ")[2].rstrip("."))
            assert place.read_bytes() == whole[ends[count] : size]
            assert journal.read_bytes() == whole[: ends[count]]
            place.unlink()
    journal.write_bytes(whole)
    assert restore(folder).remarks == ()


def test_what_is_written_after_a_torn_end_is_read_again(folder: Path) -> None:
    journal = folder / "a1.journal"
    journal.write_bytes(journal.read_bytes()[:-5])
    found = restore(folder).documents[0]
    assert found.drafts == ()
    keeper = SessionKeeper(folder)
    keeper.adopt([found])
    last = Snapshot(found.entry, _noted(found.document, "Four"), TYPED)
    assert keeper.keep([last]).done == (last,)
    again = restore(folder).documents[0]
    assert (again.document, again.drafts) == (last.document, TYPED)


def test_a_flipped_byte_in_the_journal_costs_what_follows_and_is_told(folder: Path) -> None:
    journal = folder / "a1.journal"
    data = bytearray(journal.read_bytes())
    ends = read_journal(journal).ends
    data[ends[1] + 40] ^= 4
    journal.write_bytes(data)
    restored = restore(folder)
    assert _bodies(restored.documents[0].document) == ["One"]
    assert restored.documents[0].entry.edits == 1
    (told,) = restored.problems
    tail = bytes(data[ends[1] :])
    assert told.startswith("The last entries of a journal could not be read (3 of 4")
    assert f"{len(tail)} bytes" in told
    assert (folder / "a1.journal.unreadable").read_bytes() == tail
    assert restore(folder).problems == ()


def test_a_flipped_byte_in_a_whole_copy_costs_that_article_and_all_is_kept(folder: Path) -> None:
    copy, journal = folder / "a1.diptych", folder / "a1.journal"
    data, told_there = bytearray(copy.read_bytes()), journal.read_bytes()
    data[len(data) // 2] ^= 4
    copy.write_bytes(data)
    restored = restore(folder)
    assert _keys(restored) == ["b2"]
    assert str(folder / "a1.diptych.unreadable") in restored.problems[0]
    assert str(folder / "a1.journal.unreadable") in restored.problems[1]
    assert (folder / "a1.diptych.unreadable").read_bytes() == data
    assert (folder / "a1.journal.unreadable").read_bytes() == told_there


def test_where_a_damaged_article_was_saved_is_told(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "mine.diptych"
    saving.save(showcase(), saved)
    entries = (Entry("a1", str(saved), "ab", title="A bridge"), Entry("b2"))
    session.store_index(folder, Session(entries))
    (folder / "a1.diptych").write_bytes(b"nonsense")
    assert (
        f"“A bridge” kept for this start is damaged. What you saved last is in {saved}"
        in (restore(folder).problems[0])
    )


@pytest.mark.parametrize("raw", [None, "{", "[]", '{"entries": [{"key": "../evil"}]}', "\x00"])
def test_without_its_list_a_session_is_found_by_its_files(folder: Path, raw: str | None) -> None:
    listed = folder / "session.json"
    listed.unlink()
    if raw is not None:
        listed.write_text(raw)
    restored = restore(folder)
    assert _keys(restored) == ["a1", "b2"]
    assert _bodies(restored.documents[0].document) == list(BODIES)
    assert restored.documents[0].entry.modified
    assert not restored.session.ended
    if raw is not None:
        assert str(folder / "session.json.unreadable") in restored.problems[0]
        assert (folder / "session.json.unreadable").read_text() == raw


def test_an_article_that_was_not_on_the_list_yet_comes_back(folder: Path) -> None:
    session.store_index(folder, Session((Entry("b2"),), "b2"))
    assert _keys(restore(folder)) == ["b2", "a1"]


def test_a_journal_of_another_copy_is_not_used_and_told(folder: Path) -> None:
    (folder / "a1.diptych").write_bytes(project.to_bytes(_noted(showcase(), "Elsewhere")))
    restored = restore(folder)
    assert _bodies(restored.documents[0].document) == []
    assert "continues another copy" in restored.problems[0]
    assert (folder / "a1.journal.unreadable").exists()
    assert not (folder / "a1.journal").exists()


def test_a_journal_whose_copy_holds_it_already_is_no_problem(folder: Path) -> None:
    found = restore(folder).documents[0]
    data = project.to_bytes(found.document)
    keeper = SessionKeeper(folder)
    keeper.adopt([found])
    (folder / "kept").write_bytes((folder / "a1.journal").read_bytes())
    copy = keeper.copy_of(Snapshot(found.entry, found.document, found.drafts))
    keeper.store(copy, data)
    # As it is when the program stops before the new journal is in place.
    journal = Journal(folder / "kept", (folder / "kept").stat().st_size, 4)
    sha256 = (read_journal(folder / "a1.journal").header or {})["base"]
    journal.append({"next": sha256, "upto": 4})
    (folder / "kept").replace(folder / "a1.journal")
    restored = restore(folder)
    again = restored.documents[0]
    assert (again.document, again.drafts, again.entry) == (found.document, TYPED, found.entry)
    assert (restored.problems, again.replayed) == ((), 1)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda journal: Journal.begin(journal, {"base": "ab"}), "continues another copy"),
        (lambda journal: journal.write_bytes(b"nonsense\n"), "damaged from its first line"),
        (lambda journal: Journal.begin(journal, {"journal": 2}), "newer Diptych"),
        (lambda journal: journal.write_bytes(b""), "damaged from its first line"),
    ],
)
def test_a_journal_that_cannot_be_used_is_kept(
    folder: Path, spoil: Callable[[Path], object], told: str
) -> None:
    journal = folder / "a1.journal"
    spoil(journal)
    data = journal.read_bytes()
    restored = restore(folder)
    assert _keys(restored) == ["a1", "b2"]
    assert told in restored.problems[0]
    assert (folder / "a1.journal.unreadable").read_bytes() == data


@pytest.mark.parametrize(
    "entry",
    [
        {"patch": {"notes": {"order": ["nobody"]}}},
        {"patch": {"versions": {"gone": ["source"]}}},
        {"patch": 3},
        {"entry": {"key": "../evil"}},
        {"drafts": [{}]},
    ],
)
def test_entries_that_make_no_sense_are_not_used(folder: Path, entry: dict[str, object]) -> None:
    path = folder / "a1.journal"
    Journal(path, path.stat().st_size, 4).append(entry)
    restored = restore(folder)
    assert _bodies(restored.documents[0].document) == list(BODIES)
    assert "(1 of 5" in restored.problems[0]
    assert (folder / "a1.journal.unreadable").exists()


def test_a_clock_that_was_set_back_changes_nothing(folder: Path) -> None:
    before = restore(folder)
    for number, file in enumerate(sorted(folder.iterdir())):
        os.utime(file, (number * 1e6, number * 1e6))
    assert restore(folder).documents[0].document == before.documents[0].document
    assert restore(folder).problems == ()


def test_what_was_being_written_beside_is_swept_away_and_nothing_else(folder: Path) -> None:
    beside = [".a1.diptych-0123456789ab", ".a1.journal-0123456789ab", ".session.json-0123456789ab"]
    others = [".hidden", "notes.txt", ".a1.diptych-old", "a1.diptych.unreadable"]
    for name in (*beside, *others):
        (folder / name).write_bytes(b"x")
    restore(folder)
    names = {file.name for file in folder.iterdir()}
    assert names.isdisjoint(beside)
    assert names.issuperset(others)


def test_a_file_that_was_saved_at_the_last_moment_is_known_as_ours(
    folder: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "mine.diptych"
    found = restore(folder).documents[0]
    keeper = SessionKeeper(folder)
    keeper.adopt([found])
    entry = replace(found.entry, path=str(saved), sha256="ab" * 32)
    document = _noted(found.document, "Saved")
    keeper.keep([Snapshot(entry, document)])
    sha256 = saving.save(document, saved)
    again = restore(folder).documents[0].entry
    assert again == replace(entry, sha256=sha256, modified=False, edits=0)
    keeper.keep([Snapshot(replace(entry, edits=5), _noted(document, "After"))])
    assert restore(folder).documents[0].entry == replace(entry, sha256=sha256, edits=5)
    saved.write_bytes(b"somebody else's")
    assert restore(folder).documents[0].entry == replace(entry, edits=5)


def test_an_empty_folder_and_none_are_no_session(tmp_path: Path, folder: Path) -> None:
    assert not session.exists(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert not session.exists(tmp_path / "empty")
    assert session.exists(folder)
    assert restore(tmp_path / "empty").documents == ()


def test_the_list_there_and_back(tmp_path: Path) -> None:
    entries = (Entry("a1"), Entry("b2", "/x.diptych", "ab", modified=True, edits=3))
    for ended in (True, False):
        session.store_index(tmp_path, Session(entries, "b2", ended))
        assert session.read_index(tmp_path) == Session(entries, "b2", ended)
    assert json.loads((tmp_path / "session.json").read_text())["current"] == "b2"
