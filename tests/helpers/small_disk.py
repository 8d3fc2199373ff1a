"""A session on a real, small disk of its own: full, read-only, and as it should be again.

Run as a program in a mount namespace of its own: ``unshare -m python small_disk.py FOLDER``. The
last line it prints is JSON.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.workspace import annotating
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_keeper import Kept, SessionKeeper, Snapshot
from diptych.workspace.session_recovery import restore
from diptych.workspace.session_trouble import session_trouble
from helpers.showcase import NOW, showcase

SIZE = "1m"


def main(disk: Path) -> int:
    """Fill the disk, keep and store; make room, keep again; the same when it is read-only."""
    _system("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk))
    try:
        told = {"full": _full(disk), "read-only": _read_only(disk)}
    finally:
        _system("umount", str(disk))
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _full(disk: Path) -> dict[str, object]:
    keeper, snapshot = _begun(disk / "full")
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    refused, later = _until_refused(keeper, snapshot)
    copy = keeper.copy_of(later)
    try:
        keeper.store(copy, copy.data())
        stored = "stored"
    except CannotSaveError as error:
        stored = str(error)
    still = restore(disk / "full").documents[0].document
    filler.unlink()
    return {
        "told": str(session_trouble(refused.error or OSError(), disk)),
        "copy": stored,
        "kept until then": still == copy.snapshot.document,
        **_at_last(keeper, later, disk / "full"),
    }


def _read_only(disk: Path) -> dict[str, object]:
    keeper, snapshot = _begun(disk / "only")
    _system("mount", "-o", "remount,ro", str(disk))
    refused, later = _until_refused(keeper, snapshot)
    found = restore(disk / "only")
    _system("mount", "-o", "remount,rw", str(disk))
    return {
        "told": str(session_trouble(refused.error or OSError(), disk)),
        "kept until then": found.documents[0].document == snapshot.document,
        **_at_last(keeper, later, disk / "only"),
    }


def _begun(folder: Path) -> tuple[SessionKeeper, Snapshot]:
    """A keeper that has one article, with a note in its journal."""
    keeper, first = SessionKeeper(folder), Snapshot(Entry("a1"), showcase())
    copy = keeper.copy_of(first)
    keeper.store(copy, copy.data())
    second = replace(first, document=_noted(first.document, "One"))
    kept = keeper.keep([second], Session((first.entry,)))
    assert kept.done == (second,)
    return keeper, second


def _until_refused(keeper: SessionKeeper, snapshot: Snapshot) -> tuple[Kept, Snapshot]:
    """Write notes until the disk refuses one; its answer, and what was to be kept."""
    for number in range(200):
        snapshot = replace(snapshot, document=_noted(snapshot.document, f"{number} " * 300))
        kept = keeper.keep([snapshot])
        if kept.error is not None:
            return kept, snapshot
    raise AssertionError("the disk takes everything")


def _at_last(keeper: SessionKeeper, snapshot: Snapshot, folder: Path) -> dict[str, object]:
    kept = keeper.keep([snapshot])
    found = restore(folder)
    return {
        "kept at last": kept.error is None and found.documents[0].document == snapshot.document,
        "problems": list(found.problems),
    }


def _noted(document: Document, body: str) -> Document:
    return annotating.add_note(document, "source", Span(2, 8), body, "Ann", Colour.BLUE, NOW)


def _system(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
