"""The dialog of the translation memory: searching, deleting, files, and trouble."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.memory import Entry
from diptych.ui.import_form import ImportWish
from diptych.ui.memory import LIMIT as MOST
from diptych.ui.memory import show_memory
from diptych.ui.memory_dialog import MemoryDialog
from helpers.waiting import LIMIT, settle

VOTE = Entry(
    "He voted in Lisbon.",
    "Il a voté à Lisbonne.",
    "en",
    "fr",
    origin="vote.txt",
    author="Ann Bee",
    changed="2026-01-31T12:00:00Z",
    used=3,
    note="From the desk",
)
RATES = Entry("Rates rose.", "Les taux ont monté.", "en", "fr")
BRIDGE = Entry("افتتح الجسر.", "The bridge was opened.", "ar", "en")


def _dialog(
    qtbot: QtBot, desktop: Desktop, *entries: Entry, pair: tuple[str, str] = ("en", "fr")
) -> MemoryDialog:
    desktop.library.memory.store(entries)
    dialog = show_memory(desktop.controller, pair, desktop.window)
    qtbot.waitUntil(dialog.take_in.isEnabled, timeout=LIMIT)
    settle(qtbot, desktop)
    return dialog


def _lines(dialog: MemoryDialog) -> list[list[str]]:
    return [[line.words for line in entry.lines] for entry in dialog.list.entries]


def _shows(dialog: MemoryDialog, only: Entry) -> bool:
    return [lines[0] for lines in _lines(dialog)] == [only.source]


def _told(qtbot: QtBot, desktop: Desktop, dialog: MemoryDialog, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.told.text, timeout=LIMIT)
    settle(qtbot, desktop)


def test_an_empty_memory_says_what_fills_it(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop)
    assert dialog.hint.isVisible()
    assert "confirm" in dialog.hint.text()
    assert "import" in dialog.hint.text()
    assert not dialog.put_out.isEnabled()
    assert not dialog.remove.isEnabled()
    dialog.reject()


def test_entries_tell_where_they_come_from(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, BRIDGE)
    assert dialog.languages == ("en", "fr")
    assert _lines(dialog) == [
        [VOTE.source, VOTE.target, "vote.txt · Ann Bee · 2026-01-31 · used 3×"]
    ]
    assert dialog.list.entries[0].tip == "From the desk"
    dialog.pairs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: len(dialog.list.entries) == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    newest = dialog.list.entries[0]
    assert newest.lines[0].rtl
    assert not newest.lines[1].rtl
    assert newest.lines[2].words == "Arabic → English"
    dialog.reject()


def test_pairs_are_counted_and_unknown_ones_show_all(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, RATES, BRIDGE, pair=("en", "de"))
    offered = [dialog.pairs.itemText(place) for place in range(dialog.pairs.count())]
    assert offered == ["All languages · 3", "English → French · 2", "Arabic → English · 1"]
    assert dialog.languages is None
    assert len(dialog.list.entries) == 3
    dialog.reject()


def test_typing_searches_both_sides_and_the_last_words_count(
    qtbot: QtBot, desktop: Desktop
) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, RATES)
    for words, found in (("LISBONNE", VOTE), ("rates", RATES)):
        dialog.search.clear()
        qtbot.keyClicks(dialog.search, words)
        qtbot.waitUntil(partial(_shows, dialog, found), timeout=LIMIT)
    for words in ("rates", "nowhere", "lisb"):
        with QSignalBlocker(dialog.search):  # asked here at once, and not by the pause as well
            dialog.search.setText(words)
        dialog.asked.emit()
    qtbot.waitUntil(partial(_shows, dialog, VOTE), timeout=LIMIT)
    dialog.search.setText("nowhere")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.hint.isVisible, timeout=LIMIT)
    assert "“nowhere”" in dialog.hint.text()
    settle(qtbot, desktop)
    dialog.reject()


def test_of_many_the_newest_are_shown_and_it_is_said(qtbot: QtBot, desktop: Desktop) -> None:
    many = [replace(RATES, source=f"Rates rose {n} times.") for n in range(MOST + 5)]
    dialog = _dialog(qtbot, desktop, *many)
    assert len(dialog.list.entries) == MOST
    assert _lines(dialog)[0][0] == f"Rates rose {MOST + 4} times."
    assert dialog.more.isVisible()
    assert str(MOST) in dialog.more.text()
    dialog.search.setText("times")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    dialog.reject()


def test_deleting_by_key_moves_on_and_can_be_undone(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, RATES)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    _told(qtbot, desktop, dialog, "Deleted: Rates rose.")
    assert [e[0] for e in _lines(dialog)] == [VOTE.source]
    assert dialog.remove.isEnabled()
    assert dialog.pairs.currentText() == "English → French · 1"
    dialog.told.undo.click()
    _told(qtbot, desktop, dialog, "Undone.")
    assert {entry.source for entry in desktop.library.memory.entries()} == {
        VOTE.source,
        RATES.source,
    }
    dialog.reject()


def test_one_that_is_gone_already_is_told(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, VOTE)
    (kept,) = desktop.library.memory.entries()
    desktop.library.memory.delete(kept.id)
    dialog.remove.click()
    _told(qtbot, desktop, dialog, "gone already")
    assert dialog.list.entries == ()
    dialog.reject()


def test_files_in_and_out_with_what_was_left_out(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, BRIDGE)
    path = tmp_path / "memory.tmx"
    dialog.exported.emit(path)
    _told(qtbot, desktop, dialog, "1 translations written to")
    text = path.read_text(encoding="utf-8")
    assert VOTE.target in text
    assert BRIDGE.target not in text
    path.write_text(text.replace("</body>", "<tu><tuv xml:lang='en'/></tu></body>"))
    desktop.library.memory.delete(next(desktop.library.memory.entries("en", "fr")).id)
    form = dialog.ask_how(path)
    form.accept()
    _told(qtbot, desktop, dialog, "1 added, 0 there already")
    assert "1 unit was left out" in dialog.told.details.toPlainText()
    assert dialog.told.details.isVisible()
    dialog.reject()


def test_only_the_wanted_pair_is_taken_from_a_file(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, desktop, VOTE, BRIDGE)
    dialog.pairs.setCurrentIndex(0)
    path = tmp_path / "memory.tmx"
    dialog.exported.emit(path)
    _told(qtbot, desktop, dialog, "2 translations")
    for kept in tuple(desktop.library.memory.entries()):
        desktop.library.memory.delete(kept.id)
    dialog.imported.emit(path, ImportWish(only_pair=True))
    _told(qtbot, desktop, dialog, "1 added")
    assert [entry.source for entry in desktop.library.memory.entries()] == [VOTE.source]
    dialog.reject()


def test_files_that_cannot_be_used_are_told(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    dialog = _dialog(qtbot, desktop, VOTE)
    dialog.exported.emit(tmp_path / "nowhere" / "memory.tmx")
    _told(qtbot, desktop, dialog, "was not saved")
    dialog.imported.emit(tmp_path / "none.tmx", ImportWish(only_pair=False))
    _told(qtbot, desktop, dialog, "is not there")
    assert len(dialog.list.entries) == 1
    dialog.reject()


def test_a_damaged_memory_is_told_and_one_that_cannot_be_used_too(
    qtbot: QtBot, desktop: Desktop
) -> None:
    path = desktop.paths.memory
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"no database at all, but long enough to be looked at as one" * 90)
    dialog = _dialog(qtbot, desktop)
    assert "was damaged" in dialog.notice.text()
    assert dialog.notice.isVisible()
    assert "no translations to show" in dialog.hint.text()
    dialog.reject()
    desktop.library.memory.close()
    path.unlink()
    path.mkdir()
    dialog = _dialog_of_folder(qtbot, desktop)
    assert "cannot be opened" in dialog.notice.text()
    settle(qtbot, desktop)
    dialog.reject()


def _dialog_of_folder(qtbot: QtBot, desktop: Desktop) -> MemoryDialog:
    dialog = show_memory(desktop.controller, ("en", "fr"), desktop.window)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=LIMIT)
    return dialog


def test_closing_while_something_is_looked_for_is_quiet(qtbot: QtBot, desktop: Desktop) -> None:
    desktop.library.memory.store([VOTE])
    dialog = show_memory(desktop.controller, ("en", "fr"), desktop.window)
    dialog.reject()
    settle(qtbot, desktop)
    assert desktop.window.messages.text == ""


def test_trouble_after_closing_is_told_in_the_window(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, VOTE)
    desktop.library.memory.close()
    for file in desktop.paths.memory.parent.glob(f"{desktop.paths.memory.name}*"):
        file.unlink()
    desktop.paths.memory.mkdir()
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        dialog.remove.click()
        dialog.reject()
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    settle(qtbot, desktop)
    assert "cannot be opened" in desktop.window.messages.text
