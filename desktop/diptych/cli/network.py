"""The network as commands see it: nothing goes out, but for what a command was told to fetch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from diptych.core.network import Permits
from diptych.core.network_guard import NetworkGuard
from diptych.formats.writing.printed.printout import PrintPdf

OpenWindow = Callable[[list[Path], NetworkGuard], int]
"""Opens the window, which is watched by a guard that stands already."""


@dataclass(frozen=True, slots=True)
class Calling:
    """What commands are given beside their arguments; called itself, it opens the window."""

    open_window: OpenWindow
    guard: NetworkGuard
    print_pdf: PrintPdf | None = None

    @property
    def permits(self) -> Permits:
        """What gives leave to use the network."""
        return self.guard.permits

    def __call__(self, files: list[Path]) -> int:
        """Open the window on these files; the exit status when it is closed."""
        return self.open_window(files, self.guard)


def guarded(open_window: OpenWindow, print_pdf: PrintPdf | None = None) -> Calling:
    """Guard this process against the network from now on; commands get leave from the answer.

    ``print_pdf`` is what they print with.
    """
    guard = NetworkGuard(Permits())
    guard.install()
    return Calling(open_window, guard, print_pdf)


def permits_of(context: typer.Context) -> Permits:
    """The permits of a command; some that nobody asks for where there is no guard."""
    calling = context.find_object(Calling)
    return calling.permits if calling is not None else Permits()


def printer_of(context: typer.Context) -> PrintPdf | None:
    """What a command prints with; None where nobody lent it anything."""
    calling = context.find_object(Calling)
    return calling.print_pdf if calling is not None else None
