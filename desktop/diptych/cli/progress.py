"""Contexts for the command line: Ctrl+C cancels, and a bar shows on a terminal."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from diptych.core.progress import Context


@contextmanager
def interruptible(label: str, *, in_bytes: bool = False) -> Iterator[Context]:
    """A context for one long call; ``in_bytes``: it counts bytes, and prints nothing meanwhile.

    The first Ctrl+C asks the call to end at its next step; a second one interrupts it where it
    stands. A bar is drawn on standard error when that is a terminal and the answer itself is not
    being written to the same one.
    """
    with _bar(label, in_bytes=in_bytes) as context:

        def ask(_signal: int, _frame: FrameType | None) -> None:
            context.cancel()
            signal.signal(signal.SIGINT, signal.default_int_handler)

        before = signal.signal(signal.SIGINT, ask)
        try:
            yield context
        finally:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _bar(label: str, *, in_bytes: bool) -> Iterator[Context]:
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not in_bytes):
        yield Context()
        return
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TransferSpeedColumn

    columns = list(Progress.get_default_columns())
    if in_bytes:
        columns[2:2] = [DownloadColumn(), TransferSpeedColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield Context(
            lambda done, total: progress.update(task, completed=done, total=total or None)
        )
