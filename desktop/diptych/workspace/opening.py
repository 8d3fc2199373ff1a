"""Opening files: from a path to a document, with every way it can fail in plain words."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.notes import Note
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import check_size
from diptych.formats.reading.reader import Understood, article_of, understand
from diptych.workspace import project
from diptych.workspace.segmenting import begin, resegment

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


@dataclass(frozen=True, slots=True)
class DiskChange:
    """A sentence on what became of a file, and whether it is there to be read again."""

    sentence: str
    there: bool


def changed_on_disk(document: Document) -> DiskChange | None:
    """What to say when the file the article came from is gone or has other bytes now."""
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
        sentence = f"“{source.name}” is no longer where it was opened. Its text is kept here."
        return DiskChange(sentence, there=False)
    except OSError:
        return None
    if same:
        return None
    return DiskChange(f"“{source.name}” has changed on disk since it was read.", there=True)


def reread(document: Document, choices: Choices, read: Read = understand) -> Document:
    """The article read again from its original bytes, by other choices; notes are found again.

    Translations and summary are of the old text: they go when the text has changed. Raises as
    ``open_file``.
    """
    fresh = fresh_from(document.article.source.data, document, choices, read)
    if fresh.article.text.value == document.article.text.value:
        return replace(document, article=fresh.article.in_language(document.language))
    return carried(document, fresh)


def fresh_from(data: bytes, document: Document, choices: Choices, read: Read) -> Document:
    """The article of ``document`` read from ``data``, with no work on it; raises as ``open_file``.

    What does not tell its language is cut into sentences by that of ``document``.
    """
    source = document.article.source
    given = _given(data, source.name, replace(choices, item=choices.item or source.item))
    understood = read(given)
    article = article_of(given, understood, source.path)
    fresh = begin(article, understood.reading.renderings)
    return resegment(fresh, article.text.language or document.language)


def carried(document: Document, fresh: Document) -> Document:
    """An article that was read again, or opened in a newer state, with the work of ``document``.

    That is its notes, terms and the meanings of colours. Notes on the source are found again in
    the new text, those on a translation that ``fresh`` has as well in what it is now; notes on
    other translations are kept as orphans, since these are of the old text.
    """
    from diptych.workspace.recoding import find_again

    old, new = document.article.source, fresh.article.source
    # Only bytes that are the same can stand for other letters in another encoding.
    encodings = (old.encoding, new.encoding) if old.data == new.data else (None, None)
    before = {version.id: version.text.value for version in document.versions}
    notes: dict[str, Note] = {}
    for version in fresh.versions:
        own = tuple(note for note in document.notes if note.version == version.id)
        if own and version.id in before:
            found = find_again(own, before[version.id], version.text.value, encodings)
            notes.update((note.id, note) for note in found)
    kept = tuple(notes.get(note.id) or replace(note, orphan=True) for note in document.notes)
    return replace(
        fresh, notes=kept, terms=document.terms, meanings=document.meanings, extra=document.extra
    )
