"""Lists of entries: rows come, change and go, with the chosen one kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from diptych.ui.entry_list import Entry, EntryList, Line


def entry(key: str, *words: str, dot: str = "") -> Entry:
    return Entry(key, tuple(map(Line, words or (key,))), dot=dot)


@pytest.fixture
def entries(qtbot: QtBot) -> EntryList:
    """A list on the screen, too narrow for long words."""
    shown = EntryList("Things")
    qtbot.addWidget(shown)
    shown.resize(160, 400)
    shown.show()
    return shown


def heights(entries: EntryList) -> list[int]:
    entries.doItemsLayout()
    model = entries.model()
    return [entries.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())]


def test_rows_that_come_at_the_end_leave_the_chosen_one(entries: EntryList) -> None:
    chosen: list[str] = []
    entries.chosen.connect(chosen.append)
    entries.show_entries([entry("a"), entry("b")])
    entries.select("b")
    resets: list[bool] = []
    entries.model().modelReset.connect(lambda: resets.append(True))
    entries.show_entries([entry("a"), entry("b", "changed"), entry("c"), entry("d")])
    assert resets == []
    assert entries.current_key == "b"
    assert [line.lines[0].words for line in entries.entries] == ["a", "changed", "c", "d"]
    entries.show_entries([entry("b"), entry("d")])
    assert entries.current_key == "b"
    assert chosen == []


def test_a_row_that_changes_takes_the_room_it_needs(entries: EntryList) -> None:
    entries.show_entries([entry(key) for key in "abc"])
    before = heights(entries)
    entries.show_entry(entry("b", "B"))
    assert heights(entries) == before
    entries.show_entry(entry("b", "many words that are far too long for a single line", "more"))
    first, second, third = heights(entries)
    assert (first, third) == (before[0], before[2])
    assert second > 2 * before[1]
    entries.show_entry(entry("unknown"))
    assert len(entries.entries) == 3


def test_rows_are_as_high_as_their_width_asks_for(entries: EntryList) -> None:
    entries.show_entries([entry("a", "many words that are far too long for a single line")])
    (narrow,) = heights(entries)
    entries.resize(900, 400)
    (wide,) = heights(entries)
    assert wide < narrow
    entries.resize(160, 400)
    assert heights(entries) == [narrow]


def test_a_dot_is_read_out(entries: EntryList) -> None:
    entries.show_entries([entry("a", dot="Not read yet"), entry("b")])
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [entries.model().index(row, 0).data(role) for row in range(2)]
    assert told == ["Not read yet\na", "b"]


def test_a_guarded_list_tells_what_is_to_be_copied(qtbot: QtBot, entries: EntryList) -> None:
    board, control = QGuiApplication.clipboard(), Qt.KeyboardModifier.ControlModifier
    board.setText("before")
    entries.show_entries([entry("a", "one", "two")])
    entries.select("a")
    entries.guarded = True
    with qtbot.waitSignal(entries.copy_wanted) as wanted:
        qtbot.keyClick(entries, Qt.Key.Key_C, control)
    assert wanted.args == ["one\ntwo"]
    assert board.text() == "before"
    entries.guarded = False
    qtbot.keyClick(entries, Qt.Key.Key_C, control)
    assert board.text() == "one\ntwo"
