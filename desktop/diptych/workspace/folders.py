"""Folders of articles: what can be opened in one, and what comes into one that is watched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diptych.core.errors import CannotReadError
from diptych.core.progress import Context
from diptych.formats.reading.kinds import FORMATS

MOST_FILES = 5_000
"""Articles that may be opened from one folder at once."""

STILL = 1.0
"""Seconds for which a new file must not have changed before it is opened."""

_SUFFIXES = frozenset({".diptych", *(suffix for form in FORMATS for suffix in form.suffixes)})
_HIDDEN = (".", "~$", "__MACOSX")
"""How the names of files begin that belong to a program or a system, not to people."""


def is_article_name(name: str) -> bool:
    """Whether a file of that name may be an article: by its suffix, or because it has none.

    A number counts as none, as in ``wire.0042``.
    """
    if name.startswith(_HIDDEN) or name.endswith("~"):
        return False
    suffix = Path(name).suffix.lower()
    return not suffix or suffix in _SUFFIXES or suffix[1:].isdigit()


def articles_in(folder: Path, recursive: bool = True, context: Context | None = None) -> list[Path]:
    """The files in a folder, by name, that may be articles; links to folders are not followed.

    Raises CannotReadError when the folder cannot be listed or holds too many, and Cancelled.
    """
    context = context or Context()
    found: list[Path] = []
    for entry in _files_below(folder, recursive=recursive, context=context):
        found.append(Path(entry.path))
        if len(found) > MOST_FILES:
            raise CannotReadError(
                f"“{folder.name or folder}” holds more than {MOST_FILES:,} articles.",
                "Open the folders in it one by one, or choose files.",
            )
    return sorted(found, key=lambda path: ([part.casefold() for part in path.parts], path))


def _files_below(folder: Path, *, recursive: bool, context: Context) -> Iterator[os.DirEntry[str]]:
    """What may be an article; a folder inside that cannot be listed is passed over."""
    left = [folder]
    while left:
        here = left.pop()
        context.check()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if recursive and not entry.name.startswith(_HIDDEN):
                            left.append(Path(entry.path))
                    elif is_article_name(entry.name) and entry.is_file():
                        yield entry
        except OSError as error:
            if here == folder:
                raise CannotReadError(
                    f"The folder “{folder.name or folder}” cannot be listed.",
                    "It may have been moved, or you may not look into it.",
                    str(error),
                ) from error


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file that has changed is told: its size in bytes, and when it was written (ns).

    ``came`` (ns) is when it came into its folder, as far as the system knows: a file that is moved
    or copied keeps the time at which it was written.
    """

    size: int
    written: int
    came: int = field(default=0, compare=False)


Listing = Mapping[Path, Stamp]


def listing_of(folder: Path) -> dict[Path, Stamp] | None:
    """The files right in a folder that may be articles; None when it cannot be listed now."""
    found: dict[Path, Stamp] = {}
    try:
        for entry in _files_below(folder, recursive=False, context=Context()):
            try:
                facts = entry.stat()
            except OSError:
                continue  # gone again meanwhile
            came = max(facts.st_mtime_ns, facts.st_ctime_ns)
            found[Path(entry.path)] = Stamp(facts.st_size, facts.st_mtime_ns, came)
    except CannotReadError:
        return None
    return found


class Watch:
    """Tells which files have come into a folder and are whole, one look after the other.

    Those of the first listing were there before, and are not told. A file is whole when two looks
    STILL seconds apart have seen the same of it and it is not empty; one that changes afterwards
    is told again.
    """

    def __init__(self, there: Listing | None) -> None:
        self._told: dict[Path, Stamp] | None = None if there is None else dict(there)
        self._coming: dict[Path, tuple[Stamp, float]] = {}
        self.vanished = there is None

    @property
    def unsettled(self) -> bool:
        """Whether a file is there that may still be on its way."""
        return bool(self._coming)

    def look(self, listing: Listing | None, now: float) -> tuple[Path, ...]:
        """The files that are ready by now, by name.

        ``listing`` is None while the folder is not there; then nothing is forgotten, so that what
        was told before is not told again when it is back. ``now`` is in seconds of any clock that
        only goes forward.
        """
        self.vanished = listing is None
        if listing is None:
            self._coming.clear()
            return ()
        if self._told is None:
            self._told = dict(listing)
        self._told = {path: s for path, s in self._told.items() if path in listing}
        new = {path: s for path, s in listing.items() if s.size and self._told.get(path) != s}
        seen = self._coming
        self._coming = {
            path: seen[path] if path in seen and seen[path][0] == stamp else (stamp, now)
            for path, stamp in new.items()
        }
        ready = [path for path, (_stamp, since) in self._coming.items() if now - since >= STILL]
        for path in ready:
            self._told[path] = self._coming.pop(path)[0]
        return tuple(sorted(ready))
