"""What the program's exit status says."""

from __future__ import annotations

from enum import IntEnum

from diptych.core.errors import CannotReadError, DiptychError, NoEngineError, PackError


class ExitStatus(IntEnum):
    """Documented in docs/command-line.md; the numbers never change."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    CANNOT_READ = 3
    NO_ENGINE = 4
    CANCELLED = 5


def status_of(error: DiptychError) -> ExitStatus:
    """The status for an error that a user can meet."""
    if isinstance(error, CannotReadError):
        return ExitStatus.CANNOT_READ
    if isinstance(error, NoEngineError | PackError):
        return ExitStatus.NO_ENGINE
    return ExitStatus.FAILED
