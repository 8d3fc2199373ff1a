"""A web server on this machine's loopback address, as bad as servers and networks are."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

_UP = 0x1
_GET_FLAGS, _SET_FLAGS = 0x8913, 0x8914


@dataclass
class Page:
    """What lies at a path, and what goes wrong there.

    Lists are used up, one value for each request: ``statuses`` answered instead of the page, and
    ``drops``, the bytes of body after which the connection breaks. After the first ``stall`` bytes
    of the whole, there is silence.
    """

    body: bytes = b""
    etag: str = '"one"'
    modified: str = ""
    ranges: bool = True
    kind: str = "application/octet-stream"
    lengths: bool = True
    chunked: bool = False
    redirect: str = ""
    stall: int | None = None
    statuses: list[int] = field(default_factory=list)
    drops: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    range: str | None
    if_range: str | None
    agent: str


class PackServer:
    """``pages`` by path may be changed while it runs; ``asked`` tells what was requested."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.over = threading.Event()

    def put(self, path: str, page: Page) -> str:
        """Put a page at ``path``; its address."""
        self.pages[path] = page
        return self.address + path


@contextmanager
def pack_server(certificate: Path | None = None) -> Iterator[PackServer]:
    """A server for the length of a test; with a certificate and key in one file, an https one."""
    _need_loopback()
    httpd = _Server(("127.0.0.1", 0), _Handler)
    scheme = "http"
    if certificate is not None:
        scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    server = PackServer(f"{scheme}://127.0.0.1:{httpd.server_address[1]}/")
    httpd.pages = server
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    _need_loopback()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _need_loopback() -> None:
    """Where the network is cut for the tests, this machine's own is too: put it up again."""
    if sys.platform != "linux":
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(probe, _GET_FLAGS, request))[1]
        if flags & _UP:
            return
        try:
            fcntl.ioctl(probe, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))
        except PermissionError:
            pytest.skip("there is no loopback network here, and it may not be put up")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    pages: PackServer

    def server_bind(self) -> None:
        """Without looking up a name for the address."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, _request: object, _address: object) -> None:
        """Clients hang up here all the time."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        pages = self.server.pages
        path = self.path.lstrip("/")
        given = self.headers.get
        pages.asked.append(Asked(path, given("Range"), given("If-Range"), str(given("User-Agent"))))
        page = pages.pages.get(path)
        if page is None:
            self._empty(404)
        elif page.statuses:
            self._empty(page.statuses.pop(0), page.headers)
        elif page.redirect:
            self._empty(302, {"Location": page.redirect})
        else:
            self._send(page)

    def _empty(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, page: Page) -> None:
        start = self._start(page)
        if start >= len(page.body) > 0:
            self._empty(416, {"Content-Range": f"bytes */{len(page.body)}"})
            return
        body = page.body[start:]
        self.send_response(206 if start else 200)
        if start:
            end = len(page.body) - 1
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(page.body)}")
        self.send_header("Content-Type", page.kind)
        for name, value in (("ETag", page.etag), ("Last-Modified", page.modified)):
            if value:
                self.send_header(name, value)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        elif page.lengths:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        self._send_body(page, start, body)

    def _send_body(self, page: Page, start: int, body: bytes) -> None:
        if page.drops:
            self.wfile.write(body[: page.drops.pop(0)])
            self.close_connection = True
        elif page.stall is not None:
            self.wfile.write(body[: max(0, page.stall - start)])
            self.server.pages.over.wait()
            self.close_connection = True
        else:
            self.wfile.write(body)

    def _start(self, page: Page) -> int:
        """Where the body begins that was asked for, by the rules of RFC 9110."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        condition = self.headers.get("If-Range")
        if asked is None or not page.ranges:
            return 0
        if condition is not None and condition not in (page.etag, page.modified):
            return 0
        return int(asked[1])
