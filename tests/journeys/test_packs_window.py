"""A desk gets its language packs: from a mirror, over a restart, on a stick to another machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.pack_downloads import Stage
from diptych.ui.packs import show_packs
from diptych.ui.packs_dialog import PacksDialog
from diptych.workspace.paths import Paths
from helpers.made_packs import made_pack
from helpers.pack_index import serve
from helpers.pack_server import pack_server
from helpers.tiny_pack import build_tiny_pack
from helpers.waiting import LIMIT, open_article, settle, translate

pytestmark = pytest.mark.enable_socket


@contextmanager
def program(qtbot: QtBot, home: Path) -> Iterator[tuple[Desktop, PacksDialog]]:
    """The program in a home of its own, with the window of language packs open."""
    desktop = Desktop(Paths.usual({"DIPTYCH_HOME": str(home)}))
    desktop.window.show()
    desktop.start([], None)
    dialog = show_packs(desktop.controller, desktop.window)
    settle(qtbot, desktop)
    yield desktop, dialog
    desktop.window.close()
    desktop.close()
    desktop.window.deleteLater()
    del desktop
    gc.collect()


def test_a_pack_is_downloaded_over_a_restart_and_translates(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    home, made = tmp_path / "home", tmp_path / "made"
    made.mkdir()
    file = build_tiny_pack(made, "en", "de", {"house": "Haus"}, "1.9")
    with pack_server() as server:
        address = serve(server, file)
        server.pages[file.name].stall = 60_000
        with program(qtbot, home) as (_desktop, dialog):
            assert server.asked == []
            dialog.look_for("german")
            dialog.available.address.setText(address)
            qtbot.keyClick(dialog.available.address, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: bool(dialog.available.model.shown), timeout=LIMIT)
            qtbot.waitUntil(lambda: dialog.available.free, timeout=LIMIT)
            qtbot.keyClick(dialog.available.search, Qt.Key.Key_Return)
            qtbot.keyClick(dialog.available.table, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: _have(dialog) > 0, timeout=LIMIT)
        server.pages[file.name].stall = None
        server.asked.clear()
        with program(qtbot, home) as (desktop, dialog):
            assert server.asked == []
            (row,) = dialog.transfers.rows.values()
            assert row.item.stage is Stage.PAUSED
            assert 0 < row.item.have < row.item.total
            begin = row.item.have
            row.main.click()
            qtbot.waitUntil(lambda: not dialog.transfers.rows, timeout=LIMIT)
            settle(qtbot, desktop)
            assert [(a.path, a.range) for a in server.asked] == [(file.name, f"bytes={begin}-")]
            dialog.reject()
            story = tmp_path / "story.txt"
            story.write_text("The house is sold and the mayor of the town said nothing about it.\n")
            opened = open_article(qtbot, desktop, story)
            bar = desktop.window.bar
            bar.target.setCurrentIndex(bar.target.findData("de"))
            bar.target.activated.emit(bar.target.currentIndex())
            settle(qtbot, desktop)
            translate(qtbot, desktop)
            assert opened.shown is not None
            assert "Haus" in opened.shown.text.value


def _have(dialog: PacksDialog) -> int:
    return sum(row.item.have for row in dialog.transfers.rows.values())


def test_a_kit_goes_to_another_machine(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    files = [made_pack(tmp_path, pair, "1.9", 50_000) for pair in (("de", "en"), ("es", "en"))]
    with program(qtbot, tmp_path / "one") as (desktop, dialog):
        dialog.install.emit(tuple(files))
        settle(qtbot, desktop)
        form = dialog.ask_for_kit()
        assert form is not None
        assert not form.go.isEnabled()
        assert all(
            c.accessibleName() for kind in (QLineEdit, QListWidget) for c in form.findChildren(kind)
        )
        assert all(button.text() for button in form.findChildren(QAbstractButton))
        assert set(form.wish.names) == {"translate-de_en", "translate-es_en"}
        assert form.total.text() == "2 packs, about 1 MB"
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
        form.browse.click()
        form.list.setFocus()
        spanish = next(
            form.list.item(n)
            for n in range(form.list.count())
            if "Spanish" in form.list.item(n).text()
        )
        form.list.setCurrentItem(spanish)
        qtbot.keyClick(form.list, Qt.Key.Key_Space)
        assert form.wish.names == ("translate-de_en",)
        form.go.click()
        qtbot.waitUntil(lambda: "The kit is in" in dialog.told.text, timeout=LIMIT)
        settle(qtbot, desktop)
        assert str(stick) in dialog.told.text
        assert "SHA256SUMS" in dialog.told.details.toPlainText()
        dialog.reject()
    with program(qtbot, tmp_path / "two") as (desktop, dialog):
        assert "de" not in desktop.toolbox.targets("en")
        dialog.installed.from_folder.trigger()
        qtbot.waitUntil(lambda: "Installed" in dialog.told.text, timeout=LIMIT)
        settle(qtbot, desktop)
        assert dialog.told.text == "Installed: German → English 1.9."
        assert "German → English" in [row.cells[0] for row in dialog.installed.model.shown]
        assert desktop.toolbox.targets("de")[0] == "en"
        dialog.reject()


def test_a_damaged_kit_is_refused_and_a_full_folder_is_left_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    with program(qtbot, tmp_path / "one") as (desktop, dialog):
        dialog.install.emit((made_pack(tmp_path, ("de", "en")),))
        settle(qtbot, desktop)
        form = dialog.ask_for_kit()
        assert form is not None
        form.folder.setText(str(stick))
        form.accept()
        settle(qtbot, desktop)
        pack = next(stick.glob("*.argosmodel"))
        pack.write_bytes(pack.read_bytes()[:-1] + b"x")
        dialog.install.emit((stick,))
        settle(qtbot, desktop)
        assert "not as it was when the kit was made" in dialog.told.text
        form = dialog.ask_for_kit()
        assert form is not None
        form.folder.setText(str(stick))
        form.accept()
        settle(qtbot, desktop)
        assert "is there already" in dialog.told.text
        dialog.reject()
