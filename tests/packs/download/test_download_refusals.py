"""Downloads of what is no pack, not this one, damaged or too large: told, and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.packs import download as downloading
from diptych.packs.locks import exclusive
from diptych.packs.parts import Part
from helpers.downloads import FILE, entry, fault, fetch
from helpers.made_packs import made_pack
from helpers.pack_server import PackServer, Page, closed_port

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_file_that_is_not_there_is_told_at_once(
    server: PackServer, folder: Path, status: int
) -> None:
    link = server.put("x", Page(statuses=[status] * 9))
    assert f"answered {status}" in fault(entry(link), folder).sentence
    assert len(server.asked) == 1


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


def test_plain_http_elsewhere_is_not_asked(folder: Path) -> None:
    assert "not protected" in fault(entry("http://192.0.2.1/x"), folder).sentence


def test_an_entry_without_links_is_told(folder: Path) -> None:
    assert "names no address" in fault(entry(), folder).sentence


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


def test_a_disk_without_room_is_noticed_before(
    server: PackServer, body: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nothing:
        free = 10

    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Nothing)
    error = fault(entry(server.put("x", Page(body))), folder)
    assert "not enough room" in error.sentence
    assert Part(folder / FILE).have == 0


def test_two_programs_do_not_write_one_file(server: PackServer, body: bytes, folder: Path) -> None:
    link = server.put("x", Page(body))
    with exclusive(folder / f"{FILE}.lock") as free:
        assert free
        assert "being downloaded already" in fault(entry(link), folder).sentence
    assert fetch(entry(link), folder).file.exists()
