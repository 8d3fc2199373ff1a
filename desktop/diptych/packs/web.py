"""Asking a web server, under a permit, in a way that can be stopped at any moment.

A thread of its own waits for the server, so whoever asked can stop at once, even while a name is
looked up. What it reads is handed over in parts; never more than a few are held.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import string
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urljoin

from diptych.core.errors import DownloadError
from diptych.core.network import Permits, is_loopback
from diptych.core.progress import Context
from diptych.packs.addresses import host_of, may_redirect, usable
from diptych.version import VERSION

USER_AGENT = f"Diptych/{VERSION}"
PART = 16 * 1024
HELD = 64
MOST_REDIRECTS = 8
POLL = 0.1
"""Seconds between two looks at whether the answer is still wanted."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class UnreachableError(Exception):
    """The server did not answer, or broke off; another try may do better. Says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The begin of an answer; ``address`` is where it came from in the end."""

    status: int
    address: str
    headers: Message


class Answer:
    """A server's answer, to be read once."""

    def __init__(self, head: Head, parts: Iterator[bytes]) -> None:
        self.status = head.status
        self.address = head.address
        self.headers = head.headers
        self.parts = parts
        """The body; raises UnreachableError when it breaks off, DownloadError, Cancelled."""

    @property
    def length(self) -> int | None:
        """The length of this body in bytes, if the server told."""
        told = self.headers.get("Content-Length", "")
        return int(told) if told.isascii() and told.isdigit() else None


class Web:
    """Opens addresses; every connection is made under a permit for its host.

    ``timeout`` is in seconds: for connecting, and for silence. Proxies of the environment are
    honoured, but never asked for this machine. ``trust`` decides which certificates are good.
    """

    def __init__(
        self, permits: Permits, timeout: float = 20.0, trust: ssl.SSLContext | None = None
    ) -> None:
        self._permits = permits
        self.timeout = timeout
        self.trust = trust

    @contextmanager
    def ask(
        self, address: str, why: str, context: Context, headers: Mapping[str, str] | None = None
    ) -> Iterator[Answer]:
        """The answer to a GET request; ``why`` is what the permit says.

        Raises UnreachableError, DownloadError for addresses and servers that are of no use, and
        Cancelled.
        """
        courier = _Courier(usable(address), headers or {}, _Line(self._permits, why), self)
        try:
            head = courier.receive(context)
            if not isinstance(head, Head):
                raise UnreachableError("the server sent nothing")
            yield Answer(head, courier.rest(context))
        finally:
            courier.stop()


class _Line:
    """Makes sockets under permits that last as long as ``held``, and can cut the one in use."""

    def __init__(self, permits: Permits, why: str) -> None:
        self._permits = permits
        self._why = why
        self._socket: socket.socket | None = None
        self.held = ExitStack()
        """To be left in the thread that opens sockets: permits are a thread's own."""

    def open(
        self, address: tuple[str, int], timeout: float, _source: object = None
    ) -> socket.socket:
        leave = self.held.enter_context(self._permits.allow(address[0], self._why))
        return leave.connect(address[1], timeout)

    def use(self, opened: socket.socket) -> None:
        self._socket = opened

    def cut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    def __init__(self, line: _Line, host: str, **options: Any) -> None:
        super().__init__(host, **options)
        self._line = line
        # http.client keeps its way to open a socket in this attribute, and has no public one.
        # Were it gone, sockets would be opened without a permit, and be refused.
        self._create_connection = line.open

    def connect(self) -> None:
        super().connect()
        self._line.use(self.sock)


class _SecureConnection(_Connection, http.client.HTTPSConnection):
    """The same over TLS."""


class _Handler(urllib.request.HTTPSHandler):
    """For both kinds of address. Proxies have been told to the request before."""

    def __init__(self, line: _Line, trust: ssl.SSLContext) -> None:
        super().__init__(context=trust)
        self._line = line
        self._trust = trust

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._plain, request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._secure, request)

    http_request = urllib.request.HTTPSHandler.https_request

    def _plain(self, host: str, **options: Any) -> http.client.HTTPConnection:
        return _Connection(self._line, host, **options)

    def _secure(self, host: str, **options: Any) -> http.client.HTTPConnection:
        return _SecureConnection(self._line, host, context=self._trust, **options)


