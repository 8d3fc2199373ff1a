"""The desk as it was left: which articles were open, with all work in them, saved or not.

In the session's folder lie, for each article, ``<key>.diptych``, a whole copy, and
``<key>.journal``, what has changed since; and ``session.json``, the list of them.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from diptych.packs.files import sync_folder
from diptych.workspace.project_json import Json
from diptych.workspace.saving import write_atomically

_INDEX = "session.json"
_ASIDE = ".unreadable"
_BESIDE = re.compile(r"\..*(?:\.diptych|\.journal|\.unreadable.*|session\.json)-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One open document; ``path`` and ``sha256`` are those of its .diptych file, if it has one.

    ``unread`` says that it has never been in front; ``edits`` how many changes that file lacks.
    ``title`` is its headline, to speak of it when it cannot be read.
    """

    key: str
    path: str | None = None
    sha256: str | None = None
    modified: bool = False
    unread: bool = False
    edits: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The entries in their order and the key of the one in front.

    ``ended`` says that the program closed in good order after it wrote this.
    """

    entries: tuple[Entry, ...] = ()
    current: str | None = None
    ended: bool = False


def exists(folder: Path) -> bool:
    """Whether there is anything of an earlier session."""
    with contextlib.suppress(OSError):
        return any(_ours(file) for file in folder.iterdir())
    return False


def make_folder(folder: Path) -> None:
    """Make the folder with all above it, so that a power cut leaves it there. Raises OSError."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def store_index(folder: Path, session: Session) -> None:
    """Keep the list of open documents. Raises CannotSaveError or OSError."""
    make_folder(folder)
    write_atomically(folder / _INDEX, json.dumps(asdict(session), indent=1).encode())


def read_index(folder: Path) -> Session | None:
    """The list as it was kept; None when there is none.

    Raises OSError, and ValueError, KeyError, TypeError or AttributeError for a damaged one.
    """
    try:
        raw = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    current = raw.get("current")
    # Before there were journals, the list was written as often as any article.
    return Session(tuple(map(load_entry, raw["entries"])), current, raw.get("ended") is not False)


def index_file(folder: Path) -> Path:
    """Where the list lies."""
    return folder / _INDEX


def document_file(folder: Path, key: str) -> Path:
    """Where the whole copy of a document lies."""
    return folder / f"{key}.diptych"


def journal_file(folder: Path, key: str) -> Path:
    """Where the journal of a document lies."""
    return folder / f"{key}.journal"


def keys_of_files(folder: Path) -> list[str]:
    """The keys of all documents and journals that lie there, in a fixed order."""
    files = [file for file in folder.iterdir() if _ours(file) and file.name != _INDEX]
    return sorted({file.stem for file in files if file.stem.isalnum()})


def drop(folder: Path, key: str) -> None:
    """Delete what was kept of a document that has been closed. Raises OSError."""
    # The copy goes last: a journal alone is of no use.
    for file in (journal_file(folder, key), document_file(folder, key)):
        file.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Delete what was being written beside our files when the program was killed."""
    for file in folder.iterdir():
        if _BESIDE.fullmatch(file.name):
            with contextlib.suppress(OSError):
                file.unlink()


def load_entry(item: Json) -> Entry:
    """An entry from JSON values. Raises KeyError or ValueError."""
    key, path, sha256 = item["key"], item.get("path"), item.get("sha256")
    edits, title = item.get("edits"), item.get("title")
    if not isinstance(key, str) or not key.isalnum():
        raise ValueError(f"not a key: {key!r}")
    return Entry(
        key,
        path if isinstance(path, str) else None,
        sha256 if isinstance(sha256, str) else None,
        modified=item.get("modified") is True,
        unread=item.get("unread") is True,
        edits=edits if isinstance(edits, int) else 0,
        title=title if isinstance(title, str) else "",
    )


def aside(file: Path) -> Path:
    """A free name beside a file for what cannot be read in it; no session touches it."""
    names = itertools.chain(("",), (f"-{number}" for number in itertools.count(2)))
    places = (file.with_name(f"{file.name}{_ASIDE}{name}") for name in names)
    return next(place for place in places if not place.exists())


def set_aside(file: Path) -> Path | None:
    """Keep a file we cannot read under another name; None when it cannot be moved."""
    place = aside(file)
    try:
        file.rename(place)
    except OSError:
        return None
    return place


def _ours(file: Path) -> bool:
    return file.suffix in (".diptych", ".journal") or file.name == _INDEX
