"""Builds the objects, passes them in, starts the window: a list to read from top to bottom."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from diptych.app.assembly import Desktop
from diptych.core.network_guard import NetworkGuard
from diptych.version import VERSION
from diptych.workspace.paths import Paths, sample_story

SPARE_MEMORY = 4 * 1024 * 1024
"""Bytes that may lie free at the end of a heap before they go back to the system."""

_M_TRIM_THRESHOLD = -1  # of mallopt, in malloc.h


def give_memory_back() -> None:
    """Let glibc return what translating has freed; by itself it would keep some 40 MB.

    Elsewhere nothing is done.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_TRIM_THRESHOLD, SPARE_MEMORY)


def application() -> QApplication:
    """The one application object, named for the desktop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    # Work in pure Python must hand the interpreter over often, or painting waits 5 ms a time.
    sys.setswitchinterval(0.0005)
    give_memory_back()
    app.setApplicationName("diptych")
    app.setApplicationDisplayName("Diptych")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("io.github.diptych.Diptych")
    return app


def show_window(guard: NetworkGuard | None = None) -> Desktop:
    """The program with its window shown, guarded against the network and prepared for crashes.

    Two guards in one process would each refuse what the other allows: one that stands is kept.
    """
    guard = guard or NetworkGuard()
    guard.install()
    desktop = Desktop(Paths.usual(), guard.permits)
    desktop.window.status.offline.watch(guard)
    desktop.install_crash_handler()
    desktop.window.show()
    return desktop


def run(paths: Sequence[Path], guard: NetworkGuard | None = None) -> int:
    """Show the window with the last session and ``paths``; the exit code when it is closed."""
    app = application()
    desktop = show_window(guard)
    desktop.start(paths, sample_story())
    code = app.exec()
    desktop.close()
    return code
