"""The window of language packs: what is shown, searched, verified, removed, dropped and named."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.errors import PackError
from diptych.core.progress import Context
from diptych.ui.pack_page import PackPage
from diptych.ui.pack_rows import OFFERED_SIZE, QUALITY, STATE
from diptych.ui.pack_stock import read_stock
from diptych.ui.pack_table import Row
from diptych.ui.pack_words import trouble_words
from diptych.ui.packs import install_dropped, show_packs
from diptych.ui.packs_dialog import PacksDialog
from helpers.made_packs import made_pack, unpacked
from helpers.marian_model import build_marian_model
from helpers.pack_index import serve
from helpers.pack_server import PackServer, pack_server
from helpers.waiting import LIMIT, settle

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PackServer]:
    monkeypatch.setenv("no_proxy", "*")
    with pack_server() as running:
        yield running


@pytest.fixture
def dialog(qtbot: QtBot, desktop: Desktop) -> Iterator[PacksDialog]:
    opened = open_packs(qtbot, desktop)
    yield opened
    settle(qtbot, desktop)
    opened.reject()


def open_packs(qtbot: QtBot, desktop: Desktop) -> PacksDialog:
    opened = show_packs(desktop.controller, desktop.window)
    qtbot.waitUntil(lambda: opened.installed.free, timeout=LIMIT)
    settle(qtbot, desktop)
    return opened


def install(qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, *paths: Path) -> None:
    dialog.install.emit(paths)
    settle(qtbot, desktop)


def get_list(qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, address: str) -> None:
    dialog.tabs.setCurrentWidget(dialog.available)
    dialog.available.address.setText(address)
    dialog.available.get.click()
    settle(qtbot, desktop)


def pairs(page: PackPage) -> list[str]:
    return [row.cells[0] for row in page.model.shown]


def row_of(page: PackPage, pair: str) -> Row:
    return next(row for row in page.model.shown if row.cells[0] == pair)


def choose(page: PackPage, pair: str) -> None:
    page.choose(row_of(page, pair).key)


# At first


def test_at_first_there_are_starters_and_no_list(
    desktop: Desktop, dialog: PacksDialog, server: PackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog.installed
    assert pairs(page) == ["English → French", "French → English"]
    assert {row.cells[STATE] for row in page.model.shown} == {"For the gist only"}
    assert "full packs under Available" in page.notice.text()
    assert page.notice.isVisible()
    assert not page.remove.isEnabled()
    choose(page, "English → French")
    assert "NTREX" in page.details.text.toPlainText()
    assert not page.remove.isEnabled()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    dialog.tabs.setCurrentWidget(dialog.available)
    dialog.available.address.setText(" ")
    hint = dialog.available.hint
    assert hint.isVisible()
    assert "No list yet. Press “Get the list…”" in hint.text()
    assert "goes to the network only when you press it" in hint.text()
    assert f"{server.address}index.json" in hint.text()
    assert server.asked == []


def test_the_window_fits_a_small_screen(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog
) -> None:
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.height() <= 680
    assert dialog.width() <= 1280
    dialog.told.say("Many words", details=("one", "two"))
    assert dialog.minimumSizeHint().height() <= 680


def test_every_control_of_the_packs_has_a_name(dialog: PacksDialog) -> None:
    kinds = (QAbstractButton, QLineEdit, QTableView, QTextEdit)
    nameless = [
        (type(control).__name__, type(control.parent()).__name__)
        for kind in kinds
        for control in dialog.findChildren(kind)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
        and not isinstance(control.parent(), QLineEdit | QTableView)
        and not control.objectName().startswith(("qt_", "Scroll"))
    ]
    assert nameless == []


@pytest.mark.parametrize("name", ["installed", "available"])
def test_no_letter_opens_two_things(dialog: PacksDialog, name: str) -> None:
    page: PackPage = getattr(dialog, name)
    texts = [b.text() for b in page.findChildren(QPushButton)]
    texts += [dialog.leave.text(), dialog.told.stop.text(), "&From" if name == "available" else ""]
    texts += [dialog.tabs.tabText(number) for number in range(dialog.tabs.count())]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters)) > 5


# The list


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


# Installing


def test_files_folders_and_models_are_installed_at_once_and_each_trouble_is_told(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    loose = unpacked(made_pack(tmp_path, ("de", "en")), tmp_path / "loose")
    several = tmp_path / "several"
    several.mkdir()
    made_pack(several, ("es", "en"))
    made_pack(several, ("en", "es"))
    broken = tmp_path / "broken.argosmodel"
    broken.write_bytes(b"no pack")
    model = build_marian_model(tmp_path / "stuff")
    with qtbot.waitSignal(desktop.controller.packs_known, timeout=LIMIT):
        dialog.install.emit((loose, several, broken, model))
    settle(qtbot, desktop)
    assert "4 installed." in dialog.told.text
    assert "broken.argosmodel" in dialog.told.text
    installed = {(row.cells[0], row.cells[1]) for row in dialog.installed.model.shown}
    assert {
        ("German → English", "Argos"),
        ("Spanish → English", "Argos"),
        ("English → Spanish", "Argos"),
        ("English → French", "Firefox"),
    } <= installed
    assert not dialog.installed.notice.isVisible()
    install(qtbot, desktop, dialog, several)
    assert "2 kept: those here are as new." in dialog.told.text
    assert "Kept: Spanish → English 1.0" in dialog.told.details.toPlainText()


def test_a_firefox_model_in_an_archive_is_installed_and_removed(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    folder = build_marian_model(tmp_path / "stuff")
    archive = Path(shutil.make_archive(str(tmp_path / "en-fr"), "gztar", folder))
    install(qtbot, desktop, dialog, archive)
    page = dialog.installed
    row = next(row for row in page.model.shown if row.cells[1] == "Firefox")
    assert "Firefox models" in page.use.text()
    page.choose(row.key)
    assert page.remove.isEnabled()
    page.remove.click()
    answer(dialog, "&Remove")
    settle(qtbot, desktop)
    assert desktop.toolbox.firefox.models().models == ()
    assert {row.cells[1] for row in page.model.shown} == {"Argos"}


def test_the_menu_asks_for_files_and_folders(
    qtbot: QtBot,
    desktop: Desktop,
    dialog: PacksDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = made_pack(tmp_path, ("de", "en"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    dialog.installed.from_file.trigger()
    settle(qtbot, desktop)
    assert "Installed: German → English 1.0." in dialog.told.text
    folder = tmp_path / "packs"
    folder.mkdir()
    made_pack(folder, ("fr", "de"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    dialog.installed.from_folder.trigger()
    settle(qtbot, desktop)
    assert "French → German" in pairs(dialog.installed)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    dialog.installed.from_folder.trigger()
    settle(qtbot, desktop)
    assert "no language pack in" in dialog.told.text


def test_what_is_dropped_is_installed_and_other_files_are_refused(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A story")
    pack = made_pack(tmp_path, ("de", "en"))
    assert not drag(dialog, story).isAccepted()
    assert drag(dialog, story, pack).isAccepted()
    drop(dialog, story, pack)
    settle(qtbot, desktop)
    assert dialog.told.text == "Installed: German → English 1.0."


def test_what_is_dropped_on_the_main_window_opens_this_one(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A story")
    pack = made_pack(tmp_path, ("de", "en"))
    assert install_dropped(desktop.controller, [story], desktop.window) == (story,)
    assert desktop.window.findChild(PacksDialog) is None
    assert install_dropped(desktop.controller, [story, pack], desktop.window) == (story,)
    opened = desktop.window.findChild(PacksDialog)
    assert isinstance(opened, PacksDialog)
    settle(qtbot, desktop)
    assert "German → English" in pairs(opened.installed)
    opened.reject()


def _dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(dialog: PacksDialog, *paths: Path) -> QDragEnterEvent:
    data = _dropped(*paths)
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    dialog.dragEnterEvent(event)
    return event


def drop(dialog: PacksDialog, *paths: Path) -> None:
    data = _dropped(*paths)
    dialog.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


# Looking after packs


def answer(dialog: PacksDialog, words: str) -> None:
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


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


def test_errors_are_told_in_words_even_those_nobody_foresaw() -> None:
    known = PackError("It is damaged.", "Get it again.")
    assert trouble_words(known) == "It is damaged. Get it again."
    assert trouble_words(OSError("gone")).startswith("Something went wrong: OSError: gone.")


def test_the_keyboard_reaches_search_and_table(qtbot: QtBot, dialog: PacksDialog) -> None:
    page = dialog.installed
    assert dialog.focusWidget() is page.search
    qtbot.keyClicks(page.search, "french")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert dialog.focusWidget() is page.table
    assert [row.cells[0] for row in page.chosen] == ["English → French"]
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is page.search
    dialog.tabs.setCurrentWidget(dialog.available)
    assert dialog.focusWidget() is dialog.available.search
