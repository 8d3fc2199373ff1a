"""Downloads over networks that drop, stall, lie and send elsewhere: whole packs, or a reason."""

from __future__ import annotations

import hashlib
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.errors import DiptychError, DownloadError, PackError
from diptych.core.network import Permits
from diptych.core.progress import Cancelled, Context
from diptych.packs import download as downloading
from diptych.packs.download import Fetched, Patience, download
from diptych.packs.index import IndexEntry
from diptych.packs.locks import exclusive
from diptych.packs.meter import Transfer
from diptych.packs.parts import Part, pending
from diptych.packs.web import USER_AGENT, Web
from helpers.made_packs import made_pack
from helpers.no_room import no_room
from helpers.pack_server import PackServer, Page, closed_port, pack_server

pytestmark = pytest.mark.enable_socket

QUICK = Patience(tries=2, pause=0)
FILE = "translate-en_fr-1_0.argosmodel"
SIZE = 300_000


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[PackServer]:
    with pack_server() as running:
        yield running


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made_pack(tmp_path_factory.mktemp("made"), size=SIZE).read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def entry(*links: str, **told: object) -> IndexEntry:
    return replace(IndexEntry("en", "fr", "1.0", links), **told)  # type: ignore[arg-type]


def fetch(
    wanted: IndexEntry, folder: Path, context: Context | None = None, timeout: float = 2.0
) -> Fetched:
    web = Web(Permits(), timeout=timeout)
    return download(wanted, folder, web, context or Context(), patience=QUICK)


def fault(wanted: IndexEntry, folder: Path, timeout: float = 2.0) -> DiptychError:
    with pytest.raises((DownloadError, PackError)) as caught:
        fetch(wanted, folder, timeout=timeout)
    assert caught.value.remedy
    assert not (folder / FILE).exists()
    return caught.value


def stop_after(size: int) -> Context:
    """A context whose user cancels once ``size`` bytes have come."""

    def look(done: int, _total: int) -> None:
        if done >= size:
            context.cancel()

    context = Context(look)
    return context


def paused(link: str, folder: Path, server: PackServer, page: Page, have: int) -> None:
    """Leave ``have`` bytes of a download behind, as a pause does."""
    page.drops = [have, 0]
    patience = Patience(tries=1, pause=0)
    with pytest.raises(DownloadError, match="broke off"):
        download(entry(link), folder, Web(Permits(), timeout=2), Context(), patience=patience)
    server.asked.clear()
    assert Part(folder / FILE).have == have


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
    link = server.put("x", page)
    paused(link, folder, server, page, 100_000)
    page.body, page.etag = other, '"two"'
    assert fetch(entry(link), folder).file.read_bytes() == other
    assert server.asked[0].if_range == '"one"'


def test_a_server_that_mixes_files_is_noticed(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = server.put("x", page)
    paused(link, folder, server, page, 100_000)
    page.headers = {"Content-Range": "bytes 5-9/10"}
    page.statuses = [206]
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == ["bytes=100000-", None]


def test_a_whole_part_is_not_fetched_again(server: PackServer, body: bytes, folder: Path) -> None:
    page = Page(body)
    link = server.put("x", page)
    paused(link, folder, server, page, 100_000)
    Part(folder / FILE).path.write_bytes(body)
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.range for asked in server.asked] == [f"bytes={len(body)}-"]


