"""Keeps every change of the open documents on the disk, in an order that survives any crash.

A document has a whole copy, and a journal of what has changed since. Every change is added to the
journal. Now and then another whole copy takes the place of the first, and a new journal begins:

1. the journal says which copy will come, and up to which entry it holds all;
2. the copy is written beside, flushed, renamed into place, read back and compared;
3. a journal that continues it, with what came meanwhile, takes the old one's place.

Between any two of these steps copy and journal agree on what is there.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.workspace import patches, project, session
from diptych.workspace.drafts import Drafts, dump_drafts
from diptych.workspace.journal import Journal, JournalLostError, read_journal
from diptych.workspace.project_json import Json
from diptych.workspace.saving import write_atomically
from diptych.workspace.session import Entry, Session
from diptych.workspace.session_recovery import RestoredDocument

MOST_ENTRIES = 500
MOST_BYTES = 1024 * 1024
"""A journal that has grown beyond either of these is due for another whole copy."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One open document as it is now: all that is to be found again.

    Of two, that with the lower ``serial`` is the older one, and no news.
    """

    entry: Entry
    document: Document
    drafts: Drafts = ()
    serial: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """The document's key on the desk."""
        return self.entry.key


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the snapshots: ``done`` are on the disk now.

    ``wanting`` have no whole copy yet, which their journal could continue; ``grown`` have one, with
    something in the journal, and ``due`` should have another one soon. ``vanished`` says that
    files of ours have gone, so that nothing may be relied on.
    ``error`` is what the disk answered, if it refused.
    """

    done: tuple[Snapshot, ...] = ()
    wanting: frozenset[str] = frozenset()
    grown: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    vanished: bool = False
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A state that is to be stored whole; the journal has it with ``upto`` entries."""

    snapshot: Snapshot
    upto: int = 0

    def data(self) -> bytes:
        """The bytes of the whole copy. It takes a while for a long article."""
        return project.to_bytes(self.snapshot.document)


@dataclass(slots=True)
class _Stored:
    snapshot: Snapshot
    base: str
    journal: Journal | None


