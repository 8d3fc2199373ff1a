"""The window of language packs: those installed verified, removed, and told to be no good."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.pack_rows import STATE
from diptych.ui.pack_stock import read_stock
from diptych.ui.packs_dialog import PacksDialog
from helpers.made_packs import made_pack
from helpers.marian_model import build_marian_model
from helpers.packs_window import answer, choose, install, pairs, row_of
from helpers.waiting import LIMIT, settle


def test_removing_asks_first(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tiny_pack: Path, tmp_path: Path
) -> None:
    install(qtbot, desktop, dialog, tiny_pack, made_pack(tmp_path, ("de", "en")))
    page = dialog.installed
    page.table.selectAll()
    assert page.details.text.toPlainText().startswith("4 chosen")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "English → French 1.0" in box.informativeText()
    assert "German → English 1.0" in box.informativeText()
    assert "French → English" not in box.informativeText(), "it came with the program"
    answer(dialog, "&Keep")
    settle(qtbot, desktop)
    assert len(page.model.shown) == 4
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is None, timeout=LIMIT)
    page.remove.click()
    with qtbot.waitSignal(desktop.controller.packs_known, timeout=LIMIT):
        answer(dialog, "&Remove")
    settle(qtbot, desktop)
    assert dialog.told.text == "2 removed."
    assert pairs(page) == ["English → French", "French → English"]
    assert all(not pack.location.is_dir() for pack in desktop.toolbox.packs().packs)


def test_verifying_names_the_pack_and_the_file_that_changed(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    install(
        qtbot, desktop, dialog, made_pack(tmp_path, ("de", "en")), made_pack(tmp_path, ("es", "en"))
    )
    page = dialog.installed
    dialog.installed.verify_all.trigger()
    settle(qtbot, desktop)
    assert dialog.told.text == "4 packs verified. All are in order."
    assert {row.cells[STATE] for row in page.model.shown} == {"In order"}
    location = Path(row_of(page, "German → English").key)
    weights = location / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\0")
    choose(page, "Spanish → English")
    assert page.verify_chosen.isEnabled()
    page.verify_chosen.trigger()
    settle(qtbot, desktop)
    assert dialog.told.text == "1 pack verified. It is in order."
    choose(page, "German → English")
    page.verify_chosen.trigger()
    settle(qtbot, desktop)
    assert dialog.told.text == "The pack is damaged. Remove it, and get it again."
    assert "✗ German → English 1.0" in dialog.told.details.toPlainText()
    assert row_of(page, "German → English").cells[STATE] == "Damaged"
    assert "model/model.bin has changed" in page.details.text.toPlainText()
    assert row_of(page, "Spanish → English").cells[STATE] == "In order"
    page.verify_all.trigger()
    settle(qtbot, desktop)
    assert dialog.told.text.startswith("1 of 4 packs is damaged.")
    install(qtbot, desktop, dialog, made_pack(tmp_path, ("de", "en")))
    assert row_of(page, "German → English").cells[STATE] == ""


def test_the_checksum_of_a_pack_can_be_copied(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, ("de", "en"))
    install(qtbot, desktop, dialog, file)
    page = dialog.installed
    assert not page.details.copy.isVisible()
    choose(page, "German → English")
    page.details.copy.click()
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert QGuiApplication.clipboard().text() == sha256
    assert sha256 in page.details.text.toPlainText()
    assert file.name in page.details.text.toPlainText()
    assert "copied" in dialog.told.text


def test_what_is_no_good_pack_is_shown_with_the_reason(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog
) -> None:
    bad = desktop.paths.packs / "translate-en_de-1_0"
    bad.mkdir(parents=True)
    (bad / "metadata.json").write_text("{")
    qtbot.keyClick(dialog, Qt.Key.Key_F5)
    settle(qtbot, desktop)
    page = dialog.installed
    choose(page, "translate-en_de-1_0")
    assert page.chosen[0].cells[STATE] == "Left out"
    assert page.chosen[0].caution in page.details.text.toPlainText()
    assert page.chosen[0].caution
    assert not page.remove.isEnabled()


def test_a_model_that_cannot_be_used_says_why(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    install(qtbot, desktop, dialog, build_marian_model(tmp_path / "stuff"))
    stock = read_stock(desktop.toolbox, desktop.controller.store, anew=False)
    dialog.show_stock(replace(stock, idle="fxtranslate is not installed."), {})
    page = dialog.installed
    row = next(row for row in page.model.shown if row.cells[1] == "Firefox")
    assert row.cells[STATE] == "Not used"
    page.choose(row.key)
    assert "fxtranslate is not installed." in page.details.text.toPlainText()