def test_a_part_longer_than_the_file_is_thrown_away(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = server.put("x", page)
    paused(link, folder, server, page, 100_000)
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


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_file_that_is_not_there_is_told_at_once(
    server: PackServer, folder: Path, status: int
) -> None:
    link = server.put("x", Page(statuses=[status] * 9))
    assert f"answered {status}" in fault(entry(link), folder).sentence
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_in_trouble_is_asked_again(
    server: PackServer, body: bytes, folder: Path, status: int
) -> None:
    link = server.put("x", Page(body, statuses=[status]))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert len(server.asked) == 2
    server.put("x", Page(statuses=[status] * 9))
    shutil.rmtree(folder)
    assert f"answered {status}" in fault(entry(link), folder).sentence
    assert len(server.asked) == 4


def test_another_link_is_tried(server: PackServer, body: bytes, folder: Path) -> None:
    dead = f"http://127.0.0.1:{closed_port()}/x"
    gone = server.address + "gone"
    good = server.put("x", Page(body))
    assert fetch(entry(dead, gone, good), folder).link == good


def test_the_other_link_serves_when_the_first_sends_damage(
    server: PackServer, body: bytes, folder: Path
) -> None:
    middle = len(body) // 2
    damaged = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
    bad, good = server.put("bad", Page(damaged)), server.put("good", Page(body))
    assert fetch(entry(bad, good), folder).link == good
    (folder / FILE).unlink()
    assert "arrived damaged" in fault(entry(bad), folder).sentence
    assert not Part(folder / FILE).path.exists()
    told = entry(bad, sha256=hashlib.sha256(body).hexdigest())
    assert "checksum differs" in fault(told, folder).sentence


def test_nobody_there_is_told(folder: Path) -> None:
    link = f"http://127.0.0.1:{closed_port()}/x"
    error = fault(entry(link), folder)
    assert "the connection to “127.0.0.1” failed" in error.sentence
    assert "kept" not in error.remedy


@pytest.mark.parametrize("cut", [0, 2, 100_000])
def test_a_file_cut_short_at_its_source_is_told(
    server: PackServer, body: bytes, folder: Path, cut: int
) -> None:
    link = server.put("x", Page(body[:cut]))
    sentence = fault(entry(link), folder).sentence
    assert "not a whole language pack" in sentence or "no pack" in sentence


def test_a_web_page_is_no_pack(server: PackServer, folder: Path) -> None:
    link = server.put("x", Page(b"<html>Log in", kind="text/html; charset=utf-8"))
    error = fault(entry(link), folder)
    assert "a web page instead of a pack" in error.sentence
    assert "login" in error.remedy
    link = server.put("x", Page(b"<html>Log in"))
    assert "something that is no pack" in fault(entry(link), folder).sentence


def test_a_login_page_costs_nothing_of_what_there_is(
    server: PackServer, body: bytes, folder: Path
) -> None:
    page = Page(body)
    link = server.put("x", page)
    paused(link, folder, server, page, 100_000)
    server.put("x", Page(b"<html>Log in", kind="text/html", ranges=False))
    fault(entry(link), folder)
    assert Part(folder / FILE).have == 100_000


def test_a_compressed_answer_is_not_taken_for_the_pack(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, headers={"Content-Encoding": "gzip"}))
    assert "instead of a pack" in fault(entry(link), folder).sentence


def test_a_pack_of_another_pair_is_refused(
    server: PackServer, folder: Path, tmp_path: Path
) -> None:
    other = made_pack(tmp_path, ("de", "fr")).read_bytes()
    link = server.put("x", Page(other))
    assert "translate-de_fr”, not “translate-en_fr" in fault(entry(link), folder).sentence


def test_redirections_are_followed_with_what_was_asked(
    server: PackServer, body: bytes, folder: Path
) -> None:
    server.put("there", Page(body, drops=[1_000]))
    server.put("half way", Page(redirect="/there"))
    link = server.put("x", Page(redirect="half%20way"))
    server.pages["half%20way"] = server.pages["half way"]
    fetched = fetch(entry(link), folder)
    assert fetched.link == link
    assert fetched.file.read_bytes() == body
    assert [a.range for a in server.asked if a.path == "there"] == [None, "bytes=1000-"]


