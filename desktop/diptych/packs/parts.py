"""What has come of a download so far: a part file beside its goal, with what it is a part of."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from diptych.packs.files import sync_folder, write_atomically

PART = ".part"
STATE = ".part.json"


@dataclass(frozen=True, slots=True)
class PartState:
    """Which answer the part comes from: its address, validators, and length (0: not known)."""

    link: str
    etag: str = ""
    modified: str = ""
    total: int = 0

    @property
    def validator(self) -> str:
        """What ``If-Range`` may hold: a strong ETag, else the date of change (RFC 9110, 13.1.5)."""
        return self.etag if self.etag.startswith('"') else self.modified


@dataclass(frozen=True, slots=True)
class Pending:
    """An unfinished download: ``have`` of ``total`` bytes (0: not known)."""

    file_name: str
    have: int
    total: int


class Part:
    """The part of ``goal``. Survives the program; only finishing or discarding ends it."""

    def __init__(self, goal: Path) -> None:
        self.goal = goal
        self.path = goal.with_name(goal.name + PART)
        self._state_path = goal.with_name(goal.name + STATE)

    @property
    def have(self) -> int:
        """Bytes there are."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def state(self) -> PartState | None:
        """What the part comes from; None where that is not known, so that nothing can be added."""
        try:
            value = json.loads(self._state_path.read_text(encoding="utf-8"))
            state = PartState(**value)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        texts = all(isinstance(text, str) for text in (state.link, state.etag, state.modified))
        return state if texts and type(state.total) is int else None

    def begin(self, state: PartState) -> None:
        """Start anew: nothing is there yet, and what comes is part of ``state``. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("wb"):
            write_atomically(self._state_path, json.dumps(asdict(state)).encode())

    @contextmanager
    def appending(self) -> Iterator[BinaryIO]:
        """The part, open for adding at its end. Raises OSError."""
        with self.path.open("ab") as file:
            yield file

    def finish(self) -> None:
        """Let the part become its goal. Raises OSError."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.goal)
        self._state_path.unlink(missing_ok=True)
        sync_folder(self.goal.parent)

    def discard(self) -> None:
        """Throw away what there is. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self._state_path.unlink(missing_ok=True)


def discard_all(folder: Path, name: str) -> None:
    """Throw away downloads of all versions of a pack, finished or not. Raises OSError."""
    ours = re.compile(rf"{re.escape(name)}-\w+\.argosmodel({PART}|{STATE})?")
    for path in list(folder.glob(f"{name}-*")):
        if ours.fullmatch(path.name):
            path.unlink(missing_ok=True)


def pending(folder: Path) -> tuple[Pending, ...]:
    """Unfinished downloads in a folder, by name."""
    try:
        paths = sorted(folder.glob(f"*{PART}"))
    except OSError:
        return ()
    found = [Part(path.with_name(path.name.removesuffix(PART))) for path in paths]
    return tuple(
        Pending(part.goal.name, part.have, part.state.total if part.state else 0) for part in found
    )
