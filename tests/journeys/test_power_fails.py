"""The power fails in the middle of an edit. At the next start nothing that was typed is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.ui.desk import OpenDocument
from diptych.workspace.paths import Paths
from helpers.waiting import LIMIT, open_article, settle, translate

REPOSITORY = Path(__file__).parents[2]
STORY = """The minister met the mayors in Lisbon on Monday

The minister said on Monday that 473,000 people had voted in Lisbon.

The mayors asked for a new bridge. The old harbour will be closed for three years.
"""

Start = Callable[[], Desktop]


@pytest.fixture
def opened(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> OpenDocument:
    """A translated article; all of it is on the disk."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    document = open_article(qtbot, desktop, file)
    translate(qtbot, desktop)
    kept(qtbot, desktop)
    return document


@pytest.fixture
def restart(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> Iterator[Start]:
    """Start the program on what is on the disk now, as after a power cut."""
    started: list[Desktop] = []

    def start() -> Desktop:
        left = tmp_path / f"left{len(started)}"
        shutil.copytree(desktop.paths.data, left / "data")
        again = Desktop(Paths(left / "config", left / "data", left / "cache"))
        started.append(again)
        again.window.show()
        again.start([], None)
        qtbot.waitUntil(lambda: again.keeping.ready, timeout=LIMIT)
        settle(qtbot, again)
        return again

    yield start
    for again in started:
        again.window.close()
        again.close()


def kept(qtbot: QtBot, desktop: Desktop) -> None:
    """Until everything is on the disk."""
    settle(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.keeping.idle and not desktop.runner.busy, timeout=LIMIT)


def note(desktop: Desktop, opened: OpenDocument, body: str) -> None:
    source = opened.document.source.id
    desktop.window.notebook.changes.add(
        opened, source, Span(4, 12), Colour.PINK, body=body, author="Ann"
    )


def current(desktop: Desktop) -> OpenDocument:
    found = desktop.desk.current
    assert found is not None
    return found


def test_nothing_that_was_typed_is_missing(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    note(desktop, opened, "Who is it?")
    note(desktop, opened, "And who else?")
    third = opened.document.source.segments[2].id
    desktop.window.panes.go_to(third)
    desktop.window.actions_by_name["edit_segment"].trigger()
    qtbot.keyClick(
        desktop.window.panes.editor.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.keyClicks(desktop.window.panes.editor.field, "Les maires ont dem")
    kept(qtbot, desktop)

    again = restart()
    found = current(again)
    assert found.document == opened.document
    assert found.modified
    assert again.window.windowTitle().startswith("*")
    editor = again.window.panes.editor
    assert editor.isVisible()
    assert (editor.segment, editor.words) == (third, "Les maires ont dem")
    assert again.window.messages.text == (
        "Recovered 3 changes in 1 article that had not been saved when Diptych stopped. "
        "What was being typed is there again."
    )
    qtbot.keyClicks(editor.field, "andent.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    shown = found.shown
    assert shown is not None
    assert shown.text_of(shown.segment(third)) == "Les maires ont demandent."
    assert found.drafts == ()
    again.window.actions_by_name["undo"].trigger()
    assert found.document == opened.document


def test_after_a_good_end_nothing_is_said_to_be_recovered(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    note(desktop, opened, "Who is it?")
    kept(qtbot, desktop)
    desktop.window.close()
    desktop.close()
    assert list(desktop.paths.session.glob("*.journal"))
    again = restart()
    assert current(again).document == opened.document
    assert current(again).modified
    assert again.window.messages.text == ""


def test_a_dropped_sentence_is_not_brought_back(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    desktop.window.actions_by_name["edit_segment"].trigger()
    editor = desktop.window.panes.editor
    qtbot.keyClicks(editor.field, "Non")
    assert [draft.words for draft in opened.drafts] == ["Non"]
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    assert opened.drafts == ()
    kept(qtbot, desktop)
    again = restart()
    assert not again.window.panes.editor.isVisible()


def test_a_saved_article_is_not_starred_and_its_file_is_known(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start, tmp_path: Path
) -> None:
    note(desktop, opened, "Who is it?")
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        desktop.controller.save(opened, tmp_path / "story.diptych")
    kept(qtbot, desktop)
    found = current(restart())
    assert not found.modified
    assert (found.path, found.sha256) == (tmp_path / "story.diptych", opened.sha256)


def test_another_article_in_front_keeps_what_is_being_typed(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, tmp_path: Path
) -> None:
    window = desktop.window
    first = opened.document.source.segments[0].id
    window.panes.go_to(first)
    window.actions_by_name["edit_segment"].trigger()
    qtbot.keyClicks(window.panes.editor.field, "Le mini")
    file = tmp_path / "other.txt"
    file.write_text("Another\n\nThe mayor of Cork opened a second bridge today.\n")
    with qtbot.waitSignal(desktop.controller.opened, timeout=LIMIT):
        desktop.controller.open_paths([file], front=True)
    settle(qtbot, desktop)
    assert not window.panes.editor.isVisible()
    desktop.desk.bring(opened)
    assert (window.panes.editor.segment, window.panes.editor.words) == (first, "Le mini")


def test_what_was_closed_without_saving_can_be_had_back(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    document = opened.document
    desktop.window.actions_by_name["edit_segment"].trigger()
    qtbot.keyClicks(desktop.window.panes.editor.field, "Le mini")
    desktop.window.actions_by_name["close"].trigger()
    kept(qtbot, desktop)
    messages = desktop.window.messages
    assert desktop.desk.documents == ()
    assert messages.text == (
        f"“{document.article.headline}” was closed with changes that are not saved."
    )
    assert not list(desktop.paths.session.glob("*.diptych"))
    messages.offer.click()
    kept(qtbot, desktop)
    assert current(desktop).document == document
    assert current(desktop).modified
    assert desktop.window.panes.editor.words == "Le mini"
    assert current(restart()).document == document


def test_to_edit_another_sentence_keeps_the_first(
    desktop: Desktop, opened: OpenDocument, qtbot: QtBot
) -> None:
    window = desktop.window
    first, second = (segment.id for segment in opened.document.source.segments[:2])
    window.panes.go_to(first)
    window.actions_by_name["edit_segment"].trigger()
    qtbot.keyClick(window.panes.editor.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.panes.editor.field, "Le ministre et les maires")
    window.panes.go_to(second)
    window.panes.target.clearFocus()
    window.actions_by_name["edit_segment"].trigger()
    shown = opened.shown
    assert shown is not None
    assert shown.text_of(shown.segment(first)) == "Le ministre et les maires"
    assert (window.panes.editor.segment, window.panes.segment) == (second, second)
    assert window.panes.editor.words == shown.text_of(shown.segment(second))


def test_words_go_to_the_version_they_were_typed_for(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument
) -> None:
    window = desktop.window
    first = opened.document.source.segments[0].id
    window.panes.go_to(first)
    window.actions_by_name["edit_segment"].trigger()
    edited = opened.document.targets[0]
    qtbot.keyClick(window.panes.editor.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.panes.editor.field, "Le ministre")
    translate_again(qtbot, desktop, opened)
    newest = opened.document.targets[-1]
    assert newest.id != edited.id
    qtbot.keyClick(window.panes.editor.field, Qt.Key.Key_Return)
    written = opened.document.edited_of(edited)
    assert written is not None
    assert written.text_of(written.segment(first)) == "Le ministre"
    assert opened.document.version(newest.id) == newest


def translate_again(qtbot: QtBot, desktop: Desktop, opened: OpenDocument) -> None:
    """Translate with another quality: a version of its own."""
    before = len(opened.document.targets)
    desktop.controller.translations.translate(opened, "fr", "argos", "careful")
    qtbot.waitUntil(lambda: len(opened.document.targets) > before, timeout=LIMIT)
    settle(qtbot, desktop)


def test_a_folder_that_vanished_is_there_again(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    shutil.rmtree(desktop.paths.session)
    note(desktop, opened, "Who is it?")
    kept(qtbot, desktop)
    assert current(restart()).document == opened.document


def test_a_disk_that_refuses_is_told_once_and_tried_again(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    session, away = desktop.paths.session, desktop.paths.session.with_name("away")
    told: list[Exception] = []
    desktop.keeping.troubled.connect(told.append)
    session.rename(away)
    session.write_text("a file in the place of the folder")
    with qtbot.waitSignal(desktop.keeping.troubled, timeout=LIMIT):
        note(desktop, opened, "Who is it?")
    assert desktop.window.messages.text == (
        "Your work cannot be kept for the next start: a file is in the place of its folder. "
        "Nothing is lost while Diptych stays open, and it keeps trying. "
        "Move that file away, or save your articles to another place."
    )
    note(desktop, opened, "And who else?")
    settle(qtbot, desktop)
    session.unlink()
    with qtbot.waitSignal(desktop.keeping.eased, timeout=LIMIT):
        pass
    assert desktop.window.messages.text == "The disk takes your work again. All of it is kept."
    kept(qtbot, desktop)
    assert len(told) == 1
    assert current(restart()).document == opened.document


def test_what_was_damaged_is_told_with_its_place(
    qtbot: QtBot, desktop: Desktop, opened: OpenDocument, restart: Start
) -> None:
    kept(qtbot, desktop)
    copy = desktop.paths.session / f"{opened.key}.diptych"
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    again = restart()
    assert again.desk.documents == ()
    text = again.window.messages.text
    assert opened.document.article.headline in text
    place = Path(re.findall(r"It is kept as (.*?\.unreadable)\.", text)[0])
    assert place.read_bytes() == data


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_killed_at_random_moments_nothing_acknowledged_is_lost(kills: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.crash", "--kills", str(kills), "--no-results"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(rf"^kills +{kills}$", done.stdout, re.MULTILINE)
    assert re.search(r"^WRONG +0$", done.stdout, re.MULTILINE)
