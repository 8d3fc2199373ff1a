"""Progress and cancelling: all that engines know about jobs."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """Raised inside a use case when its user no longer wants the answer."""


class Context:
    """Handed to every long call; the callee reports how far it is and asks whether to go on."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end at its next step. Safe from any thread."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` units; raise Cancelled if somebody asked to stop."""
        self.check()
        if self._report is not None:
            self._report(done, total)


class QuietContext(Context):
    """For a part of a longer call: passes on the wish to stop, but not the part's progress."""

    def __init__(self, outer: Context) -> None:
        super().__init__()
        self._outer = outer

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the longer call, or this part, to stop."""
        return self._outer.cancelled or super().cancelled

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        self._outer.check()
        super().check()
