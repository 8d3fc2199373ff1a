"""Functions for a process of their own, which must be importable there."""

from __future__ import annotations

import os
import threading


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
