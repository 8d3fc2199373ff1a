"""Nothing goes out without leave: attempts to reach the network are counted and refused."""

from __future__ import annotations

import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.core.network import Permits, is_address, is_loopback

LAST_REFUSED = 20

_TO_AN_ADDRESS = {
    "socket.connect": "connect",
    "socket.sendto": "send",
    "socket.sendmsg": "send",
    "socket.bind": "listen",
}
_TO_A_NAME = {
    "socket.getaddrinfo": "look up",
    "socket.gethostbyname": "look up",
    "socket.gethostbyaddr": "look up",
    "socket.getnameinfo": "look up",
}


class NetworkRefusedError(PermissionError):
    """Raised in whatever wanted to reach the network without leave."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An attempt that was refused: ``how`` is connect, send, listen or look up."""

    how: str
    target: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One way of going out that the self-test tried, and what came of it."""

    way: str
    target: str
    refused: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What the self-test found."""

    probes: tuple[Probe, ...]

    @property
    def passed(self) -> bool:
        """Whether every way was tried and refused."""
        return bool(self.probes) and all(probe.refused for probe in self.probes)


class NetworkGuard:
    """Watches the interpreter's own audit events; once installed it stays for the process.

    Passes: sockets within this machine that have no address (Unix domain), listening on the
    loopback address, and what ``permits`` covers in the asking thread. All else is refused.
    Other programs that are started, and libraries that do not use Python's sockets, are not seen.
    A name given to a socket without a look-up of its own is looked up by the interpreter before
    the attempt is seen; the attempt itself is refused all the same.
    """

    def __init__(self, permits: Permits | None = None) -> None:
        self.permits = permits or Permits()
        self.installed = False
        self.refused = 0
        self.allowed = 0
        self.on_refused: Callable[[int], None] | None = None
        """Called with the count after each refusal, in the thread that made the attempt."""
        self._last: deque[Refusal] = deque(maxlen=LAST_REFUSED)
        # An audit event may come while this very thread holds the lock: when rubbish is collected.
        self._lock = threading.RLock()
        self._thread = threading.local()

    def install(self) -> None:
        """Begin to watch; a second call changes nothing."""
        if not self.installed:
            self.installed = True
            sys.addaudithook(self._audit)

    @property
    def last_refused(self) -> tuple[Refusal, ...]:
        """The last refusals, oldest first; those of self-tests are not among them."""
        with self._lock:
            return tuple(self._last)

    def self_test(self) -> SelfTest:
        """Really try to go out in several ways, from this thread; counted apart from all else.

        The targets are addresses and names set aside for documentation and tests, so nobody is
        disturbed where there is no guard. Takes no time with a guard, up to some seconds without.
        """
        return SelfTest(tuple(self._try(*probe) for probe in _PROBES))

    def _try(self, way: str, target: str, attempt: Callable[[], object]) -> Probe:
        before = self._trials
        self._thread.trying = True
        try:
            attempt()
        except (OSError, ValueError) as error:
            outcome = f"{type(error).__name__}: {error}"
        else:
            outcome = "it went through"
        finally:
            self._thread.trying = False
        # The guard's own word counts: an error alone may come from a machine without network.
        return Probe(way, target, self._trials > before, outcome)

    @property
    def _trials(self) -> int:
        return int(getattr(self._thread, "refused", 0))

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event in _TO_AN_ADDRESS:
            self._judge_address(_TO_AN_ADDRESS[event], arguments[0], arguments[1])
        elif event in _TO_A_NAME:
            self._judge_name(event, arguments[0])

    def _judge_address(self, how: str, opened: object, address: object) -> None:
        family = getattr(opened, "family", None)
        # A message without an address goes where the socket is connected, which was judged then.
        if address is None or family == getattr(socket, "AF_UNIX", -1):
            return
        if family not in (socket.AF_INET, socket.AF_INET6):
            self._refuse(how, repr(address))
        host, port = _host_and_port(address)
        if how == "listen" and is_loopback(host):
            return
        if how == "listen" or not self.permits.covers_address(host, port):
            self._refuse(how, f"{host}:{port}")
        self._allow()

    def _judge_name(self, event: str, asked: object) -> None:
        if asked is None:
            return
        host = _host_and_port(asked)[0] if isinstance(asked, tuple) else _text(asked)
        forward = event in ("socket.getaddrinfo", "socket.gethostbyname")
        if not host or (forward and is_address(host)):
            return
        if forward:
            covered = self.permits.covers_name(host)
        else:
            covered = self.permits.covers_name(host) or self.permits.covers_address(host, 0)
        if not covered:
            self._refuse("look up", host)
        self._allow()

    @property
    def _trying(self) -> bool:
        return bool(getattr(self._thread, "trying", False))

    def _allow(self) -> None:
        with self._lock:
            self.allowed += 1

    def _refuse(self, how: str, target: str) -> None:
        if self._trying:
            self._thread.refused = self._trials + 1
        else:
            with self._lock:
                self.refused += 1
                count = self.refused
                self._last.append(Refusal(how, target))
            if self.on_refused is not None:
                self.on_refused(count)
        raise NetworkRefusedError(f"Diptych works offline and refused to {how}: {target}")


def _host_and_port(address: object) -> tuple[str, int]:
    if not isinstance(address, tuple | list) or not address:
        return repr(address), 0
    port = address[1] if len(address) > 1 else 0
    return _text(address[0]), port if isinstance(port, int) else 0


def _text(host: object) -> str:
    if isinstance(host, bytes | bytearray):
        return bytes(host).decode("ascii", "replace")
    return str(host)


_PATIENCE = 1.0
"""Seconds that an attempt of the self-test may take where nothing refuses it."""


def _connect(family: int, kind: int, address: tuple[str | int, ...]) -> Callable[[], object]:
    def attempt() -> None:
        with socket.socket(family, kind) as opened:
            opened.settimeout(_PATIENCE)
            opened.connect(address)

    return attempt


def _send(address: tuple[str, int]) -> Callable[[], object]:
    def attempt() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
            opened.sendto(b"self-test", address)

    return attempt


def _fetch(address: str) -> Callable[[], object]:
    def attempt() -> None:
        import urllib.request

        with urllib.request.urlopen(address, timeout=_PATIENCE):  # noqa: S310 - always https
            pass

    return attempt


# RFC 5737 and RFC 3849 set these addresses aside for documentation, RFC 2606 the name for tests.
_PROBES: Sequence[tuple[str, str, Callable[[], object]]] = (
    (
        "TCP connection",
        "192.0.2.1:443",
        _connect(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 443)),
    ),
    (
        "TCP connection to this machine",
        "127.0.0.1:9",
        _connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    ),
    (
        "UDP connection",
        "203.0.113.1:53",
        _connect(socket.AF_INET, socket.SOCK_DGRAM, ("203.0.113.1", 53)),
    ),
    ("UDP message", "203.0.113.1:53", _send(("203.0.113.1", 53))),
    (
        "name look-up",
        "self-test.invalid",
        lambda: socket.getaddrinfo("self-test.invalid", 443),
    ),
    (
        "name look-up, old way",
        "self-test.invalid",
        lambda: socket.gethostbyname("self-test.invalid"),
    ),
    ("address look-up", "192.0.2.1", lambda: socket.gethostbyaddr("192.0.2.1")),
    ("web request", "https://192.0.2.1/", _fetch("https://192.0.2.1/")),
)
