"""What the tests of downloads share: a server, a pack, and a folder for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.downloads import SIZE
from helpers.made_packs import made_pack
from helpers.pack_server import PackServer, pack_server


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[PackServer]:
    with pack_server() as running:
        yield running


@pytest.fixture(scope="session")
def body(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made_pack(tmp_path_factory.mktemp("made"), size=SIZE).read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"
