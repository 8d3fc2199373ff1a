"""A copy printed from the real window, in a job, while the window stays."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.formats.writing.copy import Copy
from helpers.waiting import LIMIT, open_article, translate


def test_a_pdf_is_saved_from_the_window(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    opened = open_article(qtbot, desktop)
    translate(qtbot, desktop)
    controller = desktop.controller
    desktop.window.notebook.changes.add(
        opened, "source", Span(0, 12), Colour.PINK, body="Is it so?", author="Ann Bee"
    )
    path = tmp_path / "copy.pdf"
    with qtbot.waitSignal(controller.saved, timeout=LIMIT):
        controller.save(opened, path, copy=Copy(cautions=["For the gist only."]))
    with pdfium.PdfDocument(path) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        titles = [item.get_title() for item in document.get_toc()]
    told = " ".join(text.split())
    for version in (opened.document.source, opened.document.targets[-1]):
        sentence = version.text_of(version.segments[-1])
        assert " ".join(sentence.split()[:3]) in told
    assert "For the gist only." in told
    assert "Is it so?" in told
    assert titles[0] == opened.document.article.headline
    assert {"Summary", "Text", "Notes"} <= set(titles)