class _StoppedError(Exception):
    """Nobody waits for the answer any more."""


class _Courier:
    """Asks, and hands over the head, the parts of the body, and None; or what went wrong."""

    def __init__(self, address: str, headers: Mapping[str, str], line: _Line, web: Web) -> None:
        self._address = address
        self._headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}
        self._line = line
        self._web = web
        self._unwanted = threading.Event()
        self._queue: queue.Queue[Head | bytes | Exception | None] = queue.Queue(HELD)
        self._thread = threading.Thread(target=self._run, name="diptych-download", daemon=True)
        self._thread.start()

    def receive(self, context: Context) -> Head | bytes | None:
        """The next thing; raises what the thread met, in our own terms, and Cancelled."""
        while True:
            context.check()
            try:
                item = self._queue.get(timeout=POLL)
            except queue.Empty:
                continue
            if isinstance(item, Exception):
                raise _told(item, self._address) from item
            return item

    def rest(self, context: Context) -> Iterator[bytes]:
        while isinstance(part := self.receive(context), bytes):
            yield part

    def stop(self) -> None:
        """End the thread; one that waits for a name or a handshake is left to its timeout."""
        self._unwanted.set()
        self._line.cut()
        self._thread.join(timeout=POLL)

    def _run(self) -> None:
        try:
            with self._line.held:
                response, address = self._follow()
                with response:
                    self._hand_over(Head(response.status, address, response.headers))
                    while part := response.read(PART):
                        self._hand_over(part)
            self._hand_over(None)
        except _StoppedError:
            return
        # Whatever it was belongs to whoever asked, and is raised there.
        except Exception as error:
            with suppress(_StoppedError):
                self._hand_over(error)

    def _hand_over(self, item: Head | bytes | Exception | None) -> None:
        while not self._unwanted.is_set():
            try:
                self._queue.put(item, timeout=POLL)
            except queue.Full:
                continue
            return
        raise _StoppedError

    def _follow(self) -> tuple[http.client.HTTPResponse, str]:
        address = self._address
        handler = _Handler(self._line, self._web.trust or ssl.create_default_context())
        for _turn in range(MOST_REDIRECTS):
            response = self._open(handler, address)
            goal = response.headers.get("Location")
            if response.status not in _REDIRECTS or not goal:
                return response, address
            response.close()
            goal = quote(goal, safe=string.punctuation, encoding="iso-8859-1")
            address = may_redirect(address, urljoin(address, goal))
        raise DownloadError(
            f"“{host_of(self._address)}” sends the download in circles.", "Use another mirror."
        )

    def _open(self, handler: _Handler, address: str) -> http.client.HTTPResponse:
        director = urllib.request.OpenerDirector()
        director.addheaders = []
        director.add_handler(handler)
        if not is_loopback(host_of(address)):
            director.add_handler(urllib.request.ProxyHandler())
        request = urllib.request.Request(address, headers=self._headers)  # noqa: S310 - checked
        response = director.open(request, timeout=self._web.timeout)
        assert isinstance(response, http.client.HTTPResponse)
        return response


def _told(error: Exception, address: str) -> Exception:
    """What went wrong, as one of the two kinds that callers know."""
    if isinstance(error, URLError) and isinstance(error.reason, Exception):
        error = error.reason
    if isinstance(error, DownloadError):
        return error
    host = host_of(address)
    if isinstance(error, ssl.SSLCertVerificationError):
        return DownloadError(
            f"“{host}” does not prove that it is who it says it is.",
            "Check the clock of this machine. Where a company's network reads along, set "
            "SSL_CERT_FILE to its certificate.",
            str(error),
        )
    if isinstance(error, TimeoutError):
        return UnreachableError(f"“{host}” has not answered for too long")
    if isinstance(error, socket.gaierror):
        return UnreachableError(f"“{host}” cannot be found: there may be no network here")
    return UnreachableError(f"the connection to “{host}” failed ({error or type(error).__name__})")
