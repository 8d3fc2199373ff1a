"""The window of language packs: the list of what can be had, searched, sorted and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.progress import Context
from diptych.ui.pack_rows import OFFERED_SIZE, QUALITY
from diptych.ui.packs_dialog import PacksDialog
from helpers.made_packs import made_pack
from helpers.pack_index import serve
from helpers.pack_server import PackServer
from helpers.packs_window import choose, get_list, install, open_packs, pairs, row_of
from helpers.waiting import settle

pytestmark = pytest.mark.enable_socket


def test_the_list_tells_versions_quality_and_where_it_came_from(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer, tmp_path: Path
) -> None:
    files = [made_pack(tmp_path, pair) for pair in (("en", "fr"), ("en", "cs"), ("zh", "en"))]
    get_list(qtbot, desktop, dialog, serve(server, *files))
    page = dialog.available
    assert pairs(page) == [
        "Chinese (simplified) → English",
        "English → Czech",
        "English → French",
    ]
    assert "names 3 packs" in dialog.told.text
    assert "List of" in page.date.text()
    assert page.date.toolTip() == f"{server.address}index.json"
    french = row_of(page, "English → French")
    assert french.cells[QUALITY] == "0.81 · close to Google"
    tip = page.model.index(page.model.shown.index(french), QUALITY).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "0.85" in tip
    assert "Mozilla" in tip
    assert page.table.isColumnHidden(OFFERED_SIZE)
    choose(page, "English → French")
    assert "Measured by" in page.details.text.toPlainText()
    page.model.sort(QUALITY)
    assert pairs(page)[0] == "English → French"
    again = open_packs(qtbot, desktop)
    assert again.available.address.text() == f"{server.address}index.json"
    assert len(again.available.model.shown) == 3
    again.reject()


def test_a_kit_as_a_list_tells_sizes(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    install(qtbot, desktop, dialog, made_pack(tmp_path, ("de", "en"), size=3_000_000))
    kit = desktop.controller.store.kit(tmp_path / "kit", Context(), ["translate-de_en"])
    get_list(qtbot, desktop, dialog, str(kit.folder))
    page = dialog.available
    assert not page.table.isColumnHidden(OFFERED_SIZE)
    assert row_of(page, "German → English").cells[OFFERED_SIZE] == "3 MB"
    choose(page, "German → English")
    assert kit.files[0].sha256 in page.details.text.toPlainText().replace("\n", "")
    assert page.download.text() == "&Download again"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ukr", ["English → Ukrainian", "Ukrainian → English"]),
        ("українська", ["English → Ukrainian", "Ukrainian → English"]),
        ("EN FR", ["English → French"]),
        ("francais", ["English → French"]),
        ("translate-uk", ["English → Ukrainian", "Ukrainian → English"]),
        ("klingon", []),
    ],
)
def test_packs_are_found_by_any_name_of_their_languages(
    qtbot: QtBot,
    desktop: Desktop,
    dialog: PacksDialog,
    server: PackServer,
    tmp_path: Path,
    words: str,
    found: list[str],
) -> None:
    made = [made_pack(tmp_path, pair) for pair in (("en", "fr"), ("en", "uk"), ("uk", "en"))]
    get_list(qtbot, desktop, dialog, serve(server, *made))
    dialog.look_for(words)
    page = dialog.available
    assert pairs(page) == found
    assert page.hint.isVisible() == (not found)
    assert page.count.text() == f"{len(found)} of 3"
    if not found:
        assert words in page.hint.text()


def test_a_list_that_cannot_be_had_leaves_the_old_one(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer, tmp_path: Path
) -> None:
    get_list(qtbot, desktop, dialog, serve(server, made_pack(tmp_path)))
    page = dialog.available
    page.address.setText("http://example.org/")
    assert "not protected" in page.get.toolTip()
    page.get.click()
    settle(qtbot, desktop)
    assert "not protected" in dialog.told.text
    server.pages["index.json"].statuses = [404]
    get_list(qtbot, desktop, dialog, server.address)
    assert "answered 404" in dialog.told.text
    assert pairs(page) == ["English → French"]
