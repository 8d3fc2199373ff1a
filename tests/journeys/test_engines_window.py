"""The engines dialog: who serves a pair, and a Firefox model from a mirror."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.ui.engines_dialog import EnginesDialog
from helpers.marian_model import build_marian_model
from helpers.pack_server import Page, pack_server
from helpers.waiting import open_article, settle


def test_a_firefox_model_is_fetched_and_serves_the_pair(
    qtbot: QtBot,
    desktop: Desktop,
    tmp_path: Path,
    socket_enabled: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    open_article(qtbot, desktop)
    desktop.window.actions_by_name["engines"].trigger()
    dialog = desktop.window.findChildren(EnginesDialog)[0]
    settle(qtbot, desktop)
    told = "\n".join(line.words for entry in dialog.report.entries for line in entry.lines)
    assert "✓ Argos (starter pack)" in told
    assert "No Firefox model from English to French is installed." in told
    files = []
    with pack_server() as server:
        for file in sorted(build_marian_model(tmp_path / "en-fr").iterdir()):
            data = file.read_bytes()
            server.put(f"en-fr/{file.name}", Page(data))
            digest = hashlib.sha256(data).hexdigest()
            files.append({"name": f"en-fr/{file.name}", "size": len(data), "sha256": digest})
        index = [{"from": "en", "to": "fr", "files": files}]
        server.put("index.json", Page(json.dumps(index).encode()))
        dialog.mirror.setText(server.address)
        dialog.get.click()
        settle(qtbot, desktop)
    told = "\n".join(line.words for entry in dialog.report.entries for line in entry.lines)
    assert "✓ Firefox Translations" in told
    assert [model.name for model in desktop.toolbox.firefox.models().models] == ["en-fr"]
    dialog.close()
    settle(qtbot, desktop)
