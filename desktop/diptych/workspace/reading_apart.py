"""Files are read in a process of their own: whatever they do to it, the program lives on."""

from __future__ import annotations

from diptych.core.errors import CannotReadError, ProcessError
from diptych.core.progress import Context
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import Understood, understand
from diptych.workspace.opening import Read
from diptych.workspace.process import ProcessWorker

MOST_MEMORY = 512 * 1024 * 1024
"""Bytes that reading one file may take."""

MOST_SECONDS = 60.0


def reading_process() -> ProcessWorker:
    """A process that keeps to the limits of reading; it starts with the first file."""
    return ProcessWorker(memory=MOST_MEMORY, seconds=MOST_SECONDS)


def read_in(worker: ProcessWorker, context: Context) -> Read:
    """A way to read files in that process, which ends when ``context`` is cancelled.

    It raises what ``understand`` does, CannotReadError when a file ended the process or took too
    long, and Cancelled.
    """

    def read(given: Given) -> Understood:
        try:
            return worker.call(context, understand, given)
        except ProcessError as error:
            slow = isinstance(error.__cause__, TimeoutError)
            what = (
                f"took longer than {MOST_SECONDS:.0f} seconds to read"
                if slow
                else "could not be read: it made the program that reads files stop"
            )
            raise CannotReadError(
                f"“{given.name}” {what}.",
                "It may be damaged or made to do harm. Ask the sender for plain text.",
                error.details,
            ) from error

    return read
