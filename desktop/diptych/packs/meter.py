"""How far a transfer is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 5.0
"""Seconds over which the speed is averaged."""

INTERVAL = 0.2
"""Seconds between two reports: more often than that, nobody can read them."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """``done`` of ``total`` bytes (0: not known); ``speed`` in bytes a second, ``left`` seconds."""

    done: int
    total: int
    speed: float
    left: float | None


class Meter:
    """Turns counts of bytes into reports. ``clock`` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()
        self._reported = -INTERVAL

    def begin(self, done: int) -> None:
        """Count from ``done``: what was there before has no speed."""
        self._marks.clear()
        self._marks.append((self._clock(), done))
        self._reported = self._marks[0][0] - INTERVAL

    def count(self, done: int, total: int) -> Transfer | None:
        """A report, when it is time for one or all is done."""
        now = self._clock()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= WINDOW:
            self._marks.popleft()
        if now - self._reported < INTERVAL and done != total:
            return None
        self._reported = now
        began, before = self._marks[0]
        speed = (done - before) / (now - began) if now > began else 0.0
        left = (total - done) / speed if total and speed > 0 else None
        return Transfer(done, total, speed, left)
