"""Opening files: from a path to a document, with every way it can fail in plain words."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.notes import reanchor
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import check_size
from diptych.formats.reading.reader import Understood, article_of, understand
from diptych.workspace import project
from diptych.workspace.segmenting import SOURCE_ID, begin, resegment

Read = Callable[[Given], Understood]
"""How bytes are read: here, or in a process that can be ended."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of a file, instead of what it shows itself to be; None where nothing."""

    kind: FileKind | None = None
    encoding: str | None = None
    password: str | None = field(default=None, repr=False)
    item: str | None = None


NO_CHOICES = Choices()


def open_file(path: Path, choices: Choices = NO_CHOICES, read: Read = understand) -> Document:
    """The document in a file of any format we read.

    Raises CannotReadError; PasswordNeededError and SeveralArticlesError among them ask for choices.
    """
    return open_bytes(read_file(path), path.name, choices, read, path=str(path.absolute()))


def open_bytes(
    data: bytes,
    name: str,
    choices: Choices = NO_CHOICES,
    read: Read = understand,
    *,
    path: str | None = None,
) -> Document:
    """The document in bytes, as from standard input. Raises as ``open_file``."""
    if project.is_project(data):
        return project.from_bytes(data, name)
    given = _given(data, name, choices)
    understood = read(given)
    return begin(article_of(given, understood, path), understood.reading.renderings)


def _given(data: bytes, name: str, choices: Choices) -> Given:
    return Given(data, name, choices.kind, choices.encoding, choices.password, choices.item)


def read_file(path: Path) -> bytes:
    """The bytes of a file, its size looked at first. Raises CannotReadError."""
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise CannotReadError(f"“{path}” is a folder.", "Choose a file in it.")
        if not stat.S_ISREG(facts.st_mode):
            raise CannotReadError(f"“{path}” is not an ordinary file.", "Choose a file.")
        with path.open("rb") as file:
            if facts.st_size > project.LARGEST or not project.is_project(file.read(200)):
                check_size(facts.st_size, path.name)
            file.seek(0)
            return file.read()
    except FileNotFoundError as error:
        raise CannotReadError(
            f"There is no file “{path}”.", "It may have been moved or renamed.", str(error)
        ) from error
    except PermissionError as error:
        raise CannotReadError(
            f"You may not read “{path}”.", "Ask its owner, or copy it where you may.", str(error)
        ) from error
    except (OSError, ValueError) as error:
        raise CannotReadError(
            f"“{path}” could not be read.", "Check the disk or the connection to it.", str(error)
        ) from error


def changed_on_disk(document: Document) -> str | None:
    """A sentence when the file the article came from is gone or has other bytes now."""
    source = document.article.source
    if source.path is None:
        return None
    path = Path(source.path)
    try:
        if source.item is not None and path.stat():
            return None  # only one article of many is kept, which the whole cannot be told by
        if path.stat().st_size == len(source.data):
            same = hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256
        else:
            same = False
    except FileNotFoundError:
        return f"“{source.name}” is no longer where it was opened. Its text is kept here."
    except OSError:
        return None
    if same:
        return None
    return f"“{source.name}” has changed on disk since it was opened. Open it again to see how."


def reread(document: Document, choices: Choices, read: Read = understand) -> Document:
    """The article read again from its original bytes, by other choices; notes are found again.

    Translations and summary are of the old text: they go when the text has changed. Raises as
    ``open_file``.
    """
    source = document.article.source
    given = _given(source.data, source.name, replace(choices, item=choices.item or source.item))
    understood = read(given)
    article = article_of(given, understood, source.path)
    fresh = begin(article, understood.reading.renderings)
    fresh = resegment(fresh, article.text.language or document.language)
    notes = tuple(
        reanchor(note, article.text.value) if note.version == SOURCE_ID else note
        for note in document.notes
    )
    if article.text.value == document.article.text.value:
        return replace(document, article=article.in_language(document.language))
    kept = tuple(
        note if note.version == SOURCE_ID else replace(note, orphan=True) for note in notes
    )
    return replace(fresh, notes=kept, terms=document.terms, extra=document.extra)
