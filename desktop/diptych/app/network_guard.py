"""Nothing goes out: every attempt to reach another machine is counted and refused."""

from __future__ import annotations

import sys
from collections.abc import Callable


class NetworkRefusedError(PermissionError):
    """Raised in whatever tried to connect."""


class NetworkGuard:
    """Watches the interpreter's own audit events; once installed it stays for the process.

    Sockets that do not leave the machine (Unix domain) pass.
    """

    def __init__(self) -> None:
        self.refused = 0
        self.on_refused: Callable[[int], None] | None = None

    def install(self) -> None:
        """Begin to watch."""
        sys.addaudithook(self._audit)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if (
            event == "socket.connect" and isinstance(arguments[1], (tuple, list))
        ) or event == "socket.getaddrinfo":
            self._refuse()

    def _refuse(self) -> None:
        self.refused += 1
        if self.on_refused is not None:
            self.on_refused(self.refused)
        raise NetworkRefusedError("Diptych works offline and refuses connections")
