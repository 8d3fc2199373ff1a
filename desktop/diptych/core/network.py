"""Leave to reach the network: for one thread, one host, and as long as a user's wish takes."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_LOOK_UPS = 3
"""How often one permit asks for its host's addresses when others look it up by themselves."""


@dataclass(frozen=True, slots=True)
class Permit:
    """What may be reached, and why in words for the user; ``port`` 0 is any port of the host."""

    host: str
    why: str
    port: int = 0


class Leave:
    """A permit in force. It opens sockets itself, so that the address looked up is the one used."""

    def __init__(self, permit: Permit) -> None:
        self.permit = permit
        self._addresses: set[str] = set()
        self._look_ups = 0
        if _address(permit.host) is not None:
            self._addresses.add(_plain(permit.host))
            self._look_ups = MOST_LOOK_UPS

    def connect(self, port: int, timeout: float) -> socket.socket:
        """A connected socket to the permitted host; ``timeout`` in seconds for each address.

        Raises OSError of the last address tried.
        """
        failed: OSError = OSError(f"“{self.permit.host}” has no address")
        for family, kind, protocol, _name, address in self._look_up(port):
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(timeout)
                opened.connect(address)
            except OSError as error:
                opened.close()
                failed = error
            else:
                return opened
        raise failed

    def covers_name(self, host: str) -> bool:
        """Whether a name may be looked up."""
        return _plain(host) == self.permit.host

    def covers_address(self, host: str, port: int) -> bool:
        """Whether an address belongs to the permitted host; looks the host up when unsure."""
        if self.permit.port not in (0, port):
            return False
        if self._look_ups < MOST_LOOK_UPS and _plain(host) not in self._addresses:
            # A library that looks hosts up by itself: the answer is not ours to see, so ask again.
            self._look_ups += 1
            try:
                self._look_up(port)
            except OSError:
                return False
        return _plain(host) in self._addresses

    def _look_up(self, port: int) -> list[tuple[Any, ...]]:
        """What ``socket.getaddrinfo`` answers; its addresses are the host's from now on."""
        found = socket.getaddrinfo(self.permit.host, port, type=socket.SOCK_STREAM)
        self._addresses.update(_plain(str(address[0])) for *_rest, address in found)
        return [tuple(entry) for entry in found]


class _LoopbackLeave(Leave):
    """Covers one port of this machine under any of its loopback addresses."""

    def covers_name(self, host: str) -> bool:
        return _plain(host) in LOOPBACK_NAMES

    def covers_address(self, host: str, port: int) -> bool:
        return port == self.permit.port and is_loopback(host)


class Permits:
    """Who may reach what at this moment. Leave is given to the asking thread alone.

    Without a guard that asks here, permits change nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: list[Permit] = []
        self._thread = threading.local()

    @contextmanager
    def allow(self, host: str, why: str) -> Iterator[Leave]:
        """Let this thread look up and reach ``host``, on any port, for the length of the block.

        ``host`` is a name or an address. Raises ValueError when it is empty.
        """
        plain = _plain(host)
        if not plain:
            raise ValueError("a permit needs a host")
        with self._in_force(Leave(Permit(plain, why))) as leave:
            yield leave

    @contextmanager
    def allow_loopback(self, port: int, why: str) -> Iterator[Leave]:
        """Let this thread reach one port of this machine for the length of the block.

        Raises ValueError for a number that is no port.
        """
        if not 0 < port < 65536:
            raise ValueError(f"no port: {port}")
        with self._in_force(_LoopbackLeave(Permit("127.0.0.1", why, port))) as leave:
            yield leave

    @property
    def active(self) -> tuple[Permit, ...]:
        """All permits in force, of all threads, oldest first."""
        with self._lock:
            return tuple(self._active)

    def covers_name(self, host: str) -> bool:
        """Whether this thread may look up ``host``."""
        return any(leave.covers_name(host) for leave in self._leaves())

    def covers_address(self, host: str, port: int) -> bool:
        """Whether this thread may reach an address."""
        # The innermost first: an outer one may have to look its host up to know.
        return any(leave.covers_address(host, port) for leave in reversed(self._leaves()))

    @contextmanager
    def _in_force(self, leave: Leave) -> Iterator[Leave]:
        before = self._leaves()
        self._thread.leaves = (*before, leave)
        with self._lock:
            self._active.append(leave.permit)
        try:
            yield leave
        finally:
            self._thread.leaves = before
            with self._lock:
                self._active.remove(leave.permit)

    def _leaves(self) -> tuple[Leave, ...]:
        leaves: tuple[Leave, ...] = getattr(self._thread, "leaves", ())
        return leaves


def is_loopback(host: str) -> bool:
    """Whether a name or an address stays on this machine."""
    address = _address(host)
    return _plain(host) == "localhost" if address is None else address.is_loopback


def is_address(host: str) -> bool:
    """Whether ``host`` is an IP address, which nobody has to look up."""
    return _address(host) is not None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _plain(host: str) -> str:
    """One spelling of a name or an address, to be compared."""
    address = _address(host)
    return host.strip().rstrip(".").casefold() if address is None else str(address)
