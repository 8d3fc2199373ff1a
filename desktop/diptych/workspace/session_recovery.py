"""The session read back: whole copies, and what their journals add; damage costs what it hit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import DiptychError
from diptych.workspace import patches, project, session
from diptych.workspace.drafts import Drafts, load_drafts
from diptych.workspace.journal import FORMAT, Journal, JournalRead, read_journal
from diptych.workspace.project_checks import checked
from diptych.workspace.project_json import Json
from diptych.workspace.saving import write_atomically
from diptych.workspace.session import Entry, Session

_WRONG = (KeyError, ValueError, TypeError, AttributeError, IndexError, DiptychError)
_LOOKED_AT = 20
"""States before the last one that are compared with a file which was saved at the last moment."""


@dataclass(frozen=True, slots=True)
class RestoredDocument:
    """One document as it was, and where its journal goes on.

    ``base`` is the SHA-256 of its whole copy; ``replayed`` counts the entries of the journal that
    were added to it.
    """

    entry: Entry
    document: Document
    drafts: Drafts
    base: str
    journal: Journal | None = None
    replayed: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """A session read back; ``problems`` says in plain words what could not be, and where it is.

    ``remarks`` say what is of interest only to the curious.
    """

    session: Session
    documents: tuple[RestoredDocument, ...]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def unsaved(self) -> tuple[RestoredDocument, ...]:
        """Those with work that no file of the user's holds."""
        return tuple(found for found in self.documents if found.entry.modified)


@dataclass(slots=True)
class _Told:
    problems: list[str]
    remarks: list[str]

    def aside(self, file: Path, what: str) -> None:
        """Set a file aside and say where it is."""
        place = session.set_aside(file)
        where = f"It is kept as {place}." if place else f"It still lies at {file}."
        self.problems.append(f"{what} {where}")


@dataclass(frozen=True, slots=True)
class _State:
    document: Document
    entry: Entry
    drafts: Drafts


def restore(folder: Path) -> Restored:
    """Read the session back. Raises OSError when its folder cannot be read at all.

    What is damaged is set aside under a name that no session touches. A list that is missing or
    damaged costs the order alone: the documents are found by their files.
    """
    told = _Told([], [])
    listed = _listed(folder, told)
    known = [entry.key for entry in listed.entries]
    strays = [key for key in session.keys_of_files(folder) if key not in set(known)]
    entries = (*listed.entries, *map(Entry, strays))
    found = [_tried(folder, entry, told, ended=listed.ended) for entry in entries]
    session.sweep(folder)
    documents = tuple(document for document in found if document is not None)
    whole = replace(listed, entries=tuple(document.entry for document in documents))
    return Restored(whole, documents, tuple(told.problems), tuple(told.remarks))


def _listed(folder: Path, told: _Told) -> Session:
    try:
        found = session.read_index(folder)
    except (OSError, *_WRONG) as error:
        told.aside(
            session.index_file(folder),
            "The list of open articles could not be read; the articles were found without it.",
        )
        told.remarks.append(f"{type(error).__name__}: {error}")
        found = None
    return Session() if found is None else found


def _tried(folder: Path, entry: Entry, told: _Told, *, ended: bool) -> RestoredDocument | None:
    try:
        return _restored(folder, entry, told, ended=ended)
    except (OSError, *_WRONG) as error:
        file = session.document_file(folder, entry.key)
        told.problems.append(f"An article could not be restored. It still lies at {file}.")
        told.remarks.append(f"{file}: {type(error).__name__}: {error}")
        return None


def _restored(folder: Path, entry: Entry, told: _Told, *, ended: bool) -> RestoredDocument | None:
    file = session.document_file(folder, entry.key)
    journal = session.journal_file(folder, entry.key)
    try:
        data = file.read_bytes()
        document = project.from_bytes(data, file.name)
    except (OSError, DiptychError) as error:
        _lost(entry, file, journal, error, told)
        return None
    base = hashlib.sha256(data).hexdigest()
    start = _State(document, entry, ())
    read = _read(journal, told)
    if read is None:
        return _found([start], base, None, ended=ended)
    first = _first(read, base)
    if first is None:
        told.aside(
            journal,
            f"The journal of “{document.article.headline}” continues another copy of it "
            "than the one that is here, and was not used.",
        )
        return _found([start], base, None, ended=ended)
    states = _replayed(start, read, first, told)
    used = first + len(states) - 1
    _keep_tail(journal, read, used, told)
    kept = Journal(journal, read.ends[used], used)
    return _found(states, base, kept, ended=ended)


