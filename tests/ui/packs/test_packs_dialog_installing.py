"""The window of language packs: files, folders and models installed, chosen or dropped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.packs import install_dropped
from diptych.ui.packs_dialog import PacksDialog
from helpers.made_packs import made_pack, unpacked
from helpers.marian_model import build_marian_model
from helpers.packs_window import answer, install, pairs
from helpers.waiting import LIMIT, settle


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
