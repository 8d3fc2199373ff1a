"""Downloads by other links, redirections, proxies and protected connections."""

from __future__ import annotations

import hashlib
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from diptych.core.network import Permits
from diptych.core.progress import Context
from diptych.packs.download import download
from diptych.packs.parts import Part
from diptych.packs.web import Web
from helpers.downloads import FILE, QUICK, entry, fault, fetch
from helpers.pack_server import PackServer, Page, closed_port, pack_server

pytestmark = pytest.mark.enable_socket


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
