"""A desk editor and a translator talk in the margin: colours, replies, both sides, lost words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.note_filter import Standing, Wanted
from diptych.core.notes import Colour, Note, NoteOn
from diptych.core.text import Span
from diptych.ui.desk import OpenDocument
from diptych.ui.marks import Layer
from diptych.ui.notes.fitting import show_colours
from diptych.ui.text_pane import TextPane
from helpers.waiting import open_article, settle, translate

STORY = """The minister met the mayors in Lisbon

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge. They wrote to the king about it.

The old harbour will be closed for three years.
"""
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> OpenDocument:
    """An article that Ann annotates."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    desktop.window.keep(replace(desktop.window.settings, author="Ann Bee"))
    document = open_article(qtbot, desktop, file)
    qtbot.waitUntil(desktop.window.isActiveWindow)
    return document


def _select(desktop: Desktop, words: str, pane: TextPane | None = None) -> Span:
    pane = pane or desktop.window.panes.source
    assert pane.version is not None
    start = pane.version.text.value.index(words)
    span = Span(start, start + len(words))
    pane.setFocus()
    pane.setTextCursor(pane.span_cursor(span))
    return span


def _do(desktop: Desktop, name: str) -> None:
    desktop.window.actions_by_name[name].trigger()


def _write(qtbot: QtBot, desktop: Desktop, words: str, note: str) -> Note:
    opened = desktop.desk.current
    assert opened is not None
    _select(desktop, words)
    _do(desktop, "note")
    qtbot.keyClicks(desktop.window.notes.body, note)
    qtbot.keyClick(desktop.window.notes.body, Qt.Key.Key_Return, CONTROL)
    return opened.document.notes[-1]


def _at(pane: TextPane, words: str) -> QPoint:
    assert pane.version is not None
    start = pane.version.text.value.index(words)
    box = pane.cursorRect(pane.span_cursor(Span(start, start)))
    return QPoint(box.left() + 4, box.center().y())


def _backgrounds(pane: TextPane) -> list[str]:
    return [
        mark.background.name()
        for mark in pane.marks(Layer.NOTES)
        if isinstance(mark.background, QColor)
    ]


