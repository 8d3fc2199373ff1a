"""What a file was taken for is told, and can be changed without losing notes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.detection import Certainty
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.formats.reading.kinds import FORMATS, FileKind
from diptych.ui.details_dialog import DetailsDialog
from diptych.ui.message_bar import MessageBar
from helpers.made_files import made
from helpers.waiting import LIMIT, open_article, settle
from helpers.wire_files import book, nitf

PAGE = (
    "<html lang='en'><head><title>A bridge</title></head><body><article><h1>A bridge opens</h1>"
    "<p>The mayor of Cork opened a bridge over the river today, said the council of the city.</p>"
    "<p>Nobody fell in, and the old ferry will go on until the end of the year.</p>"
    "</article></body></html>"
)


def details(qtbot: QtBot, desktop: Desktop) -> DetailsDialog:
    desktop.window.actions_by_name["details"].trigger()
    found = [d for d in desktop.window.findChildren(DetailsDialog) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(picker: QComboBox, value: str) -> None:
    """As a user does with the keyboard or the mouse."""
    place = picker.findData(value)
    assert place >= 0
    picker.setCurrentIndex(place)
    picker.activated.emit(place)


def test_a_wrong_name_is_told_and_the_file_opens_all_the_same(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "story.docx"
    path.write_text(PAGE)
    opened = open_article(qtbot, desktop, path)
    assert opened.document.article.headline == "A bridge opens"
    told, caution = desktop.window.panes.told
    assert told == "story.docx · Read as Web page, Unicode (UTF-8)"
    assert caution.startswith("The name ends in .docx, but this is another kind of file: Web page.")
    assert desktop.window.status.format.text() == "Web page"


def test_a_right_name_is_not_worth_a_word(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens"))
    open_article(qtbot, desktop, path)
    told, caution = desktop.window.panes.told
    assert "Read as Wire (NITF)" in told
    assert "another kind" not in caution


def test_everything_the_file_says_stands_in_the_details(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens"))
    opened = open_article(qtbot, desktop, path)
    dialog = details(qtbot, desktop)
    facts = dict(dialog.facts.facts)
    assert facts["Headline"] == "A bridge opens"
    assert facts["Slug"] == "NORTH-BRIDGE"
    assert facts["Urgency"] == "2"
    assert facts["Byline"].endswith("Ann Bee")
    assert facts["File"] == str(path)
    assert facts["SHA-256"] == opened.document.article.source.sha256
    assert facts["Size"] == f"{path.stat().st_size} bytes"
    assert (facts["Format"], facts["Encoding"]) == ("Wire (NITF)", "Unicode (UTF-8)")
    assert "" not in facts.values()
    dialog.facts.selectAll()
    qtbot.keyClick(dialog.facts, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Slug\tNORTH-BRIDGE\n" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_another_format_keeps_notes_and_can_be_undone(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    opened = open_article(qtbot, desktop, path)
    before = opened.document.article.text.value
    place = before.index("Nobody fell in")
    desktop.window.notebook.changes.add(
        opened, "source", Span(place, place + 14), Colour.GREEN, body="Check.", author="Ann"
    )
    dialog = details(qtbot, desktop)
    assert dialog.format.currentText() == "Web page"
    choose(dialog.format, "text")
    qtbot.waitUntil(lambda: opened.document.article.source.format == "text", timeout=LIMIT)
    settle(qtbot, desktop)
    assert "<h1>" in opened.document.article.text.value
    (note,) = opened.document.notes
    assert (note.quote, note.body, note.orphan) == ("Nobody fell in", "Check.", False)
    assert note.span.of(opened.document.article.text.value) == "Nobody fell in"
    assert dialog.format.currentText() == "Plain text"
    assert dict(dialog.facts.facts)["Format"] == "Plain text"
    dialog.reject()
    desktop.window.actions_by_name["undo"].trigger()
    settle(qtbot, desktop)
    assert opened.document.article.text.value == before
    assert opened.document.notes[0].span == note.span.shifted(place - note.span.start)


def test_a_format_it_cannot_be_read_as_changes_nothing(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A bridge opens\n\nThe mayor of Cork opened a bridge over the river today.\n")
    opened = open_article(qtbot, desktop, path)
    before = opened.document
    dialog = details(qtbot, desktop)
    for kind in ("docx", "epub", "nitf", "xliff"):
        choose(dialog.format, kind)
        qtbot.waitUntil(dialog.told.isVisible, timeout=LIMIT)
        settle(qtbot, desktop)
        assert dialog.told.text().endswith("Nothing has changed.")
        label = next(form.label for form in FORMATS if form.kind == kind)
        assert f"“story.txt” cannot be read as this: {label}." in dialog.told.text()
        assert dialog.format.currentText() == "Plain text"
        assert opened.document is before
        assert not opened.modified
    dialog.reject()


def test_encoding_and_language_in_the_details(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "latin.txt"
    words = "Un été brûlant\n\nLe préfet a fermé la forêt jusqu’à dimanche soir, dit-il.\n"
    path.write_bytes(words.encode("cp1252"))
    opened = open_article(qtbot, desktop, path)
    place = opened.document.article.text.value.index("fermé")
    desktop.window.notebook.changes.add(opened, "source", Span(place, place + 5), Colour.BLUE)
    dialog = details(qtbot, desktop)
    choose(dialog.language, "it")
    qtbot.waitUntil(lambda: opened.document.language == "it", timeout=LIMIT)
    settle(qtbot, desktop)
    choose(dialog.encoding, "cp1251")
    qtbot.waitUntil(lambda: "préfet" not in opened.document.source.text.value, timeout=LIMIT)
    settle(qtbot, desktop)
    detection = opened.document.detection
    assert detection is not None
    assert (detection.language, detection.certainty) == ("it", Certainty.CHOSEN)
    choose(dialog.encoding, "cp1252")
    qtbot.waitUntil(lambda: "préfet" in opened.document.source.text.value, timeout=LIMIT)
    settle(qtbot, desktop)
    (note,) = opened.document.notes
    assert note.span.of(opened.document.source.text.value) == "fermé"
    assert dialog.encoding.currentData() == "cp1252"
    dialog.reject()


def test_it_is_said_that_a_translation_goes_and_names_follow_the_theme(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    file = made(FileKind.PO)
    (tmp_path / file.name).write_bytes(file.data)
    open_article(qtbot, desktop, tmp_path / file.name)
    dialog = details(qtbot, desktop)
    assert "translations of the text as it is now go" in dialog.hint.text()
    desktop.window.choose_theme("dark")
    heading = dialog.facts.item(0, 0)
    assert heading is not None
    assert heading.foreground() == dialog.facts.palette().placeholderText()
    dialog.reject()
    path = tmp_path / "story.txt"
    path.write_text("A bridge opens\n\nThe mayor of Cork opened a bridge today.\n" * 40)
    open_article(qtbot, desktop, path)
    dialog = details(qtbot, desktop)
    assert "translation" not in dialog.hint.text()
    assert f"({path.stat().st_size:,} bytes)" in dict(dialog.facts.facts)["Size"]
    dialog.reject()


def test_a_note_written_while_it_is_read_again_is_kept(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    opened = open_article(qtbot, desktop, path)
    desktop.window.status.encoding_chosen.emit("cp1252")
    desktop.window.notebook.changes.add(opened, "source", Span(0, 8), Colour.PINK, body="Meanwhile")
    settle(qtbot, desktop)
    assert [note.body for note in opened.document.notes] == ["Meanwhile"]
    assert opened.document.article.source.encoding == "cp1252"


@pytest.mark.parametrize("chapter", [None, "Flood"])
def test_the_original_is_saved_byte_for_byte(
    qtbot: QtBot,
    desktop: Desktop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chapter: str | None,
) -> None:
    path, goal = tmp_path / "story.html", tmp_path / "original"
    path.write_text(PAGE)
    if chapter is not None:
        path = tmp_path / "book.epub"
        path.write_bytes(book("Rain", chapter))
        desktop.controller.open_paths([path.parent])
        qtbot.waitUntil(lambda: len(desktop.desk.documents) == 3, timeout=LIMIT)
        opened = next(d for d in desktop.desk.documents if d.document.article.headline == chapter)
        desktop.desk.bring(opened)
    else:
        opened = open_article(qtbot, desktop, path)
    settle(qtbot, desktop)
    offered: list[str] = []

    def chosen(_parent: object, _title: str, start: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return str(goal), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    with qtbot.waitSignal(desktop.controller.told, timeout=LIMIT):
        desktop.window.actions_by_name["save_original"].trigger()
    assert goal.read_bytes() == opened.document.article.source.data
    assert offered == ["story.html" if chapter is None else "book-Flood.epub"]


def test_the_original_never_takes_the_place_of_the_file(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story.html"
    path.write_text(PAGE)
    open_article(qtbot, desktop, path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        desktop.window.actions_by_name["save_original"].trigger()
    assert path.read_text() == PAGE


def test_details_of_a_message_are_shown_on_request(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    now = datetime.now(UTC).isoformat()
    bar.say("3 files came.", f"a\nb\nc\n{now}", ("&Open them", lambda: done.append("opened")))
    bar.show()
    assert bar.text == "3 files came."
    assert bar.details.splitlines()[-1] == now
    bar.offer.click()
    assert done == ["opened"]
    assert bar.text == ""


def test_an_article_is_not_read_again_while_it_is_translated(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    lines = [f"The council of town number {n} met on day {n} and voted again." for n in range(300)]
    path.write_text("A long list\n\n" + "\n\n".join(lines))
    opened = open_article(qtbot, desktop, path)
    desktop.window.bar.button.click()
    qtbot.waitUntil(lambda: opened.streaming is not None, timeout=LIMIT)
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        desktop.window.status.encoding_chosen.emit("cp1251")
    assert desktop.window.messages.text.startswith("This article is being translated.")
    desktop.window.actions_by_name["stop"].trigger()
    settle(qtbot, desktop)
    assert opened.document.article.source.encoding == "utf-8"
