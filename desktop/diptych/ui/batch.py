"""Files that were asked for together, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from diptych.core.article import Item
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, DiptychError
from diptych.workspace.opening import NO_CHOICES, Choices

MOST_ITEMS = 200
"""Articles in one file that are opened without asking which, when many files are opened."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to open, and what is said of it; ``data`` stands for its bytes where they differ."""

    path: Path
    choices: Choices = NO_CHOICES
    data: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read; ``sha256`` is that of a .diptych file, else None."""

    document: Document
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked about a file: which of its articles, or else its password.

    ``again`` says that a password was given that was not right, ``others`` how many more files
    wait for one.
    """

    batch: Batch
    wanted: Wanted
    items: tuple[Item, ...] = ()
    again: bool = False
    others: int = 0


@dataclass(slots=True, eq=False)
class Batch:
    """``alone`` is one file somebody waits for: what is wrong is told, and asked, at once.

    ``asks`` says whether anything may be asked, ``front`` whether the first article comes to the
    front, and ``remembered`` whether the files go to the list of recent ones. ``files`` were asked
    for; ``total`` counts the articles in them as well, of which ``left`` are still to come.
    """

    alone: bool = False
    asks: bool = True
    front: bool = False
    remembered: bool = False
    files: int = 0
    left: int = 0
    total: int = 0
    opened: list[Path] = field(default_factory=list)
    problems: list[tuple[str, Exception]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def expect_files(self, count: int) -> None:
        """Wait for so many files."""
        self.files += count
        self.expect(count)

    def expect(self, count: int) -> None:
        """Wait for so many more files, or articles of one."""
        self.left += count
        self.total += count

    def problem(self, name: str, error: Exception) -> None:
        """Keep what is wrong with a file, to be told at the end."""
        self.problems.append((name, error))

    def stopped(self) -> str:
        """How far it had come when it was stopped."""
        if self.total == self.files:
            told = _tr("Stopped. {0} of {1} files have been read.")
        else:  # some files hold several articles
            told = _tr("Stopped. {0} of {1} articles have been read.")
        return told.format(f"{self.total - self.left:,}", f"{self.total:,}")

    def report(self) -> CannotReadError | None:
        """Everything that was wrong, in one message; None when nothing was."""
        if not self.problems:
            return None
        count, total = len(self.problems), max(self.files, len(self.problems))
        details = "\n".join(_named(name, in_a_line(error)) for name, error in self.problems)
        if total == 1:
            return CannotReadError(in_a_line(self.problems[0][1]))
        told = _tr("{0} of {1} files could not be opened: {2}.")
        names = ", ".join(f"“{name}”" for name, _error in self.problems[:3])
        return CannotReadError(
            told.format(f"{count:,}", f"{total:,}", names + ("…" if count > 3 else "")),
            "",
            details,
        )


def _named(name: str, words: str) -> str:
    return words if name in words else f"{name}: {words}"


def in_a_line(error: Exception) -> str:
    """What is wrong, and what to try."""
    if isinstance(error, DiptychError):
        return str(error)
    return _tr("Something went wrong ({0}: {1}).").format(type(error).__name__, error)


def _tr(words: str) -> str:
    return QCoreApplication.translate("batch", words)