def test_each_colour_has_a_key_and_a_meaning_that_lasts(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    dialog = show_colours(window)
    dialog.fields[Colour.YELLOW].setText("check the figure")
    dialog.fields[Colour.PINK].setText("Check the figure")
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert dialog.isVisible()
    assert "same" in dialog.notice.text()
    dialog.fields[Colour.PINK].setText("ask the desk")
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    expected = {Colour.YELLOW: "check the figure", Colour.PINK: "ask the desk"}
    assert dict(opened.document.meanings) == expected
    _do(desktop, "undo")
    assert opened.document.meanings == ()
    assert window.notes.meanings == expected, "those of new articles are shown until there are own"

    _select(desktop, "473,000 people")
    qtbot.keyClick(window.panes.source, Qt.Key.Key_4, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    (note,) = opened.document.notes
    assert (note.colour, note.quote) == (Colour.PINK, "473,000 people")
    assert dict(opened.document.meanings) == expected, "the first note brings the meanings along"
    assert window.settings.highlighter == "pink"
    assert "ask the desk" in window.notes.list.entries[0].lines[-1].words
    _do(desktop, "undo")
    assert (opened.document.notes, opened.document.meanings) == ((), ())


def test_the_highlight_button_offers_the_colours(desktop: Desktop, opened: OpenDocument) -> None:
    window = desktop.window
    button = next(
        b
        for b in window.findChildren(QToolButton)
        if b.defaultAction() is window.actions_by_name["highlight"]
    )
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "&1 Yellow", "&2 Green", "&3 Blue", "&4 Pink", "&5 Orange",
    ]  # fmt: skip
    _select(desktop, "Monday")
    menu.actions()[2].trigger()
    _select(desktop, "bridge")
    _do(desktop, "highlight")
    assert [note.colour for note in opened.document.notes] == [Colour.BLUE, Colour.BLUE]


def test_a_thread_is_written_settled_and_undone(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    panel = desktop.window.notes
    note = _write(qtbot, desktop, "473,000 people", "Who says so?")
    assert panel.list.hasFocus(), "Ctrl+Enter finishes"
    qtbot.keyClick(panel.list, Qt.Key.Key_R)
    assert panel.form.answer.hasFocus()
    desktop.window.keep(replace(desktop.window.settings, author="Bob"))
    qtbot.keyClicks(panel.form.answer, "The ministry")
    (reply,) = opened.document.notes[0].replies
    assert (reply.author, reply.body) == ("Bob", "The ministry"), "kept while it is written"
    assert not panel.form.thread_.replies
    qtbot.keyClick(panel.form.answer, Qt.Key.Key_Return, CONTROL)
    assert [shown.id for shown in panel.form.thread_.replies] == [reply.id]
    assert panel.form.answer.words == ""
    assert any("Bob: The ministry" in line.words for line in panel.list.entries[0].lines)

    panel.form.edit_reply(reply.id)
    qtbot.keyClicks(panel.form.answer, ", by phone")
    qtbot.keyClick(panel.form.answer, Qt.Key.Key_Escape)
    assert opened.document.notes[0].replies[0].body == "The ministry, by phone"
    _do(desktop, "undo")
    assert opened.document.notes[0].replies[0].body == "The ministry"
    _do(desktop, "undo")
    assert opened.document.notes[0].replies == ()
    _do(desktop, "redo")

    qtbot.keyClick(panel.list, Qt.Key.Key_D)
    assert opened.document.notes[0].resolved
    row = panel.list.entries[0]
    assert "Resolved" in row.lines[-1].words
    assert row.lines[0].struck
    assert panel.form.resolve.text() == "Re&open"

    panel.form.thread_.removed.emit(reply.id)
    assert opened.document.notes[0].replies == ()
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert not opened.document.notes
    for _ in range(3):
        _do(desktop, "undo")
    (back,) = opened.document.notes
    assert (back.id, back.resolved, len(back.replies)) == (note.id, False, 1)


def test_a_reply_that_is_undone_leaves_the_field(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    panel = desktop.window.notes
    _write(qtbot, desktop, "bridge", "Which?")
    panel.form.answer.setFocus()
    qtbot.keyClicks(panel.form.answer, "The new one")
    _do(desktop, "undo")
    assert panel.form.answer.words == ""
    assert opened.document.notes[0].replies == ()


def test_overlapping_notes_are_both_seen_and_clicks_go_round(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window, pane = desktop.window, desktop.window.panes.source
    first = _write(qtbot, desktop, "473,000 people had voted", "Check <b>this</b>")
    window.notebook.colour = Colour.GREEN
    second = _write(qtbot, desktop, "people had", "Grammar")
    marks = pane.marks(Layer.NOTES)
    text = opened.document.source.text.value
    assert [mark.span.of(text) for mark in marks] == ["473,000 ", "people had", " voted"]
    assert not isinstance(marks[1].background, QColor), "striped in both colours"
    assert all(mark.underline for mark in marks)
    place = _at(pane, "people had")
    for expected in (first.id, second.id, first.id):
        qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert window.notes.current == expected
        assert window.notes.list.current_key == expected
    tip = pane.tip_at(pane.offset_at(place))
    assert "Check &lt;b&gt;this" in tip
    assert "Grammar" in tip

    menu = pane.menu_at(place)
    titles = [action.text() for action in menu.actions() if action.menu() is not None]
    assert titles == ["Note: Check <b>this</b>", "Note: Grammar"]
    below = next(action.menu() for action in menu.actions() if action.text() == titles[1])
    assert isinstance(below, QMenu)
    next(a for a in below.actions() if a.text().startswith("&Delete")).trigger()
    assert [note.id for note in opened.document.notes] == [first.id]
    menu.deleteLater()
    _do(desktop, "undo")
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=_at(pane, "The old harbour"))
    qtbot.keyClick(pane, Qt.Key.Key_Delete)
    assert len(opened.document.notes) == 2, "no note stands here"
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(pane, Qt.Key.Key_Delete)
    assert len(opened.document.notes) == 1


def test_the_margin_and_the_strip_show_notes(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    _select(desktop, "harbour")
    _do(desktop, "highlight")
    gutter = window.panes._left.gutter
    assert gutter.glyphs() == (), "a mere highlight has no words to read"
    first = _write(qtbot, desktop, "minister said", "Which minister?")
    second = _write(qtbot, desktop, "said on", "Check")
    (glyph,) = gutter.glyphs()
    assert [place.note.id for place in glyph.places] == [first.id, second.id]
    assert not glyph.hollow
    window.show_tab(window.summary)
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=glyph.box.center())
    assert window.tabs.currentWidget() is window.notes
    assert window.notes.current == first.id, "the second was current, the first comes after it"
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=glyph.box.center())
    assert window.notes.current == second.id
    strip = window.panes._left.strip
    assert {"Which minister?", "Check", "Highlight without words"} <= {t.tip for t in strip.ticks}
    tick = next(t for t in strip.ticks if t.tip == "Check")
    near = strip.near(QPoint(4, round(tick.place * (strip.height() - 4)) + 2))
    assert tick in near


def test_a_note_shows_on_both_sides(qtbot: QtBot, desktop: Desktop, opened: OpenDocument) -> None:
    window = desktop.window
    translate(qtbot, desktop)
    target, text = window.panes.target, opened.document.targets[0]
    note = _write(qtbot, desktop, "a new bridge", "Since when?")
    segment = opened.document.source.segment_at(note.span.start)
    assert segment is not None
    (echo,) = target.marks(Layer.ALIGNED)
    assert echo.span == text.segment(segment.id).span
    assert echo.dots is not None
    assert echo.background is not None, "the chosen note is lit on both sides"
    (glyph,) = window.panes._right.gutter.glyphs()
    assert glyph.hollow
    assert target.marks(Layer.NOTES) == ()

    other = _write(qtbot, desktop, "three years", "Sure?")
    grounds = {mark.span: mark.background for mark in target.marks(Layer.ALIGNED)}
    assert grounds[echo.span] is None
    window.actions_by_name["both_sides"].setChecked(False)
    (left,) = target.marks(Layer.ALIGNED)
    assert left.span != echo.span, "only the chosen one is lit still"
    assert not window.settings.notes_both_sides
    window.notebook.remove(other.id)
    qtbot.mouseClick(
        window.panes.source.viewport(),
        Qt.MouseButton.LeftButton,
        pos=_at(window.panes.source, "The old harbour"),
    )
    assert target.marks(Layer.ALIGNED) == ()


def test_notes_on_more_than_words(qtbot: QtBot, desktop: Desktop, opened: OpenDocument) -> None:
    window = desktop.window
    _write(qtbot, desktop, "bridge", "Which?")
    _do(desktop, "note_article")
    qtbot.keyClicks(window.notes.body, "Wait for pictures")
    _do(desktop, "note_summary")
    qtbot.keyClicks(window.notes.body, "Too long")
    assert "Too long" in window.summary.noted.text()
    assert opened.document.summary is not None
    pick = opened.document.summary.picks[0].segment
    window.show_tab(window.summary)
    window.summary.list.select(pick)
    window.summary.list.setFocus()
    _do(desktop, "note")
    qtbot.keyClicks(window.notes.body, "Lead with this")
    said = [(note.on, note.body) for note in opened.document.notes]
    assert said == [
        (NoteOn.WORDS, "Which?"),
        (NoteOn.ARTICLE, "Wait for pictures"),
        (NoteOn.SUMMARY, "Too long"),
        (NoteOn.SUMMARY, "Lead with this"),
    ]
    source = opened.document.source
    assert opened.document.notes[-1].quote == source.text_of(source.segment(pick))
    entry = next(e for e in window.summary.list.entries if e.key == pick)
    assert any("Lead with this" in line.words for line in entry.lines)
    order = [entry.key for entry in window.notes.list.entries]
    ids = {note.body: note.id for note in opened.document.notes}
    assert order[:2] == [ids["Wait for pictures"], ids["Too long"]]


def test_the_list_is_filtered_and_searched(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window, panel = desktop.window, desktop.window.notes
    bridge = _write(qtbot, desktop, "bridge", "Which one?")
    voted = _write(qtbot, desktop, "voted", "When?")
    window.notebook.turn(voted.id)
    assert [e.key for e in panel.list.entries] == [voted.id, bridge.id], "in reading order"
    panel.filter.menu.aboutToShow.emit()
    actions = {action.text(): action for action in panel.filter.menu.actions()}
    actions["&Open"].trigger()
    assert panel.filter.wanted == Wanted(standing=Standing.OPEN)
    assert [e.key for e in panel.list.entries] == [bridge.id]
    assert panel.filter.told.text() == "1 of 2 notes"
    panel.filter.all.click()
    qtbot.keyClicks(panel.filter.search, "WHEN")
    assert [e.key for e in panel.list.entries] == [voted.id]
    panel.filter.search.setText("nothing like it")
    assert panel.list.entries == ()
    assert panel.hint.isVisible()
    _write(qtbot, desktop, "harbour", "Seen though it is not searched for")
    assert len(panel.list.entries) == 3


def test_going_from_note_to_note(qtbot: QtBot, desktop: Desktop, opened: OpenDocument) -> None:
    window, pane = desktop.window, desktop.window.panes.source
    first = _write(qtbot, desktop, "Monday", "One")
    second = _write(qtbot, desktop, "bridge", "Two")
    third = _write(qtbot, desktop, "harbour", "Three")
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=_at(pane, "The mayors asked"))
    _do(desktop, "next_note")
    assert window.notes.current == second.id
    assert pane.hasFocus()
    assert pane.caret == second.span.start
    for name, expected in (
        ("next_note", third), ("next_note", first), ("previous_note", third)
    ):  # fmt: skip
        _do(desktop, name)
        assert window.notes.current == expected.id
    panel = window.notes
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.current == second.id
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert pane.hasFocus()
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    assert panel.body.hasFocus(), "F2 edits the note here and no sentence"
    assert window.panes.editor.isHidden()


def test_a_note_without_its_words_is_put_on_others(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window, panel = desktop.window, desktop.window.notes
    note = _write(qtbot, desktop, "bridge", "Which?")
    lost = tuple(replace(n, orphan=True) for n in opened.document.notes)
    opened.put(replace(opened.document, notes=lost))
    heading, row = panel.list.entries
    assert heading.heading
    assert heading.lines[0].words == "Words that are gone (1)"
    assert "“bridge”" in row.lines[0].words
    assert _backgrounds(window.panes.source) == []
    panel.choose(note.id)
    window.panes.source.setFocus()
    cursor = window.panes.source.textCursor()
    cursor.clearSelection()
    window.panes.source.setTextCursor(cursor)
    panel.form.put_button.click()
    assert "No words are selected" in window.messages.text
    _select(desktop, "old harbour")
    panel.form.put_button.click()
    (found,) = opened.document.notes
    assert (found.quote, found.orphan, found.body) == ("old harbour", False, "Which?")
    assert not panel.form.put_button.isVisible()
    assert len(_backgrounds(window.panes.source)) == 1
    _do(desktop, "undo")
    assert opened.document.notes[0].orphan
    settle(qtbot, desktop)


def test_an_article_that_cannot_be_changed_takes_no_words(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    panel = desktop.window.notes
    _write(qtbot, desktop, "bridge", "Which?")
    before = opened.document
    opened.read_only = "A newer program wrote it."
    panel.body.setFocus()
    qtbot.keyClicks(panel.body, "x")
    assert panel.body.words == "Which?"
    panel.form.answer.setFocus()
    qtbot.keyClicks(panel.form.answer, "No")
    assert panel.form.answer.words == ""
    _select(desktop, "harbour")
    _do(desktop, "note")
    assert opened.document == before


def test_notes_are_written_while_a_translation_arrives(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    translate(qtbot, desktop)
    opened.streaming = replace(opened.document.targets[0], id="arriving")
    opened.changed.emit()
    _write(qtbot, desktop, "bridge", "Which?")
    assert window.notes.body.words == opened.document.notes[0].body == "Which?"
    assert window.panes.target.version is opened.streaming
    _select(desktop, opened.streaming.text.value[:8], window.panes.target)
    _do(desktop, "note")
    assert "still being made" in window.messages.text
    assert len(opened.document.notes) == 1
    opened.streaming = None
    opened.changed.emit()


def test_an_article_that_runs_from_the_right_has_its_margin_there(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    file = tmp_path / "arabic.txt"
    file.write_text(
        "افتتاح جسر جديد على النهر\n\nافتتح رئيس البلدية يوم الثلاثاء جسرا جديدا على النهر.\n",
        encoding="utf-8",
    )
    open_article(qtbot, desktop, file)
    panel, pane = desktop.window.notes, desktop.window.panes.source
    _select(desktop, "يوم الثلاثاء")
    _do(desktop, "note")
    panel.body.insertPlainText("تحقق")
    assert desktop.desk.current is not None
    (note,) = desktop.desk.current.document.notes
    assert note.body == "تحقق"
    gutter = desktop.window.panes._left.gutter
    assert gutter.geometry().right() == pane.viewport().geometry().right()
    (glyph,) = gutter.glyphs()
    assert glyph.places[0].note.id == note.id
    assert all(line.rtl for line in panel.list.entries[0].lines[:2])
    box = pane.cursorRect(pane.span_cursor(Span(note.span.start, note.span.start)))
    inside = QPoint(box.left() - 4, box.center().y())
    assert pane.offset_at(inside) == note.span.start, "the word begins at the right"
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert panel.current == note.id
