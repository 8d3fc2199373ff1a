"""What was told to be kept is there again, wherever the program was stopped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.workspace import annotating, project, session
from diptych.workspace.drafts import SENTENCE, Draft
from diptych.workspace.segmenting import begin
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_keeper import MOST_ENTRIES, Copy, Kept, SessionKeeper, Snapshot
from diptych.workspace.session_recovery import Restored, restore
from helpers.articles import article
from helpers.no_room import no_room
from helpers.showcase import NOW, showcase
from helpers.steps import steps

TYPED = (Draft(SENTENCE, "s3", "Personne n’est tom", "v-fr"),)


def _noted(document: Document, body: str) -> Document:
    return annotating.add_note(document, "source", Span(2, 8), body, "Ann", Colour.BLUE, NOW)


def _keeper(folder: Path, *snapshots: Snapshot) -> SessionKeeper:
    """A keeper that has whole copies of these."""
    keeper = SessionKeeper(folder)
    for snapshot in snapshots:
        _store(keeper, snapshot)
    keeper.keep((), Session(tuple(snapshot.entry for snapshot in snapshots)))
    return keeper


def _store(keeper: SessionKeeper, snapshot: Snapshot) -> None:
    copy = keeper.copy_of(snapshot)
    keeper.store(copy, copy.data())


def _states(restored: Restored) -> dict[str, tuple[Document, object, Entry]]:
    return {f.entry.key: (f.document, f.drafts, f.entry) for f in restored.documents}


def _again(snapshot: Snapshot) -> dict[str, tuple[Document, object, Entry]]:
    return {snapshot.key: (snapshot.document, snapshot.drafts, snapshot.entry)}


@pytest.fixture
def first() -> Snapshot:
    return Snapshot(Entry("a1"), showcase())


def test_what_has_no_whole_copy_wants_one(tmp_path: Path, first: Snapshot) -> None:
    kept = SessionKeeper(tmp_path / "s").keep([first])
    assert kept == Kept(wanting=frozenset({"a1"}))


def test_changes_go_to_the_journal_and_come_back(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    base = (tmp_path / "a1.diptych").read_bytes()
    entry = replace(first.entry, modified=True, edits=2, path="/x.diptych", sha256="ab")
    last = Snapshot(entry, _noted(_noted(first.document, "One"), "Two"), TYPED)
    kept = keeper.keep([last])
    assert kept == Kept((last,), grown=frozenset({"a1"}))
    assert (tmp_path / "a1.diptych").read_bytes() == base
    restored = restore(tmp_path)
    assert _states(restored) == _again(last)
    assert restored.problems == ()
    assert restored.documents[0].replayed == 1
    assert restored.unsaved == restored.documents


def test_it_goes_on_after_a_restart_in_the_same_journal(tmp_path: Path, first: Snapshot) -> None:
    second = replace(first, document=_noted(first.document, "One"))
    third = replace(second, document=_noted(second.document, "Two"))
    _keeper(tmp_path, first).keep([second])
    again = SessionKeeper(tmp_path)
    again.adopt(restore(tmp_path).documents)
    assert again.keep([third]).done == (third,)
    assert _states(restore(tmp_path)) == _again(third)
    assert restore(tmp_path).documents[0].replayed == 2


def test_an_older_snapshot_is_no_news(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    newer = replace(first, document=_noted(first.document, "One"), serial=2)
    keeper.keep([newer])
    keeper.keep([replace(first, serial=1)])
    assert _states(restore(tmp_path)) == _again(newer)


def test_a_journal_that_has_grown_is_due_for_a_whole_copy(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    for number in range(MOST_ENTRIES + 1):
        drafts = (Draft(SENTENCE, "s1", str(number)),)
        kept = keeper.keep([replace(first, drafts=drafts)])
        assert kept.due == (frozenset({"a1"}) if number == MOST_ENTRIES else frozenset())
    _store(keeper, first)
    last = replace(first, drafts=drafts)
    assert _states(restore(tmp_path)) == _again(last)
    assert restore(tmp_path).documents[0].replayed == 0
    assert keeper.grown() == ()


def test_what_comes_while_a_whole_copy_is_made_is_kept(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    second = replace(first, document=_noted(first.document, "One"), drafts=TYPED)
    keeper.keep([second])
    copy = keeper.copy_of(second)
    third = replace(second, document=_noted(second.document, "Two"), drafts=())
    keeper.keep([third])
    keeper.store(copy, copy.data())
    assert project.from_bytes((tmp_path / "a1.diptych").read_bytes(), "x") == second.document
    assert _states(restore(tmp_path)) == _again(third)
    fourth = replace(third, document=_noted(third.document, "Three"))
    keeper.keep([fourth])
    assert _states(restore(tmp_path)) == _again(fourth)


def test_closed_documents_are_dropped_and_strangers_are_not(
    tmp_path: Path, first: Snapshot
) -> None:
    other = Snapshot(Entry("b2"), first.document)
    keeper = _keeper(tmp_path, first, other)
    keeper.keep([replace(other, drafts=TYPED)])
    (tmp_path / "c3.diptych").write_bytes(b"not ours")
    keeper.keep((), Session((first.entry,)))
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"a1.diptych", "c3.diptych", "session.json"}


def test_the_list_names_only_what_can_be_found_again(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    keeper.keep((), Session((first.entry, Entry("b2")), "b2"))
    listed = session.read_index(tmp_path)
    assert listed is not None
    assert listed.entries == (first.entry,)


def test_stopped_at_any_step_nothing_that_was_kept_is_missing(
    tmp_path: Path, first: Snapshot
) -> None:
    folder = tmp_path / "session"
    second = Snapshot(
        replace(first.entry, modified=True, edits=1), _noted(first.document, "One"), TYPED
    )
    third = replace(second, document=_noted(second.document, "Two"), drafts=())
    listed = Session((first.entry,), "a1")

    older: list[Copy] = []
    deeds: list[tuple[Callable[[], object], Snapshot | None, Snapshot]] = [
        (lambda: _store(keeper, first), None, first),
        (lambda: keeper.keep([first], listed), first, first),
        (lambda: keeper.keep([second]), first, second),
        (lambda: older.append(keeper.copy_of(second)), second, second),
        (lambda: keeper.keep([third]), second, third),
        (lambda: keeper.store(older[0], older[0].data()), third, third),
        (lambda: _store(keeper, third), third, third),
        (lambda: keeper.keep([], replace(listed, ended=True)), third, third),
    ]
    keeper = SessionKeeper(folder)
    looked_at = 0
    for number, (deed, before, after) in enumerate(deeds):
        copies = tmp_path / f"copies{number}"
        with steps(folder, copies) as taken:
            deed()
        for copy in (*taken, folder):
            found = restore(shutil.copytree(copy, tmp_path / "look", dirs_exist_ok=False))
            shutil.rmtree(tmp_path / "look")
            looked_at += 1
            assert found.problems == (), f"step {copy.name} of deed {number}"
            states = _states(found)
            allowed = [_again(snapshot) for snapshot in (before, after) if snapshot is not None]
            assert states in allowed or (before is None and not states), (number, copy.name)
        assert _states(restore(shutil.copytree(folder, copies / "end"))) == _again(after)
    assert looked_at > 30


def test_a_disk_without_room_is_told_and_taken_up_again(tmp_path: Path, first: Snapshot) -> None:
    keeper = _keeper(tmp_path, first)
    keeper.keep([replace(first, drafts=TYPED)])
    journal = tmp_path / "a1.journal"
    last = replace(first, document=_noted(first.document, "x" * 5_000))
    with no_room(journal.stat().st_size + 100):
        kept = keeper.keep([last])
    assert isinstance(kept.error, OSError)
    assert (kept.done, kept.wanting, kept.vanished) == ((), frozenset(), False)
    assert _states(restore(tmp_path)) == _again(replace(first, drafts=TYPED))
    assert keeper.keep([last]).error is None
    assert _states(restore(tmp_path)) == _again(last)


def test_a_whole_copy_without_room_leaves_the_journal_in_force(
    tmp_path: Path, first: Snapshot
) -> None:
    keeper = _keeper(tmp_path, first)
    second = replace(first, document=_noted(first.document, "One"))
    keeper.keep([second])
    copy = keeper.copy_of(second)
    data = copy.data()
    with (
        no_room((tmp_path / "a1.journal").stat().st_size + 200),
        pytest.raises(Exception, match="not saved"),
    ):
        keeper.store(copy, data)
    assert _states(restore(tmp_path)) == _again(second)
    third = replace(second, document=_noted(second.document, "Two"))
    assert keeper.keep([third]).done == (third,)
    assert _states(restore(tmp_path)) == _again(third)
    _store(keeper, third)
    assert _states(restore(tmp_path)) == _again(third)


def test_a_folder_that_vanished_is_made_anew(tmp_path: Path, first: Snapshot) -> None:
    folder = tmp_path / "session"
    other = Snapshot(Entry("b2"), begin(article("Another\n\nSome words.")))
    keeper = _keeper(folder, first, other)
    keeper.keep([replace(first, drafts=TYPED)])
    shutil.rmtree(folder)
    last = replace(first, document=_noted(first.document, "One"))
    kept = keeper.keep([last])
    assert kept == Kept(wanting=frozenset({"a1"}), vanished=True)
    assert keeper.keep([other]).wanting == {"b2"}
    for snapshot in (last, other):
        _store(keeper, snapshot)
    keeper.keep([last, other], Session((first.entry, other.entry)))
    assert _states(restore(folder)) == {**_again(last), **_again(other)}


def test_sessions_from_before_there_were_journals_still_come_back(
    tmp_path: Path, first: Snapshot
) -> None:
    (tmp_path / "a1.diptych").write_bytes(project.to_bytes(first.document))
    old = {"key": "a1", "path": "/x.diptych", "sha256": "ab", "modified": True, "unread": False}
    (tmp_path / "session.json").write_text(json.dumps({"entries": [old], "current": "a1"}))
    restored = restore(tmp_path)
    assert restored.session.current == "a1"
    assert restored.session.ended
    assert restored.documents[0].document == first.document
    assert restored.documents[0].entry == Entry("a1", "/x.diptych", "ab", modified=True)
    keeper = SessionKeeper(tmp_path)
    keeper.adopt(restored.documents)
    last = Snapshot(restored.documents[0].entry, _noted(first.document, "One"))
    assert keeper.keep([last]).done == (last,)
    assert _states(restore(tmp_path)) == _again(last)
