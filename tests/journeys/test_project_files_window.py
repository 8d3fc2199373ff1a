"""Two windows on one file, a file changed on disk or gone, earlier versions, and newer files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.document import Document
from diptych.core.text import Span
from diptych.jobs.lock_file import FileLock, LockState, lock_path
from diptych.ui.choice_dialog import ChoiceDialog
from diptych.ui.desk import OpenDocument
from diptych.ui.earlier_dialog import EarlierDialog
from diptych.workspace import annotating, project
from diptych.workspace.saving import save
from helpers.project_parts import make_newer, with_parts
from helpers.showcase import showcase
from helpers.waiting import LIMIT, open_article, settle


def _dialog(qtbot: QtBot, desktop: Desktop) -> ChoiceDialog:
    def open_ones() -> list[ChoiceDialog]:
        return [d for d in desktop.window.findChildren(ChoiceDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: len(open_ones()) == 1, timeout=LIMIT)
    return open_ones()[0]


def _mark(desktop: Desktop, opened: OpenDocument, body: str = "Mine") -> None:
    colour = (
        opened.document.notes[0].colour if opened.document.notes else showcase().notes[0].colour
    )
    desktop.window.notebook.changes.add(
        opened, "source", Span(0, 8), colour, body=body, author="Ann"
    )


def _press(desktop: Desktop, name: str) -> None:
    desktop.window.actions_by_name[name].trigger()


def _read(path: Path) -> Document:
    return project.from_bytes(path.read_bytes(), path.name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    save(showcase(), folder / "story.diptych")
    return folder / "story.diptych"


def _save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))


# Locks


def test_an_open_file_is_locked_until_it_is_closed(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    assert lock_path(file).exists()
    assert FileLock.beside(file).take() is LockState.TAKEN
    desktop.desk.remove(opened)
    assert list(file.parent.iterdir()) == [file]


def test_the_lock_goes_along_with_save_as_and_ends_with_the_window(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop, file)
    other = file.with_name("other.diptych")
    _save_as(monkeypatch, other)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save_as")
    assert not lock_path(file).exists()
    assert lock_path(other).exists()
    desktop.window.close()
    assert set(file.parent.iterdir()) == {file, other}


def test_no_lock_outlives_a_window_that_is_closed_while_it_saves(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_article(qtbot, desktop, file)
    _mark(desktop, opened)
    other = file.with_name("other.diptych")
    _save_as(monkeypatch, other)
    _press(desktop, "save_as")
    desktop.window.close()
    assert _read(other) == opened.document
    assert set(file.parent.iterdir()) == {file, other}


def _open_locked(qtbot: QtBot, desktop: Desktop, file: Path) -> tuple[OpenDocument, ChoiceDialog]:
    lock_path(file).write_text("4711\ndiptych\nlaptop-3\nanother machine\nanother boot\n")
    with qtbot.waitSignal(desktop.controller.opened, timeout=LIMIT):
        desktop.controller.open_paths([file])
    opened = desktop.desk.current
    assert opened is not None
    dialog = _dialog(qtbot, desktop)
    settle(qtbot, desktop)
    return opened, dialog


def test_a_file_that_is_open_elsewhere_can_be_read(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened, dialog = _open_locked(qtbot, desktop, file)
    owner = file.owner()
    assert dialog.told.text() == (
        f"“story.diptych” is open in another window on laptop-3 (by {owner})."
    )
    assert dialog.buttons["read"].isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    before, window = file.read_bytes(), desktop.window
    assert window.windowTitle().endswith("(read only) – Diptych")
    assert "read only" in window.desk_list.list.entries[0].lines[-1].words
    _mark(desktop, opened)
    assert opened.document.notes == showcase().notes
    assert "laptop-3" in window.messages.text
    assert window.messages.offer.text() == "Save as a &new file…"
    for name in ("edit_segment", "translate", "note", "confirm_segment"):
        window.messages.hide()
        _press(desktop, name)
        assert "laptop-3" in window.messages.text, name
    assert not window.panes.editor.isVisible()
    assert not desktop.runner.busy
    assert file.read_bytes() == before


def test_what_is_read_only_goes_on_as_a_new_file(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, dialog = _open_locked(qtbot, desktop, file)
    dialog.buttons["read"].click()
    _save_as(monkeypatch, file.with_name("mine.diptych"))
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    assert opened.path == file.with_name("mine.diptych")
    _mark(desktop, opened)
    assert len(opened.document.notes) == len(showcase().notes) + 1
    assert opened.read_only == ""


def test_a_copy_of_a_file_that_is_open_elsewhere(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened, dialog = _open_locked(qtbot, desktop, file)
    dialog.buttons["copy"].click()
    assert (opened.path, opened.read_only, opened.modified) == (None, "", True)
    _mark(desktop, opened)
    assert len(opened.document.notes) == len(showcase().notes) + 1


def test_a_file_that_is_open_elsewhere_can_be_left(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    _opened, dialog = _open_locked(qtbot, desktop, file)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desktop.desk.documents == ()
    assert lock_path(file).exists()


def test_a_lock_that_nobody_needs_can_be_passed_by(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened, dialog = _open_locked(qtbot, desktop, file)
    dialog.buttons["anyway"].click()
    _mark(desktop, opened)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    assert _read(file) == opened.document


def test_nothing_is_saved_over_a_file_that_is_open_elsewhere(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop)
    before = file.read_bytes()
    lock = FileLock.beside(file)
    lock.take()
    _save_as(monkeypatch, file)
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        _press(desktop, "save_as")
    assert "open" in desktop.window.messages.text
    assert file.read_bytes() == before
    lock.release()


def test_where_no_lock_can_be_made_a_file_opens_all_the_same(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    lock_path(file).mkdir()
    opened = open_article(qtbot, desktop, file)
    settle(qtbot, desktop)
    assert opened.read_only == ""
    _mark(desktop, opened)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    assert _read(file) == opened.document


def test_nothing_is_saved_over_another_article_of_this_desk(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop, file)
    open_article(qtbot, desktop)
    before = file.read_bytes()
    _save_as(monkeypatch, file)
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        _press(desktop, "save_as")
    assert "“story.diptych” is open on this desk." in desktop.window.messages.text
    assert file.read_bytes() == before


def test_unsaved_work_of_the_last_session_goes_on_as_a_copy_when_its_file_is_open_elsewhere(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    _mark(desktop, opened)
    desktop.window.close()
    desktop.close()
    lock_path(file).write_text("4711\ndiptych\nlaptop-3\nanother machine\nanother boot\n")
    again = Desktop(desktop.paths)
    again.window.show()
    again.start([], None)
    qtbot.waitUntil(lambda: "laptop-3" in again.window.messages.text, timeout=LIMIT)
    (restored,) = again.desk.documents
    assert "kept here as a copy" in again.window.messages.text
    assert (restored.path, restored.read_only, restored.modified) == (None, "", True)
    assert restored.document.notes[-1].body == "Mine"
    again.window.close()
    again.close()
    again.window.deleteLater()


def test_a_newer_file_is_read_only_in_the_next_session_too(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    file.write_bytes(with_parts(showcase(), make_newer))
    open_article(qtbot, desktop, file)
    desktop.window.close()
    desktop.close()
    again = Desktop(desktop.paths)
    again.window.show()
    again.start([], None)
    qtbot.waitUntil(lambda: len(again.desk.documents) == 1, timeout=LIMIT)
    settle(qtbot, again)
    assert "newer Diptych" in again.desk.documents[0].read_only
    again.window.close()
    again.close()
    again.window.deleteLater()


# Changed on disk


def _changed(qtbot: QtBot, desktop: Desktop, file: Path) -> tuple[OpenDocument, bytes]:
    """My note and somebody else's words in the same file."""
    opened = open_article(qtbot, desktop, file)
    _mark(desktop, opened)
    theirs = project.to_bytes(
        annotating.edit_segment(showcase(), "edited-v-fr", "s1", "Leur titre")
    )
    file.write_bytes(theirs)
    _press(desktop, "save")
    return opened, theirs


