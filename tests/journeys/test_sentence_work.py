"""A translator works on single sentences: other words, another try, the memory, alarms."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.versions import SegmentState, VersionKind
from diptych.ui.desk import OpenDocument
from diptych.ui.marks import Layer
from helpers.waiting import open_article, settle, translate

STORY = """The minister met the mayors in Lisbon on Monday

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge. They wrote to https://www.example.org/a_b?x=1 about it.

The old harbour will be closed for three years.
"""


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> OpenDocument:
    """A translated article, its second sentence lit."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    document = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    desktop.window.show_tab(desktop.window.sentence)
    desktop.window.panes.go_to(document.document.source.segments[1].id)
    return document


def _offers(qtbot: QtBot, desktop: Desktop) -> tuple[str, ...]:
    panel = desktop.window.sentence
    qtbot.waitUntil(lambda: bool(panel.offers))
    settle(qtbot, desktop)
    return panel.offers


def test_an_address_comes_through_and_is_found_in_the_translation(opened: OpenDocument) -> None:
    shown = opened.shown
    assert shown is not None
    assert "https://www.example.org/a_b?x=1" in shown.text.value


def test_other_translations_are_offered_and_put_in(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    offers = _offers(qtbot, desktop)
    window.actions_by_name["insert_2"].trigger()
    shown = opened.shown
    assert shown is not None
    assert shown.kind is VersionKind.EDITED
    segment = shown.segment(opened.document.source.segments[1].id)
    assert shown.text_of(segment) == offers[1]
    window.actions_by_name["undo"].trigger()
    assert opened.shown is not None
    assert offers[1] not in opened.shown.text.value


def test_typing_goes_on_from_the_typed_words(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    window.actions_by_name["edit_segment"].trigger()
    editor = window.panes.editor
    qtbot.keyClick(editor.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor.field, "La ministre")
    qtbot.waitUntil(lambda: bool(editor.suggested))
    assert editor.suggested.startswith("La ministre")
    qtbot.keyClick(editor.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    assert opened.shown is not None
    assert "La ministre" in opened.shown.text.value


def test_confirming_keeps_the_sentence_and_offers_it_again(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path
) -> None:
    window = desktop.window
    second = opened.document.source.segments[1].id
    desktop.controller.edit_segment(opened, opened.document.targets[0].id, second, "Mes mots.")
    window.panes.go_to(second)
    window.actions_by_name["confirm_segment"].trigger()
    settle(qtbot, desktop)
    shown = opened.shown
    assert shown is not None
    assert shown.segment(second).state is SegmentState.CONFIRMED
    assert window.panes.segment == opened.document.source.segments[2].id
    again = tmp_path / "again.txt"
    again.write_text(STORY.replace("473,000", "500,000"), encoding="utf-8")
    other = open_article(qtbot, desktop, again)
    translate(qtbot, desktop)
    window.panes.go_to(other.document.source.segments[1].id)
    offers = _offers(qtbot, desktop)
    assert offers[0] == "Mes mots."
    lines = window.sentence.list.entries[0].lines
    assert "memory" in lines[0].words
    assert "numbers differ" in lines[0].words
    assert "[473,000 → 500,000]" in lines[2].words


def test_another_try_takes_other_words_with_fewer_alarms(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    second = opened.document.source.segments[1].id
    desktop.controller.edit_segment(opened, opened.document.targets[0].id, second, "Rien.")
    window.panes.go_to(second)
    assert opened.shown is not None
    before = opened.shown.segment(second).alarms
    assert before
    assert window.panes.alarm
    window.actions_by_name["retry_segment"].trigger()
    settle(qtbot, desktop)
    after = opened.shown.segment(second)
    assert len(after.alarms) < len(before)
    assert after.state is SegmentState.MACHINE


def test_alarms_are_walked_with_one_key(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    ids = [segment.id for segment in opened.document.source.segments]
    machine = opened.document.targets[0]
    desktop.controller.edit_segment(opened, machine.id, ids[4], "Rien.")
    window.panes.go_to(ids[0])
    assert opened.shown is not None
    flagged = [segment.id for segment in opened.shown.segments if segment.alarms]
    visited = []
    for _ in flagged:
        window.actions_by_name["next_alarm"].trigger()
        visited.append(window.panes.segment)
    assert visited == flagged
    window.actions_by_name["next_alarm"].trigger()
    assert window.panes.segment == flagged[-1]


def test_words_under_the_mouse_show_what_they_became(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    source, target = desktop.window.panes.panes
    assert source.version is not None
    assert target.version is not None
    value = source.version.text.value
    source.hovered.emit(value.index("Lisbon", 60))
    qtbot.waitUntil(lambda: bool(target.marks(Layer.LINKS)))
    words = [mark.span.of(target.version.text.value) for mark in target.marks(Layer.LINKS)]
    assert words == ["Lisbonne"]
    source.hovered.emit(-1)
    assert not target.marks(Layer.LINKS)


def test_translating_begins_with_what_is_on_the_screen(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    file = tmp_path / "long.txt"
    lines = [f"The minister met {n} mayors in Lisbon on day {n}.\n" for n in range(10, 140)]
    file.write_text("A long list\n\n" + "\n".join(lines), encoding="utf-8")
    opened = open_article(qtbot, desktop, file)
    pane = desktop.window.panes.source
    qtbot.waitUntil(lambda: not pane.pouring)
    far = opened.document.source.segments[100]
    pane.go_to(far.span)
    pane.scroll_to_place((far.id, 0.0))
    place = pane.top_place()
    assert place is not None
    firsts: list[str] = []

    def look() -> None:
        if opened.streaming is not None and opened.streaming.segments and not firsts:
            firsts.append(opened.streaming.segments[0].id)

    opened.changed.connect(look)
    desktop.window.offering.translate()
    settle(qtbot, desktop)
    assert firsts == [place[0]]
    assert opened.shown is not None
    assert [s.id for s in opened.shown.segments] == [s.id for s in opened.document.source.segments]
    assert all(s.state is SegmentState.MACHINE for s in opened.shown.segments)


def test_two_articles_at_once_share_one_model(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    opened = []
    for name in ("first", "second"):
        file = tmp_path / f"{name}.txt"
        lines = [f"The {name} minister met {n} mayors in Lisbon.\n" for n in range(20, 60)]
        file.write_text(f"The {name} list\n\n" + "\n".join(lines), encoding="utf-8")
        opened.append(open_article(qtbot, desktop, file))
    together = []
    for document in opened:
        desktop.controller.translations.translate(document, "fr", "argos", "balanced")
    running = desktop.controller.translations.running
    opened[0].changed.connect(lambda: together.append(all(map(running, opened))))
    settle(qtbot, desktop)
    assert any(together)
    assert len(desktop.toolbox.shelf.loaded) == 1
    for document, name in zip(opened, ("first", "second"), strict=True):
        assert len(document.document.targets) == 1
        assert document.document.source.text.value.startswith(f"The {name}")
        assert len(document.document.targets[0].segments) == len(document.document.source.segments)
