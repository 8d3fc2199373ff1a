"""What the summary's panel says while there is no summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from diptych.ui.panels import SummaryPanel
from diptych.workspace.detecting import choose_language
from diptych.workspace.opening import open_file


def test_it_is_said_why_there_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A bridge opens\n\nThe mayor opened a bridge today.\n")
    panel = SummaryPanel((("textrank", "TextRank", ""),))
    qtbot.addWidget(panel)
    panel.show_summary(None, None)
    assert panel.hint.text().startswith("Open an article")
    document = replace(open_file(path), detection=None)
    panel.show_summary(document, None)
    assert panel.hint.text().startswith("The article is being read")
    panel.show_summary(choose_language(document, "en"), None)
    assert panel.hint.text() == "There is no summary yet."
