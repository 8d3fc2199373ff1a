"""The commands of ``packs``, with a server of packs on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from helpers.made_packs import made_pack
from helpers.pack_server import PackServer, Page, pack_server

NAME = "translate-en_de"
PAIR = ("en", "de")


@pytest.fixture
def server(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackServer]:
    """Serves one pack, and its index where the environment says it is."""
    monkeypatch.setenv("no_proxy", "*")
    with pack_server() as running:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", running.address)
        yield running


def serve(server: PackServer, file: Path, version: str) -> Page:
    server.put("index.json", Page(json.dumps([_entry(file.name, version)]).encode()))
    page = Page(file.read_bytes())
    server.put(file.name, page)
    return page


def _entry(link: str, version: str) -> dict[str, object]:
    return {
        "package_version": version, "argos_version": "1.9", "from_code": "en", "to_code": "de",
        "from_name": "English", "to_name": "German", "links": [link, "ipfs://x"], "code": NAME,
    }  # fmt: skip


def packs(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["packs", *map(str, words)])


def answer(*words: str | Path) -> Any:
    result = packs(*words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_what_can_be_had_is_listed_when_the_index_is_here(
    server: PackServer, tmp_path: Path
) -> None:
    for words in (["list", "--available"], ["updates"]):
        result = packs(*words)
        assert result.exit_code == ExitStatus.NO_ENGINE
        assert "update-index" in result.stderr
    assert server.asked == []
    serve(server, made_pack(tmp_path, PAIR, "1.9"), "1.9")
    index = answer("update-index")
    assert list(index) == ["address", "fetched", "packs"]
    assert (index["address"], index["packs"]) == (f"{server.address}index.json", 1)
    listed = answer("list", "--available")
    assert list(listed) == ["index", "offers"]
    assert listed["index"] == index
    assert listed["offers"] == [
        {
            "name": NAME, "from": "en", "to": "de", "version": "1.9", "size": None,
            "sha256": None, "installed": None, "update": False, "have": 0, "comet": 0.79,
            "google": 0.87, "standing": "behind",
        }
    ]  # fmt: skip
    said = packs("list", "de", "--available")
    assert said.stdout == (
        f"{NAME}  English to German, version 1.9, COMET 0.79, Google 0.87 (behind)\n"
    )
    assert said.stderr.startswith("Index of ")
    assert "Mozilla" in said.stderr
    assert packs("list", "fr", "--available").stdout == ""
    assert len(server.asked) == 1


def test_a_pack_is_downloaded_by_its_name_or_its_languages(
    server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, PAIR, "1.9")
    serve(server, file, "1.9")
    got = answer("download", "en", "de")
    assert [asked.path for asked in server.asked] == ["index.json", file.name]
    assert (got["name"], got["version"], got["place"]) == (NAME, "1.9", "installed")
    assert list(got)[-2:] == ["sha256", "source"]
    assert got["source"] == f"{server.address}{file.name}"
    again = packs("download", NAME)
    assert again.stdout.startswith(f"The newest is installed: {NAME}")
    assert got["sha256"] in again.stdout
    assert len(server.asked) == 2
    assert answer("list", "--available")["offers"][0]["installed"] == "1.9"
    listed = answer("list", "de")
    assert [pack["name"] for pack in listed["packs"]] == [NAME]
    assert listed["disk"] == {"installed": got["size"], "others": 0, "downloads": 0}


def test_newer_versions_are_listed_and_fetched(server: PackServer, tmp_path: Path) -> None:
    assert packs("install", made_pack(tmp_path, PAIR, "1.9")).exit_code == 0
    serve(server, made_pack(tmp_path, PAIR, "1.10"), "1.10")
    assert "newer versions of 1" in packs("update-index").stderr
    assert [offer["update"] for offer in answer("updates")["offers"]] == [True]
    said = packs("updates")
    assert "version 1.10, newer than the installed 1.9" in said.stdout
    assert "version 1.10" in packs("download", NAME).stdout
    assert answer("updates")["offers"] == []
    assert "Nothing newer" in packs("updates").stderr


def test_downloads_that_fail_say_why(server: PackServer, tmp_path: Path) -> None:
    page = serve(server, made_pack(tmp_path, PAIR, "1.9"), "1.9")
    page.statuses = [404]
    result = packs("download", NAME)
    assert result.exit_code == ExitStatus.FAILED
    assert "answered 404" in result.stderr
    page.body = b"PK\x03\x04"
    assert packs("download", NAME).exit_code == ExitStatus.NO_ENGINE
    assert packs("download", "translate-xx_yy").exit_code == ExitStatus.NO_ENGINE
    assert packs("download", "a", "b", "c").exit_code == ExitStatus.USAGE
    assert packs("update-index", "http://192.0.2.1/").exit_code == ExitStatus.FAILED
    assert [pack["place"] for pack in answer("list")["packs"]] == ["starter", "starter"]


def test_a_kit_is_written_here_and_installed_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    for pair in (PAIR, ("de", "en")):
        packs("install", made_pack(tmp_path, pair))
    kit = answer("kit", stick)
    assert list(kit) == ["folder", "size", "files"]
    assert {tuple(file) for file in kit["files"]} == {("name", "size", "sha256")}
    said = packs("kit", stick)
    assert said.stdout.splitlines()[0] == f"{kit['files'][0]['sha256']}  {kit['files'][0]['name']}"
    assert str(stick) in said.stderr
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "elsewhere"))
    done = answer("install", stick, NAME)
    assert list(done) == ["installed", "kept", "skipped"]
    assert [pack["name"] for pack in done["installed"]] == [NAME]
    said = packs("install", stick)
    assert "Installed: translate-de_en" in said.stdout
    assert f"Kept: {NAME}" in said.stderr
    (stick / "README.txt").write_text("mine")
    assert packs("kit", stick).exit_code == ExitStatus.NO_ENGINE
    assert packs("install", tmp_path / "elsewhere").exit_code == ExitStatus.NO_ENGINE


def test_damage_is_found_with_4(tmp_path: Path) -> None:
    pack = answer("install", made_pack(tmp_path, PAIR))
    checked = answer("verify")
    assert list(checked) == ["packs", "skipped"]
    assert list(checked["packs"][0])[-4:] == ["sha256", "source", "against", "problems"]
    assert [p["against"] for p in checked["packs"]] == ["record", "archive", "archive"]
    assert f"{NAME}  installed: every file is as it was" in packs("verify").stdout
    model = Path(pack["location"]) / "model" / "model.bin"
    model.write_bytes(b"x" * model.stat().st_size)
    result = packs("verify")
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert "damaged\n    model/model.bin has changed\n" in result.stdout
    assert packs("verify", "translate-en_fr").exit_code == 0
    model.unlink()
    result = packs("verify", "--json")
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert [bad["reason"] for bad in json.loads(result.stdout)["skipped"]] == [
        "“translate-en_de-1_0” has no model."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_ctrl_c_pauses_a_download_within_a_second(
    server: PackServer, tmp_path: Path, home: Path
) -> None:
    file = made_pack(tmp_path, PAIR, "1.9", size=400_000)
    page = serve(server, file, "1.9")
    page.stall = 200_000
    command = [sys.executable, "-W", "error", "-m", "diptych", "packs", "download", NAME]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        part = home / "diptych" / "cache" / "packs" / "downloads" / f"{file.name}.part"
        _wait_for(part)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
        assert process.wait(timeout=20) == ExitStatus.CANCELLED
    assert said == (
        "What has come (1 MB) is kept; the same command goes on from there.\nCancelled.\n"
    )
    have = part.stat().st_size
    page.stall = None
    assert answer("download", NAME)["version"] == "1.9"
    assert server.asked[-1].range == f"bytes={have}-"


def _wait_for(part: Path) -> None:
    """Until there is something in the file; what is there by then is written in one go."""
    import time

    end = time.monotonic() + 20
    while not (part.exists() and part.stat().st_size):
        assert time.monotonic() < end, "nothing came"
        os.sched_yield()


def test_a_guarded_process_fetches_what_it_was_told_and_nothing_else(
    server: PackServer, tmp_path: Path
) -> None:
    serve(server, made_pack(tmp_path, PAIR, "1.9"), "1.9")
    code = """
import sys
from typer.testing import CliRunner
from diptych.cli.main import app
from diptych.cli.network import guarded
calling = guarded(lambda files, _guard: len(files))
assert calling([]) == 0
result = CliRunner().invoke(app, ["packs", "download", "en", "de"], obj=calling)
assert result.exit_code == 0, result.output
assert CliRunner().invoke(app, ["open"], obj=calling).exit_code == 0
import urllib.request
try:
    urllib.request.urlopen(sys.argv[1])
except OSError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, server.address], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "refused to connect: 127.0.0.1" in done.stdout
