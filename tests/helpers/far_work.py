"""Functions for a process of their own, which must be importable there."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def add(a: int, b: int) -> int:
    """A quick answer."""
    return a + b


def fail(words: str) -> None:
    """An error that must come back."""
    raise ValueError(words)


def die() -> None:
    """The end of the process, with no answer."""
    os._exit(3)


def never() -> None:
    """No answer at all."""
    threading.Event().wait()


def loaded() -> list[str]:
    """Which parts of Qt the process has imported."""
    import sys

    return [name for name in sys.modules if name.startswith("PySide6")]


def peak_memory() -> int:
    """Bytes that this process had in memory at most; getrusage would tell its parent's as well."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return 1024 * int(line.split()[1])
    raise RuntimeError("the system does not tell")


def never_understood(_given: object) -> None:
    """Never end."""
    never()


def died_of(_given: object) -> None:
    """End the process, as a fault in a library does."""
    die()


def hungry(_given: object) -> int:
    """Ask for far more memory than reading may have."""
    return len(bytearray(4 * 1024**3))