def test_both_can_be_kept(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    opened, theirs = _changed(qtbot, desktop, file)
    dialog = _dialog(qtbot, desktop)
    assert "has changed on disk" in dialog.told.text()
    assert file.read_bytes() == theirs
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    (other,) = file.parent.glob("story (other version, 20*).diptych")
    assert other.read_bytes() == theirs
    assert _read(file) == opened.document
    assert not opened.modified
    assert other.name in desktop.window.messages.text
    _mark(desktop, opened, "And again")
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    assert _read(file) == opened.document


def test_mine_can_be_saved_elsewhere(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, theirs = _changed(qtbot, desktop, file)
    mine = file.with_name("mine.diptych")
    _save_as(monkeypatch, mine)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _dialog(qtbot, desktop).buttons["as"].click()
    assert (file.read_bytes(), _read(mine)) == (theirs, opened.document)


def test_theirs_can_be_opened_beside_mine(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    mine, theirs = _changed(qtbot, desktop, file)
    with qtbot.waitSignal(desktop.controller.opened, timeout=LIMIT):
        _dialog(qtbot, desktop).buttons["theirs"].click()
    settle(qtbot, desktop)
    opened = desktop.desk.current
    assert opened is not None
    assert opened is not mine
    assert (opened.path, opened.modified) == (None, True)
    assert opened.document.versions == _read(file).versions
    assert mine.modified
    rows = [entry.lines[-1].words for entry in desktop.window.desk_list.list.entries]
    assert ["other version of story.diptych" in row for row in rows] == [False, True]
    assert file.read_bytes() == theirs


def test_leaving_the_question_changes_nothing(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    opened, theirs = _changed(qtbot, desktop, file)
    qtbot.keyClick(_dialog(qtbot, desktop), Qt.Key.Key_Escape)
    assert file.read_bytes() == theirs
    assert opened.modified
    assert sorted(p.name for p in file.parent.iterdir()) == [
        ".~lock.story.diptych", "story.diptych",
    ]  # fmt: skip


def test_saving_twice_in_a_hurry_is_no_conflict(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    opened = open_article(qtbot, desktop, file)
    for body in ("One", "Two", "Three"):
        _mark(desktop, opened, body)
        _press(desktop, "save")
    settle(qtbot, desktop)
    assert _read(file) == opened.document
    assert not opened.modified
    assert len(desktop.library.earlier.of(file)) == 3


# Gone


def test_a_file_that_is_gone_can_be_made_again(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    opened = open_article(qtbot, desktop, file)
    _mark(desktop, opened)
    file.unlink()
    _press(desktop, "save")
    dialog = _dialog(qtbot, desktop)
    assert "is not there any more" in dialog.told.text()
    assert opened.modified
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        dialog.buttons["again"].click()
    assert _read(file) == opened.document


def test_a_stick_that_was_taken_out(
    qtbot: QtBot, desktop: Desktop, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_article(qtbot, desktop, file)
    _mark(desktop, opened)
    file.parent.rename(tmp_path / "elsewhere")
    _press(desktop, "save")
    dialog = _dialog(qtbot, desktop)
    assert "folder of “story.diptych” is not there any more" in dialog.told.text()
    assert list(dialog.buttons) == ["as"]
    assert opened.document.notes[-1].body == "Mine"
    saved = tmp_path / "saved.diptych"
    _save_as(monkeypatch, saved)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        dialog.buttons["as"].click()
    assert _read(saved) == opened.document


# Earlier versions


def test_an_earlier_version_is_opened_as_a_new_article(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    first = opened.document
    _mark(desktop, opened)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    saved = file.read_bytes()
    _press(desktop, "earlier")
    (dialog,) = desktop.window.findChildren(EarlierDialog)
    qtbot.waitUntil(lambda: len(dialog.list.entries) == 1, timeout=LIMIT)
    when, what = dialog.list.entries[0].lines
    assert when.words.startswith("Saved ")
    assert what.words.startswith("1 note changed after it · ")
    with qtbot.waitSignal(desktop.controller.opened, timeout=LIMIT):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    dialog.reject()
    settle(qtbot, desktop)
    again = desktop.desk.current
    assert again is not None
    assert again is not opened
    assert (again.path, again.modified) == (None, True)
    assert again.document.notes == first.notes
    assert "as of " in desktop.window.desk_list.list.entries[1].lines[-1].words
    assert file.read_bytes() == saved


def test_how_many_are_kept_is_remembered(qtbot: QtBot, desktop: Desktop, file: Path) -> None:
    open_article(qtbot, desktop, file)
    _press(desktop, "earlier")
    (dialog,) = desktop.window.findChildren(EarlierDialog)
    qtbot.waitUntil(lambda: "none yet" in dialog.hint.text(), timeout=LIMIT)
    assert not dialog.open_button.isEnabled()
    dialog.limit.setValue(3)
    assert desktop.window.settings.earlier_versions == 3
    assert desktop.library.earlier.limit == 3
    dialog.reject()


def test_an_article_without_a_file_has_none(qtbot: QtBot, desktop: Desktop) -> None:
    open_article(qtbot, desktop)
    _press(desktop, "earlier")
    assert "no .diptych file yet" in desktop.window.messages.text


# Newer files


def test_a_newer_file_is_read_and_never_changed(
    qtbot: QtBot, desktop: Desktop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_parts(showcase(), make_newer)
    file.write_bytes(data)
    opened = open_article(qtbot, desktop, file)
    window = desktop.window
    assert "made by a newer Diptych" in window.messages.text
    assert "(read only)" in window.windowTitle()
    assert not lock_path(file).exists()
    _mark(desktop, opened)
    assert opened.document.notes == project.from_bytes(data, "x").notes
    html = file.with_name("copy.html")
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        desktop.controller.save(opened, html)
    assert b"A bridge" in html.read_bytes()
    mine = file.with_name("mine.diptych")
    _save_as(monkeypatch, mine)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        window.messages.hide()
        _mark(desktop, opened)
        window.messages.offer.click()
    assert file.read_bytes() == data
    assert opened.read_only == ""
    _mark(desktop, opened)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    kept = _read(mine)
    assert project.newer_format(kept) is None
    assert kept.notes[-1].body == "Mine"


def test_a_version_that_cannot_be_kept_does_not_stop_a_save(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    desktop.paths.earlier.write_text("in the way")
    _mark(desktop, opened)
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        _press(desktop, "save")
    assert _read(file) == opened.document
    assert "could not be kept" in desktop.window.messages.text
