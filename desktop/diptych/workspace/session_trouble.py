"""What the disk answered when work was to be kept for the next start, in words for people."""

from __future__ import annotations

import errno
from pathlib import Path

from diptych.core.errors import CannotSaveError

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space"),
    errno.EDQUOT: ("your share of the disk is full", "Free some space"),
    errno.EACCES: ("its folder may not be written to", "Allow writing there"),
    errno.EPERM: ("its folder may not be written to", "Allow writing there"),
    errno.EROFS: ("its disk can only be read", "Make the disk writable"),
    errno.ENOENT: ("its folder is not there any more", "Bring the folder back"),
    errno.ENOTDIR: ("a file is in the place of its folder", "Move that file away"),
    errno.EIO: ("the disk does not work as it should", "Have a look at the disk"),
}


def session_trouble(error: BaseException, folder: Path) -> CannotSaveError:
    """The error to show: why, what is safe, what to do; the folder is in the details."""
    cause = error if isinstance(error, OSError) else error.__cause__
    number = cause.errno if isinstance(cause, OSError) else None
    why, remedy = _REASONS.get(number or 0, ("the disk refuses it", "Have a look at the disk"))
    return CannotSaveError(
        f"Your work cannot be kept for the next start: {why}.",
        "Nothing is lost while Diptych stays open, and it keeps trying. "
        f"{remedy}, or save your articles to another place.",
        f"{folder}\n{type(error).__name__}: {error}",
    )
