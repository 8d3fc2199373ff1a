"""A lock beside an open .diptych file, which names who has it open."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLockFile

BEING_WRITTEN = 10.0
"""Seconds in which a lock that names nobody may still be written."""


class LockState(StrEnum):
    """What came of trying: ours now, somebody else's, or no locks can be made there."""

    OURS = "ours"
    TAKEN = "taken"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: the machine's name, the user's there, and the process. Empty: not known."""

    machine: str = ""
    user: str = ""
    process: int = 0

    def __str__(self) -> str:
        if not self.machine:
            return ""
        return f"{self.machine} (by {self.user})" if self.user else self.machine


def lock_path(path: Path) -> Path:
    """Where the lock of a file lies: beside it, under a name that file managers hide."""
    return path.with_name(f".~lock.{path.name}")


class FileLock:
    """Held from ``take`` to ``release``. The lock of a process that has died is taken over.

    That is found out on the same machine only; a lock of another machine stands until its file
    is deleted.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = QLockFile(str(file))
        # Never stale by age: an article may be open for days.
        self._lock.setStaleLockTime(0)

    @classmethod
    def beside(cls, path: Path) -> FileLock:
        """The lock of the .diptych file at ``path``; links lead to the lock of the real one."""
        return cls(lock_path(Path(os.path.realpath(path))))

    def take(self) -> LockState:
        """Try once to take it."""
        if self._lock.tryLock(0):
            return LockState.OURS
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return LockState.IMPOSSIBLE
        return LockState.TAKEN if self.holder().machine else self._unnamed()

    def _unnamed(self) -> LockState:
        """What is in the way and names nobody: being written, left by a power cut, or no lock."""
        try:
            facts = self.file.lstat()
        except OSError:
            return LockState.TAKEN
        if not stat.S_ISREG(facts.st_mode):
            return LockState.IMPOSSIBLE
        fresh = abs(time.time() - facts.st_mtime) < BEING_WRITTEN
        # Qt removes it only when no process holds it.
        if not fresh and self._lock.removeStaleLockFile() and self._lock.tryLock(0):
            return LockState.OURS
        return LockState.TAKEN

    @property
    def held(self) -> bool:
        """Whether it is ours."""
        return self._lock.isLocked()

    def holder(self) -> Holder:
        """Who holds it, as far as the lock says."""
        process, machine, _program = self._lock.getLockInfo()
        return Holder(machine, _owner(self.file), process) if machine else Holder()

    def release(self) -> None:
        """Let others have it; does nothing when it is not held."""
        self._lock.unlock()


def _owner(file: Path) -> str:
    """The login name of a file's owner, where the system tells."""
    try:
        return file.owner()
    except (OSError, KeyError, NotImplementedError):
        return ""
