"""Saving copies through the window: several at once, with the keyboard, and never in silence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.notes import Colour
from diptych.ui.copies_dialog import CopiesDialog
from diptych.ui.copy_formats import FORMAT
from diptych.ui.desk import OpenDocument
from diptych.workspace import annotating
from helpers.waiting import LIMIT, open_article, settle, translate
from helpers.wire_files import nitf

STORY = (
    "Harbour closed after a storm\n\nThe harbour of Northport was closed on Monday, the mayor "
    "said. Two ships waited outside for eighteen hours.\n"
)
FILM = "1\n00:00:01,000 --> 00:00:01,200\nThe harbour of Northport was closed on Monday.\n"
NAME = "Harbour-closed-after-a-storm"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "wires"
    folder.mkdir()
    path = folder / "wire.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def dialog_of(qtbot: QtBot, desktop: Desktop) -> CopiesDialog:
    """The dialog, when it knows its folder."""
    desktop.window.actions_by_name["save_copy"].trigger()
    (dialog,) = (d for d in desktop.window.findChildren(CopiesDialog) if d.isVisible())
    settle(qtbot, desktop)
    return dialog


def save(qtbot: QtBot, desktop: Desktop, dialog: CopiesDialog) -> None:
    """Press Save and wait until all is told."""
    with qtbot.waitSignal(desktop.window.saving.reported, timeout=LIMIT):
        dialog.save.click()
    settle(qtbot, desktop)


def edited(qtbot: QtBot, desktop: Desktop, story: Path) -> OpenDocument:
    """The story with a translation that somebody edited, and a note."""
    opened = open_article(qtbot, desktop, story)
    translate(qtbot, desktop)
    shown = opened.shown
    assert shown is not None
    desktop.controller.edit_segment(opened, shown.id, "s2", "Le port est resté fermé lundi.")
    version = opened.shown
    assert version is not None
    span, now = version.segments[1].span, datetime(2026, 1, 2, tzinfo=UTC)
    noted = annotating.add_note(opened.document, version.id, span, "Sûr ?", "Ann", Colour.PINK, now)
    opened.change("Add note", noted)
    settle(qtbot, desktop)
    return opened


def test_several_formats_at_once(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    edited(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    assert dialog.name.text() == f"{NAME}.fr"
    assert dialog.place == story.parent
    dialog.formats.tick(["html", "docx", "pdf", "xliff", "xliff-1.2", "tmx"])
    dialog.options.alone.setChecked(True)
    dialog.options.tracked.setChecked(True)
    assert dialog.save.text().replace("&", "") == "Save 6 copies"
    save(qtbot, desktop, dialog)
    assert {path.name for path in story.parent.iterdir()} == {
        "wire.txt", f"{NAME}.fr.html", f"{NAME}.fr.docx", f"{NAME}.fr.pdf", f"{NAME}.fr.xlf",
        f"{NAME}.fr.xliff-1.2.xlf", f"{NAME}.fr.tmx",
    }  # fmt: skip
    made = docx.Document(str(story.parent / f"{NAME}.fr.docx"))
    assert [comment.text for comment in made.comments] == ["Sûr ?"]
    assert "w:ins " in made.element.xml
    assert "Northport was closed" not in made.element.xml
    assert desktop.window.messages.text == (
        f"Saved 6 copies in {story.parent}: Web page, Word document, PDF, XLIFF 2.1, XLIFF 1.2, "
        "Translation memory (TMX)."
    )
    assert len(desktop.window.messages.details.splitlines()) == 6


def test_the_last_choices_are_remembered(
    qtbot: QtBot, desktop: Desktop, story: Path, tmp_path: Path
) -> None:
    edited(qtbot, desktop, story)
    other = tmp_path / "copies"
    other.mkdir()
    dialog = dialog_of(qtbot, desktop)
    dialog.formats.tick(["text", "odt"])
    dialog.options.notes.setChecked(False)
    dialog.options.alone.setChecked(True)
    dialog.options.wrap.setChecked(True)
    dialog.options.columns.setValue(30)
    dialog.set_folder(other)
    save(qtbot, desktop, dialog)
    lines = (other / f"{NAME}.fr.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 30
    assert "Sûr ?" not in "\n".join(lines)
    kept = json.loads(desktop.paths.settings_file.read_text(encoding="utf-8"))
    assert kept["copy_forms"] == ["odt", "text"]
    again = dialog_of(qtbot, desktop)
    assert [form.name for form in again.formats.ticked] == ["odt", "text"]
    assert again.place == other
    assert again.options.alone.isChecked()
    assert not again.options.notes.isChecked()
    assert again.options.wide == 30
    assert (
        again.formats.remark("odt")
        == again.formats.remark("text")
        == ("will replace the file there")
    )
    again.reject()
    settle(qtbot, desktop)
    other.rename(tmp_path / "gone")
    last = dialog_of(qtbot, desktop)
    qtbot.waitUntil(lambda: last.place == story.parent, timeout=LIMIT)
    settle(qtbot, desktop)
    assert last.save.isEnabled()
    last.reject()


def test_nothing_is_replaced_in_silence(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    open_article(qtbot, desktop, story)
    there = story.parent / f"{NAME}.html"
    there.write_text("before")
    dialog = dialog_of(qtbot, desktop)
    assert dialog.hint.text() == f"Will replace “{NAME}.html”."
    dialog.name.setText("other")
    assert not dialog.hint.isVisible()
    late = story.parent / "other.html"
    late.write_text("somebody else's")
    dialog.save.click()
    settle(qtbot, desktop)
    assert dialog.isVisible()
    assert dialog.hint.text() == "Will replace “other.html”."
    assert late.read_text() == "somebody else's"
    save(qtbot, desktop, dialog)
    assert late.read_text() != "somebody else's"
    assert there.read_text() == "before"
    assert desktop.window.messages.text == f"Saved as {late}"


def test_what_fails_is_told_and_keeps_no_other_back(
    qtbot: QtBot, desktop: Desktop, story: Path
) -> None:
    open_article(qtbot, desktop, story)
    (story.parent / f"{NAME}.docx").mkdir()
    dialog = dialog_of(qtbot, desktop)
    dialog.formats.tick(["html", "docx"])
    save(qtbot, desktop, dialog)
    assert (story.parent / f"{NAME}.html").is_file()
    told = desktop.window.messages.text
    assert told.startswith(f"Saved as {story.parent / f'{NAME}.html'} Word document was not saved:")
    assert "is not an ordinary file" in told


def test_where_nothing_can_be_saved_the_dialog_says_why(
    qtbot: QtBot, desktop: Desktop, story: Path
) -> None:
    open_article(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    assert dialog.formats.remark("tmx") == "needs a translation"
    assert dialog.formats.remark("tbx") == "no terms of its own"
    assert not dialog.options.beside.isEnabled()
    assert not dialog.options.tracked.isEnabled()
    dialog.formats.tick([])
    assert (dialog.hint.text(), dialog.save.isEnabled()) == ("Tick at least one format.", False)
    dialog.formats.tick(["text"])
    dialog.name.setText("wire")
    assert "is the article itself" in dialog.hint.text()
    dialog.name.setText("a/b")
    assert "slash" in dialog.hint.text()
    dialog.name.setText("copy")
    assert dialog.save.isEnabled()
    dialog.folder.setText(str(story.parent / "nowhere"))
    qtbot.waitUntil(lambda: dialog.hint.text() == "There is no such folder.", timeout=LIMIT)
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_the_name_follows_the_versions_until_it_is_edited(
    qtbot: QtBot, desktop: Desktop, story: Path
) -> None:
    edited(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    assert dialog.options.versions.isVisible()
    for row in range(dialog.options.versions.count()):
        dialog.options.versions.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.name.text() == NAME
    assert dialog.formats.remark("tmx") == "needs a translation"
    qtbot.keyClicks(dialog.name, "-2")
    dialog.options.versions.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.name.text() == f"{NAME}-2"
    assert not dialog.options.tracked.isEnabled()
    dialog.reject()


def test_subtitles_that_nobody_can_read_are_told(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "film.en.srt"
    path.write_text(FILM)
    open_article(qtbot, desktop, path)
    dialog = dialog_of(qtbot, desktop)
    dialog.formats.tick(["vtt"])
    save(qtbot, desktop, dialog)
    assert (tmp_path / "film.vtt").is_file()
    messages = desktop.window.messages
    assert messages.text.endswith("1 subtitle is hard to read in time, or too large.")
    assert "Subtitle 1 at 0:00:01" in messages.details


def test_stopping_says_what_was_not_saved(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    open_article(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    dialog.formats.tick(["html", "docx", "odt"])
    dialog.chosen.connect(lambda _choices: desktop.controller.stop())
    save(qtbot, desktop, dialog)
    told = desktop.window.messages.text
    assert told.startswith("Stopped.")
    there = {path.suffix for path in story.parent.iterdir()} - {".txt"}
    labels = {".html": "Web page", ".docx": "Word document", ".odt": "OpenDocument text"}
    left = told.partition("Not saved: ")[2].rstrip(".").split(", ")
    assert set(left) - {""} == {labels[suffix] for suffix in labels.keys() - there}


def test_by_keyboard_alone(qtbot: QtBot, desktop: Desktop, story: Path) -> None:
    open_article(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    formats = dialog.formats
    assert formats.hasFocus()
    qtbot.keyClick(formats, Qt.Key.Key_Space)
    qtbot.keyClick(formats, Qt.Key.Key_Down)
    qtbot.keyClick(formats, Qt.Key.Key_Space)
    assert [form.name for form in formats.ticked] == ["docx"]
    row = formats.currentItem()
    assert row is not None
    spoken = row.data(FORMAT, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Word document, {NAME}.docx"
    with qtbot.waitSignal(desktop.window.saving.reported, timeout=LIMIT):
        qtbot.keyClick(formats, Qt.Key.Key_Return)
    assert (story.parent / f"{NAME}.docx").is_file()
    settle(qtbot, desktop)


def test_a_double_click_beside_the_box_ticks_too(
    qtbot: QtBot, desktop: Desktop, story: Path
) -> None:
    open_article(qtbot, desktop, story)
    dialog = dialog_of(qtbot, desktop)
    row = dialog.formats.topLevelItem(1)
    assert row is not None
    place = dialog.formats.visualItemRect(row).center() + QPoint(60, 0)
    viewport = dialog.formats.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert [form.name for form in dialog.formats.ticked] == ["html", "docx"]
    dialog.reject()


def test_another_folder_is_chosen_where_the_last_one_is(
    qtbot: QtBot, desktop: Desktop, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(qtbot, desktop, story)
    begun: list[str] = []

    def chosen(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chosen)
    dialog = dialog_of(qtbot, desktop)
    dialog.choose.click()
    assert begun == [str(story.parent)]
    assert dialog.place == tmp_path
    dialog.reject()


def test_copies_of_a_story_under_embargo_are_asked_about(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens", embargo=f"{until:%Y%m%dT%H%M%SZ}"))
    opened = open_article(qtbot, desktop, path)
    assert desktop.window.release.holds(opened)
    desktop.window.actions_by_name["save_copy"].trigger()
    assert not desktop.window.findChildren(CopiesDialog)


def test_a_brief_goes_to_the_clipboard_as_text_and_html(
    qtbot: QtBot, desktop: Desktop, story: Path
) -> None:
    edited(qtbot, desktop, story)
    desktop.window.actions_by_name["copy_brief"].trigger()
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().startswith("Harbour closed after a storm\n")
    assert held.text().rstrip().endswith(", then edited.")
    assert "Le port est resté fermé lundi." in held.text()
    assert '<p lang="fr" dir="ltr">Le port est resté fermé lundi.</p>' in held.html()
    assert desktop.window.messages.text == "The brief has been copied."
