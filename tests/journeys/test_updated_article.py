"""The agency sends the story again: the file is another, and the work on it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.core.versions import SegmentState
from diptych.ui.desk import OpenDocument
from helpers.waiting import LIMIT, open_article, settle, translate

STORY = """The minister met the mayors in Lisbon on Monday

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge. The old harbour will be closed for three years.
"""
NEWER = """The minister met the mayors in Lisbon on Monday

A strong wind stopped all the ships in the north on Sunday.

The minister said on Monday that 473,000 people had voted in Lisbon.

The old harbour will be closed for three years.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def note(desktop: Desktop, opened: OpenDocument, version: str, words: str) -> None:
    start = opened.document.version(version).text.value.index(words)
    span = Span(start, start + len(words))
    assert desktop.window.notebook.changes.add(opened, version, span, Colour.PINK) is not None


def read_again(qtbot: QtBot, desktop: Desktop) -> str:
    with qtbot.waitSignal(desktop.controller.told, timeout=LIMIT):
        desktop.window.actions_by_name["read_again"].trigger()
    settle(qtbot, desktop)
    return desktop.window.messages.text


def test_an_updated_article_keeps_notes_and_what_is_translated(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    machine = opened.document.targets[0]
    desktop.controller.edit_segment(opened, machine.id, "s2", "Le ministre a dit : 473 000 voix.")
    edited = opened.document.targets[1]
    for version, words in (
        ("source", "473,000 people"), ("source", "new bridge"), (edited.id, "473 000 voix"),
    ):  # fmt: skip
        note(desktop, opened, version, words)
    before = opened.document
    file.write_text(NEWER, encoding="utf-8")
    told = read_again(qtbot, desktop)
    after = opened.document
    assert told == (
        "The article was read again: 2 notes kept, 1 note lost its words, "
        "3 of 4 sentences still translated."
    )
    assert after.source.text.value == NEWER
    assert after.article.source.data == NEWER.encode()
    assert after.detection is not None
    assert after.summary is not None
    assert [n.orphan for n in after.notes] == [False, True, False]
    first, _, last = after.notes
    assert first.span.of(after.source.text.value) == "473,000 people"
    assert last.span.of(after.version(edited.id).text.value) == "473 000 voix"
    states = [s.state for s in after.version(edited.id).segments]
    kept, untold = SegmentState.MACHINE, SegmentState.UNTRANSLATED
    assert states == [kept, untold, SegmentState.EDITED, kept]
    for old in before.targets:
        new = after.version(old.id)
        was = [old.text_of(s) for s in old.segments]
        assert [new.text_of(s) for s in new.segments] == [was[0], "", was[1], was[3]]
    desktop.window.actions_by_name["undo"].trigger()
    settle(qtbot, desktop)
    assert opened.document == before
    desktop.window.actions_by_name["redo"].trigger()
    settle(qtbot, desktop)
    assert opened.document == after


def test_a_change_on_disk_is_told_with_a_way_to_read_it(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    first = open_article(qtbot, desktop, file)
    sample = open_article(qtbot, desktop)
    file.write_text(NEWER, encoding="utf-8")
    desktop.desk.bring(first)  # told once already, when it had not changed
    messages = desktop.window.messages
    assert messages.text == "“story.txt” has changed on disk since it was read."
    desktop.desk.bring(sample)
    before = sample.document
    with qtbot.waitSignal(desktop.controller.told, timeout=LIMIT):
        messages.offer.click()
    settle(qtbot, desktop)
    assert first.document.source.text.value == NEWER
    assert sample.document == before
    desktop.desk.bring(first)
    assert read_again(qtbot, desktop) == "“story.txt” has not changed since it was read."
    assert first.edits == 1
    file.write_text(STORY, encoding="utf-8")
    desktop.desk.bring(sample)
    desktop.desk.bring(first)
    assert messages.text.startswith("“story.txt” has changed on disk")


def test_a_file_that_is_gone_leaves_all_as_it_is(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    before = opened.document
    file.unlink()
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        desktop.window.actions_by_name["read_again"].trigger()
    assert desktop.window.messages.text.startswith(
        "“story.txt” is no longer where it was opened. Put it back to read it again."
    )
    assert opened.document is before
    sample = open_article(qtbot, desktop)
    assert sample is desktop.desk.current
    desktop.desk.bring(opened)
    assert not desktop.window.messages.offer.isVisible()


def test_an_article_that_may_only_be_read_is_not_read_again(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    file.write_text(NEWER, encoding="utf-8")
    opened.read_only = "It may only be read."
    desktop.window.actions_by_name["read_again"].trigger()
    assert desktop.window.messages.text == "It may only be read."
    settle(qtbot, desktop)
    assert opened.document.source.text.value == STORY


def test_a_sentence_that_is_being_edited_is_kept_before(
    qtbot: QtBot, desktop: Desktop, file: Path
) -> None:
    opened = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    desktop.window.panes.go_to("s2")
    desktop.window.actions_by_name["edit_segment"].trigger()
    desktop.window.panes.editor.field.setPlainText("Mes mots")
    file.write_text(NEWER, encoding="utf-8")
    read_again(qtbot, desktop)
    version = opened.document.targets[-1]
    assert [version.text_of(s) for s in version.segments][2] == "Mes mots"
    assert opened.drafts == ()
