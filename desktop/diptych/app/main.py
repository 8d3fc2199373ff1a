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
from diptych.jobs.single_instance import Claim, Reception, claim, join_sessions
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


def show_window(guard: NetworkGuard | None = None, paths: Paths | None = None) -> Desktop:
    """The program with its window shown, guarded against the network and prepared for crashes.

    Two guards in one process would each refuse what the other allows: one that stands is kept.
    ``paths`` are the usual ones by default.
    """
    guard = guard or NetworkGuard()
    guard.install()
    desktop = Desktop(paths or Paths.usual(), guard.permits)
    desktop.window.status.offline.watch(guard)
    desktop.install_crash_handler()
    desktop.window.show()
    return desktop


def run(paths: Sequence[Path], guard: NetworkGuard | None = None) -> int:
    """Show the window with the last session and ``paths``; the exit code when it is closed.

    Where a window is open on the same data, it is given the paths, and this process may end.
    """
    app = application()
    claimed = claim(Paths.usual(), paths)
    if claimed.paths is None:
        return 0
    if not claimed.told:
        join_sessions(claimed.paths)
    desktop = show_window(guard, claimed.paths)
    _receive(desktop, claimed)
    desktop.start(paths, sample_story())
    code = app.exec()
    desktop.close()
    if claimed.lock is not None:
        claimed.lock.release()
    return code


def _receive(desktop: Desktop, claimed: Claim) -> None:
    """Open what later starts bring; say why this window is not the first, if it is not."""
    window = desktop.window
    if claimed.told:
        window.messages.say(claimed.told)
        return
    reception = Reception(desktop.paths, desktop)
    window.closing.connect(reception.close)

    def come(files: list[Path]) -> None:
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
        desktop.controller.open_paths(files, front=True)

    reception.asked.connect(come)
