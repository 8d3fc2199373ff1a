"""Folders put in their place whole or not at all, and taken away again: of packs and of models."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diptych.core.errors import PackError
from diptych.packs.cleaning import clean_leftovers
from diptych.packs.files import is_full, megabytes, sync_folder


@contextmanager
def work_folder(own_dir: Path) -> Iterator[Path]:
    """An empty folder among those in ``own_dir``; it goes afterwards, with all that is left in it.

    What installations that were killed left there goes before. Raises OSError.
    """
    clean_leftovers(own_dir)
    own_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=own_dir) as work:
        yield Path(work)


def put(fresh: Path, place: Path, work: Path) -> None:
    """Rename ``fresh``, below ``work``, to ``place``; what stood there goes with ``work``.

    Raises OSError; then it stands there again.
    """
    old = work / "replaced"
    if place.exists():
        place.replace(old)
    try:
        fresh.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
    sync_folder(place.parent)


def not_put(error: OSError, own_dir: Path, what: str, size: int = 0) -> PackError:
    """Why no ``what`` (pack, model) came to ``own_dir``; ``size``: bytes it needs, if known."""
    if is_full(error):
        need = f"It needs {megabytes(size)}. " if size else ""
        return PackError(
            f"There is not enough room on the disk for this {what}.",
            f"{need}Free some space and install it again.",
            str(error),
        )
    return PackError(
        f"The {what} could not be installed in “{own_dir}”.",
        "Check that you may read it and write there, and install it again.",
        str(error),
    )


def take_away(location: Path, name: str) -> None:
    """Remove a folder, which people know by ``name``: all of it or nothing. Raises PackError."""
    try:
        # A folder of its own each time: what an earlier try could not delete is not in the way.
        with tempfile.TemporaryDirectory(prefix=".removing-", dir=location.parent) as doomed:
            location.replace(Path(doomed) / location.name)
    except OSError as error:
        raise PackError(
            f"“{name}” could not be removed.", "Close other programs that use it.", str(error)
        ) from error