def _lost(entry: Entry, file: Path, journal: Path, error: Exception, told: _Told) -> None:
    """Say that a document cannot be read, and what is left of it."""
    title = entry.title or (Path(entry.path).name if entry.path else "")
    name = f"“{title}”" if title else "an article"
    saved = f" What you saved last is in {entry.path}." if entry.path else ""
    told.remarks.append(f"{file}: {error}")
    if file.exists():
        told.aside(file, f"The copy of {name} kept for this start is damaged.{saved}")
    else:
        told.problems.append(f"The copy of {name} kept for this start is gone.{saved}")
    if journal.exists():
        told.aside(journal, "The journal that continues it cannot be used without it.")


def _read(journal: Path, told: _Told) -> JournalRead | None:
    """What can be read of a journal, if anything."""
    try:
        read = read_journal(journal)
    except FileNotFoundError:
        return None
    except OSError as error:
        told.problems.append(f"The journal {journal} cannot be read: {error.strerror}.")
        return None
    if read.header is None:
        told.aside(journal, "The journal of an article is damaged from its first line on.")
        return None
    if read.header.get("journal") != FORMAT:
        told.aside(journal, "The journal of an article was written by a newer Diptych.")
        return None
    return read


def _first(read: JournalRead, base: str) -> int | None:
    """The first entry that is not in the whole copy yet; None when the two do not belong together.

    Before a copy takes the place of another, the journal says which, and up to where it holds all.
    """
    assert read.header is not None
    if read.header.get("base") == base:
        return 0
    for item in reversed(read.entries):
        if item.get("next") == base and isinstance(item.get("upto"), int):
            return min(int(item["upto"]), len(read.entries))
    return None


def _replayed(start: _State, read: JournalRead, first: int, told: _Told) -> list[_State]:
    """The states after each entry, the start among them; no further than they make sense."""
    assert read.header is not None
    states = [start]
    # What the header says holds from the beginning, and what was said since then as well.
    for item in (read.header, *read.entries[:first]):
        states[0] = _stepped(states[0], {k: v for k, v in item.items() if k != "patch"})
    for item in read.entries[first:]:
        try:
            states.append(_stepped(states[-1], item))
        except _WRONG as error:
            told.remarks.append(f"entry {first + len(states)}: {type(error).__name__}: {error}")
            break
    while len(states) > 1 and not _sound(states[-1].document):
        states.pop()
    return states


def _stepped(state: _State, item: Json) -> _State:
    document = patches.apply(state.document, item["patch"]) if "patch" in item else state.document
    entry = session.load_entry(item["entry"]) if "entry" in item else state.entry
    drafts = load_drafts(item["drafts"]) if "drafts" in item else state.drafts
    return _State(document, entry, drafts)


def _sound(document: Document) -> bool:
    try:
        checked(document)
    except _WRONG:
        return False
    return True


def _keep_tail(journal: Path, read: JournalRead, used: int, told: _Told) -> None:
    """Set aside what follows the entries that were used, and cut the journal off there."""
    good = read.ends[used]
    try:
        tail = journal.read_bytes()[good:]
        if not tail:
            return
        place = session.aside(journal)
        write_atomically(place, tail)
        with journal.open("r+b") as file:
            file.truncate(good)
    except (OSError, DiptychError) as error:
        told.problems.append(f"The end of the journal {journal} cannot be used: {error}")
        return
    count = len(tail.split(b"\n")) - tail.endswith(b"\n")
    if tail.endswith(b"\n") or count > 1:
        told.problems.append(
            f"The last entries of a journal could not be read ({count} of "
            f"{used + count}, {len(tail)} bytes). They are kept as {place}."
        )
    else:
        told.remarks.append(
            f"{len(tail)} bytes were being written when Diptych stopped. They are kept as {place}."
        )


def _found(
    states: Sequence[_State], base: str, journal: Journal | None, *, ended: bool
) -> RestoredDocument:
    last = states[-1]
    entry = last.entry if ended else _as_saved(states)
    return RestoredDocument(
        entry, checked(last.document), last.drafts, base, journal, len(states) - 1
    )


def _as_saved(states: Sequence[_State]) -> Entry:
    """The last entry; with the file as we saved it, if there was no time to note that."""
    entry = states[-1].entry
    if entry.path is None:
        return entry
    try:
        there = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
    except OSError:
        return entry
    if there == entry.sha256:
        return entry
    for back, state in enumerate(reversed(states[-_LOOKED_AT:])):
        ours = project.to_bytes(project.in_our_format(state.document))
        if hashlib.sha256(ours).hexdigest() == there:
            if back == 0:
                return replace(entry, sha256=there, modified=False, edits=0)
            return replace(entry, sha256=there)
    return entry
