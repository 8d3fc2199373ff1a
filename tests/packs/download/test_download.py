"""Downloads of whole packs, kept under their version until they are installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.network import Permits
from diptych.core.progress import Context
from diptych.packs.download import Fetched, download
from diptych.packs.meter import Transfer
from diptych.packs.web import USER_AGENT, Web
from helpers.downloads import FILE, QUICK, entry, fetch
from helpers.pack_server import PackServer, Page

pytestmark = pytest.mark.enable_socket


def test_a_pack_is_downloaded_under_its_version(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body))
    fetched = fetch(entry(link), folder)
    assert fetched == Fetched(folder / FILE, link)
    assert fetched.file.read_bytes() == body
    assert {path.name for path in folder.iterdir()} == {FILE, f"{FILE}.lock"}
    assert server.asked[0].agent == USER_AGENT
    assert server.asked[0].range is None


def test_a_body_of_untold_length_is_taken(server: PackServer, body: bytes, folder: Path) -> None:
    for page in (Page(body, lengths=False), Page(body, chunked=True)):
        link = server.put("x", page)
        assert fetch(entry(link), folder).file.read_bytes() == body
        (folder / FILE).unlink()


def test_what_was_downloaded_and_not_installed_is_used(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body))
    fetch(entry(link), folder)
    server.asked.clear()
    assert fetch(entry(link), folder) == Fetched(folder / FILE, "")
    assert server.asked == []
    (folder / FILE).write_bytes(body[:-100])
    assert fetch(entry(link), folder).file.read_bytes() == body


def test_reports_tell_speed_and_the_time_left(
    server: PackServer, body: bytes, folder: Path
) -> None:
    seen: list[Transfer] = []
    link = server.put("x", Page(body))
    download(entry(link), folder, Web(Permits()), Context(), seen.append, QUICK)
    assert seen[-1].done == seen[-1].total == len(body)
    assert seen[-1].left == 0
    assert seen[-1].speed > 0
