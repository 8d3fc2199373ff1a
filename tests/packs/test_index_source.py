"""The index fetched from servers and folders, good and bad."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.core.errors import DownloadError
from diptych.core.network import Permits
from diptych.core.progress import Cancelled, Context
from diptych.packs import index_source
from diptych.packs.download import Patience
from diptych.packs.index_source import fetch_index
from diptych.packs.web import Web
from helpers.pack_server import PackServer, Page, pack_server

QUICK = Patience(tries=2, pause=0)


@pytest.fixture
def server() -> Iterator[PackServer]:
    with pack_server() as running:
        yield running


def fetched(address: str, context: Context | None = None, timeout: float = 2.0) -> bytes:
    return fetch_index(address, Web(Permits(), timeout), context or Context(), QUICK)


@pytest.mark.enable_socket
def test_fetched_at_the_second_try(server: PackServer) -> None:
    link = server.put("index.json", Page(b"[]", statuses=[502]))
    assert fetched(link) == b"[]"
    link = server.put("index.json", Page(b"[1, 2]", drops=[3]))
    assert fetched(link) == b"[1, 2]"


@pytest.mark.enable_socket
def test_a_server_that_fails_is_told(server: PackServer) -> None:
    with pytest.raises(DownloadError, match="answered 404"):
        fetched(server.address + "index.json")
    link = server.put("index.json", Page(statuses=[500] * 9))
    with pytest.raises(DownloadError, match="answered 500"):
        fetched(link)
    link = server.put("index.json", Page(b"[" * 100, stall=10))
    with pytest.raises(DownloadError, match="too long"):
        fetched(link, timeout=0.1)


@pytest.mark.enable_socket
@pytest.mark.parametrize("lengths", [True, False])
def test_an_endless_index_is_refused(
    server: PackServer, lengths: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_source, "LARGEST_INDEX", 1_000)
    link = server.put("index.json", Page(b" " * 2_000, lengths=lengths))
    with pytest.raises(DownloadError, match="far too large"):
        fetched(link)


@pytest.mark.enable_socket
def test_cancelled_while_waiting(server: PackServer) -> None:
    link = server.put("index.json", Page(b" " * 200_000, stall=100_000))
    context = Context(lambda _done, _total: context.cancel())
    with pytest.raises(Cancelled):
        fetched(link, context, timeout=300)


def test_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.json"
    with pytest.raises(DownloadError, match="There is no index") as caught:
        fetched(path.as_uri())
    assert caught.value.remedy
    path.write_bytes(b"[ ]")
    assert fetched(path.as_uri()) == b"[ ]"
    monkeypatch.setattr(index_source, "LARGEST_INDEX", 2)
    with pytest.raises(DownloadError, match="far too large"):
        fetched(path.as_uri())
