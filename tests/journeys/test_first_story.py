"""The real window on the sample story: open, read, translate, summarise, note, edit, save."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.detection import Certainty
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.core.versions import VersionKind
from diptych.ui.marks import Layer
from diptych.workspace import opening
from diptych.workspace.paths import sample_story
from helpers.waiting import LIMIT, open_article, settle, translate


def test_opening_detects_and_summarises(qtbot: QtBot, desktop: Desktop) -> None:
    opened = open_article(qtbot, desktop)
    window, document = desktop.window, opened.document
    assert window.panes.source.document().toRawText().replace("\u2029", "\n") == (
        document.source.text.value.rstrip("\n")
        + "\n" * (len(document.source.text.value) - len(document.source.text.value.rstrip("\n")))
    )
    assert document.detection is not None
    assert (document.language, document.detection.certainty) == ("en", Certainty.SURE)
    assert window.bar.source.currentText() == "English"
    assert window.bar.certainty.text() == "sure · cues of French"
    assert "consistent with translation from French" in window.language.origin.text()
    assert len(window.summary.list.entries) == 3
    assert "NEXT NEWS" not in str(window.summary.list.entries)
    assert "Russian and Chinese delegations" in window.windowTitle()


def test_a_cue_leads_to_its_place(qtbot: QtBot, desktop: Desktop) -> None:
    opened = open_article(qtbot, desktop)
    origin = opened.document.detection.origin if opened.document.detection else None
    assert origin is not None
    number = next(n for n, cue in enumerate(origin.cues) if cue.kind == "article before a country")
    desktop.window.language.chosen.emit(number)
    assert desktop.window.panes.source.caret == origin.cues[number].span.start


def test_a_translation_streams_and_keeps_the_original_beside(
    qtbot: QtBot, desktop: Desktop
) -> None:
    opened = open_article(qtbot, desktop)
    partial: list[int] = []
    opened.changed.connect(
        lambda: partial.append(len(opened.streaming.segments)) if opened.streaming else None
    )
    translate(qtbot, desktop)
    window = desktop.window
    version = opened.document.targets[-1]
    assert partial
    assert partial[0] < len(version.segments)
    assert [s.id for s in version.segments] == [s.id for s in opened.document.source.segments]
    assert version.text.language == "fr"
    assert "Corée du Nord" in version.text.value
    assert window.panes.target.document().toRawText().replace("\u2029", "\n") == version.text.value
    assert "starter pack" in desktop.controller.translations.caution_of(opened, version)
    assert window.panes.caution.startswith("A small starter pack")
    alarmed = [segment for segment in version.segments if segment.alarms]
    assert len(window.panes.target.marks(Layer.ALARMS)) == len(alarmed)
    window.panes.go_to(alarmed[0].id)
    assert alarmed[0].alarms[0].message in window.panes.alarm
    assert all(len(entry.lines) == 2 for entry in window.summary.list.entries)


def test_a_summary_sentence_is_lit_in_both_panes(qtbot: QtBot, desktop: Desktop) -> None:
    open_article(qtbot, desktop)
    translate(qtbot, desktop)
    panes, entries = desktop.window.panes, desktop.window.summary.list
    last = entries.entries[-1]
    entries.setCurrentIndex(entries.model().index(len(entries.entries) - 1, 0))
    assert panes.segment == last.key
    for pane in panes.panes:
        assert pane.version is not None
        (lit,) = pane.marks(Layer.CURRENT)
        assert lit.span == pane.version.segment(last.key).span
        box = pane.cursorRect(pane.span_cursor(Span(lit.span.start, lit.span.start)))
        assert pane.viewport().rect().contains(box.center())
        assert len(pane.marks(Layer.SUMMARY)) == 3


def test_a_note_is_written_undone_and_redone(qtbot: QtBot, desktop: Desktop) -> None:
    opened = open_article(qtbot, desktop)
    window = desktop.window
    place = opened.document.source.text.value.index("Kim Il Sung Square")
    window.panes.source.setTextCursor(window.panes.source.span_cursor(Span(place, place + 18)))
    window.actions_by_name["note"].trigger()
    qtbot.keyClicks(window.notes.body, "Check the name.")
    (note,) = opened.document.notes
    assert (note.quote, note.body) == ("Kim Il Sung Square", "Check the name.")
    assert window.panes.source.marks(Layer.NOTES)[0].span == note.span
    assert opened.modified
    assert window.windowTitle().startswith("*")
    window.actions_by_name["undo"].trigger()
    assert opened.document.notes[0].body == ""
    window.actions_by_name["undo"].trigger()
    assert not opened.document.notes
    window.actions_by_name["redo"].trigger()
    window.actions_by_name["redo"].trigger()
    assert opened.document.notes[0].body == "Check the name."
    assert opened.document.summary is not None


def test_editing_keeps_the_machine_version(qtbot: QtBot, desktop: Desktop) -> None:
    opened = open_article(qtbot, desktop)
    translate(qtbot, desktop)
    window, machine = desktop.window, opened.document.targets[-1]
    window.panes.go_to("s5")
    window.actions_by_name["edit_segment"].trigger()
    editor = window.panes.editor
    assert editor.isVisible()
    editor.field.setPlainText("La parade était celle de « forces paramilitaires ».")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    edited = opened.shown
    assert edited is not None
    assert edited.kind is VersionKind.EDITED
    assert edited.text_of(edited.segment("s5")).startswith("La parade était")
    assert opened.document.version(machine.id) == machine
    window.actions_by_name["undo"].trigger()
    assert [v.kind for v in opened.document.targets] == [VersionKind.MACHINE]
    window.actions_by_name["redo"].trigger()
    window.panes.go_to("s5")
    window.actions_by_name["revert_segment"].trigger()
    again = opened.document.version(edited.id)
    assert again.text_of(again.segment("s5")) == machine.text_of(machine.segment("s5"))


@pytest.mark.parametrize("suffix", [".diptych", ".html", ".docx", ".txt"])
def test_saving_each_format(qtbot: QtBot, desktop: Desktop, tmp_path: Path, suffix: str) -> None:
    opened = open_article(qtbot, desktop)
    translate(qtbot, desktop)
    shown = opened.shown
    assert shown is not None
    span = shown.segments[4].span
    desktop.window.notebook.changes.add(
        opened, shown.id, span, Colour.GREEN, body="A note", author="Ann"
    )
    path = tmp_path / f"copy{suffix}"
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        desktop.window.saving.save_copy_to(opened, path)
    assert opened.modified == (suffix != ".diptych")
    if suffix == ".diptych":
        assert opening.open_file(path) == opened.document
    elif suffix == ".docx":
        (comment,) = docx.Document(str(path)).comments
        assert (comment.text, comment.author) == ("A note", "Ann")
    else:
        assert "A note" in path.read_text(encoding="utf-8")


def test_reopened_work_is_whole(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    opened = open_article(qtbot, desktop)
    translate(qtbot, desktop)
    path = tmp_path / "work.diptych"
    with qtbot.waitSignal(desktop.controller.saved, timeout=LIMIT):
        desktop.controller.save(opened, path)
    before = opened.document
    desktop.window.actions_by_name["close"].trigger()
    assert desktop.desk.current is None
    again = open_article(qtbot, desktop, path)
    assert again.document == before
    assert not again.modified
    assert desktop.window.panes.target.version == before.targets[-1]


def test_the_session_comes_back(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    open_article(qtbot, desktop)
    second = tmp_path / "second.txt"
    second.write_text("Un titre court\n\nLe ministre a présenté son plan devant les députés.\n")
    opened = open_article(qtbot, desktop, second)
    desktop.window.notebook.changes.add(opened, "source", Span(0, 8), Colour.PINK)
    documents = [d.document for d in desktop.desk.documents]
    desktop.window.close()
    desktop.close()
    again = Desktop(desktop.paths)
    again.start([], sample_story())
    settle(qtbot, again)
    assert [d.document for d in again.desk.documents] == documents
    assert again.desk.current is again.desk.documents[1]
    assert again.desk.documents[1].modified
    again.window.close()
    again.close()


def test_files_can_be_dropped(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        path = tmp_path / f"wire{number}.txt"
        path.write_text(f"Headline {number}\n\nThe mayor of Cork opened bridge {number} today.\n")
        paths.append(path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desktop.window.dropEvent(drop)
    qtbot.waitUntil(lambda: len(desktop.desk.documents) == 3, timeout=LIMIT)
    settle(qtbot, desktop)
    assert len(desktop.window.desk_list.list.entries) == 3
    assert desktop.window.recent.actions()[0].text() == "wire2.txt"


def test_cancelling_keeps_what_came(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    lines = [f"The council of town number {n} met on day {n} and voted again." for n in range(400)]
    path.write_text("A long list\n\n" + "\n\n".join(lines))
    opened = open_article(qtbot, desktop, path)
    desktop.window.bar.button.click()
    qtbot.waitUntil(lambda: opened.streaming is not None, timeout=LIMIT)
    desktop.window.actions_by_name["stop"].trigger()
    qtbot.waitUntil(lambda: bool(opened.document.targets), timeout=LIMIT)
    settle(qtbot, desktop)
    version = opened.document.targets[-1]
    assert 0 < len(version.segments) < 401
    assert "kept" in desktop.window.messages.text


def test_find_zoom_and_theme(qtbot: QtBot, desktop: Desktop) -> None:
    open_article(qtbot, desktop)
    translate(qtbot, desktop)
    window = desktop.window
    window.actions_by_name["find"].trigger()
    qtbot.keyClicks(window.find_bar.field, "pyongyang")
    assert len(window.panes.source.marks(Layer.FIND)) == 7
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Return)
    assert window.panes.source.textCursor().selectedText() == "Pyongyang"
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Escape)
    assert window.panes.source.marks(Layer.FIND) == ()
    size = window.panes.source.document().defaultFont().pointSizeF()
    window.actions_by_name["zoom_in"].trigger()
    assert window.panes.source.document().defaultFont().pointSizeF() > size
    window.actions_by_name["theme_dark"].trigger()
    assert window.palette().window().color().lightness() < 80
    window.actions_by_name["theme_light"].trigger()
    settle(qtbot, desktop)


def test_choosing_another_language_and_encoding(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(
        "Un été brûlant\n\nLe préfet a fermé la forêt jusqu’à dimanche soir.\n".encode("cp1252")
    )
    opened = open_article(qtbot, desktop, path)
    assert "préfet" in opened.document.source.text.value
    desktop.window.bar.language_chosen.emit("it")
    qtbot.waitUntil(lambda: opened.document.language == "it", timeout=LIMIT)
    settle(qtbot, desktop)
    assert desktop.window.bar.certainty.text() == "chosen by you"
    desktop.window.status.encoding_chosen.emit("cp1251")
    qtbot.waitUntil(lambda: "préfet" not in opened.document.source.text.value, timeout=LIMIT)
    settle(qtbot, desktop)
    desktop.window.actions_by_name["undo"].trigger()
    assert "préfet" in opened.document.source.text.value