class SessionKeeper:
    """All that is written in the session's folder while the program runs.

    Its methods may be called from any thread; they wait for each other.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stored: dict[str, _Stored] = {}
        self._index: Session | None = None
        self._lock = threading.Lock()

    def adopt(self, documents: Iterable[RestoredDocument]) -> None:
        """Go on from what was restored."""
        with self._lock:
            for found in documents:
                snapshot = Snapshot(found.entry, found.document, found.drafts)
                self._stored[snapshot.key] = _Stored(snapshot, found.base, found.journal)

    # Changes

    def keep(self, snapshots: Sequence[Snapshot], listed: Session | None = None) -> Kept:
        """Add to the journals what has changed; keep the list, if one is given.

        Nothing is raised: what the disk refuses is in the answer, and can be given again.
        """
        with self._lock:
            done: list[Snapshot] = []
            wanting: set[str] = set()
            error: Exception | None = None
            vanished = False
            for snapshot in snapshots:
                stored = self._stored.get(snapshot.key)
                try:
                    if stored is not None and self._noted(stored, snapshot):
                        done.append(snapshot)
                    else:
                        wanting.add(snapshot.key)
                except JournalLostError:
                    vanished = True
                    del self._stored[snapshot.key]
                    wanting.add(snapshot.key)
                except (OSError, CannotSaveError) as refused:
                    error = refused
            if vanished:
                self._forget_what_is_gone()
            try:
                if listed is not None:
                    self._list(listed)
            except (OSError, CannotSaveError) as refused:
                error = refused
            grown = frozenset(s.key for s in done if self._entries(s.key))
            due = frozenset(key for key in grown if self._due(key))
            return Kept(tuple(done), frozenset(wanting), grown, due, vanished, error)

    def _noted(self, stored: _Stored, snapshot: Snapshot) -> bool:
        """Have the journal tell what has changed; False when it cannot."""
        if snapshot.serial < stored.snapshot.serial:
            return True
        item = _change(stored.snapshot, snapshot)
        if not item:
            stored.snapshot = snapshot
            return True
        if stored.journal is None:
            if not session.document_file(self._folder, snapshot.key).exists():
                raise JournalLostError(snapshot.key)
            header = _header(stored.base, stored.snapshot)
            place = session.journal_file(self._folder, snapshot.key)
            stored.journal = Journal.begin(place, header, [item])
        else:
            stored.journal.append(item)
        stored.snapshot = snapshot
        return True

    def _entries(self, key: str) -> int:
        stored = self._stored.get(key)
        return stored.journal.entries if stored is not None and stored.journal is not None else 0

    def _due(self, key: str) -> bool:
        journal = self._stored[key].journal
        assert journal is not None
        return journal.entries > MOST_ENTRIES or journal.size > MOST_BYTES

    def _forget_what_is_gone(self) -> None:
        for key in tuple(self._stored):
            if not session.document_file(self._folder, key).exists():
                del self._stored[key]

    # The list

    def _list(self, listed: Session) -> None:
        """Keep the list of those that can be found again, then drop those that were closed."""
        known = tuple(entry for entry in listed.entries if entry.key in self._stored)
        told = Session(known, listed.current, listed.ended)
        if told != self._index or not session.index_file(self._folder).exists():
            session.store_index(self._folder, told)
            self._index = told
        open_now = {entry.key for entry in listed.entries}
        for key in [key for key in self._stored if key not in open_now]:
            session.drop(self._folder, key)
            del self._stored[key]

    # Whole copies

    def grown(self) -> tuple[str, ...]:
        """The keys of documents whose journal holds something."""
        with self._lock:
            return tuple(key for key in self._stored if self._entries(key))

    def copy_of(self, snapshot: Snapshot) -> Copy:
        """What is to be stored whole: the document as its journal has it, else this snapshot."""
        with self._lock:
            stored = self._stored.get(snapshot.key)
            if stored is None:
                return Copy(snapshot)
            return Copy(stored.snapshot, stored.journal.entries if stored.journal else 0)

    def store(self, copy: Copy, data: bytes) -> None:
        """Put a whole copy in place, and begin the journal that continues it.

        Raises OSError or CannotSaveError; then what was there before still counts.
        """
        with self._lock:
            session.make_folder(self._folder)
            key, base = copy.snapshot.key, hashlib.sha256(data).hexdigest()
            stored = self._stored.get(key)
            since: tuple[Json, ...] = ()
            if stored is not None and stored.journal is not None:
                try:
                    stored.journal.append({"next": base, "upto": copy.upto})
                    since = read_journal(stored.journal.path).entries[copy.upto :]
                except (JournalLostError, FileNotFoundError):
                    stored = None
            self._write(session.document_file(self._folder, key), data)
            if stored is None:
                session.journal_file(self._folder, key).unlink(missing_ok=True)
                self._stored[key] = _Stored(copy.snapshot, base, None)
                return
            stored.base = base
            if stored.journal is not None:
                header = _header(base, copy.snapshot)
                told = [item for item in since if "next" not in item]
                stored.journal = Journal.begin(stored.journal.path, header, told)

    @staticmethod
    def _write(file: Path, data: bytes) -> None:
        write_atomically(file, data)
        if file.read_bytes() != data:
            raise CannotSaveError(
                f"“{file.name}” does not read back as it was written.",
                "The disk may be failing. Save your work to another disk.",
                str(file),
            )


def _header(base: str, snapshot: Snapshot) -> Json:
    return {
        "base": base,
        "entry": asdict(snapshot.entry),
        "drafts": dump_drafts(snapshot.drafts),
    }


def _change(before: Snapshot, after: Snapshot) -> Json:
    """What a journal tells of the way from one snapshot to the next; empty for nothing."""
    item: Json = {}
    changes = patches.patch(before.document, after.document)
    if changes:
        # A patch that would not give the same document must never be relied on.
        if patches.apply(before.document, changes) != after.document:
            changes = patches.whole(after.document)
        item["patch"] = changes
    if before.entry != after.entry:
        item["entry"] = asdict(after.entry)
    if before.drafts != after.drafts:
        item["drafts"] = dump_drafts(after.drafts)
    return item
