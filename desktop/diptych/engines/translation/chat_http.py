"""One request to a server on this very machine, which can be given up at any moment.

No name is ever looked up, no proxy asked and no redirection followed.
"""

from __future__ import annotations

import contextlib
import io
import ipaddress
import json
import socket
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from diptych.core.errors import NoEngineError
from diptych.core.progress import Context

POLL = 0.1
"""Seconds between two looks at whether the user still wants the answer."""

CONNECTING = 2.0
LARGEST_ANSWER = 4 * 1024 * 1024
_USUAL_PORT = 80
_LOCAL = "Use an address such as http://127.0.0.1:11434: the server must run on this computer."


class LoopbackPermits(Protocol):
    """Who lets this thread reach a port of this machine: core.network.Permits does."""

    def allow_loopback(self, port: int, why: str) -> AbstractContextManager[object]:
        """Leave to reach the port for the length of the block."""
        ...


class NoGuard:
    """Where no guard stands, nobody has to be asked."""

    def allow_loopback(self, port: int, why: str) -> AbstractContextManager[object]:
        """Nothing to arrange."""
        del port, why
        return nullcontext()


@dataclass(frozen=True, slots=True)
class Address:
    """A server of this machine: the addresses to try in turn, and the path its API begins with."""

    hosts: tuple[str, ...]
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.hosts[0]}]" if ":" in self.hosts[0] else self.hosts[0]
        return f"http://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. ``body`` is empty when it was no text of a sensible length."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises ValueError when it is none."""
        try:
            return json.loads(self.body)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


class BrokenOffError(Exception):
    """The server hung up, or what it sent is no HTTP: worth another try."""


def loopback_address(told: str) -> Address:
    """The server an address names, with or without ``http://`` and ``/v1``.

    Raises NoEngineError for all but “localhost”, 127.0.0.0/8 and ::1, however they are written.
    """
    try:
        parts = urlsplit(told if "://" in told else f"http://{told}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NoEngineError(f"“{told[:100]}” is no address.", _LOCAL, str(error)) from error
    if parts.scheme != "http" or parts.username is not None or parts.query or port == 0:
        raise NoEngineError(f"“{told[:100]}” is no address that can be used.", _LOCAL)
    if host == "localhost":
        hosts: tuple[str, ...] = ("127.0.0.1", "::1")
    else:
        hosts = (_own(host, told),)
    path = parts.path.rstrip("/").removesuffix("/v1")
    if not path.isascii() or not path.isprintable() or " " in path:
        raise NoEngineError(f"“{told[:100]}” is no address that can be used.", _LOCAL)
    return Address(hosts, port or _USUAL_PORT, f"{path}/v1")


def _own(host: str, told: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    # “::ffff:127.0.0.1” and “::1%eth0” are loopback to some and not to others.
    doubtful = "%" in host or getattr(address, "ipv4_mapped", None) is not None
    if address is None or doubtful or not address.is_loopback:
        raise NoEngineError(
            f"“{told[:100]}” is not on this computer, so nothing is sent there.", _LOCAL
        )
    return str(address)


def ask(
    address: Address,
    method: str,
    path: str,
    message: Mapping[str, object] | None,
    *,
    permits: LoopbackPermits,
    why: str,
    timeout: float,
    context: Context,
) -> Reply:
    """Send one request; ``path`` follows the address's own, ``message`` goes as JSON.

    ``timeout`` is in seconds for all of it. Raises Cancelled within POLL of being asked,
    TimeoutError, ConnectionRefusedError when no server is there, BrokenOffError, and NoEngineError
    for an answer that must not be followed.
    """
    until = time.monotonic() + timeout
    with permits.allow_loopback(address.port, why), _connect(address, timeout, context) as opened:
        status, goal, body = _exchange(
            _Wire(opened, until, context), address, method, path, message
        )
    if 300 <= status < 400:
        raise NoEngineError(
            f"The server at {address} sends requests elsewhere, which is not followed.",
            "Check the address of the language model server.",
            goal[:200],
        )
    return Reply(status, body if len(body) <= LARGEST_ANSWER else b"")


def _exchange(
    wire: _Wire, address: Address, method: str, path: str, message: Mapping[str, object] | None
) -> tuple[int, str, bytes]:
    """Status, the place it points to, and the body, read to one byte over its limit."""
    import http.client

    headers = {"Accept": "application/json", "Connection": "close"}
    data = None
    if message is not None:
        data = json.dumps(message).encode()
        headers["Content-Type"] = "application/json"
    connection = http.client.HTTPConnection(address.hosts[0], address.port)
    connection.sock = cast(socket.socket, wire)
    try:
        connection.request(method, f"{address.path}{path}", data, headers)
        with connection.getresponse() as response:
            body = response.read(LARGEST_ANSWER + 1)
            if response.length and len(body) <= LARGEST_ANSWER:
                raise BrokenOffError("the answer is cut short")
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException) as error:
        raise BrokenOffError(f"{type(error).__name__}: {error}") from error
    return response.status, str(response.headers.get("Location", "")), body


def _connect(address: Address, timeout: float, context: Context) -> socket.socket:
    """Connect to the first of the hosts that listens. Raises the error of the last."""
    context.check()
    failed: OSError = ConnectionRefusedError("nothing listens there")
    for host in address.hosts:
        opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        try:
            opened.settimeout(min(CONNECTING, timeout))
            opened.connect((host, address.port))
        except OSError as error:
            opened.close()
            failed = error
        else:
            return opened
    if isinstance(failed, TimeoutError):
        raise failed
    raise ConnectionRefusedError(*failed.args) from failed


class _Wire:
    """A socket as http.client wants it, which asks the user's wish between two short waits."""

    def __init__(self, opened: socket.socket, until: float, context: Context) -> None:
        opened.settimeout(POLL)
        self._opened = opened
        self._until = until
        self._context = context

    def sendall(self, data: bytes) -> None:
        """Send all of it. Raises OSError, TimeoutError, Cancelled."""
        left = memoryview(data)
        while left:
            self._look()
            with contextlib.suppress(TimeoutError):
                left = left[self._opened.send(left) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        """What the server sends, to be read once."""
        del mode
        return io.BufferedReader(_Incoming(self))

    def receive_into(self, buffer: Any) -> int:
        """Bytes received; 0 at the end. Raises OSError, TimeoutError, Cancelled."""
        while True:
            self._look()
            with contextlib.suppress(TimeoutError):
                return self._opened.recv_into(buffer)

    def _look(self) -> None:
        self._context.check()
        if time.monotonic() > self._until:
            raise TimeoutError("no whole answer in time")

    def close(self) -> None:
        """The socket itself is closed by whom it belongs to."""


class _Incoming(io.RawIOBase):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        return self._wire.receive_into(buffer)
