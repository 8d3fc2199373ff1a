"""Where the program begins: the window, or a command."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.core.network_guard import NetworkGuard
    from diptych.formats.writing.printed.printout import Printout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what ``arguments`` (the process's own by default) ask for; returns the exit status.

    No arguments, ``open`` with files, or files alone open the window; all else is a command.
    The command line's own packages are not imported on the way to the window. In a program that
    was frozen into one file, its helper processes begin here as well, and go to their work.
    """
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    files = files_for_the_window(given)
    if files is not None:
        return open_window(files)
    from diptych.cli.main import run
    from diptych.cli.network import guarded

    return run(given, guarded(open_window, print_pdf))


def files_for_the_window(arguments: Sequence[str]) -> list[Path] | None:
    """The files to open when ``arguments`` ask for the window, else None."""
    if not arguments:
        return []
    named = arguments[1:] if arguments[0] == "open" else arguments
    if any(argument.startswith("-") for argument in named):
        return None
    files = [Path(argument) for argument in named]
    if arguments[0] == "open":
        return files if all(file.exists() for file in files) else None
    return files if files[0].is_file() and not _is_command(arguments[0]) else None


def open_window(files: list[Path], guard: NetworkGuard | None = None) -> int:
    """Open the window on these files and stay until it is closed.

    ``guard`` is the one that watches this process, when there is one already.
    """
    from diptych.app.main import run

    return run(files, guard)


def print_pdf(printout: Printout) -> bytes:
    """The bytes of a PDF; what lays it out is imported when one is asked for."""
    from diptych.jobs.pdf_printing import print_pdf as print_with_qt

    return print_with_qt(printout)


def _is_command(word: str) -> bool:
    """A command wins over a file of the same name; a path with a folder is always a file."""
    from diptych.cli.names import COMMANDS

    return word in COMMANDS


if __name__ == "__main__":
    sys.exit(main())
