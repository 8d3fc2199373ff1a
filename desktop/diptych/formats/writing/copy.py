"""What a copy holds and how it is set: the choices that all writers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """What was chosen for a copy; a writer takes no notice of what its format cannot hold.

    ``versions`` are ids, the newest version where None. ``cautions`` are said at its head.
    ``columns`` is how wide lines of plain text are set, which stay as they are where None. With
    ``source`` the source stands beside the versions; without, they stand alone. ``tracked`` shows
    what was edited as changes to the machine's words; ``notes`` takes the notes along.
    ``author`` is who edited it, where formats name one, and ``made`` when it was saved, ISO 8601.
    """

    versions: Sequence[str] | None = None
    cautions: Sequence[str] = ()
    columns: int | None = None
    source: bool = True
    tracked: bool = False
    notes: bool = True
    author: str = ""
    made: str = ""


USUAL = Copy()
"""The newest version beside the source, with all notes."""
