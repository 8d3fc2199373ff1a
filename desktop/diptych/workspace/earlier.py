"""Earlier versions of .diptych files: what a save has replaced, in the program's own folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotReadError, DiptychError
from diptych.core.notes import Note
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.core.words import words_of
from diptych.workspace import project
from diptych.workspace.saving import PROJECT, WriteFile, write_atomically

USUAL = 10
"""How many are kept of one file."""

_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier version: its file, when it had been saved (UTC), and its size in bytes."""

    file: Path
    saved: datetime
    size: int
    number: int


@dataclass(frozen=True, slots=True)
class Changes:
    """How many words and notes a later version has otherwise: added, changed or left out."""

    words: int
    notes: int


class EarlierVersions:
    """The newest ``limit`` of each file, below ``folder``. Made when there is something to keep."""

    def __init__(self, folder: Path, limit: int = USUAL) -> None:
        self._folder = folder
        self.limit = limit

    def keep(self, path: Path, data: bytes, write: WriteFile = write_atomically) -> None:
        """Keep what the file at ``path`` holds before it is saved over. Raises CannotSaveError.

        The order is that of keeping, whatever the clock says.
        """
        if self.limit < 1:
            return
        kept = self.of(path)
        if kept and kept[0].size == len(data) and kept[0].file.read_bytes() == data:
            return
        number = kept[0].number + 1 if kept else 1
        folder = self._folder_of(path)
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / f"{number:06d}-{_saved(path):{_STAMP}}{PROJECT}", data)
        for old in kept[self.limit - 1 :]:
            old.file.unlink(missing_ok=True)

    def of(self, path: Path) -> tuple[Earlier, ...]:
        """The earlier versions of a file, newest first; the file itself need not be there."""
        found: list[Earlier] = []
        for file in self._folder_of(path).glob(f"*{PROJECT}"):
            told = _NAME.fullmatch(file.stem)
            if told is not None:
                saved = datetime.strptime(told[2], _STAMP).replace(tzinfo=UTC)
                found.append(Earlier(file, saved, file.stat().st_size, int(told[1])))
        return tuple(sorted(found, key=lambda entry: entry.number, reverse=True))

    def _folder_of(self, path: Path) -> Path:
        whole = os.path.realpath(path)
        return self._folder / hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]


def read(earlier: Earlier) -> Document:
    """The document as it was. Raises CannotReadError."""
    try:
        data = earlier.file.read_bytes()
    except OSError as error:
        raise CannotReadError(
            "This earlier version cannot be read.",
            "It may have been dropped for newer ones. Look at the list again.",
            str(error),
        ) from error
    return project.from_bytes(data, f"{earlier.saved:%Y-%m-%d %H.%M}{PROJECT}")


def told(entries: Sequence[Earlier], path: Path) -> tuple[Changes | None, ...]:
    """For each version, newest first, what the one after it has otherwise.

    The newest is compared with the file itself. None where one of the two cannot be read.
    """
    later = _document(path)
    found: list[Changes | None] = []
    for entry in entries:
        document = _document(entry.file)
        both = document is not None and later is not None
        found.append(changes(document, later) if both else None)  # type: ignore[arg-type]
        later = document
    return tuple(found)


def changes(old: Document, new: Document) -> Changes:
    """How many words and notes differ between two states of an article."""
    before = {version.id: version for version in old.versions}
    after = {version.id: version for version in new.versions}
    words = sum(_words(before.get(key), after.get(key)) for key in before | after)
    notes, others = ({note.id: _said(note) for note in d.notes} for d in (old, new))
    changed = sum(1 for key in notes | others if notes.get(key) != others.get(key))
    return Changes(words, changed)


def _words(old: Version | None, new: Version | None) -> int:
    """The words of a version that are others now."""
    if old == new:
        return 0
    before, after = _segments(old), _segments(new)
    total = 0
    for key in before | after:
        was, is_now = before.get(key, ""), after.get(key, "")
        if was != is_now:
            a, b = Counter(words_of(was)), Counter(words_of(is_now))
            total += max((a - b).total(), (b - a).total())
    return total


def _segments(version: Version | None) -> dict[str, str]:
    if version is None:
        return {}
    return {segment.id: version.text_of(segment) for segment in version.segments}


def _said(note: Note) -> Note:
    """A note but for its place, which moves with the words around it."""
    return replace(note, span=Span(0, 0), prefix="", suffix="", orphan=False)


def _document(path: Path) -> Document | None:
    try:
        return project.from_bytes(path.read_bytes(), path.name)
    except (OSError, DiptychError):
        return None


def _saved(path: Path) -> datetime:
    """When a file was written last; now, if that cannot be told."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return datetime.now(UTC)
