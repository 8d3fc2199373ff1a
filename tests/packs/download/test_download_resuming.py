"""Downloads that break off, are paused or cancelled, and go on from where they were."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from diptych.core.errors import DownloadError
from diptych.core.network import Permits
from diptych.core.progress import Cancelled, Context
from diptych.packs.download import Patience, download
from diptych.packs.parts import Part, pending
from diptych.packs.web import Web
from helpers.downloads import FILE, SIZE, entry, fault, fetch
from helpers.made_packs import made_pack
from helpers.no_room import no_room
from helpers.pack_server import PackServer, Page

pytestmark = pytest.mark.enable_socket


def stop_after(size: int) -> Context:
    """A context whose user cancels once ``size`` bytes have come."""

    def look(done: int, _total: int) -> None:
        if done >= size:
            context.cancel()

    context = Context(look)
    return context


def paused(server: PackServer, page: Page, folder: Path, have: int) -> str:
    """Leave ``have`` bytes of a page behind, as a pause does; its link."""
    link = server.put("x", page)
    page.drops = [have, 0]
    patience = Patience(tries=1, pause=0)
    with pytest.raises(DownloadError, match="broke off"):
        download(entry(link), folder, Web(Permits(), timeout=2), Context(), patience=patience)
    server.asked.clear()
    assert Part(folder / FILE).have == have
    return link


def test_a_dropped_connection_is_taken_up_again(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, drops=[100_000, 50_000, 10]))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == [
        None, "bytes=100000-", "bytes=150000-", "bytes=150010-",
    ]  # fmt: skip
    assert {asked.if_range for asked in server.asked[1:]} == {'"one"'}


def test_the_date_of_change_serves_where_there_is_no_strong_etag(
    server: PackServer, body: bytes, folder: Path
) -> None:
    date = "Tue, 03 Mar 2026 10:00:00 GMT"
    link = server.put("x", Page(body, etag='W/"weak"', modified=date, drops=[1_000]))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [(a.range, a.if_range) for a in server.asked[1:]] == [("bytes=1000-", date)]


def test_without_a_validator_a_sum_is_needed_to_go_on(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body, etag="", drops=[1_000])
    link = server.put("x", page)
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == [None, None]
    server.asked.clear()
    (folder / FILE).unlink()
    page.drops = [1_000]
    summed = entry(link, sha256=hashlib.sha256(body).hexdigest())
    assert fetch(summed, folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == [None, "bytes=1000-"]


def test_a_paused_download_goes_on_after_a_restart(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body, stall=200_000)
    link = server.put("x", page)
    with pytest.raises(Cancelled):
        fetch(entry(link), folder, stop_after(1))
    have = Part(folder / FILE).have
    assert 0 < have < len(body)
    assert [(p.file_name, p.have, p.total) for p in pending(folder)] == [(FILE, have, len(body))]
    page.stall = None
    seen: list[int] = []
    context = Context(lambda done, _total: seen.append(done))
    assert fetch(entry(link), folder, context).file.read_bytes() == body
    assert server.asked[-1].range == f"bytes={have}-"
    assert seen[0] > have
    assert seen[-1] == len(body)
    assert pending(folder) == ()


def test_a_server_that_ignores_ranges_starts_over(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, ranges=False, drops=[100_000]))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert server.asked[1].range == "bytes=100000-"


def test_a_file_that_changed_meanwhile_starts_over(
    server: PackServer, body: bytes, folder: Path, tmp_path: Path
) -> None:
    other = made_pack(tmp_path, version="1.1", size=SIZE).read_bytes()
    page = Page(body)
    link = paused(server, page, folder, 100_000)
    page.body, page.etag = other, '"two"'
    assert fetch(entry(link), folder).file.read_bytes() == other
    assert server.asked[0].if_range == '"one"'


def test_a_server_that_mixes_files_is_noticed(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = paused(server, page, folder, 100_000)
    page.headers = {"Content-Range": "bytes 5-9/10"}
    page.statuses = [206]
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == ["bytes=100000-", None]


def test_a_whole_part_is_not_fetched_again(server: PackServer, body: bytes, folder: Path) -> None:
    page = Page(body)
    link = paused(server, page, folder, 100_000)
    Part(folder / FILE).path.write_bytes(body)
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == [f"bytes={len(body)}-"]


def test_a_part_longer_than_the_file_is_thrown_away(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = paused(server, page, folder, 100_000)
    Part(folder / FILE).path.write_bytes(body + b"more")
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [a.range for a in server.asked] == [f"bytes={len(body) + 4}-", None]


def test_a_part_of_unknown_origin_is_not_added_to(
    server: PackServer, body: bytes, folder: Path
) -> None:
    folder.mkdir()
    (folder / f"{FILE}.part").write_bytes(b"PK\x03\x04 of something else")
    (folder / f"{FILE}.part.json").write_text('{"link": 1}')
    link = server.put("x", Page(body))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert server.asked[0].range is None


def test_silence_is_an_end_and_what_came_stays(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, stall=200_000))
    error = fault(entry(link), folder, timeout=0.2)
    assert "not answered for too long" in error.sentence
    assert "What has come (1 MB) is kept" in error.remedy
    assert 0 < Part(folder / FILE).have <= 200_000


def test_cancelling_does_not_wait_for_the_server(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, stall=70_000))
    with pytest.raises(Cancelled):
        # The timeout is longer than a test may take: only cancelling can end this.
        fetch(entry(link), folder, stop_after(1), timeout=300)
    for thread in threading.enumerate():
        if thread.name == "diptych-download":
            thread.join(5)
            assert not thread.is_alive()


def test_a_login_page_costs_nothing_of_what_there_is(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = paused(server, page, folder, 100_000)
    server.put("x", Page(b"<html>Log in", kind="text/html", ranges=False))
    fault(entry(link), folder)
    assert Part(folder / FILE).have == 100_000


def test_a_full_disk_keeps_what_came(server: PackServer, body: bytes, folder: Path) -> None:
    link = server.put("x", Page(body))
    with no_room(100_000):
        error = fault(entry(link), folder)
    assert "cannot be written" in error.sentence or "not enough room" in error.sentence
    have = Part(folder / FILE).have
    assert 0 < have <= 100_000
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert server.asked[-1].range == f"bytes={have}-"
