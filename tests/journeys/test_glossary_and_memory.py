"""A translator keeps words and sentences: terms mark the articles, memories come and go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.alarms import AlarmKind
from diptych.core.memory import Entry
from diptych.core.terms import Term
from diptych.jobs.runner import Job
from diptych.ui.desk import OpenDocument
from diptych.ui.glossary import add_term, show_glossary
from diptych.ui.import_form import ImportWish
from diptych.ui.memory import show_memory
from diptych.ui.term_form import TermForm
from diptych.workspace.memory_files import export_tmx
from diptych.workspace.term_changes import Place, PlacedTerm
from helpers.waiting import LIMIT, open_article, settle, translate

STORY = """The minister met the mayors in Lisbon on Monday

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge.
"""
PAIR = ("en", "fr")
AEDILES = Term("mayors", "édiles", "en", "fr")
TOLD = "term “mayors” should be “édiles”"


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> OpenDocument:
    """A translated article in front."""
    return _translated(qtbot, desktop, tmp_path / "story.txt", STORY)


def _translated(qtbot: QtBot, desktop: Desktop, file: Path, words: str) -> OpenDocument:
    file.write_text(words, encoding="utf-8")
    document = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    return document


def _marked(opened: OpenDocument) -> list[str]:
    """The sentences of the version on show in which a term was not kept."""
    assert opened.shown is not None
    return [
        segment.id
        for segment in opened.shown.segments
        if any(alarm.kind is AlarmKind.TERM for alarm in segment.alarms)
    ]


def _own(opened: OpenDocument) -> tuple[Term, ...]:
    """The terms of the project itself."""
    return opened.document.terms


def _until(qtbot: QtBot, desktop: Desktop, so: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(so()), timeout=LIMIT)
    settle(qtbot, desktop)


def test_a_term_of_the_project_marks_the_translation_and_is_undone_with_its_marks(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    before = opened.document
    form = add_term(desktop.controller, opened, " mayors\n", "édiles", PAIR, window)
    assert (form.source.text(), form.target.text()) == ("mayors", "édiles")
    form.where.project.click()
    form.accept()
    _until(qtbot, desktop, lambda: _own(opened))
    assert window.messages.text == "Added: mayors → édiles"
    assert _own(opened) == (AEDILES,)
    assert desktop.library.glossary.terms() == ()
    ids = [segment.id for segment in opened.document.source.segments]
    assert _marked(opened) == [ids[0], ids[2]]
    assert opened.shown is not None
    assert opened.shown.text == before.targets[0].text
    window.panes.go_to(ids[1])
    window.actions_by_name["next_alarm"].trigger()
    assert window.panes.segment == ids[2]
    assert TOLD in window.sentence.alarms.text()
    window.actions_by_name["undo"].trigger()
    assert _own(opened) == ()
    assert _marked(opened) == []
    window.actions_by_name["redo"].trigger()
    assert _marked(opened) == [ids[0], ids[2]]
    settle(qtbot, desktop)


def test_a_term_for_all_marks_every_open_article_and_changes_none(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path
) -> None:
    other = _translated(
        qtbot, desktop, tmp_path / "other.txt", "The vote\n\nThe mayors left on Monday.\n"
    )
    steps = other.history.count()
    form = add_term(desktop.controller, other, "mayors", "édiles", PAIR, desktop.window)
    form.accept()
    _until(qtbot, desktop, lambda: _marked(opened) and _marked(other))
    assert desktop.library.glossary.terms() == (AEDILES,)
    assert _own(other) == ()
    assert other.history.count() == steps
    dialog = show_glossary(desktop.controller, other, PAIR, desktop.window)
    _until(qtbot, desktop, lambda: dialog.model.total)
    dialog.table.selectRow(0)
    dialog.remove.click()
    _until(qtbot, desktop, lambda: not _marked(opened) and not _marked(other))
    dialog.told.undo.click()
    _until(qtbot, desktop, lambda: _marked(opened) and _marked(other))
    dialog.reject()


def test_a_term_is_put_into_the_next_translation(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    desktop.library.glossary.add([AEDILES])
    words = "The vote\n\nThe mayors left on Monday.\n"
    opened = _translated(qtbot, desktop, tmp_path / "vote.txt", words)
    assert opened.shown is not None
    assert "édiles" in opened.shown.text.value
    assert _marked(opened) == []


def test_a_term_that_comes_while_an_article_is_translated_marks_it_afterwards(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    lines = [f"The minister met {n} mayors in Lisbon on day {n}.\n" for n in range(10, 60)]
    file = tmp_path / "long.txt"
    file.write_text("A long list\n\n" + "\n".join(lines), encoding="utf-8")
    opened = open_article(qtbot, desktop, file)
    form = add_term(desktop.controller, opened, "mayors", "édiles", PAIR, desktop.window)
    desktop.window.offering.translate()
    qtbot.waitUntil(lambda: opened.streaming is not None, timeout=LIMIT)
    form.accept()
    _until(qtbot, desktop, lambda: opened.document.targets and _marked(opened))
    assert len(_marked(opened)) == len(lines)


def test_terms_are_added_edited_moved_and_deleted_in_the_table(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    dialog = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    assert opened.document.article.headline in dialog.windowTitle()
    _until(qtbot, desktop, dialog.add.isEnabled)

    def form(button: str) -> TermForm:
        getattr(dialog, button).click()
        return next(f for f in dialog.findChildren(TermForm) if f.isVisible())

    adding = form("add")
    qtbot.keyClicks(adding.source, "mayors")
    adding.target.setText("édiles")  # Qt's test keys are those of ASCII
    adding.accept()
    _until(qtbot, desktop, lambda: dialog.model.total == 1)
    assert dialog.told.text == "Added: mayors → édiles"
    assert dialog.chosen == (PlacedTerm(Place.GENERAL, AEDILES),)

    editing = form("edit")
    editing.forms.setPlainText("maires\n")
    editing.accept()
    _until(qtbot, desktop, lambda: dialog.chosen and dialog.chosen[0].term.forms)
    assert dialog.told.text == "Changed: mayors → édiles"
    assert _marked(opened) == []

    moving = form("edit")
    moving.where.project.click()
    moving.forms.clear()
    moving.accept()
    _until(qtbot, desktop, lambda: _own(opened))
    assert _own(opened) == (AEDILES,)
    assert desktop.library.glossary.terms() == ()
    assert dialog.chosen == (PlacedTerm(Place.PROJECT, AEDILES),)
    assert len(_marked(opened)) == 2

    dialog.remove.click()
    _until(qtbot, desktop, lambda: not _own(opened))
    assert _marked(opened) == []
    steps = opened.history.count()
    dialog.told.undo.click()
    _until(qtbot, desktop, lambda: dialog.model.total == 1)
    assert _own(opened) == (AEDILES,)
    assert opened.history.count() == steps
    dialog.reject()


def test_a_moved_term_is_moved_back_by_one_undo(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    desktop.library.glossary.add([AEDILES])
    dialog = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    _until(qtbot, desktop, lambda: dialog.model.total == 1)
    dialog.table.selectRow(0)
    dialog.edit.click()
    form = dialog.findChild(TermForm)
    assert isinstance(form, TermForm)
    form.where.project.click()
    form.accept()
    _until(qtbot, desktop, lambda: _own(opened) and dialog.told.undo.isVisible())
    dialog.told.undo.click()
    _until(qtbot, desktop, desktop.library.glossary.terms)
    assert _own(opened) == ()
    assert desktop.library.glossary.terms() == (AEDILES,)
    assert dialog.chosen == (PlacedTerm(Place.GENERAL, AEDILES),)
    dialog.reject()


def test_a_term_that_cannot_be_moved_stays_where_it_was(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    desktop.library.glossary.close()
    for file in desktop.paths.glossary.parent.glob(f"{desktop.paths.glossary.name}*"):
        file.unlink()
    desktop.paths.glossary.mkdir(parents=True)
    form = add_term(desktop.controller, opened, "mayors", "édiles", PAIR, desktop.window)
    form.where.project.click()
    form.accept()
    _until(qtbot, desktop, lambda: _own(opened))
    dialog = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    _until(qtbot, desktop, lambda: dialog.model.total == 1)
    assert "cannot be opened" in dialog.notice.text()
    dialog.table.selectRow(0)
    dialog.edit.click()
    editing = next(f for f in dialog.findChildren(TermForm) if f.isVisible())
    editing.where.general.click()
    editing.accept()
    _until(qtbot, desktop, lambda: "cannot be opened" in dialog.told.text)
    assert _own(opened) == (AEDILES,)
    dialog.reject()


def test_what_was_done_meanwhile_is_not_lost(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    ids = [segment.id for segment in opened.document.source.segments]
    machine = opened.document.targets[0]
    form = add_term(desktop.controller, opened, "mayors", "édiles", PAIR, desktop.window)
    form.where.project.click()
    form.accept()
    desktop.controller.edit_segment(opened, machine.id, ids[2], "Les édiles demandent un pont.")
    assert _own(opened) == ()
    _until(qtbot, desktop, lambda: _own(opened))
    assert opened.shown is not None
    assert "Les édiles demandent" in opened.shown.text.value
    assert _marked(opened) == [ids[0]]


def test_a_glossary_from_a_spreadsheet_with_bad_rows_is_taken_and_told(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text(
        "source,target,note\nmayors,édiles,\nrate,,\nbridge,pont,of steel\nbridge,pont,of steel\n",
        encoding="utf-8",
    )
    dialog = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    _until(qtbot, desktop, dialog.take_in.isEnabled)
    dialog.ask_how(file).accept()
    _until(qtbot, desktop, lambda: dialog.model.total == 2 and dialog.told.text)
    assert dialog.told.text == (
        "words.csv: 2 terms read; 2 added, 0 changed, 0 there already. Left out: 2."
    )
    assert dialog.told.details.toPlainText().splitlines() == [
        "Row 3: it has no translation.",
        "Row 5: it is the same as row 4.",
    ]
    assert len(_marked(opened)) == 2
    out = tmp_path / "out.csv"
    dialog.exported.emit(out, tuple(row.term for row in dialog.model.shown))
    _until(qtbot, desktop, out.exists)
    dialog.ask_how(out).accept()
    _until(
        qtbot,
        desktop,
        lambda: "there already" in dialog.told.text and "out.csv" in dialog.told.text,
    )
    assert "0 added, 0 changed, 2 there already" in dialog.told.text
    assert dialog.told.undo.isHidden()
    dialog.reject()


def test_an_imported_glossary_of_a_project_is_undone_in_one_step(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text("en,fr\nmayors,édiles\nbridge,pont\n", encoding="utf-8")
    dialog = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    _until(qtbot, desktop, dialog.take_in.isEnabled)
    form = dialog.ask_how(file)
    assert form.where is not None
    form.where.project.click()
    form.accept()
    _until(qtbot, desktop, lambda: dialog.model.total == 2)
    assert len(_own(opened)) == 2
    dialog.reject()
    desktop.window.actions_by_name["undo"].trigger()
    assert _own(opened) == ()
    assert _marked(opened) == []
    settle(qtbot, desktop)


def test_a_confirmed_sentence_is_found_in_the_memory_and_deleted(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    second = opened.document.source.segments[1].id
    desktop.controller.edit_segment(opened, opened.document.targets[0].id, second, "Mes mots.")
    window.panes.go_to(second)
    window.actions_by_name["confirm_segment"].trigger()
    settle(qtbot, desktop)
    dialog = show_memory(desktop.controller, PAIR, window)
    _until(qtbot, desktop, lambda: dialog.list.entries)
    words = [line.words for line in dialog.list.entries[0].lines]
    assert words[1] == "Mes mots."
    assert "story.txt" in words[2]
    dialog.remove.click()
    _until(qtbot, desktop, lambda: not dialog.list.entries)
    dialog.told.undo.click()
    _until(qtbot, desktop, lambda: dialog.list.entries)
    dialog.reject()
    assert [entry.target for entry in desktop.library.memory.entries()] == ["Mes mots."]


def test_a_long_import_is_stopped_by_escape_and_keeps_what_it_read(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    total = 20_000
    file = tmp_path / "memory.tmx"
    _write_memory(desktop, file, total)
    dialog = show_memory(desktop.controller, PAIR, desktop.window)
    _until(qtbot, desktop, dialog.take_in.isEnabled)
    progress: list[tuple[int, int]] = []

    def began(started: QObject) -> None:
        assert isinstance(started, Job)
        if started.title.startswith("Importing"):
            started.progress.connect(lambda *step: progress.append(step))

    desktop.runner.started.connect(began)
    dialog.imported.emit(file, ImportWish(only_pair=False))
    assert not dialog.take_in.isEnabled()
    qtbot.waitUntil(lambda: len(progress) > 1, timeout=LIMIT)
    dialog.reject()
    assert dialog.isVisible()
    _until(qtbot, desktop, lambda: "Stopped" in dialog.told.text)
    kept = sum(count.entries for count in desktop.library.memory.counts())
    assert 0 < kept < total
    assert dialog.pairs.itemText(0) == f"All languages · {kept:,}"
    assert progress[0][1] == file.stat().st_size
    assert dialog.take_in.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None


def _write_memory(desktop: Desktop, file: Path, total: int) -> None:
    """A TMX file with that many translations; the memory is empty again afterwards."""
    from diptych.core.progress import Context
    from diptych.workspace.memory import Memory

    memory = Memory(file.with_suffix(".sqlite"))
    memory.store(Entry(f"Sentence {n}.", f"Phrase {n}.", *PAIR) for n in range(total))
    export_tmx(memory, file, Context())
    memory.close()
