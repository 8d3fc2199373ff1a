"""Whatever the user does to a document can be undone and done again, across saves as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.notes import Colour
from diptych.core.summary import Limit
from diptych.core.terms import Term
from diptych.core.text import Span
from diptych.formats.reading.kinds import FileKind
from diptych.ui.desk import OpenDocument
from diptych.ui.term_work import TermWork
from diptych.workspace.term_changes import Place, PlacedTerm, TermChange
from helpers.waiting import LIMIT, open_article, settle, translate

STORY = """The minister met the mayors in Lisbon on Monday

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge. The old harbour will be closed for three years.
"""

Deed = Callable[[Desktop, OpenDocument], object]


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> OpenDocument:
    """A translated article that is saved."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    document = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    save(qtbot, desktop, document, tmp_path)
    return document


def save(qtbot: QtBot, desktop: Desktop, opened: OpenDocument, folder: Path) -> None:
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        desktop.controller.save(opened, folder / "story.diptych")
    settle(qtbot, desktop)


def choose_language(desktop: Desktop, opened: OpenDocument) -> None:
    desktop.controller.preparing.choose_language(opened, "pt")


def summarise(desktop: Desktop, opened: OpenDocument) -> None:
    desktop.controller.preparing.summarise(opened, "lead", Limit(sentences=1))


def read_again(desktop: Desktop, opened: OpenDocument) -> None:
    desktop.controller.rereading.as_format(opened, FileKind.MARKDOWN)


def in_another_encoding(desktop: Desktop, opened: OpenDocument) -> None:
    desktop.controller.rereading.in_encoding(opened, "utf-16-le")


def add_note(desktop: Desktop, opened: OpenDocument) -> None:
    source = opened.document.source.id
    desktop.window.notebook.changes.add(
        opened, source, Span(4, 12), Colour.PINK, body="Who?", author="Ann"
    )


def edit(desktop: Desktop, opened: OpenDocument) -> None:
    version = opened.document.targets[0]
    desktop.controller.edit_segment(opened, version.id, version.segments[0].id, "Mes mots")


def translate_again(desktop: Desktop, opened: OpenDocument) -> None:
    desktop.controller.translations.translate(opened, "fr", "argos", "careful")


def add_term(desktop: Desktop, opened: OpenDocument) -> None:
    term = PlacedTerm(Place.PROJECT, Term("minister", "ministre d’État", "en", "fr"))
    work = TermWork(desktop.controller, opened)
    work.change(TermChange(come=(term,)), "Add term", lambda _made: None, lambda _error: None)


@pytest.mark.parametrize(
    "deed",
    [choose_language, summarise, read_again, in_another_encoding, add_note, edit, translate_again,
     add_term],
)  # fmt: skip
def test_undone_and_done_again(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path, deed: Deed
) -> None:
    actions = desktop.window.actions_by_name
    before, place = opened.document, opened.history.index()
    deed(desktop, opened)
    qtbot.waitUntil(lambda: opened.history.index() > place, timeout=LIMIT)
    settle(qtbot, desktop)
    after = opened.document
    assert after != before
    assert opened.history.index() == place + 1
    assert opened.modified
    assert opened.edits == 1
    actions["undo"].trigger()
    settle(qtbot, desktop)
    assert opened.document == before
    assert not opened.modified
    actions["redo"].trigger()
    settle(qtbot, desktop)
    assert opened.document == after
    save(qtbot, desktop, opened, tmp_path)
    assert not opened.modified
    actions["undo"].trigger()
    settle(qtbot, desktop)
    assert opened.document == before
    assert opened.modified
    assert opened.edits == 1


def test_summaries_asked_for_one_after_the_other_are_one_change(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    before, place = opened.document, opened.history.index()
    for count in (1, 2, 3):
        desktop.controller.preparing.summarise(opened, "lead", Limit(sentences=count))
        settle(qtbot, desktop)
    assert opened.history.index() == place + 1
    desktop.window.actions_by_name["undo"].trigger()
    assert opened.document == before


def test_what_was_found_meanwhile_stays_when_something_else_is_undone(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    place = opened.history.index()
    add_note(desktop, opened)
    desktop.controller.preparing.choose_language(opened, "pt")
    qtbot.waitUntil(lambda: opened.history.index() == place + 2, timeout=LIMIT)
    add_note(desktop, opened)
    settle(qtbot, desktop)
    summary = opened.document.summary
    desktop.window.actions_by_name["undo"].trigger()
    assert opened.document.summary == summary
    assert len(opened.document.notes) == 1
