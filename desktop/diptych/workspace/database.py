"""The one place that opens SQLite files: safely, by many threads, and never losing one."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from diptych.core.errors import StoreError

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

_SIDE_FILES = ("-wal", "-shm")
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_CANNOT_WRITE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_REASONS = {
    sqlite3.SQLITE_BUSY: ("Another program is writing to it.", "Try again in a moment."),
    sqlite3.SQLITE_LOCKED: ("Another program is writing to it.", "Try again in a moment."),
    sqlite3.SQLITE_FULL: ("The disk is full.", "Free some space, and try again."),
    sqlite3.SQLITE_READONLY: ("It can only be read.", "Check who may write to its folder."),
    sqlite3.SQLITE_CANTOPEN: ("It cannot be opened.", "Check its folder, and who may use it."),
    sqlite3.SQLITE_PERM: ("It cannot be opened.", "Check its folder, and who may use it."),
    sqlite3.SQLITE_IOERR: ("The disk gave an error.", "Check the disk, and try again."),
}


class Database:
    """One file, opened at its first use and made when there is none.

    ``steps[n]`` holds the statements that lead from schema version n to n + 1. All methods may be
    called from any thread: one connection serves them one after the other. ``label`` is what the
    file is called in sentences, as in “translation memory”.
    """

    def __init__(self, path: Path, steps: Sequence[Sequence[str]], label: str) -> None:
        self.path = path
        self.notice = ""
        """What its user should know: it was damaged and moved aside, or can only be read."""
        self.read_only = False
        self._steps = steps
        self._label = label
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for questions. Raises StoreError."""
        with self._lock, self._told():
            yield self._opened()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction, which is kept whole or not at all. Raises StoreError."""
        with self._lock, self._told():
            connection = self._opened()
            if self.read_only:
                raise StoreError(f"The {self._label} cannot be changed.", self.notice)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After some errors SQLite has rolled back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file; it is opened again at the next use."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        self.notice, self.read_only = "", False
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The {self._label} has no folder to lie in: “{self.path.parent}”.",
                "Check who may write there.",
                str(error),
            ) from error
        try:
            self._connection = self._usable(self._connected())
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise
            self.notice = self._moved_aside()
            self._connection = self._usable(self._connected())
        return self._connection

    def _connected(self, how: str = "") -> sqlite3.Connection:
        """A connection to the file; ``how`` is the query of a SQLite URI, as in "mode=ro"."""
        name = f"{self.path.absolute().as_uri()}?{how}" if how else str(self.path)
        # A lock of our own lets one thread at a time use it.
        return sqlite3.connect(
            name, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=bool(how)
        )

    def _usable(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """The connection with the newest schema, or one that can only read and says why."""
        try:
            version = _version(connection)
            if version > len(self._steps):
                connection.close()
                return self._readable(
                    f"The {self._label} was changed by a newer Diptych (format {version}; this "
                    f"one knows up to {len(self._steps)}). It is used, and not changed. Update "
                    "Diptych to change it."
                )
            _prepare(connection, version)
            if version < len(self._steps):
                self._bring_up_to_date(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            if _code(error) in _CANNOT_WRITE and self.path.is_file():
                return self._readable(
                    f"The {self._label} can only be read here: “{self.path}”. Nothing is added to "
                    "it. Check who may write there."
                )
            raise
        return connection

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done it while this one waited.
            for step in self._steps[_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._steps)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _readable(self, why: str) -> sqlite3.Connection:
        """A connection that only reads. Raises sqlite3.DatabaseError."""
        self.notice, self.read_only = why, True
        connection = self._connected("mode=ro")
        try:
            _version(connection)
        except sqlite3.OperationalError:
            # In a folder that cannot be written to, SQLite cannot share the file with others.
            connection.close()
            return self._connected("immutable=1")
        return connection

    def _moved_aside(self) -> str:
        """Give the damaged file another name, which is told. Raises StoreError when it stays."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        number = 1
        while aside.exists():
            number += 1
            aside = aside.with_name(f"{self.path.stem}.damaged-{stamp}-{number}{self.path.suffix}")
        try:
            self.path.rename(aside)
            for side in _SIDE_FILES:
                beside = self.path.with_name(self.path.name + side)
                if beside.exists():
                    beside.rename(aside.with_name(aside.name + side))
        except OSError as error:
            raise StoreError(
                f"The {self._label} is damaged, and its file cannot be moved: “{self.path}”.",
                "Move it away yourself, and try again.",
                str(error),
            ) from error
        return (
            f"The {self._label} was damaged. Its file is kept as “{aside}”, and an empty one was "
            "begun."
        )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of SQLite as StoreError; a file found damaged is moved aside."""
        try:
            yield
        except sqlite3.Error as error:
            code = _code(error)
            if code in _DAMAGED and not self.read_only:
                self.close()
                raise StoreError(
                    self._moved_aside(), "Do again what you were doing.", str(error)
                ) from error
            reason, remedy = _REASONS.get(
                code, ("It does not have the parts it should have.", "Restart, and try again.")
            )
            raise StoreError(
                f"The {self._label} could not be used. {reason}", remedy, f"{self.path}: {error}"
            ) from error


def _prepare(connection: sqlite3.Connection, version: int) -> None:
    """Choose how it is written. Raises sqlite3.DatabaseError when it cannot be written to."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16384")
    # Who is kept waiting by another writer may write, and finds the file prepared.
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        # Beginning alone succeeds for a file that can only be read.
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if _code(error) != sqlite3.SQLITE_BUSY:
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    # Reading the schema finds a file that is no database, or is cut short.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(version)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; the extended ones add bits above it."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
