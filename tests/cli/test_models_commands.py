"""The commands of ``models``, with a mirror on this machine, and the proof of ``offline``."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from helpers.marian_model import build_marian_model
from helpers.pack_server import PackServer, Page, pack_server


@pytest.fixture
def server(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackServer]:
    monkeypatch.setenv("no_proxy", "*")
    with pack_server() as running:
        yield running


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_marian_model(tmp_path_factory.mktemp("model") / "en-fr")


def serve(server: PackServer, folder: Path) -> None:
    files = []
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        server.put(f"en-fr/{file.name}", Page(data))
        files.append(
            {
                "name": f"en-fr/{file.name}",
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        )
    index = [{"from": "en", "to": "fr", "files": files}]
    server.put("index.json", Page(json.dumps(index).encode()))


def models(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["models", *map(str, words)])


def answer(*words: str | Path) -> Any:
    result = models(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_model_is_installed_listed_used_and_removed(model: Path, tmp_path: Path) -> None:
    installed = answer("install", model)
    assert (installed["name"], installed["place"]) == ("en-fr", "installed")
    assert [found["name"] for found in answer("list")["models"]] == ["en-fr"]
    article = tmp_path / "story.txt"
    article.write_text("The house of the president\n", encoding="utf-8")
    told = CliRunner().invoke(
        app, ["translate", str(article), "--from", "en", "--to", "fr", "--engine", "firefox"]
    )
    assert told.exit_code == 0, told.output
    assert "maison" in told.stdout
    assert answer("remove", "en-fr")["name"] == "en-fr"
    assert answer("list")["models"] == []


def test_a_mirror_is_listed_and_fetched_from(server: PackServer, model: Path) -> None:
    serve(server, model)
    size = sum(file.stat().st_size for file in model.iterdir())
    assert answer("available", server.address)["models"] == [
        {"from": "en", "to": "fr", "size": size}
    ]
    assert answer("download", server.address, "en", "fr")["name"] == "en-fr"
    assert [found["place"] for found in answer("list")["models"]] == ["installed"]


@pytest.mark.parametrize("fault", ["missing", "changed", "other pair"])
def test_what_a_mirror_gets_wrong_is_told_and_nothing_is_installed(
    server: PackServer, model: Path, fault: str
) -> None:
    serve(server, model)
    page = server.pages["en-fr/model.enfr.intgemm.alphas.bin"]
    if fault == "missing":
        page.statuses = [404] * 9
    elif fault == "changed":
        page.body = page.body[:-1] + bytes([page.body[-1] ^ 1])
    result = models("download", server.address, "en", "de" if fault == "other pair" else "fr")
    assert result.exit_code == ExitStatus.FAILED
    assert result.stderr.count("\n") == 2, "what happened, and what to try"
    assert answer("list")["models"] == []


def test_a_name_that_is_not_there_is_told() -> None:
    result = models("remove", "en-xx")
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert "models list" in result.stderr


def test_offline_proves_that_every_way_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "offline", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["passed"] is True
    assert len(told["probes"]) > 5
    assert all(probe["refused"] for probe in told["probes"])
