"""The desk as it was left: which articles were open, with all work in them, saved or not."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import DiptychError
from diptych.workspace import project
from diptych.workspace.saving import write_atomically

_INDEX = "session.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One open document; ``path`` and ``sha256`` are those of its .diptych file, if it has one.

    ``unread`` says that it has never been in front.
    """

    key: str
    path: str | None = None
    sha256: str | None = None
    modified: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The entries in their order and the key of the one in front."""

    entries: tuple[Entry, ...] = ()
    current: str | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """A session read back; ``problems`` says in plain words what could not be."""

    session: Session
    documents: tuple[tuple[Entry, Document], ...]
    problems: tuple[str, ...]


def store_document(folder: Path, key: str, document: Document) -> None:
    """Keep one document, whole. Raises CannotSaveError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(_file(folder, key), project.to_bytes(document))


def store_index(folder: Path, session: Session) -> None:
    """Keep the list of open documents and drop those no longer on it. Raises CannotSaveError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / _INDEX, json.dumps(asdict(session), indent=1).encode())
    wanted = {_file(folder, entry.key).name for entry in session.entries}
    for stray in folder.glob("*.diptych"):
        if stray.name not in wanted:
            stray.unlink(missing_ok=True)


def restore(folder: Path) -> Restored:
    """Read the session back; a damaged document costs that document only, and is kept on disk."""
    try:
        raw = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        entries = tuple(_entry(item) for item in raw["entries"])
        current = raw.get("current")
    except FileNotFoundError:
        return Restored(Session(), (), ())
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Restored(Session(), (), (f"The list of open articles could not be read: {error}",))
    documents: list[tuple[Entry, Document]] = []
    problems: list[str] = []
    for entry in entries:
        file = _file(folder, entry.key)
        try:
            documents.append((entry, project.from_bytes(file.read_bytes(), file.name)))
        except (OSError, DiptychError) as error:
            problems.append(f"One article could not be restored: {error}")
            _set_aside(file)
    return Restored(Session(entries, current), tuple(documents), tuple(problems))


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}.diptych"


def _entry(item: dict[str, object]) -> Entry:
    key, path, sha256 = item["key"], item.get("path"), item.get("sha256")
    if not isinstance(key, str) or not key.isalnum():
        raise ValueError(f"not a key: {key!r}")
    return Entry(
        key,
        path if isinstance(path, str) else None,
        sha256 if isinstance(sha256, str) else None,
        modified=item.get("modified") is True,
        unread=item.get("unread") is True,
    )


def _set_aside(file: Path) -> None:
    """Keep a file we cannot read under a name that the next session does not touch."""
    if file.exists():
        file.replace(file.with_suffix(".unreadable"))
