"""What the tests of the window of language packs share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.packs_dialog import PacksDialog
from helpers.pack_server import PackServer, pack_server
from helpers.packs_window import open_packs
from helpers.waiting import settle


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
