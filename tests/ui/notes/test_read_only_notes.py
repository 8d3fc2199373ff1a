"""Notes of an article that may only be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.ui import theme
from diptych.ui.notes.names import place_of
from diptych.ui.notes.panel import NotesPanel
from diptych.workspace import annotating
from helpers.showcase import showcase


@pytest.fixture
def document() -> Document:
    return annotating.reply(showcase(), "n1", "She is.", "Bob", datetime.now(UTC))


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> NotesPanel:
    found = NotesPanel()
    qtbot.addWidget(found)
    found.resize(300, 700)
    found.show_notes(document, theme.LIGHT, editable=False)
    found.show()
    found.choose("n1")
    return found


def test_nothing_can_be_written_where_it_may_only_be_read(
    qtbot: QtBot, panel: NotesPanel, document: Document
) -> None:
    told: list[object] = []
    form = panel.form
    for signal in (form.written, form.coloured, form.resolved, form.removed, form.replied):
        signal.connect(lambda *said: told.append(said))
    assert form.body.isVisible()
    assert form.body.isReadOnly()
    assert not form.answer.isVisible()
    qtbot.keyClicks(form.body, "More")
    assert form.body.words == "Who <is> she?\nAsk."
    for part in (form.colour, form.resolve, form.remove):
        assert not part.isEnabled()
    qtbot.mouseClick(form.remove, Qt.MouseButton.LeftButton)
    assert told == []
    assert [reply.body for reply in form.thread_.replies] == ["She is."]
    assert form.thread_.findChildren(QToolButton) == []
    panel.choose("n7")
    assert not form.put_button.isVisible()
    panel.choose("n3")
    assert not form.body.isVisible()
    panel.show_notes(document, theme.LIGHT)
    assert form.put_button.isHidden()
    assert form.body.isVisible()


def test_it_can_be_written_again_as_soon_as_it_may_be_changed(
    qtbot: QtBot, panel: NotesPanel, document: Document
) -> None:
    panel.show_notes(document, theme.LIGHT)
    form, told = panel.form, []
    form.written.connect(lambda *said: told.append(said))
    qtbot.keyClicks(form.body, "!")
    assert told == [("n1", "Who <is> she?\nAsk.!")]
    assert form.answer.isVisible()
    assert form.colour.isEnabled()
    assert len(form.thread_.findChildren(QToolButton)) >= 2
    panel.choose("n7")
    assert form.put_button.isVisible()


def test_a_note_on_a_version_that_is_gone_says_so(document: Document) -> None:
    note = replace(document.notes[0], version="gone", colour=Colour.BLUE, orphan=True)
    assert place_of(note, document) == "A version that is gone"