@pytest.mark.parametrize(
    "goal", ["http://192.0.2.1/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "https://a@b/x"]
)
def test_redirections_out_of_https_are_refused(server: PackServer, folder: Path, goal: str) -> None:
    link = server.put("x", Page(redirect=goal))
    sentence = fault(entry(link), folder).sentence
    assert "not protected" in sentence or "no address" in sentence
    assert len(server.asked) == 1


def test_redirections_in_circles_end(server: PackServer, folder: Path) -> None:
    link = server.put("x", Page(redirect="x"))
    assert "in circles" in fault(entry(link), folder).sentence
    assert len(server.asked) < 10


def test_plain_http_elsewhere_is_not_asked(folder: Path) -> None:
    assert "not protected" in fault(entry("http://192.0.2.1/x"), folder).sentence


def test_an_entry_without_links_is_told(folder: Path) -> None:
    assert "names no address" in fault(entry(), folder).sentence


def test_a_body_of_untold_length_is_taken(server: PackServer, body: bytes, folder: Path) -> None:
    for page in (Page(body, lengths=False), Page(body, chunked=True)):
        link = server.put("x", page)
        assert fetch(entry(link), folder).file.read_bytes() == body
        (folder / FILE).unlink()


def test_a_chunked_body_that_breaks_off_is_told(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body, chunked=True, drops=[1_000] * 9))
    assert "failed" in fault(entry(link), folder).sentence


def test_a_file_of_another_size_than_told_is_refused(
    server: PackServer, body: bytes, folder: Path
) -> None:
    link = server.put("x", Page(body))
    assert "another size" in fault(entry(link, size=len(body) + 1), folder).sentence
    assert fetch(entry(link, size=len(body)), folder).file.exists()
    (folder / FILE).unlink()
    link = server.put("x", Page(body, lengths=False))
    assert "size differs" in fault(entry(link, size=len(body) + 1), folder).sentence


def test_giants_are_refused(
    server: PackServer, body: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "LARGEST_DOWNLOAD", 100_000)
    for page in (Page(body), Page(body, lengths=False)):
        link = server.put("x", page)
        assert "larger than a pack may be" in fault(entry(link), folder).sentence
        assert Part(folder / FILE).have == 0


def test_a_full_disk_keeps_what_came(server: PackServer, body: bytes, folder: Path) -> None:
    link = server.put("x", Page(body))
    with no_room(100_000):
        error = fault(entry(link), folder)
    assert "cannot be written" in error.sentence or "not enough room" in error.sentence
    have = Part(folder / FILE).have
    assert 0 < have <= 100_000
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert server.asked[-1].range == f"bytes={have}-"


def test_a_disk_without_room_is_noticed_before(
    server: PackServer, body: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nothing:
        free = 10

    monkeypatch.setattr("diptych.packs.download.shutil.disk_usage", lambda _folder: Nothing)
    error = fault(entry(server.put("x", Page(body))), folder)
    assert "not enough room" in error.sentence
    assert Part(folder / FILE).have == 0


def test_two_programs_do_not_write_one_file(server: PackServer, body: bytes, folder: Path) -> None:
    link = server.put("x", Page(body))
    with exclusive(folder / f"{FILE}.lock") as free:
        assert free
        assert "being downloaded already" in fault(entry(link), folder).sentence
    assert fetch(entry(link), folder).file.exists()


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


def _certificate(folder: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes a certificate for this test, is not here")
    both = folder / "both.pem"
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both


def test_certificates_are_checked(body: bytes, folder: Path, tmp_path: Path) -> None:
    certificate = _certificate(tmp_path)
    with pack_server(certificate) as server:
        link = server.put("x", Page(body, drops=[1_000]))
        error = fault(entry(link), folder)
        assert "does not prove" in error.sentence
        assert server.asked == []
        trust = ssl.create_default_context(cafile=certificate)
        web = Web(Permits(), timeout=2, trust=trust)
        fetched = download(entry(link), folder, web, Context(), patience=QUICK)
        assert fetched.file.read_bytes() == body


def test_proxies_are_honoured_but_not_for_this_machine(
    server: PackServer, body: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.setenv("https_proxy", server.address)
    link = server.put("x", Page(body))
    assert fetch(entry(link), folder).file.read_bytes() == body
    assert [asked.path for asked in server.asked] == ["x"]
    (folder / FILE).unlink()
    # The proxy is asked for a tunnel, and this server knows only GET.
    error = fault(entry("https://packs.invalid/x"), folder)
    assert "501" in error.sentence
