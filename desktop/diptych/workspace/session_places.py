"""Sessions of further windows: when such a window has gone, its articles join the first desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diptych.workspace import session


def join(other: Path, folder: Path) -> None:
    """Move all that was kept in the session folder ``other`` to the session in ``folder``.

    Call it only while nobody works in either. It can be broken off anywhere and called again: the
    list is completed before files are moved, and keys are never used twice. Raises OSError or
    CannotSaveError; what cannot be moved stays.
    """
    listed, joined = _listed(folder), _listed(other)
    known = {entry.key for entry in listed.entries}
    new = tuple(entry for entry in joined.entries if entry.key not in known)
    session.store_index(
        folder,
        replace(listed, entries=(*listed.entries, *new), ended=listed.ended and joined.ended),
    )
    for key in session.keys_of_files(other):
        # The journal last: alone it would be of no use.
        for place in (session.document_file, session.journal_file):
            if place(other, key).exists():
                place(other, key).replace(place(folder, key))
    session.index_file(other).unlink(missing_ok=True)


def _listed(folder: Path) -> session.Session:
    """The list in a folder; documents are found without it where it is missing or damaged."""
    try:
        return session.read_index(folder) or session.Session(ended=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return session.Session()
