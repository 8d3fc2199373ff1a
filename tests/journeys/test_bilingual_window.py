"""Files that bring their translation: shown side by side at once, and worked on beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.versions import SegmentState, VersionKind
from diptych.formats.reading.kinds import FileKind
from helpers.made_files import PARAGRAPHS, TARGETS, made
from helpers.waiting import LIMIT, open_article, settle


@pytest.mark.parametrize("kind", [FileKind.PO, FileKind.XLIFF, FileKind.TMX])
def test_source_and_target_stand_side_by_side(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, kind: FileKind
) -> None:
    file = made(kind)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    opened = open_article(qtbot, desktop, path)
    panes = desktop.window.panes
    assert opened.shown is not None
    assert opened.shown.kind is VersionKind.HUMAN
    assert panes.target.version is opened.shown
    assert panes.versions.currentText() == "English, from the file"
    assert not panes.empty.isVisible()
    panes.go_to("s2")
    source, target = (pane.version for pane in panes.panes)
    assert source is not None
    assert target is not None
    assert source.text_of(source.segment("s2")) == PARAGRAPHS[1]
    assert target.text_of(target.segment("s2")) == TARGETS[1]
    assert desktop.window.messages.text == ""


def test_editing_makes_a_version_beside_the_one_of_the_file(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    file = made(FileKind.PO)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    opened = open_article(qtbot, desktop, path)
    window, human = desktop.window, opened.document.targets[0]
    window.panes.go_to("s1")
    window.actions_by_name["edit_segment"].trigger()
    window.panes.editor.field.setPlainText("The bridge of Valmère is open again.")
    qtbot.keyClick(window.panes.editor.field, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    assert opened.document.version(human.id) == human
    edited = opened.shown
    assert edited is not None
    assert (edited.kind, edited.based_on) == (VersionKind.EDITED, human.id)
    assert edited.text_of(edited.segment("s1")) == "The bridge of Valmère is open again."
    assert edited.segment("s1").state is SegmentState.EDITED
    names = [window.panes.versions.itemText(n) for n in range(window.panes.versions.count())]
    assert names == ["English, from the file", "English, from the file, edited"]
    window.panes.versions.setCurrentIndex(0)
    window.panes.versions.activated.emit(0)
    assert window.panes.target.version is human
    window.actions_by_name["undo"].trigger()
    assert opened.document.targets == (human,)


def test_blocks_that_stand_apart_say_what_they_are(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    file = made(FileKind.IPTC_7901)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    opened = open_article(qtbot, desktop, path)
    article = opened.document.article
    apart = [b for b in article.blocks if b.kind in ("transmission", "sign-off")]
    assert apart
    pane = desktop.window.panes.source
    for block in apart:
        cursor = pane.span_cursor(block.span)
        letters = cursor.charFormat()
        expected = "Transmission header" if block.kind == "transmission" else "Sign-off"
        assert letters.toolTip() == expected
        assert letters.foreground().color().name() == desktop.window.theme.faint
        segment = next(s for s in opened.document.source.segments if s.block == block.id)
        desktop.window.panes.go_to(segment.id)
        assert desktop.window.panes.told[0].startswith(expected)
    qtbot.waitUntil(lambda: opened.words is not None, timeout=LIMIT)
